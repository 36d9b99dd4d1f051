import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { adjustableClock, monotonicClock, sleep, systemClock } from '../../../electron/base/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the system clock tells the time and calls back once', () => {
  expect(systemClock.now()).toEqual(new Date('2026-03-10T12:00:00.000Z'));
  const call = vi.fn();
  systemClock.after(1_000, call);
  vi.advanceTimersByTime(999);
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect(call).toHaveBeenCalledTimes(1);
});

test('what was called off does not come', () => {
  const call = vi.fn();
  systemClock.after(1_000, call)();
  vi.advanceTimersByTime(5_000);
  expect(call).not.toHaveBeenCalled();
});

test('a clock that is put forward shows the new time; its timers stay as they are', () => {
  const clock = adjustableClock(systemClock);
  const call = vi.fn();
  clock.after(1_000, call);
  clock.advance(60_000);
  clock.advance(60_000);
  expect(clock.now()).toEqual(new Date('2026-03-10T12:02:00.000Z'));
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(call).toHaveBeenCalledTimes(1);
});

test('the monotonic clock does not follow the system clock back', () => {
  vi.useRealTimers();
  const before = monotonicClock();
  vi.setSystemTime(0);
  expect(monotonicClock()).toBeGreaterThanOrEqual(before);
});

test('sleep ends after its time, or rejects when it is aborted', async () => {
  // Timers of node:timers/promises are not faked: what is asked for here is over at once, or never comes.
  vi.useRealTimers();
  await sleep(0);
  const stop = new AbortController();
  const long = sleep(3_600_000, stop.signal);
  stop.abort();
  await expect(long).rejects.toMatchObject({ name: 'AbortError' });
});
