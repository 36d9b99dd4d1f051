import { expect, test } from 'vitest';
import { pseudoText, pseudoTexts } from '../../../renderer/messages/pseudo.ts';
import { english } from './english.ts';
import { namedIn } from './icu-parameters.ts';

test('a text is changed where it is read, and nowhere else', () => {
  expect(pseudoText('Back up now')).toBe('[Ɓáćķ úƥ ńóŵ ẋẋẋ]');
  expect(pseudoText('{email}: {when}')).toBe('{email}: {when}');
  expect(pseudoText('{files, plural, one {# file} other {# files}}')).toBe(
    '[{files, plural, one {# ƒíĺé} other {# ƒíĺéš}} ẋẋẋ]',
  );
  expect(pseudoText('Ok', true)).toBe('\u202E[Óķ ẋ]\u202C');
});

test('every text stays a message with the same parameters', () => {
  const { page } = pseudoTexts(english, 'pseudo-rtl');
  const parametersOf = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([key, text]) => [key, [...namedIn(text).parameters]]);
  expect(parametersOf(page)).toEqual(parametersOf(english.page));
});
