import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LatestFirst } from '../../../electron/engine/media/latest-first.ts';
import { runsOf } from '../../support/test-environment.ts';

/** Work that ends when the test says so. */
function workshop({ parallel, waiting }: { readonly parallel: number; readonly waiting: number }) {
  const begun: string[] = [];
  const ends = new Map<string, (value: string) => void>();
  const latestFirst = new LatestFirst<string>({ parallel, waiting, givenUp: () => 'given up' });
  const ask = (key: string): Promise<string> =>
    latestFirst.ask(key, () => {
      begun.push(key);
      const { promise, resolve } = Promise.withResolvers<string>();
      ends.set(key, resolve);
      return promise;
    });
  /** Ends the work on a key, and lets what follows begin. */
  const end = async (key: string): Promise<void> => {
    ends.get(key)?.(`made ${key}`);
    ends.delete(key);
    for (let tick = 0; tick < 5; tick += 1) await Promise.resolve();
  };
  return { latestFirst, ask, end, begun, ends };
}

test('what was asked for last comes first, and only so much at once', async () => {
  const { ask, end, begun } = workshop({ parallel: 2, waiting: 9 });
  const asked = ['a', 'b', 'c', 'd', 'e'].map(ask);
  expect(begun).toEqual(['a', 'b']);
  await end('a');
  expect(begun).toEqual(['a', 'b', 'e']);
  await end('e');
  await end('b');
  expect(begun).toEqual(['a', 'b', 'e', 'd', 'c']);
  await end('c');
  await end('d');
  expect(await Promise.all(asked)).toEqual(['made a', 'made b', 'made c', 'made d', 'made e']);
});

test('asking again for what waits brings it to the front, and makes it once', async () => {
  const { ask, end, begun } = workshop({ parallel: 1, waiting: 9 });
  const first = ['a', 'b', 'c', 'b', 'a'].map(ask);
  await end('a');
  await end('b');
  await end('c');
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(await Promise.all(first)).toEqual(['made a', 'made b', 'made c', 'made b', 'made a']);
  void ask('a');
  expect(begun).toEqual(['a', 'b', 'c', 'a']);
});

test('when too much waits, the oldest is given up', async () => {
  const { ask, end, begun } = workshop({ parallel: 1, waiting: 2 });
  const [, b, c] = ['a', 'b', 'c'].map(ask);
  void ask('b');
  void ask('d');
  expect(await c).toBe('given up');
  await end('a');
  await end('d');
  await end('b');
  expect([begun, await b]).toEqual([['a', 'd', 'b'], 'made b']);
});

test('work that fails fails for all who asked, and the next begins', async () => {
  const latestFirst = new LatestFirst<string>({ parallel: 1, waiting: 9, givenUp: () => 'given up' });
  const broken = () => Promise.reject(new Error('broken'));
  const asked = [
    latestFirst.ask('a', broken),
    latestFirst.ask('a', broken),
    latestFirst.ask('b', async () => 'made b'),
  ];
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('closing gives up what waits, and is over when the last work is', async () => {
  const { latestFirst, ask, end } = workshop({ parallel: 1, waiting: 9 });
  const [a, b] = ['a', 'b'].map(ask);
  let closed = false;
  const closing = latestFirst.close().then(() => {
    closed = true;
  });
  expect(await b).toBe('given up');
  expect(closed).toBe(false);
  await end('a');
  await closing;
  expect(await a).toBe('made a');
});

test('whatever is asked for and ends, everything is answered, and no key is worked on twice at once', async () => {
  const step = fc.oneof(
    fc.record({ ask: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }),
    fc.record({ end: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), async (steps, parallel) => {
      const { ask, end, begun, ends } = workshop({ parallel, waiting: 3 });
      const asked: Promise<string>[] = [];
      let ended = 0;
      for (const one of steps) {
        if ('ask' in one) asked.push(ask(one.ask));
        else if (ends.has(one.end)) {
          await end(one.end);
          ended += 1;
        }
        // One key worked on twice would leave fewer ends than beginnings.
        expect(ends.size).toBe(begun.length - ended);
        expect(ends.size).toBeLessThanOrEqual(parallel);
      }
      while (ends.size > 0) for (const key of [...ends.keys()]) await end(key);
      const answers = await Promise.all(asked);
      expect(answers.every((answer) => answer === 'given up' || answer.startsWith('made '))).toBe(true);
    }),
    { numRuns: runsOf(50) },
  );
});
