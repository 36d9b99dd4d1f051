import type { CoverageMonth } from '../../../electron/contract/photo-filter.ts';

/** How a month stands. `missing` weighs most: it is what a person has to look at. */
export const cellStates = ['verified', 'stored', 'missing', 'none'] as const;
export type CellState = (typeof cellStates)[number];

/** One month of the map. */
export interface MapCell extends Omit<CoverageMonth, 'month'> {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly state: CellState;
}

/** One year of the map: twelve months. */
export interface MapRow {
  readonly year: number;
  readonly cells: readonly MapCell[];
  readonly stored: number;
  readonly missing: number;
}

/** Every year from the newest to the oldest, those without a photo too. Empty when nothing has a date. */
export function mapRows(months: readonly CoverageMonth[]): readonly MapRow[] {
  const known = new Map(months.flatMap((one) => (one.month === null ? [] : [[one.month, one] as const])));
  const years = [...known.keys()].map((month) => Number(month.slice(0, 4)));
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, index) => rowOf(last - index, known));
}

/** How many of the years hold nothing at all. */
export function emptyYears(rows: readonly MapRow[]): number {
  return rows.filter(({ stored, missing }) => stored + missing === 0).length;
}

function rowOf(year: number, known: ReadonlyMap<string, CoverageMonth>): MapRow {
  const cells = Array.from({ length: 12 }, (_, index) => {
    const month = `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}`;
    const { stored = 0, verified = 0, missing = 0 } = known.get(month) ?? {};
    return { month, stored, verified, missing, state: stateOf({ stored, verified, missing }) };
  });
  const sum = (part: 'stored' | 'missing') => cells.reduce((total, cell) => total + cell[part], 0);
  return { year, cells, stored: sum('stored'), missing: sum('missing') };
}

function stateOf({ stored, verified, missing }: Omit<CoverageMonth, 'month'>): CellState {
  if (missing > 0) return 'missing';
  if (stored === 0) return 'none';
  return verified >= stored ? 'verified' : 'stored';
}
