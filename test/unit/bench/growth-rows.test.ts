import { expect, test } from 'vitest';
import { growthHeader, growthRows, missedGrowth } from '../../bench/growth/growth-rows.ts';
import type { Grown } from '../../bench/growth/measure-growth.ts';

/** A size at which everything took `seconds` and `megabytes`, but for what is told. */
function grown(items: number, seconds: number, megabytes: number, quickSeconds = seconds): Grown {
  const peakRssBytes = megabytes * 1e6;
  const run = { seconds, cpuSeconds: seconds, peakRssBytes };
  return {
    items,
    library: {
      seconds: {
        ...{ store: seconds, again: seconds, sums: seconds, overview: 0.001, coverage: seconds, photos: seconds },
        ...{ lastPage: seconds, search: seconds },
      },
      catalogBytes: items * 1_000,
      peakRssBytes,
    },
    quick: { ...run, seconds: quickSeconds, listed: items },
    app: { painted: seconds, counted: seconds, photos: seconds, search: seconds, cpuSeconds: null, peakRssBytes: null },
    listing: { ...run, entries: items },
  };
}

function rowOf(all: readonly Grown[], name: string): readonly string[] | undefined {
  return growthRows(all).find(([first]) => first === name);
}

test('the exponent stands between two sizes, and a goal is missed by any of them', () => {
  const all = [grown(10_000, 1, 100, 1), grown(100_000, 10, 125, 10), grown(1_000_000, 100, 120, 150)];
  expect(growthHeader(all)).toEqual(['growth', '10,000', '100,000', '1,000,000', 'exponents', 'goal']);
  expect(rowOf(all, 'search, CPU s')).toEqual(['search, CPU s', '1.000', '10.000', '100.000', '1.00 1.00', '✓ ≤ 1.15']);
  expect(rowOf(all, 'quick backup, nothing new, s')?.slice(-2)).toEqual(['1.00 1.18', '✗ ≤ 1.15']);
  expect(missedGrowth(all)).toEqual([
    expect.stringMatching(/^Missed: quick backup, nothing new, s \(≤ 1\.15\): .*PERFORMANCE\.md, Growth$/u),
  ]);
});

test('memory is held against the smallest size, and what cannot be compared is not judged', () => {
  const all = [grown(10_000, 1, 100), grown(100_000, 10, 120), grown(1_000_000, 100, 126)];
  expect(rowOf(all, 'quick backup: peak memory, MB')?.slice(-2)).toEqual(['–', '✗ ≤ + 25 %']);
  expect(rowOf(all, 'app: peak memory of main and engine, MB')?.slice(1)).toEqual(['–', '–', '–', '–', '≤ + 25 %']);
  expect(rowOf(all, 'numbers of the Overview, CPU s')?.slice(-2)).toEqual(['– –', '≤ 1.15']);
  expect(missedGrowth(all)).toHaveLength(3);
});
