import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalLocales, formatLocale } from '../../../electron/contract/locale.ts';

/** Every kind of format that the app makes; each throws at a tag that it does not take. */
function formatWith(locale: string): readonly string[] {
  const moment = new Date('2026-08-12T12:03:00Z');
  return [
    new Intl.NumberFormat(locale).format(12_345.6),
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(moment),
    new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day'),
    new Intl.ListFormat(locale, { type: 'conjunction' }).format(['a', 'b']),
    new Intl.PluralRules(locale).select(1),
    String(new Intl.Collator(locale, { numeric: true }).compare('a9', 'a10')),
  ];
}

describe('canonicalLocales', () => {
  test.each([
    ['en-US@posix', 'en-US'],
    ['en_US.UTF-8', 'en-US'],
    ['de_DE.UTF-8@euro', 'de-DE'],
    ['de-DE', 'de-DE'],
    ['ar', 'ar'],
    ['zh_Hant_TW', 'zh-Hant-TW'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['sr_RS@latin', 'sr-RS'],
    ['en-US-POSIX', 'en-US'],
    ['en-posix-posix', 'en'],
    ['en-u-va-posix-nu-arab', 'en'],
    ['en-US-u-ca-buddhist-hc-h23', 'en-US-u-hc-h23'],
    ['en-US-u-hc-h23', 'en-US-u-hc-h23'],
    ['iw', 'he'],
    [' en-GB ', 'en-GB'],
  ])('%s is %s', (said, tag) => {
    expect(canonicalLocales(said)).toEqual([tag]);
    expect(canonicalLocales([said, 'fr'])).toEqual([tag, 'fr']);
  });

  test.each([
    ...['C', 'POSIX', 'posix-US', 'C.UTF-8', 'c', '', ' '],
    ...['@posix', '.UTF-8', '_', '-', 'en-', 'a', 'x', '12', 'en--US', '*'],
    ...['not a language', 'deutsch-sprachig-zu-lang', '\0', '🙂', undefined, null, 7, {}, [['en']]],
  ])('%j names no language', (said) => {
    expect(canonicalLocales(said)).toEqual([]);
    expect(canonicalLocales([said, 'de-DE'])).toEqual(['de-DE']);
  });

  test('the order is kept, and what is unusable is left out', () => {
    expect(canonicalLocales(['C', 'fr_FR', undefined, 'en-US@posix', '!', 'de'])).toEqual(['fr-FR', 'en-US', 'de']);
    expect(canonicalLocales([])).toEqual([]);
  });
});

/** Tags of all kinds: text, and pieces of tags put together as systems do, rightly and wrongly. */
const pieces = ['en', 'de', 'zh', 'C', 'POSIX', 'Hant', 'US', '419', '1996', 'x', 'u', 'va', 'posix', 'nu', 'arab', ''];
const tag = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('-', '_', '.', '@', '--', ' ', '')), { maxLength: 6 })
    .map((parts) => parts.flat().join('')),
);
const anything = fc.oneof(tag, fc.array(fc.oneof(tag, fc.anything())), fc.anything());

describe('whatever a system says', () => {
  test('each tag that is kept is canonical and is taken by every kind of format', () => {
    fc.assert(
      fc.property(anything, (said) => {
        for (const kept of canonicalLocales(said)) {
          expect(Intl.getCanonicalLocales(kept)).toEqual([kept]);
          expect(canonicalLocales(kept)).toEqual([kept]);
          formatWith(kept);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('there is an English locale for the formats', () => {
    fc.assert(
      fc.property(anything, (said) => {
        const locale = formatLocale(said);
        expect(locale).toMatch(/^en(-|$)/);
        formatWith(locale);
      }),
      { numRuns: 500 },
    );
  });

  test('a tag that is right already is kept as it is, wherever it stands among wrong ones', () => {
    const right = fc.constantFrom('en-US', 'en-GB', 'de', 'ar-EG', 'zh-Hant-TW', 'sr-Latn', 'es-419', 'de-DE-1996');
    const wrong = fc.constantFrom('C', 'POSIX', 'C.UTF-8', '', '@', 'x', undefined, null, 'not a language');
    fc.assert(
      fc.property(fc.array(wrong), right, fc.array(wrong), (before, one, after) => {
        expect(canonicalLocales([...before, one, ...after])).toEqual([one]);
      }),
    );
  });
});

describe('formatLocale', () => {
  test.each([
    [['de-DE', 'en-US'], 'en-US'],
    [['de-DE', 'en_AU.UTF-8'], 'en-AU'],
    [['en-US@posix'], 'en-US'],
    [['de-DE', 'fr'], 'en-GB'],
    [['ar'], 'en-GB'],
    // A language whose tag begins with the same letters.
    [['enm'], 'en-GB'],
    [['C'], 'en'],
    [['POSIX'], 'en'],
    [[], 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('%j is written in %s', (said, locale) => {
    expect(formatLocale(said)).toBe(locale);
  });
});
