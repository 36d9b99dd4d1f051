import { expect, test } from 'vitest';
import type { PageFigures } from '../../bench/page/measure-page.ts';
import { missedLimits, pageRows } from '../../bench/page/page-rows.ts';

const within: PageFigures = {
  ...{ items: 100_000, painted: [1.2, 1.5, 1.3], counted: [9], frames: [16, 50], framesAtRest: [90, 90] },
  views: { viewer: { frames: [16, 49], shown: 40 }, map: [17] },
  ...{ mainDelay: { p99: 30, longest: 400 }, backedUp: { items: 900, seconds: 30 } },
  ...{ heapBytes: 149e6, passed: { tiles: 100_000, pictures: 90_000 }, heapAtEnd: 60e6 },
  viewHeap: { viewer: { bytes: 80e6, shown: 60 }, map: 70e6 },
};

/** The beginning of each name, and the verdict. */
function verdicts(figures: PageFigures): readonly string[] {
  return pageRows(figures).map(([what = '', , atMost = '']) => `${what.split(/[:,(]/u)[0]}: ${atMost[0]}`);
}

test('each row about the page says whether it is within its limit, with the viewer and the map among them', () => {
  expect(verdicts(within)).toEqual([
    ...[
      '100: ✓',
      '100: –',
      'scrolling: ✓',
      'viewer: ✓',
      'coverage map: ✓',
      'the page at rest: –',
      'the same backup: ✓',
    ],
    ...['heap after 100: ✓', 'heap then with the viewer open: ✓', 'heap then with the coverage map open: ✓'],
    'heap the same after all the above: ✓',
  ]);
  expect(missedLimits(pageRows(within))).toEqual([]);
  const missed = missedLimits(
    pageRows({
      ...within,
      painted: [1.51],
      frames: [50.1],
      views: { viewer: { frames: [60], shown: 1 }, map: [70] },
      mainDelay: { p99: 30.1, longest: 31 },
      heapBytes: 151e6,
      viewHeap: { viewer: { bytes: 152e6, shown: 1 }, map: 153e6 },
      heapAtEnd: 154e6,
    }),
  );
  expect(missed).toHaveLength(9);
  expect(missed[0]).toBe('Missed: 100,000 items: launch to the Overview, s (1.51, at most 1.50)');
});
