import { expect, test } from 'vitest';
import { createBandwidth } from '../../../electron/engine/google/bandwidth.ts';

const second = 1_000;
const day = 86_400 * second;

test('bytes that come faster than allowed are to be waited for, and others are not', () => {
  let at = 50 * day;
  const bandwidth = createBandwidth(1_000, () => at);
  expect(bandwidth.take(3_000)).toBe(3 * second);
  at += 4 * second;
  expect(bandwidth.take(100)).toBe(0);
  expect(createBandwidth(null, () => at).take(1e12)).toBe(0);
});

test.each([-3, 40])('a clock that is set by %i days makes nobody wait for longer', (days) => {
  let at = 50 * day;
  const bandwidth = createBandwidth(1_000, () => at);
  bandwidth.take(3_000);
  at += days * day;
  expect(bandwidth.take(1_000)).toBeLessThanOrEqual(4 * second);
});
