import type { AppSnapshot, Pause, Selection } from '../../contract/desktop-models.ts';
import { type Message, message, type ParameterValues } from '../../contract/messages/message.ts';
import type { RunProgress } from '../../contract/models.ts';
import { assertNever } from '../../contract/result.ts';
import { sourceTable } from '../../contract/source-kinds.ts';
import { blockingProblem, pressingWarning, statusOf } from './status.ts';

type Facts = Omit<AppSnapshot, 'status' | 'statusText'>;
type Moment = ParameterValues['moment'];

/** The one plain sentence of state, for the tray and the Overview, as a message; times are seen from `now`. */
export function statusTextOf(facts: Facts, now: Date): Message {
  const status = statusOf(facts);
  switch (status) {
    case 'setting-up':
      return message('status.setting-up');
    case 'running':
      return facts.run === null ? message('status.preparing') : runText(facts.run, facts, now);
    case 'paused':
      return pauseText(facts.pause, now);
    case 'error':
      return errorText(facts);
    case 'attention':
      return attentionText(facts);
    case 'done':
      return doneText(nextOf(facts, now));
    case 'idle':
      return idleText(facts, nextOf(facts, now));
    default:
      return assertNever(status);
  }
}

function runText(run: NonNullable<Facts['run']>, { quota, selection }: Facts, now: Date): Message {
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

function pauseText(pause: Pause | null, now: Date): Message {
  return pause === null || pause.until === null
    ? message('status.paused')
    : message('status.paused-until', { until: momentOf(pause.until, now) });
}

function errorText(facts: Facts): Message {
  if (facts.engine === 'crashed') return message('status.engine-crashed');
  const problem = blockingProblem(facts)?.code;
  return problem === undefined ? message('status.needs-you') : message('status.problem', { problem });
}

function attentionText(facts: Facts): Message {
  const warning = pressingWarning(facts);
  if (facts.problems.length === 0 && warning !== null) return message('status.warning', { warning: warning.title });
  const problems = facts.problems.reduce((sum, group) => sum + group.count, 0);
  return problems === 0 ? message('status.some-problem') : message('status.problems', { problems });
}

function doneText(next: Moment | null): Message {
  return next === null ? message('status.done') : message('status.done-next', { next });
}

function idleText({ online, trouble, lastRun }: Facts, next: Moment | null): Message {
  if (!online) return message('status.offline');
  if (trouble !== null) {
    const problem = trouble.code;
    return next === null ? message('status.problem', { problem }) : message('status.problem-next', { problem, next });
  }
  if (lastRun === null) return next === null ? message('status.first') : message('status.first-next', { next });
  return next === null ? message('status.incomplete') : message('status.incomplete-next', { next });
}

function nextOf({ nextRuns: [next] }: Facts, now: Date): Moment | null {
  return next === undefined ? null : momentOf(next, now);
}

/** Whether it is today is said here: at midnight the sentence becomes another one, for tray and page alike. */
function momentOf(at: string, now: Date): Moment {
  return { at, isToday: new Date(at).toDateString() === now.toDateString() };
}
