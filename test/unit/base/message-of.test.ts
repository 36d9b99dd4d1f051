import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messageOf } from '../../../electron/base/message-of.ts';

test.each([
  [new Error('no space'), 'no space'],
  [new TypeError(''), ''],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [7, '7'],
])('what %o says', (thrown, said) => {
  expect(messageOf(thrown)).toBe(said);
});

test('nothing that may import it writes it out again', () => {
  const project = join(import.meta.dirname, '..', '..', '..');
  const copy = /(\w+) instanceof Error \? \1\.message : String\(\1\)/;
  const copies = ['electron', 'build', 'test'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && copy.test(readFileSync(join(project, folder, file), 'utf8')))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  );
  // The contract imports nothing; its problemOf needs the same line.
  expect(copies.sort()).toEqual(['electron/base/message-of.ts', 'electron/contract/problem.ts']);
});
