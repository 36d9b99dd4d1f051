import { expect, test } from 'vitest';
import { PosterQueue } from '../../../renderer/features/photos/poster-queue.ts';

/** A queue whose posters are made when the test says so. */
function queue() {
  const begun: number[] = [];
  const waiting = new Map<number, (isMade: boolean) => void>();
  const posters = new PosterQueue((id) => {
    begun.push(id);
    return new Promise((done) => waiting.set(id, done));
  });
  return { posters, begun, finish: (id: number, isMade = true) => waiting.get(id)?.(isMade) };
}

const { signal: always } = new AbortController();

test('posters are made one at a time, the latest that was asked for first', async () => {
  const { posters, begun, finish } = queue();
  const answers = [1, 2, 3].map((id) => posters.ask(id, always));
  expect(begun).toEqual([1]);
  finish(1);
  await answers[0];
  expect(begun).toEqual([1, 3]);
  finish(3);
  await answers[2];
  expect(begun).toEqual([1, 3, 2]);
  finish(2, false);
  expect(await Promise.all(answers)).toEqual([true, false, true]);
});

test('what is out of sight again is not made, and what came to nothing is not tried again', async () => {
  const { posters, begun, finish } = queue();
  const gone = new AbortController();
  const [first, second] = [posters.ask(1, always), posters.ask(2, gone.signal)];
  gone.abort();
  expect(await second).toBe(false);
  finish(1, false);
  expect(await first).toBe(false);
  expect(await posters.ask(1, always)).toBe(false);
  expect(begun).toEqual([1]);
});
