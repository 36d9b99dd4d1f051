import { expect, test } from 'vitest';
import { diskPace } from '../../../electron/engine/backup/disk-pace.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const never = new AbortController().signal;

/** A pace of a thousand bytes a second, and how long it waited, in milliseconds; waiting takes exactly that long. */
function pace() {
  const clock = fakeClock();
  const waits: number[] = [];
  const read = diskPace(1_000, clock.monotonic, async (milliseconds, signal) => {
    signal.throwIfAborted();
    waits.push(milliseconds);
    clock.pass(milliseconds);
  });
  return { clock, waits, read };
}

test('reading as fast as allowed never comes to more than the rate', async () => {
  const { clock, read } = pace();
  for (let times = 0; times < 10; times += 1) await read(500, never);
  expect(clock.monotonic()).toBe(10 * 500);
});

test('less than a timer can measure is not waited for, but is not forgotten either', async () => {
  const { waits, read } = pace();
  for (let times = 0; times < 4; times += 1) await read(1, never);
  expect(waits).toEqual([]);
  for (let times = 0; times < 6; times += 1) await read(1, never);
  expect(waits).toEqual([5, 5]);
});

test('a disk that was slow for an hour makes up for a tenth of a second, and not for more', async () => {
  const { clock, waits, read } = pace();
  await read(1_000, never);
  clock.pass(3_600_000);
  await read(1_000, never);
  expect(waits).toEqual([1_000, 900]);
});

test('once it is stopped, nothing more is read, and nobody waits', async () => {
  const { waits, read } = pace();
  await expect(read(1, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  expect(waits).toEqual([]);
});
