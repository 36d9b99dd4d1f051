import type { Clock } from '../base/clock.ts';
import { nextRuns, type ScheduleFacts } from './next-runs.ts';

/** What automatic runs are built from. */
export interface AutomaticRunsOptions {
  readonly clock: Clock;
  /** Null while nothing may run by itself: setting up, or a run goes on. */
  readonly facts: () => ScheduleFacts | null;
  /** Why a run that is due has to wait (battery, network, sign-in); null when nothing is in the way. */
  readonly blocker: () => string | null;
  readonly start: () => void;
  /** The next times, for people to see; ISO 8601. */
  readonly onNextRuns: (times: readonly string[]) => void;
  readonly log: (line: string) => void;
}

/** Longest wait before the clock is looked at again: it may have been set, and timers stand still in sleep. */
const longestWaitMs = 10 * 60_000;

/** Starts runs when they are due. */
export interface AutomaticRuns {
  /** Something has changed that the next run depends on: looks anew, and starts what is due. */
  readonly reconsider: () => void;
  readonly stop: () => void;
}

/** Nothing happens before the first `reconsider`. */
export function automaticRuns(options: AutomaticRunsOptions): AutomaticRuns {
  const { clock } = options;
  let cancel = (): void => undefined;
  let isStopped = false;
  let held: string | null = null;

  function reconsider(): void {
    if (isStopped) return;
    cancel();
    const facts = options.facts();
    const now = clock.now();
    const times = facts === null ? [] : nextRuns(now, facts);
    options.onNextRuns(times.map((time) => time.toISOString()));
    const [next] = times;
    if (next !== undefined && next <= now && startUnlessHindered()) return;
    const wait = next === undefined || next <= now ? longestWaitMs : next.getTime() - now.getTime();
    cancel = clock.after(Math.min(wait, longestWaitMs), reconsider);
  }

  function startUnlessHindered(): boolean {
    const blocker = options.blocker();
    if (blocker !== null && blocker !== held) options.log(`A run is due but waits: ${blocker}`);
    held = blocker;
    if (blocker !== null) return false;
    options.onNextRuns([]);
    options.start();
    return true;
  }

  return {
    reconsider,
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
