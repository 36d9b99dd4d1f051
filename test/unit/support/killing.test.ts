import { expect, test } from 'vitest';
import type { Ended } from '../../support/command-line.ts';
import { killRepeatedly, pausedAfter } from '../../support/killing.ts';

const ran: Ended = { code: 0, signal: null, stdout: '', stderr: '', records: [] };
const wasKilled: Ended = { ...ran, code: null, signal: 'SIGKILL' };

test('only runs that were killed count; after one that was missed the next are killed earlier', async () => {
  const hastes: number[] = [];
  const outcomes = [wasKilled, ran, ran, wasKilled, wasKilled];
  let looks = 0;
  await killRepeatedly(
    3,
    async ({ haste }) => {
      hastes.push(haste);
      return outcomes[hastes.length - 1] ?? ran;
    },
    async () => {
      looks += 1;
    },
  );
  expect(hastes).toEqual([1, 1, 0.7, 0.7 ** 2, 0.7 ** 2]);
  expect(looks).toBe(5);
});

test('a run that ended badly on its own fails the test, and so do runs that can never be killed', async () => {
  const look = async () => undefined;
  await expect(killRepeatedly(1, async () => ({ ...ran, code: 3 }), look)).rejects.toThrow();
  await expect(killRepeatedly(1, async () => ran, look)).rejects.toThrow(/over before they could be killed/);
});

test('a pause begins when the text is there', () => {
  const isTime = pausedAfter('"started"', 0);
  expect(isTime('{"event":"hello"}')).toBe(false);
  expect(isTime('{"event":"hello"}\n{"event":"started"}')).toBe(true);
});
