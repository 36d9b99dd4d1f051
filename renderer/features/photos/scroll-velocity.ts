/** A scroll of more than this share of the screen at once, again and again, is faster than anybody can look. */
const largeShare = 0.25;
const stepsInARow = 2;

/** After this many milliseconds without another large step, a scroll is not fast any more. */
export const debounceMs = 90;

/**
 * Tells of each scroll, to the height `top`, whether it is one of several large steps in a row; `screen` is the height of
 * what is in sight. `now` counts milliseconds.
 */
export function createScrollVelocity(now: () => number): (top: number, screen: number) => boolean {
  let steps = 0;
  let before = { top: 0, at: Number.NEGATIVE_INFINITY };
  return (top, screen) => {
    const at = now();
    const isLarge = Math.abs(top - before.top) > screen * largeShare && at - before.at < debounceMs;
    steps = isLarge ? steps + 1 : 0;
    before = { top, at };
    return steps >= stepsInARow;
  };
}
