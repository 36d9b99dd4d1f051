import { expect, test } from 'vitest';
import { keepFree } from '../../../electron/engine/destination/space-reserve.ts';

const reached = expect.objectContaining({ problem: expect.objectContaining({ code: 'min-free-reached' }) });

test('nothing more comes once a person’s reserve would be touched, also between two looks at the disk', async () => {
  let free = 1_000;
  const reserve = keepFree('/disk', 400, async () => free);
  expect(await reserve.check()).toBeNull();
  reserve.take(600);
  expect(() => reserve.take(1)).toThrowError(reached);
  // What was given back, or freed by somebody, counts at the next look.
  free = 500;
  expect(await reserve.check()).toBeNull();
  reserve.take(100);
  free = 399;
  expect(await reserve.check()).toMatchObject({ code: 'min-free-reached', subject: '/disk' });
});

test('a disk that does not tell keeps nobody from writing', async () => {
  const reserve = keepFree('/disk', 400, () => Promise.reject(new Error('no such file')));
  expect(await reserve.check()).toBeNull();
  expect(() => reserve.take(1_000_000)).not.toThrow();
});
