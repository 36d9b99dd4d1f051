import { expect, expectTypeOf, test } from 'vitest';
import { createTextWriter, type ParametersOf } from '../../../electron/contract/messages/icu.ts';
import type { PageTexts, Translate } from '../../../renderer/messages/texts.ts';

test('the types read the parameters of a text as the library does', () => {
  expectTypeOf<ParametersOf<'Nothing to fill'>>().toEqualTypeOf<Record<never, never>>();
  expectTypeOf<ParametersOf<'{done, number} of {name}'>>().toEqualTypeOf<{
    readonly done: number;
    readonly name: string;
  }>();
  expectTypeOf<
    ParametersOf<'{files, plural, one {# file of {made}} other {# files of {made}}} in {place}'>
  >().toEqualTypeOf<{ readonly files: number; readonly made: string; readonly place: string }>();
  expectTypeOf<
    ParametersOf<'{kind, select, film {a film} other {a photo}}, {share, number, ::percent}'>
  >().toEqualTypeOf<{
    readonly kind: string;
    readonly share: number;
  }>();
});

test('a text without its parameter, or a key that is in no catalogue, does not compile', () => {
  const t: Translate = (key, ..._values) => key;
  expect(t('app.name')).toBe('app.name');
  expect(t('app.open-problems', { count: 2 })).toBe('app.open-problems');
  // @ts-expect-error No such key.
  t('app.nothing');
  // @ts-expect-error The parameter is missing.
  t('app.open-problems');
  // @ts-expect-error A number is wanted.
  t('app.open-problems', { count: '2' });
  // @ts-expect-error Another parameter.
  t('app.open-problems', { items: 2 });
  // @ts-expect-error A language without all the texts.
  const texts: PageTexts = { 'app.name': 'Afterimage' };
  expect(texts).toBeDefined();
});

test('a text says its numbers as the locale writes them, and leaves what looks like a parameter in a value alone', () => {
  const fill = createTextWriter('de-DE');
  expect(fill('{files, plural, one {# Datei} other {# Dateien}}', { files: 12_345 })).toBe('12.345 Dateien');
  expect(fill('{files, plural, one {# Datei} other {# Dateien}}', { files: 1 })).toBe('1 Datei');
  expect(fill("Datei '{name}' ist {name}", { name: '<b>{x} #</b>' })).toBe('Datei {name} ist <b>{x} #</b>');
});
