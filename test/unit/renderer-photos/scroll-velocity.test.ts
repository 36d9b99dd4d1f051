import { expect, test } from 'vitest';
import { createScrollVelocity } from '../../../renderer/features/photos/scroll-velocity.ts';

/** Whether each of these scrolls, `[milliseconds since the last, height]`, is fast on a screen of 800 pixels. */
function speeds(...scrolls: readonly (readonly [number, number])[]): boolean[] {
  let time = 0;
  const isFast = createScrollVelocity(() => time);
  return scrolls.map(([passed, top]) => {
    time += passed;
    return isFast(top, 800);
  });
}

test('a wheel, and a single jump, are handled at once', () => {
  expect(speeds([0, 0], [16, 120], [16, 240], [16, 360])).toEqual([false, false, false, false]);
  expect(speeds([0, 0], [16, 500_000], [400, 500_100])).toEqual([false, false, false]);
});

test('large steps in a row are too fast, in either direction', () => {
  expect(speeds([0, 0], [16, 900], [16, 1800], [16, 2700])).toEqual([false, false, true, true]);
  expect(speeds([0, 9000], [16, 8000], [16, 7000])).toEqual([false, false, true]);
});

test('a slower step, or a rest, ends it', () => {
  expect(speeds([0, 0], [16, 900], [16, 1800], [16, 1850])).toEqual([false, false, true, false]);
  expect(speeds([0, 0], [16, 900], [16, 1800], [90, 2700])).toEqual([false, false, true, false]);
});
