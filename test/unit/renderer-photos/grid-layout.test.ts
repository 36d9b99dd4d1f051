import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anchorAt,
  type GridLayout,
  type GridMeasure,
  heightOf,
  itemsBetween,
  layoutOf,
  placeOf,
  sectionAt,
  viewOf,
} from '../../../renderer/features/photos/grid-layout.ts';

const measure: GridMeasure = { width: 1000, tileWidth: 160, leastColumns: 3, gap: 8, headHeight: 40, captionHeight: 0 };

const anyMeasure = fc.record({
  width: fc.integer({ min: 0, max: 4000 }),
  tileWidth: fc.integer({ min: 40, max: 400 }),
  leastColumns: fc.integer({ min: 1, max: 4 }),
  gap: fc.integer({ min: 0, max: 20 }),
  headHeight: fc.constantFrom(0, 48),
  captionHeight: fc.constantFrom(0, 66),
});

const anyLayout = fc
  .record({ counts: fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 12 }), measure: anyMeasure })
  .map(({ counts, measure: one }) =>
    layoutOf(
      counts.map((count, index) => ({ key: `s${index}`, count })),
      one,
    ),
  );

function itemsOf(layout: GridLayout, from: number, to: number): number[] {
  return viewOf(layout, { from, to }).flatMap(({ section, rows }) =>
    rows.flatMap((row) =>
      Array.from({ length: layout.columns }, (_, column) => row * layout.columns + column)
        .filter((within) => within < section.count)
        .map((within) => section.first + within),
    ),
  );
}

describe('layoutOf', () => {
  test('fills the width with tiles that are at least as wide as wanted', () => {
    const layout = layoutOf([{ key: '2026-08', count: 14 }], measure);
    expect(layout.columns).toBe(6);
    expect(layout.rowHeight).toBe(160 + 8);
    expect(layout.height).toBe(40 + 3 * 168);
  });

  test('keeps to the least number of columns in a narrow window', () => {
    expect(layoutOf([{ key: 'a', count: 1 }], { ...measure, width: 320 }).columns).toBe(3);
  });

  test('leaves empty sections out', () => {
    const layout = layoutOf(
      [
        { key: 'a', count: 0 },
        { key: 'b', count: 2 },
      ],
      measure,
    );
    expect(layout.sections.map(({ key }) => key)).toEqual(['b']);
  });

  test('a million items cost no more than their months', () => {
    const sections = Array.from({ length: 300 }, (_, index) => ({ key: `m${index}`, count: 3_400 }));
    const layout = layoutOf(sections, measure);
    expect(layout.count).toBe(1_020_000);
    expect(itemsOf(layout, layout.height - 500, layout.height).at(-1)).toBe(1_019_999);
  });
});

test('property: every item has one place, no two overlap, and the view of all heights holds each item once', () => {
  fc.assert(
    fc.property(anyLayout, (layout) => {
      expect(itemsOf(layout, 0, layout.height + 1)).toEqual(Array.from({ length: layout.count }, (_, item) => item));
      const places = Array.from({ length: layout.count }, (_, item) => placeOf(layout, item));
      const seen = new Set(places.map((place) => `${place?.top} ${place?.column}`));
      expect(seen.size).toBe(layout.count);
      for (const place of places) {
        expect(place?.bottom).toBeLessThanOrEqual(layout.height);
        expect(place?.column).toBeLessThan(layout.columns);
      }
    }),
  );
});

test('property: a view holds exactly the rows that touch it, and the items to fetch are those of its rows', () => {
  const windows = fc.tuple(anyLayout, fc.integer({ min: -500, max: 9000 }), fc.integer({ min: 1, max: 1500 }));
  fc.assert(
    fc.property(windows, ([layout, from, size]) => {
      const to = from + size;
      const expected = Array.from({ length: layout.count }, (_, item) => item).filter((item) => {
        const place = placeOf(layout, item);
        return place !== null && place.top < to && place.top + layout.rowHeight > from;
      });
      expect(itemsOf(layout, from, to)).toEqual(expected);
      const fetched = itemsBetween(layout, { from, to });
      expect(fetched).toEqual(expected.length === 0 ? null : { first: expected[0], last: expected.at(-1) });
    }),
  );
});

test('property: the row of the kept item is in every view, in its order', () => {
  const kept = fc.tuple(anyLayout, fc.nat(8000), fc.nat(800)).filter(([layout]) => layout.count > 0);
  fc.assert(
    fc.property(kept, ([layout, from, wanted]) => {
      const item = wanted % layout.count;
      const place = placeOf(layout, item);
      const views = viewOf(layout, { from, to: from + 600 }, undefined, item);
      const lines = views.flatMap(({ section, rows }) => rows.map((row) => section.firstLine + row));
      expect(lines).toEqual([...lines].sort((one, other) => one - other));
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines).toContain((place?.section.firstLine ?? 0) + (place?.row ?? 0));
    }),
  );
});

test('a fast scroll builds only the rows that were there before, but names all sections', () => {
  const layout = layoutOf(
    [
      { key: 'a', count: 60 },
      { key: 'b', count: 60 },
    ],
    measure,
  );
  const views = viewOf(layout, { from: 1500, to: 2500 }, { from: 0, to: 1600 });
  expect(views.map(({ section }) => section.key)).toEqual(['a', 'b']);
  expect(views.map(({ rows }) => rows)).toEqual([[8, 9], []]);
});

describe('anchors', () => {
  test('property: what stands at a height is found again in the same layout', () => {
    const heights = fc.tuple(anyLayout, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(heights, ([layout, share]) => {
        const y = Math.floor(share * Math.max(0, layout.height - 1));
        const anchor = anchorAt(layout, y);
        expect(anchor === null ? null : heightOf(layout, anchor)).toBe(layout.count === 0 ? null : y);
      }),
    );
  });

  test('follows its item when months above it grow and the columns change', () => {
    const before = layoutOf(
      [
        { key: 'new', count: 10 },
        { key: 'old', count: 90 },
      ],
      measure,
    );
    const place = placeOf(before, 10 + 42);
    const anchor = anchorAt(before, place?.top ?? 0);
    const after = layoutOf(
      [
        { key: 'new', count: 25 },
        { key: 'old', count: 90 },
      ],
      { ...measure, width: 500 },
    );
    const y = anchor === null ? null : heightOf(after, anchor);
    expect(y).toBe(placeOf(after, 25 + 42)?.top);
  });

  test('is gone with its section', () => {
    expect(heightOf(layoutOf([], measure), { key: 'old', item: 3, below: 0 })).toBeNull();
  });
});

test('sectionAt answers with the nearest section beyond the ends', () => {
  const layout = layoutOf([{ key: 'a', count: 5 }], measure);
  expect(sectionAt(layout, -100)?.key).toBe('a');
  expect(sectionAt(layout, 1e9)?.key).toBe('a');
  expect(sectionAt(layoutOf([], measure), 0)).toBeNull();
});
