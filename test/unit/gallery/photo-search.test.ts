import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchWords } from '../../../electron/engine/catalog/gallery/photo-search.ts';

function dateOf(search: string): readonly (string | null)[] {
  return searchWords(search).map(({ taken }) => taken);
}

test.each([
  ['2023', ['2023%']],
  ['2023-8', ['2023-08%']],
  ['2023/08/12', ['2023-08-12%']],
  ['2023.8.1', ['2023-08-01%']],
  ['August', ['____-08-%']],
  ['may', ['____-05-%']],
  ['aug 2023', ['____-08-%', '2023%']],
  ['12 August, 2023', [null, '____-08-%', '2023%']],
  ['Jan', [null]],
  ['2023-08/12', [null]],
  ['20230812', [null]],
  ['IMG_2023', [null]],
])('%s is read as a date', (search, dates) => {
  expect(dateOf(search)).toEqual(dates);
});

test('words are taken once, and not without end', () => {
  expect(searchWords(' sea  sea ').map(({ patterns }) => patterns)).toEqual([['%sea%']]);
  expect(searchWords('a b c d e f g h i j')).toHaveLength(8);
  expect(searchWords(' , ; ')).toEqual([]);
});

test('a word of any alphabet is looked for as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (search) => {
      for (const [index, { patterns }] of searchWords(search).entries()) {
        const word = [...new Set(search.split(/[\s,;]+/u).filter((part) => part !== ''))][index] ?? '';
        const spelled = patterns.map((pattern) => pattern.slice(1, -1).replaceAll(/!([!%_])/gu, '$1'));
        expect(spelled.map((spelling) => spelling.normalize())).toContain(word.normalize());
        expect(patterns.length).toBeLessThanOrEqual(8);
      }
    }),
  );
});
