import { setTimeout as delay } from 'node:timers/promises';

/** Time as a program sees it; tests and development builds hold it. */
export interface Clock {
  readonly now: () => Date;
  /** Calls back once after so many milliseconds, without keeping the process alive; returns what calls it off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** Milliseconds on a clock that never goes backwards. Its zero means nothing: only differences do. */
export type MonotonicClock = () => number;

/** The system's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The time since the process began. */
export const monotonicClock: MonotonicClock = () => performance.now();

/** A clock that can be put forward, for development builds: `now` jumps, timers are not touched. */
export function adjustableClock(clock: Clock): Clock & { readonly advance: (milliseconds: number) => void } {
  let offset = 0;
  return {
    now: () => new Date(clock.now().getTime() + offset),
    after: clock.after,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}

/** Resolves after so many milliseconds on the system's clock; rejects as soon as the signal is aborted. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
}
