/** Names use the words of the glossary in docs/ARCHITECTURE.md, and none of the private ones that it replaced. */
import { expect, test } from 'vitest';
import { declaredNames, type Named, pathNames, retiredIn, wordsOf } from './declared-names.ts';
import { allowedNames, ordinaryWords, retiredWords } from './retired-words.ts';
import { type SourceText, sourceFiles, sourceTexts } from './source-files.ts';

const folders = ['electron', 'renderer', 'build', 'test'];

function namesOf(source: SourceText): readonly Named[] {
  const { path } = source;
  return declaredNames(source).map((name) => ({ what: `${path}: ${name}`, path, name }));
}

const found = retiredIn(
  [...pathNames(sourceFiles(folders, /./)), ...sourceTexts(folders).flatMap(namesOf)],
  retiredWords,
);

test('no file, type or export is named by a retired word', () => {
  const refused = [...found].filter(([what]) => !Object.hasOwn(allowedNames, what)).map(([, fault]) => fault);
  expect(refused, `${refused.length} names:\n${refused.join('\n')}\n`).toEqual([]);
});

test('every name that is allowed is still there, with its reason', () => {
  for (const [what, reason] of Object.entries(allowedNames)) {
    expect([...found.keys()], `${what} needs no exception any more`).toContain(what);
    expect(reason.length, what).toBeGreaterThan(15);
  }
});

test('a word is retired once, or ordinary', () => {
  const forms = retiredWords.flatMap((word) => word.forms);
  expect(new Set(forms).size).toBe(forms.length);
  expect(forms.filter((form) => Object.hasOwn(ordinaryWords, form))).toEqual([]);
  for (const word of retiredWords) {
    expect(retiredIn([{ what: 'use', path: 'electron/use.ts', name: word.use }], retiredWords).size, word.use).toBe(0);
  }
});

test.each([
  ['photoGrid', ['photo', 'grid']],
  ['run-desk.test.ts', ['run', 'desk', 'test', 'ts']],
  ['HTTPServer', ['http', 'server']],
  ['PHOTO_GRID2', ['photo', 'grid']],
  ['backgroundWork', ['background', 'work']],
])('%s is the words %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

test.each([
  ['a file', 'electron/main/run/run-desk.ts', '', 'electron/main/run/run-desk.ts'],
  ['a folder', 'electron/main/moods/tray.ts', '', 'electron/main/moods'],
  ['a gerund of the backup', 'electron/engine/backup/storing.ts', '', 'electron/engine/backup/storing.ts'],
  ['an interface', 'test/a.ts', 'interface Surroundings {}', 'test/a.ts: Surroundings'],
  ['a type', 'test/a.ts', 'type PartStanding = 1;', 'test/a.ts: PartStanding'],
  ['a class', 'test/a.ts', 'class AccountBook {}', 'test/a.ts: AccountBook'],
  ['a function', 'test/a.ts', 'export function giveWay() {}', 'test/a.ts: giveWay'],
  ['a constant', 'test/a.ts', 'export const youngGarbage = 1;', 'test/a.ts: youngGarbage'],
  ['a constant taken out of an object', 'test/a.ts', 'export const { mood } = it;', 'test/a.ts: mood'],
  ['an export by another name', 'test/a.ts', 'export { fine as obey };', 'test/a.ts: obey'],
  ['a namespace', 'test/a.ts', "export * as deeds from './b.ts';", 'test/a.ts: deeds'],
])('%s is found, with the word to use', (_, path, text, what) => {
  const faults = retiredIn([...pathNames([path]), ...namesOf({ path, text })], retiredWords);
  expect([...faults.keys()]).toEqual([what]);
  expect(faults.get(what)).toMatch(/is retired; use \w+/);
});

test.each([
  ['electron/engine/destination/storing.ts', ''],
  ['renderer/app/background.ts', 'export const isBackgroundOn = Math.floor(1.5);'],
  ['electron/engine/parts.ts', 'const mood = 1;\nexport interface Parts {}\nexport type Place = string;'],
])('%s is in order', (path, text) => {
  expect(retiredIn([...pathNames([path]), ...namesOf({ path, text })], retiredWords).size).toBe(0);
});
