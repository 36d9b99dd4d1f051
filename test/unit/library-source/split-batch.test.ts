import { expect, test } from 'vitest';
import { type ProblemCode, problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { type AskBatch, askInParts } from '../../../electron/engine/sources/split-batch.ts';

const keys = Array.from({ length: 50 }, (_none, index) => `item ${index}`);

/** Answers with the keys themselves, unless one of them is among the bad ones. */
function asking(isBad: (key: string) => boolean, code: ProblemCode = 'google-unavailable') {
  const asked: (readonly [number, string])[] = [];
  const ask: AskBatch<string> = async (part, repetition) => {
    asked.push([part.length, repetition]);
    if (part.some(isBad)) return failed(problem(code));
    return ok(new Map(part.map((key) => [key, ok(key)])));
  };
  return { ask, asked };
}

function badOnes(answer: Result<ReadonlyMap<string, Result<string>>>): readonly string[] {
  if (!answer.ok) throw new Error(answer.problem.code);
  expect([...answer.value.keys()].toSorted()).toEqual(keys.toSorted());
  return [...answer.value].flatMap(([key, result]) => (result.ok ? [] : [key])).toSorted();
}

test('a good batch is one question', async () => {
  const { ask, asked } = asking(() => false);
  expect(badOnes(await askInParts(keys, ask))).toEqual([]);
  expect(asked).toEqual([[50, 'repeat']]);
});

test.each([
  ['the first', [0]],
  ['the last', [49]],
  ['one in the middle', [23]],
  ['two far apart', [3, 44]],
  ['three neighbours', [10, 11, 12]],
])('%s is to blame, and only that', async (_name, bad) => {
  const names = bad.map((index) => `item ${index}`);
  const { ask, asked } = asking((key) => names.includes(key));
  expect(badOnes(await askInParts(keys, ask))).toEqual(names.toSorted());
  expect(asked.length).toBeLessThan(14 * bad.length);
  // Only the first question is worth waiting for.
  expect(new Set(asked.slice(1).map(([, repetition]) => repetition))).toEqual(new Set(['once']));
});

test('an outage is not taken for fifty bad items', async () => {
  const { ask, asked } = asking(() => true);
  const answer = await askInParts(keys, ask);
  expect(answer.ok ? 'ok' : answer.problem.code).toBe('google-unavailable');
  expect(asked.length).toBeLessThan(20);
});

test.each(['quota-day', 'network-unreachable', 'access-token-refused'] as const)(
  '%s is nothing that halves would not meet',
  async (code) => {
    const { ask, asked } = asking(() => true, code);
    const answer = await askInParts(keys, ask);
    expect(answer.ok ? 'ok' : answer.problem.code).toBe(code);
    expect(asked).toHaveLength(1);
  },
);
