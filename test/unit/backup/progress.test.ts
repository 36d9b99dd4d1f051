import { expect, test } from 'vitest';
import { ProgressMeter } from '../../../electron/engine/backup/progress.ts';
import { fakeClock } from '../../support/fake-clock.ts';

function meterAt(): { readonly meter: ProgressMeter; readonly wait: (ms: number) => void } {
  const clock = fakeClock();
  return { meter: new ProgressMeter(clock.monotonic), wait: clock.pass };
}

test('the total is unknown until discovery has ended, and then never too small', () => {
  const { meter } = meterAt();
  meter.enter('discovering');
  meter.expect(50, 'growing');
  expect(meter.snapshot().items).toEqual({ done: 0, total: null });
  meter.expect(2, 'final');
  expect(meter.snapshot().items.total).toBe(50);
  for (let id = 0; id < 60; id += 1) meter.ended(id);
  expect(meter.snapshot().items).toEqual({ done: 60, total: 60 });
});

test('no time is promised in the first seconds, nor while nothing moves', () => {
  const { meter, wait } = meterAt();
  meter.enter('transferring');
  meter.expect(100, 'final');
  meter.ended(1);
  wait(1_000);
  expect(meter.snapshot().secondsLeft).toBeNull();
  for (let step = 0; step < 10; step += 1) {
    meter.ended(step + 2);
    wait(500);
    meter.snapshot();
  }
  const left = meter.snapshot().secondsLeft;
  expect(left).toBeGreaterThan(30);
  expect(left).toBeLessThan(70);
  for (let step = 0; step < 40; step += 1) {
    wait(1_000);
    meter.snapshot();
  }
  expect(meter.snapshot().secondsLeft).toBeNull();
  expect(meter.snapshot().bytesPerSecond).toBe(0);
});

test('the rate is that of the last seconds', () => {
  const { meter, wait } = meterAt();
  for (let step = 0; step < 60; step += 1) {
    meter.received(step < 30 ? 100_000 : 1_000_000);
    wait(1_000);
    meter.snapshot();
  }
  expect(meter.snapshot().bytesPerSecond).toBeGreaterThan(900_000);
  expect(meter.snapshot().bytesPerSecond).toBeLessThan(1_100_000);
});

test('at most a handful of items in flight are named', () => {
  const { meter } = meterAt();
  for (let id = 0; id < 9; id += 1) meter.began(id, `item ${id}`);
  expect(meter.snapshot().current).toHaveLength(4);
  meter.ended(0);
  expect(meter.snapshot().current[0]).toBe('item 1');
});

test.each(['preparing', 'settling', 'done'] as const)('while %s no remaining time is told', (phase) => {
  const { meter, wait } = meterAt();
  meter.enter('transferring');
  meter.expect(100, 'final');
  for (let id = 0; id < 20; id += 1) {
    meter.ended(id);
    wait(500);
    meter.snapshot();
  }
  expect(meter.snapshot().secondsLeft).not.toBeNull();
  meter.enter(phase);
  expect(meter.snapshot()).toMatchObject({ phase, secondsLeft: null });
});

test('a total that was final stays known, and never shrinks', () => {
  const { meter } = meterAt();
  meter.expect(9, 'final');
  meter.expect(3, 'growing');
  expect(meter.snapshot().items.total).toBe(9);
});

test('snapshots within a moment of each other do not shorten the time over which the rate is measured', () => {
  const { meter, wait } = meterAt();
  meter.received(1_000_000);
  wait(2_000);
  for (let look = 0; look < 50; look += 1) meter.snapshot();
  expect(meter.snapshot().bytesPerSecond).toBe(500_000);
});
