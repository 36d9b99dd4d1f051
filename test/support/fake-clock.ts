/** A clock that stands still until it is told to move, forwards or back. */
export interface FakeClock {
  readonly now: () => Date;
  /** Never goes backwards. */
  readonly monotonic: () => number;
  /** Time passes, on both clocks. */
  readonly pass: (milliseconds: number) => void;
  /** Somebody sets the clock on the wall, also backwards; no time passes. */
  readonly set: (to: Date) => void;
}

/** Begins at `start`. */
export function fakeClock(start = new Date('2026-11-21T10:00:00.000Z')): FakeClock {
  let wall = start.getTime();
  let monotonic = 0;
  return {
    now: () => new Date(wall),
    monotonic: () => monotonic,
    pass: (milliseconds) => {
      wall += milliseconds;
      monotonic += milliseconds;
    },
    set: (to) => {
      wall = to.getTime();
    },
  };
}
