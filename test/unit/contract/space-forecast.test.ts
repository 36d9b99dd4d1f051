import { describe, expect, it } from 'vitest';
import { monthsUntilFull } from '../../../electron/contract/space-forecast.ts';

const gigabyte = 1_000_000_000;
const year = { bytes: 120 * gigabyte, months: 12 };

describe('when the disk is full', () => {
  it.each<[string, Parameters<typeof monthsUntilFull>[0], number, number | null]>([
    ['in whole months, rounded down', year, 145 * gigabyte, 14],
    ['within a month', year, 9 * gigabyte, 0],
    ['within a month on a disk that is full', year, 0, 0],
    ['in just less than ten years', year, 1_199 * gigabyte, 119],
    ['not said for ten years and more', year, 1_200 * gigabyte, null],
    ['not said of a library that does not grow', { bytes: 0, months: 12 }, gigabyte, null],
    ['not said of photos of too few months', { ...year, months: 5 }, gigabyte, null],
    ['said of photos of half a year', { ...year, months: 6 }, 100 * gigabyte, 10],
    ['not said before photos span a year', undefined, gigabyte, null],
  ])('%s', (_what, growth, free, months) => {
    expect(monthsUntilFull(growth, free)).toBe(months);
  });
});
