import { type Clock, sleep, systemClock } from '../../base/clock.ts';

/** Time and chance as the pipeline needs them; tests and development builds hand in their own. */
export interface Timing extends Pick<Clock, 'after'> {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after `ms` milliseconds; rejects as soon as `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Multiplies every wait and time-out of the pipeline: 1 for people, less where nobody can wait. */
  readonly timeScale: number;
}

/** The computer's own clock. `timeScale` other than 1 is for development builds and tests. */
export function systemTiming(timeScale = 1): Timing {
  return {
    now: Date.now,
    sleep,
    after: systemClock.after,
    random: Math.random,
    timeScale,
  };
}
