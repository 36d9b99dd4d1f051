import type { Clock } from '../../base/clock.ts';
import type { SnapshotChange } from './snapshot-store.ts';

/** Takes quick changes at any pace and passes them on at a calm one; the last one always comes through. */
export interface ThrottledChanges {
  /** Something that may be overtaken by the next of its kind: progress, quota. */
  readonly quick: (change: SnapshotChange) => void;
  /** Something that must be seen: passes at once, together with what still waits. */
  readonly now: (change: SnapshotChange) => void;
}

/** Passes quick changes on at most every `everyMs` milliseconds. */
export function throttledChanges(
  pass: (change: SnapshotChange) => void,
  clock: Clock,
  everyMs: number,
): ThrottledChanges {
  let waiting: SnapshotChange | null = null;
  let isCalm = true;

  function flush(): void {
    if (waiting === null) {
      isCalm = true;
      return;
    }
    const change = waiting;
    waiting = null;
    isCalm = false;
    clock.after(everyMs, flush);
    pass(change);
  }

  return {
    quick: (change) => {
      waiting = { ...waiting, ...change };
      if (isCalm) flush();
    },
    now: (change) => {
      const whole = { ...waiting, ...change };
      waiting = null;
      pass(whole);
    },
  };
}
