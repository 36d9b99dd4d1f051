/** The simulator's time: real or injected time, plus what a test has skipped. */
export interface SimulatorClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Skips time; it never goes back. */
  readonly advance: (milliseconds: number) => void;
}

/** A clock over `base` (epoch milliseconds). */
export function createClock(base: () => number): SimulatorClock {
  let skipped = 0;
  return {
    now: () => base() + skipped,
    advance: (milliseconds) => {
      skipped += milliseconds;
    },
  };
}
