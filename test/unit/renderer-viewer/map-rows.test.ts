import { expect, test } from 'vitest';
import { emptyYears, mapRows } from '../../../renderer/features/coverage-map/map-rows.ts';
import { withEnglishMonths } from '../../../renderer/features/photos/search-months.ts';

test('every year from the newest to the oldest is a row, also one without a photo', () => {
  const rows = mapRows([
    { month: '2024-02', stored: 3, verified: 3, missing: 0 },
    { month: '2021-12', stored: 5, verified: 2, missing: 0 },
    { month: '2021-11', stored: 5, verified: 5, missing: 1 },
    { month: null, stored: 9, verified: 0, missing: 0 },
  ]);
  expect(rows.map(({ year, stored, missing }) => [year, stored, missing])).toEqual([
    [2024, 3, 0],
    [2023, 0, 0],
    [2022, 0, 0],
    [2021, 10, 1],
  ]);
  expect(emptyYears(rows)).toBe(2);
  expect(rows.every(({ cells }) => cells.length === 12)).toBe(true);
  const stateOf = (month: string) => rows.flatMap(({ cells }) => cells).find((cell) => cell.month === month)?.state;
  expect(['2024-02', '2024-03', '2021-12', '2021-11'].map(stateOf)).toEqual(['verified', 'none', 'stored', 'missing']);
});

test('without dates there is no map', () => {
  expect(mapRows([{ month: null, stored: 9, verified: 0, missing: 0 }])).toEqual([]);
  expect(mapRows([])).toEqual([]);
});

test.each([
  ['August 2024', 'de', 'august 2024'],
  ['Rom Dezember 2024', 'de', 'Rom december 2024'],
  ['agosto 2024', 'es', 'august 2024'],
  ['Agosto de 2024', 'es', 'august 2024'],
  ['Roma septiembre del 2024', 'es-MX', 'Roma september 2024'],
  ['Museo de arte', 'es', 'Museo de arte'],
  ['März 2024', 'de-AT', 'march 2024'],
  ['mars', 'fr', 'mars'],
  ['IMG_2031', 'de', 'IMG_2031'],
  ['', 'de', ''],
])('“%s” is searched for in %s as “%s”', (typed, locale, asked) => {
  expect(withEnglishMonths(typed, locale)).toBe(asked);
});
