import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AnswerQueue } from '../../../electron/engine/destination/answer-queue.ts';

interface Answer {
  readonly of: number;
}

/** What was posted, and in which order it was done. */
function queueForTest() {
  const posted: number[][] = [];
  const done: number[] = [];
  const queue = new AnswerQueue<Answer>((answers) => posted.push(answers.map((answer) => answer.of)));
  const putOff = (of: number) => (): Answer => {
    done.push(of);
    return { of };
  };
  return { queue, posted, done, putOff };
}

test('what is ready is posted at once', () => {
  const { queue, posted } = queueForTest();
  queue.add({ of: 1 });
  queue.add({ of: 2 });
  expect(posted).toEqual([[1], [2]]);
});

test('what is put off is done once everything has begun, and posted in the order of asking', async () => {
  const { queue, posted, done, putOff } = queueForTest();
  queue.add(putOff(1));
  queue.add({ of: 2 });
  queue.add(putOff(3));
  expect({ posted, done }).toEqual({ posted: [], done: [] });
  await setImmediate();
  expect({ posted, done }).toEqual({ posted: [[1, 2, 3]], done: [1, 3] });
  queue.add({ of: 4 });
  expect(posted).toEqual([[1, 2, 3], [4]]);
});

test('those that wait do not become too many', async () => {
  const { queue, posted, putOff } = queueForTest();
  for (let of = 0; of < 40; of += 1) queue.add(putOff(of));
  expect(posted.map((answers) => answers.length)).toEqual([32]);
  await setImmediate();
  expect(posted.flat()).toEqual(Array.from({ length: 40 }, (_none, of) => of));
});
