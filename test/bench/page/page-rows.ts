import { median } from '../rounds.ts';
import { decimal } from '../table.ts';
import type { PageFigures } from './measure-page.ts';

/** Of the table about the page, which has limits instead of contenders. */
export const pageHeader: readonly string[] = ['what', 'measured', 'at most', 'range'];

/** A row for each promise about the page. */
export function pageRows(figures: PageFigures): string[][] {
  const { items, painted, counted, frames, framesAtRest, mainDelay, backedUp, heapBytes, passed } = figures;
  const title = `${items.toLocaleString('en')} items`;
  const rate = (backedUp.items / backedUp.seconds).toFixed(0);
  return [
    [`${title}: launch to the Overview, s`, decimal(median(painted), 2), '1.50', rangeOf(painted)],
    [`${title}: launch to its numbers, s`, decimal(median(counted), 2), '–', rangeOf(counted)],
    [
      `scrolling, backup at ${rate} files/s: frame p95, ms`,
      decimal(share(frames, 0.95), 1),
      '50.0',
      `${share(frames, 0).toFixed(1)}–${share(frames, 1).toFixed(1)}`,
    ],
    ['the page at rest: frame p95, ms', decimal(share(framesAtRest, 0.95), 1), '–', '–'],
    [
      'the same: delay of the main process p99, ms',
      decimal(mainDelay.p99, 1),
      '30.0',
      `0.0–${mainDelay.longest.toFixed(1)}`,
    ],
    [
      `heap after ${passed.tiles.toLocaleString('en')} tiles, ${passed.pictures.toLocaleString('en')} pictures, MB`,
      decimal(heapBytes / 1e6, 0),
      '150',
      '–',
    ],
  ];
}

/** The value below which so large a part of them lies. */
function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function rangeOf(values: readonly number[]): string {
  return values.length < 2 ? '–' : `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
}
