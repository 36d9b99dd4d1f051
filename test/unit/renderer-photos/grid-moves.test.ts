import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GridLayout, layoutOf, placeOf } from '../../../renderer/features/photos/grid-layout.ts';
import { gridMoves, movedItem, moveOfKey } from '../../../renderer/features/photos/grid-moves.ts';

function layout(...counts: readonly number[]): GridLayout {
  const sections = counts.map((count, index) => ({ key: `s${index}`, count }));
  // Four columns.
  return layoutOf(sections, { width: 400, tileWidth: 100, leastColumns: 1, gap: 0, headHeight: 20, captionHeight: 0 });
}

test('left and right go through the months and stop at the ends', () => {
  const grid = layout(5, 3);
  expect(movedItem(grid, 4, 'right', 3)).toBe(5);
  expect(movedItem(grid, 5, 'left', 3)).toBe(4);
  expect(movedItem(grid, 0, 'left', 3)).toBe(0);
  expect(movedItem(grid, 7, 'right', 3)).toBe(7);
});

test('down keeps the column, or takes the last tile of a shorter row, and continues in the next month', () => {
  const grid = layout(6, 9);
  expect(movedItem(grid, 1, 'down', 3)).toBe(5);
  expect(movedItem(grid, 3, 'down', 3)).toBe(5);
  expect(movedItem(grid, 5, 'down', 3)).toBe(6 + 1);
  expect(movedItem(grid, 6 + 1, 'up', 3)).toBe(5);
});

test('pages move by the rows in sight, across months; Home and End reach the ends', () => {
  const grid = layout(8, 8, 40);
  expect(movedItem(grid, 2, 'page-down', 3)).toBe(8 + 4 + 2);
  expect(movedItem(grid, 14, 'page-up', 3)).toBe(2);
  expect(movedItem(grid, 14, 'page-up', 30)).toBe(2);
  expect(movedItem(grid, 14, 'page-down', 300)).toBe(54);
  expect(movedItem(grid, 14, 'first', 3)).toBe(0);
  expect(movedItem(grid, 14, 'last', 3)).toBe(55);
});

test('property: every move leads to an item that exists, and up undoes down where the columns allow it', () => {
  const grids = fc
    .array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 })
    .map((counts) => layout(...counts));
  fc.assert(
    fc.property(
      grids,
      fc.nat(200),
      fc.constantFrom(...gridMoves),
      fc.integer({ min: 1, max: 9 }),
      (grid, n, move, rows) => {
        const item = n % grid.count;
        const moved = movedItem(grid, item, move, rows);
        expect(placeOf(grid, moved)).not.toBeNull();
        const down = movedItem(grid, item, 'down', rows);
        if (placeOf(grid, down)?.column === placeOf(grid, item)?.column && down !== item) {
          expect(movedItem(grid, down, 'up', rows)).toBe(item);
        }
      },
    ),
  );
});

test('only the keys of a grid are moves', () => {
  expect(moveOfKey('PageDown')).toBe('page-down');
  expect(moveOfKey('Enter')).toBeNull();
  expect(moveOfKey('constructor')).toBeNull();
});
