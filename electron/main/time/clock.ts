/** Time as the main process sees it; tests and development builds hold it. */
export interface Clock {
  readonly now: () => Date;
  /** Calls back once after so many milliseconds; returns what calls it off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** The system's clock. Its timers never keep the process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

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
