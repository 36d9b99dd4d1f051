import type { Log } from '../../base/log.ts';
import type { QuotaState } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import { failed, type Result } from '../../contract/result.ts';

/** What waiting needs. */
export interface PatienceDeps {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits so many milliseconds; rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly quota: () => QuotaState;
  /** Told when a wait begins, and with null when it is over. */
  readonly onWait: (wait: { readonly until: string; readonly problem: Problem } | null) => void;
  readonly log: Log;
}

/** Asks Google until a limit of requests no longer stands in the way, for days if need be. */
export type Patience = <T>(ask: () => Promise<Result<T>>, signal: AbortSignal) => Promise<Result<T>>;

/** The ways to wait for Google's limits. */
export interface Waits {
  readonly patiently: Patience;
  /** As `patiently` within the day: that the day's requests are used up (`quota-day`) is an answer. */
  readonly today: Patience;
  /** Sits out the day. Resolves to `interrupted` when it is called off. */
  readonly nextDay: (signal: AbortSignal) => Promise<Problem | null>;
}

/** The computer may sleep, and its clock may be set: the time is looked at this often. */
const longestNapMs = 60_000;
/** After the pipeline has given up on a limit that is not the day's, which it does after a quarter of an hour. */
const shortWaitMs = 60_000;

/** Everybody who asks waits for the same limit, and it is told once. */
export function createPatience({ now, sleep, quota, onWait, log }: PatienceDeps): Waits {
  let waiting = 0;
  /** Until when the wait lasts that was told: that of a minute may become one of a day. */
  let told = Number.NEGATIVE_INFINITY;

  async function sitOut(met: Problem, signal: AbortSignal): Promise<void> {
    const { waitingUntil, resetsAt, state } = quota();
    const isDay = met.code === 'quota-day';
    const until = isDay ? Date.parse(state === 'stopped' ? (waitingUntil ?? resetsAt) : resetsAt) : now() + shortWaitMs;
    if (waiting === 0 || (isDay && until > told)) {
      told = until;
      log.info('restore.waiting', { problem: met.code, until: new Date(until).toISOString() });
      onWait({ until: new Date(until).toISOString(), problem: met });
    }
    waiting += 1;
    try {
      if (!isDay) await sleep(shortWaitMs, signal);
      while (isDay && now() < until) await sleep(Math.min(longestNapMs, until - now()), signal);
    } finally {
      waiting -= 1;
      if (waiting === 0) onWait(null);
    }
  }

  /** As {@link sitOut}; false when it was called off. */
  async function isOver(met: Problem, signal: AbortSignal): Promise<boolean> {
    try {
      await sitOut(met, signal);
      return true;
    } catch {
      // Only an abort ends the wait early.
      return false;
    }
  }

  function patience(isSatOut: (met: Problem) => boolean): Patience {
    return async (ask, signal) => {
      for (;;) {
        const answer = await ask();
        if (answer.ok || !isSatOut(answer.problem)) return answer;
        if (!(await isOver(answer.problem, signal))) return failed(problem('interrupted'));
      }
    };
  }

  return {
    patiently: patience(({ code }) => isMarked(code, 'quota')),
    today: patience(({ code }) => isMarked(code, 'quota') && code !== 'quota-day'),
    nextDay: async (signal) => ((await isOver(problem('quota-day'), signal)) ? null : problem('interrupted')),
  };
}
