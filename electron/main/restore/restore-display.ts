import type { Clock } from '../../base/clock.ts';
import type { AccountSummary } from '../../contract/models.ts';
import { namesShown, type PageSelection, type RestoreStage } from '../../contract/restore-desktop-models.ts';
import type { RestoreNews, RestorePlan, RestoreProgress, RestoreReport } from '../../contract/restore-models.ts';
import { assertNever } from '../../contract/result.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { throttledChanges } from '../snapshot/throttle.ts';

/** Whom a restore is for, and what of. */
export interface RestoreTarget {
  readonly account: Pick<AccountSummary, 'id' | 'email' | 'clientId'>;
  readonly selection: PageSelection;
  readonly albumTitle: string | null;
}

/** A restore as the snapshot shows it. */
export interface RestoreDisplay {
  readonly show: (target: RestoreTarget, now: RestoreStage) => void;
  /** Shows none any more. */
  readonly clear: () => void;
  /** Shows what the engine tells of it. */
  readonly hear: (target: RestoreTarget, event: RestoreNews) => void;
  /** With so many names as the page shows. */
  readonly shortened: <T extends RestorePlan | RestoreReport>(whole: T) => T;
}

/** At most four events a second reach the page. */
const calmMs = 250;

/** Shows nothing at first. */
export function createRestoreDisplay(
  snapshot: Pick<SnapshotStore, 'current' | 'change'>,
  clock: Clock,
  log: (line: string) => void,
): RestoreDisplay {
  const steady = throttledChanges(snapshot.change, clock, calmMs);
  /** Of the restore that goes on: what was there when it began, and when it will have ended, as far as is known. */
  let begun = { present: 0, endsAt: null as string | null };

  function stateOf({ account, selection, albumTitle }: RestoreTarget, now: RestoreStage) {
    return { restore: { account: account.id, email: account.email, selection, albumTitle, now } };
  }

  function show(target: RestoreTarget, now: RestoreStage): void {
    steady.now(stateOf(target, now));
  }

  function progressed(target: RestoreTarget, progress: RestoreProgress): void {
    const now = snapshot.current().restore?.now;
    if (progress.endsAt !== null) begun = { ...begun, endsAt: progress.endsAt };
    if (now?.stage !== 'sending' && now?.stage !== 'waiting') return;
    const done = progress.phase === 'sending' ? begun.present + progress.done : now.done;
    // What was on its way when the wait began still arrives.
    const next = now.stage === 'waiting' ? { ...now, done } : { ...now, done, progress };
    steady.quick(stateOf(target, next));
  }

  return {
    show,
    clear: () => steady.now({ restore: null }),
    hear: (target, event) => {
      const now = snapshot.current().restore?.now ?? null;
      switch (event.event) {
        case 'restore-plan': {
          begun = { present: event.present, endsAt: event.days === 0 ? null : event.endsAt };
          const tally = { done: event.present, items: event.present + event.items };
          return now?.stage === 'sending' ? show(target, { ...now, ...tally }) : undefined;
        }
        case 'restore-progress':
          return progressed(target, event);
        case 'restore-waiting': {
          const { until, problem } = event;
          if (now?.stage === 'planning') return show(target, { stage: 'planning', waitingUntil: until });
          if (now?.stage !== 'sending' || now.isPausing) return;
          const { done, items } = now;
          return show(target, { stage: 'waiting', done, items, until, problem, endsAt: begun.endsAt });
        }
        case 'restore-resumed': {
          if (now?.stage === 'planning') return show(target, { stage: 'planning', waitingUntil: null });
          if (now?.stage !== 'waiting') return;
          const { done, items } = now;
          return show(target, { stage: 'sending', done, items, progress: null, isPausing: false });
        }
        case 'quota': {
          const { event: _event, ...quota } = event;
          return steady.quick({ quota });
        }
        case 'problem':
          // Without its detail, which may name a photo.
          return log(`Restore: ${event.problem.code}`);
        default:
          return assertNever(event);
      }
    },
    shortened: (whole) =>
      'failures' in whole
        ? { ...whole, failures: whole.failures.slice(0, namesShown) }
        : {
            ...whole,
            undatedFiles: whole.undatedFiles.slice(0, namesShown),
            unacceptedFiles: whole.unacceptedFiles.slice(0, namesShown),
          },
  };
}
