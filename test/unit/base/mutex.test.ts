import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oneAtATime } from '../../../electron/base/mutex.ts';

test('a read-change-write step is never interleaved with another', async () => {
  const inTurn = oneAtATime();
  let stored = 0;
  const add = () =>
    inTurn(async () => {
      const read = stored;
      await setImmediate();
      stored = read + 1;
      return stored;
    });
  expect(await Promise.all([add(), add(), add()])).toEqual([1, 2, 3]);
});

test('a task that fails is told to anyone who started it, and the next one runs', async () => {
  const inTurn = oneAtATime();
  const failing = inTurn(() => Promise.reject(new Error('no')));
  const next = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test('two mutexes do not wait for each other', async () => {
  const [one, other] = [oneAtATime(), oneAtATime()];
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = one(() => promise);
  expect(await other(async () => 'free')).toBe('free');
  resolve();
  await held;
});
