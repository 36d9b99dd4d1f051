import { describe, expect, test } from 'vitest';
import { germanShellTexts } from '../../../electron/contract/messages/german.ts';
import { englishShellTexts, type ShellTexts } from '../../../electron/contract/messages/message-writer.ts';
import { spanishShellTexts } from '../../../electron/contract/messages/spanish.ts';
import { englishPage } from '../../../renderer/messages/english.ts';
import { german } from '../../../renderer/messages/german.ts';
import { spanish } from '../../../renderer/messages/spanish.ts';
import { namedIn, wordsOf } from './icu-parameters.ts';

type Texts = Readonly<Record<string, string>>;

/** Everything that is said in a language, by key. */
function textsOf(page: Texts, { messages, problems }: ShellTexts): Texts {
  const worded = Object.entries(problems).flatMap(([code, { title, explanation, wayOut }]) => [
    [`problem.${code}.title`, title],
    [`problem.${code}.explanation`, explanation],
    [`problem.${code}.way-out`, wayOut],
  ]);
  return { ...page, ...messages, ...Object.fromEntries(worded) };
}

const english = textsOf(englishPage, englishShellTexts);
const translations = [
  ['German', 'de', textsOf(german.page, germanShellTexts)],
  ['Spanish', 'es', textsOf(spanish.page, spanishShellTexts)],
] as const;

/** Texts of a language that are not as they have to be: the key, and what is wrong. */
function faultsIn(texts: Texts, language: string): readonly string[] {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((one) => one !== 'many');
  return Object.entries(english).flatMap(([key, source]) => {
    const text = texts[key];
    if (text === undefined || text === '') return [`${key}: missing`];
    const [here, there] = [namedIn(text), namedIn(source)];
    const same = JSON.stringify([...here.parameters].toSorted()) === JSON.stringify([...there.parameters].toSorted());
    const poor = [...here.branches].filter(
      ([name, forms]) => name.endsWith('cardinal') && !wanted.every((category) => forms.includes(category)),
    );
    return [
      ...(same ? [] : [`${key}: other parameters`]),
      ...poor.map(([name]) => `${key}: ${name} lacks forms`),
      ...(/ {2}|^\s|\s$|\.\.\./.test(text) ? [`${key}: spaces or dots`] : []),
    ];
  });
}

describe.each(translations)('%s', (_name, language, texts) => {
  test('has every text, with the same parameters and every plural form', () => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted());
    expect(Object.keys(texts).length).toBeGreaterThan(600);
    expect(faultsIn(texts, language)).toEqual([]);
  });

  test('leaves no English sentence as it is', () => {
    const same = Object.entries(texts).filter(
      ([key, text]) =>
        text === english[key] &&
        wordsOf(text).some((form) =>
          /\p{L}{2,} \p{L}{2,}/u.test(form.replaceAll(/Google (?:Cloud|Drive|Takeout)/g, 'Google')),
        ),
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

test('German speaks to people as Google Photos does: "du", never "Sie"', () => {
  const formal = Object.entries(translations[0][2]).filter(([, text]) =>
    wordsOf(text).some((form) =>
      /\bIhnen\b|\b(?:können|müssen|möchten|wählen|klicken|öffnen|prüfen|melden|versuchen|laden|geben) Sie\b/.test(
        form,
      ),
    ),
  );
  expect(formal.map(([key]) => key)).toEqual([]);
});

test('Spanish speaks to people as "tú", never "usted"', () => {
  const formal = Object.entries(translations[1][2]).filter(([, text]) =>
    wordsOf(text).some((form) =>
      /\b(?:usted|puede usted|haga clic|elija|seleccione|inicie|vuelva a iniciar)\b/i.test(form),
    ),
  );
  expect(formal.map(([key]) => key)).toEqual([]);
});

test.each([
  ['a missing text', { ...translations[0][2], 'app.name': '' }],
  ['a parameter that is gone', { ...translations[0][2], 'app.problem-about': '{problem}' }],
  ['a plural without its forms', { ...translations[0][2], 'folder.found.files': '{files, plural, other {# Dateien}}' }],
  ['a number that is written as text', { ...translations[0][2], 'status.backing-up': '{done} von {total, number}' }],
])('finds %s', (_what, texts) => {
  expect(faultsIn(texts, 'de')).toHaveLength(1);
});
