import { expect, test } from 'vitest';
import { type SourceText, sourceTexts } from '../house/source-files.ts';

/** Where a source takes a language of the system and hands it to nobody who makes sense of it. */
function rawLanguagesIn({ path, text }: SourceText): readonly string[] {
  const said =
    /navigator\.languages?\b|\.get(?:System)?Locale\(\)|\.getPreferredSystemLanguages\(\)|env\W+L(?:ANG|C_)/g;
  const uses: string[] = [];
  for (const { index, 0: use } of text.matchAll(said)) {
    const before = text.slice(Math.max(0, index - 40), index);
    if (!/\b(formatLocale|canonicalLocales|languageOf)\((app|navigator)?$/.test(before)) uses.push(`${path}: ${use}`);
  }
  return uses;
}

// A tag that comes straight from the system may be one at which every Intl constructor throws.
test('what the system says of its languages is only ever handed to the module that makes sense of it', () => {
  expect(sourceTexts(['electron', 'renderer']).flatMap(rawLanguagesIn)).toEqual([]);
});

test.each([
  ['new Intl.NumberFormat(navigator.language)', 'navigator.language'],
  ['const [first] = navigator.languages;', 'navigator.languages'],
  ['new Date().toLocaleString(app.getLocale())', '.getLocale()'],
  ['format(app.getPreferredSystemLanguages())', '.getPreferredSystemLanguages()'],
  ["new Intl.DateTimeFormat(process.env['LANG'])", "env['LANG"],
])('%s is found', (text, use) => {
  expect(rawLanguagesIn({ path: 'renderer/here.ts', text })).toEqual([`renderer/here.ts: ${use}`]);
});

test('handing it to that module is in order', () => {
  const text =
    'formatLocale(navigator.languages); canonicalLocales(app.getPreferredSystemLanguages()); languageOf(app.getLocale());';
  expect(rawLanguagesIn({ path: 'renderer/here.ts', text })).toEqual([]);
});
