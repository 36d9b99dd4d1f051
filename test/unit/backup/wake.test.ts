import { expect, test } from 'vitest';
import { Wake } from '../../../electron/engine/backup/wake.ts';

test('a signal wakes all who sleep, and nobody wakes before', async () => {
  const wake = new Wake();
  const woken: string[] = [];
  const sleepers = ['first', 'second'].map((name) => wake.next().then(() => woken.push(name)));
  await Promise.resolve();
  expect(woken).toEqual([]);
  wake.signal();
  await Promise.all(sleepers);
  expect(woken).toEqual(['first', 'second']);
});

test('who falls asleep again because of a signal waits for the next one', async () => {
  const wake = new Wake();
  let wakings = 0;
  const first = wake.next().then(() => {
    wakings += 1;
    return { again: wake.next().then(() => (wakings += 1)) };
  });
  wake.signal();
  const { again } = await first;
  expect(wakings).toBe(1);
  wake.signal();
  await again;
  expect(wakings).toBe(2);
});
