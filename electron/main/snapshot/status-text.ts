import type { AppSnapshot, Pause, Selection } from '../../contract/desktop-models.ts';
import { type Message, message, type ParameterValues } from '../../contract/messages/message.ts';
import type { RunProgress } from '../../contract/models.ts';
import type { AppRestore, RestoreStage } from '../../contract/restore-desktop-models.ts';
import { assertNever } from '../../contract/result.ts';
import { sourceTable } from '../../contract/source-kinds.ts';
import type { DerivedState } from './snapshot-store.ts';

type Facts = Omit<AppSnapshot, keyof DerivedState>;
type Moment = ParameterValues['moment'];

/** What a run is doing, as a message; times are seen from `now`. */
export function runText(run: NonNullable<Facts['run']>, { quota, selection }: Facts, now: Date): Message {
  if (run.stopping) return message('status.stopping');
  const { purpose } = sourceTable[run.source];
  if (purpose === 'selection') return selectionText(run.progress, selection);
  if (purpose === 'import') return importText(run.progress);
  if (quota?.state === 'waiting' && quota.waitingUntil !== null) {
    return message('status.google-waits', { until: momentOf(quota.waitingUntil, now) });
  }
  return progressText(run.progress);
}

function selectionText({ phase, items: { done, total } }: RunProgress, selection: Selection | null): Message {
  if (phase === 'settling') return message('status.finishing');
  const isBegun = done > 0 || selection?.now.stage === 'fetching';
  if (!isBegun) return message('status.choosing');
  return total === null
    ? message('status.fetching-choice-so-far', { done })
    : message('status.fetching-choice', { done, total });
}

function importText({ phase, items: { done, total }, discovered }: RunProgress): Message {
  switch (phase) {
    case 'preparing':
      return message('status.import-preparing');
    case 'discovering':
      return discovered === 0
        ? message('status.import-reading')
        : message('status.import-listing', { listed: discovered });
    case 'transferring':
      return total === null
        ? message('status.importing-so-far', { done })
        : message('status.importing', { done, total });
    case 'settling':
      return message('status.finishing');
    case 'done':
      return message('status.import-ended');
    default:
      return assertNever(phase);
  }
}

function progressText({ phase, items: { done, total }, discovered }: RunProgress): Message {
  switch (phase) {
    case 'preparing':
      return message('status.preparing');
    case 'discovering':
      return message('status.listing', { listed: discovered });
    case 'transferring':
      return total === null
        ? message('status.backing-up-so-far', { done })
        : message('status.backing-up', { done, total });
    case 'settling':
      return message('status.finishing');
    case 'done':
      return message('status.ended');
    default:
      return assertNever(phase);
  }
}

/** Until when nothing starts by itself. */
export function pauseText(pause: Pause, now: Date): Message {
  return pause.until === null
    ? message('status.paused')
    : message('status.paused-until', { until: momentOf(pause.until, now) });
}

/** What passes without a person, and is worth saying when nothing else is; null when the last backup came to its end. */
export function passingText(facts: Facts, now: Date): Message | null {
  const { online, trouble, lastRun } = facts;
  if (lastRun?.outcome === 'complete') return null;
  const next = nextOf(facts, now);
  if (!online) return message('status.offline');
  if (trouble === null) return null;
  const problem = trouble.code;
  return next === null ? message('status.problem', { problem }) : message('status.problem-next', { problem, next });
}

/** How a restore is doing; null while there is nothing to say of one. */
export function restoreText(restore: AppRestore | null, now: Date): Message | null {
  return restore === null ? null : stageText(restore.now, now);
}

function stageText(stage: RestoreStage, now: Date): Message | null {
  switch (stage.stage) {
    case 'planning': {
      const { waitingUntil: until } = stage;
      return until === null ? null : message('status.restore-looking-waits', { until: momentOf(until, now) });
    }
    case 'sending': {
      const { done, items, progress } = stage;
      if (progress?.phase === 'proving') return message('status.restore-proving', { items: progress.total });
      return message('status.restoring', { done, items });
    }
    case 'waiting': {
      const { done, items, until, problem } = stage;
      const key = problem.code === 'quota-day' ? 'status.restore-waits-day' : 'status.restore-waits';
      return message(key, { done, items, until: momentOf(until, now) });
    }
    case 'paused': {
      const { done, items, by } = stage;
      // The pause of everything is said of everything.
      if (by === 'app') return null;
      return message(by === 'person' ? 'status.restore-paused' : 'status.restore-held', { done, items });
    }
    case 'halted': {
      const { problem, retryAt } = stage;
      if (retryAt === null) return message('status.restore-halted', { problem: problem.code });
      return message('status.restore-retries', { problem: problem.code, next: momentOf(retryAt, now) });
    }
    case 'permission':
    case 'planned':
    case 'unplanned':
    case 'ended':
      return null;
    default:
      return assertNever(stage);
  }
}

function nextOf({ nextRuns: [next] }: Facts, now: Date): Moment | null {
  return next === undefined ? null : momentOf(next, now);
}

/** Whether it is today is said here: at midnight the sentence becomes another one, for tray and page alike. */
function momentOf(at: string, now: Date): Moment {
  return { at, isToday: new Date(at).toDateString() === now.toDateString() };
}
