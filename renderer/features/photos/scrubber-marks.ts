import type { PhotoMonth } from '../../../electron/contract/desktop-models.ts';
import type { GridLayout } from './grid-layout.ts';

/** A year beside the scrubber's track. */
export interface YearMark {
  readonly label: string;
  /** 0 at the top of the track, 1 at its end. */
  readonly at: number;
}

/** The months as sections of the grid; undated photos have a section of their own. */
export function sectionsOf(months: readonly PhotoMonth[]) {
  return months.map(({ month, count }) => ({ key: month ?? 'undated', count }));
}

/**
 * The years of a layout whose sections are months, newest first, where they begin. `span` is the height of the grid
 * that the track stands for. Marks that would stand closer together than `apart` (a share of the track) are left out;
 * the first stays.
 */
export function yearMarks(layout: GridLayout, span: number, apart: number): readonly YearMark[] {
  const marks: YearMark[] = [];
  let year = '';
  for (const { key, top } of layout.sections) {
    const label = key.slice(0, 4);
    if (label === year || !/^\d{4}$/.test(label)) continue;
    year = label;
    const at = Math.min(1, top / Math.max(1, span));
    const before = marks.at(-1);
    if (before === undefined || at - before.at >= apart) marks.push({ label, at });
  }
  return marks;
}
