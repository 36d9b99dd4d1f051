import { type GridLayout, placeOf } from './grid-layout.ts';

/** What the keys do in a grid. */
export const gridMoves = ['left', 'right', 'up', 'down', 'page-up', 'page-down', 'first', 'last'] as const;
export type GridMove = (typeof gridMoves)[number];

const movesOfKeys: ReadonlyMap<string, GridMove> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['PageUp', 'page-up'],
  ['PageDown', 'page-down'],
  ['Home', 'first'],
  ['End', 'last'],
]);

/** The move of a key (`KeyboardEvent.key`); null for any other key. */
export function moveOfKey(key: string): GridMove | null {
  return movesOfKeys.get(key) ?? null;
}

/**
 * The item that a move leads to. Up and down keep to the column, or to the last tile of a shorter row, and continue in
 * the next section; at the ends the item stays. `pageRows` is how many rows the screen shows.
 */
export function movedItem(layout: GridLayout, item: number, move: GridMove, pageRows: number): number {
  const last = layout.count - 1;
  switch (move) {
    case 'left':
      return Math.max(0, item - 1);
    case 'right':
      return Math.min(last, item + 1);
    case 'up':
      return movedByRows(layout, item, -1);
    case 'down':
      return movedByRows(layout, item, 1);
    case 'page-up':
      return movedByRows(layout, item, -Math.max(1, pageRows));
    case 'page-down':
      return movedByRows(layout, item, Math.max(1, pageRows));
    case 'first':
      return 0;
    case 'last':
      return Math.max(0, last);
  }
}

function movedByRows(layout: GridLayout, item: number, rows: number): number {
  const place = placeOf(layout, item);
  if (place === null) return item;
  let index = place.section.index;
  let row = place.row + rows;
  for (let section = layout.sections[index]; section !== undefined; section = layout.sections[index]) {
    if (row >= 0 && row < section.rows) {
      return section.first + Math.min(section.count - 1, row * layout.columns + place.column);
    }
    const forward = row >= section.rows;
    const next = layout.sections[index + (forward ? 1 : -1)];
    if (next === undefined) return atTheEnd(layout, place.column, forward);
    row = forward ? row - section.rows : row + next.rows;
    index = next.index;
  }
  return item;
}

function atTheEnd({ sections, columns }: GridLayout, column: number, forward: boolean): number {
  const section = forward ? sections.at(-1) : sections[0];
  if (section === undefined) return 0;
  const row = forward ? section.rows - 1 : 0;
  return section.first + Math.min(section.count - 1, row * columns + column);
}
