import { expect, test } from 'vitest';
import { messageOf } from '../../../electron/base/message-of.ts';
import { type SourceText, sourceTexts } from '../house/source-files.ts';

test.each([
  [new Error('no space'), 'no space'],
  [new TypeError(''), ''],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [7, '7'],
])('what %o says', (thrown, said) => {
  expect(messageOf(thrown)).toBe(said);
});

/** The sources that write `messageOf` out. */
function copiesIn(sources: readonly SourceText[]): readonly string[] {
  const copy = /(\w+) instanceof Error\s+\? \1\.message\s+: String\(\1\)/;
  return sources.filter(({ text }) => copy.test(text)).map(({ path }) => path);
}

test('nothing that may import it writes it out again', () => {
  const copies = copiesIn(sourceTexts(['electron', 'build', 'test']));
  // The contract imports nothing; its problemOf needs the same line.
  expect(copies.toSorted()).toEqual(['electron/base/message-of.ts', 'electron/contract/problem.ts']);
});

test('a copy of it is found', () => {
  const test = ['thrown instanceof', 'Error'].join(' ');
  const planted = (text: string): SourceText => ({ path: 'electron/cli/here.ts', text });
  expect(copiesIn([planted(`log(${test} ? thrown.message : String(thrown));`)])).toHaveLength(1);
  expect(copiesIn([planted(`log(\n  ${test}\n    ? thrown.message\n    : String(thrown),\n);`)])).toHaveLength(1);
  expect(copiesIn([planted(`return ${test} ? thrown : new Error(String(thrown));`)])).toEqual([]);
});
