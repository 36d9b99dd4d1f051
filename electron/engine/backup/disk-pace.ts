import type { MonotonicClock } from '../../base/clock.ts';

/** Waits so many milliseconds; rejects as soon as the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Resolves when the next so many bytes may be read. */
export type DiskPace = (bytes: number, signal: AbortSignal) => Promise<void>;

/** What a slow timer or a slow disk has lost may be made up for so long; more would be a burst. */
const creditMs = 100;
/** Timers are too coarse for less. */
const shortestWaitMs = 5;

/** Lets `bytesPerSecond` through, evenly. */
export function diskPace(bytesPerSecond: number, clock: MonotonicClock, wait: Wait): DiskPace {
  let freeAt = clock();
  return async (bytes, signal) => {
    signal.throwIfAborted();
    freeAt = Math.max(freeAt, clock() - creditMs) + (bytes / bytesPerSecond) * 1_000;
    const ahead = freeAt - clock();
    if (ahead >= shortestWaitMs) await wait(ahead, signal);
  };
}
