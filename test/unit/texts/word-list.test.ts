import { expect, test } from 'vitest';
import { englishShellTexts } from '../../../electron/contract/messages/message-writer.ts';
import { englishPage } from '../../../renderer/messages/english.ts';
import { wordsOf } from './icu-parameters.ts';
import { unwanted } from './word-list.ts';

/** Every form of every English text, with its key. */
const said = [
  ...Object.entries({ ...englishPage, ...englishShellTexts.messages }),
  ...Object.entries(englishShellTexts.problems).flatMap(([code, words]) =>
    Object.entries(words).map(([part, text]) => [`problem.${code}.${part}`, text] as const),
  ),
].flatMap(([key, text]) => wordsOf(text).map((form) => ({ key, form })));

test('no English text is worded as the list says it is not', () => {
  expect(said.length).toBeGreaterThan(900);
  const found = said.flatMap(({ key, form }) =>
    unwanted.flatMap(([pattern, instead]) => (pattern.test(form) ? [`${key}: ${form} → ${instead}`] : [])),
  );
  expect(found).toEqual([]);
});

test.each([
  'Google asked to wait: going on at 9.',
  'Nobody is signed in',
  'Download this part again.',
  'This is no part of a Takeout export',
  'Empty means: as fast as the line allows.',
  'Hand the file over',
  'The next run tries again.',
  'Photos and films',
  '# sidecars were edited by another program',
  'Everything fetched so far is safe.',
  'Files can be written and renamed here: it was tried out.',
])('the list knows: %s', (text) => {
  expect(unwanted.some(([pattern]) => pattern.test(text))).toBe(true);
});
