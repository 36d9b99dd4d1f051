import { describe, expect, test } from 'vitest';
import type { RestoreProgress } from '../../../electron/contract/restore-models.ts';
import { createRestoreMeter } from '../../../electron/engine/restore/restore-meter.ts';

const dayMs = 86_400_000;
const resetsAt = '2026-03-11T07:00:00.000Z';
const begun = Date.parse('2026-03-10T07:00:00.000Z');

/** A meter on a clock of the test's, with so many requests left of today. */
function openMeter(left: number) {
  const world = { at: 0, told: [] as RestoreProgress[] };
  const meter = createRestoreMeter({
    clock: () => world.at,
    now: () => begun + world.at,
    quota: () => ({
      apiRequests: { used: 10_000 - left, limit: 10_000 },
      mediaRequests: { used: 0, limit: 75_000 },
      ...{ resetsAt, state: 'ok', waitingUntil: null, reason: null },
    }),
    requestsFor: (_phase, items) => items,
    tell: (progress) => world.told.push(progress),
  });
  return { ...world, meter, last: () => world.told.at(-1), pass: (ms: number) => (world.at += ms) };
}

describe('the end that a restore expects', () => {
  test('follows the speed while the requests of today are enough', () => {
    const { meter, last, pass } = openMeter(10_000);
    meter.begin('sending', 100);
    pass(10_000);
    meter.done(10);
    expect(last()?.endsAt).toBe(new Date(begun + 100_000).toISOString());
  });

  test('counts the days whose requests it takes', () => {
    const { meter, last, pass } = openMeter(1_000);
    meter.begin('sending', 21_100);
    pass(100_000);
    meter.done(100);
    // 1,000 today, then 10,000 on each of two days: the second of them begins a day after the reset.
    expect(last()?.endsAt).toBe(new Date(Date.parse(resetsAt) + dayMs).toISOString());
  });

  test('does not take a night of waiting for slowness', () => {
    const { meter, last, pass } = openMeter(10_000);
    meter.begin('sending', 100, 1_000);
    pass(10_000);
    meter.done(10);
    meter.waits(true);
    pass(dayMs);
    meter.waits(false);
    meter.sentBytes(400);
    pass(10_000);
    meter.done(10);
    // 20 items in 20 seconds of work: 80 seconds are left.
    expect(last()?.endsAt).toBe(new Date(begun + dayMs + 100_000).toISOString());
    expect(last()?.bytesPerSecond).toBe(20);
  });
});
