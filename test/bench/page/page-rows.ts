import { pageGoals } from '../goals.ts';
import { median } from '../rounds.ts';
import { decimal } from '../table.ts';
import type { PageFigures } from './measure-page.ts';

/** Of the table about the page, which has limits instead of contenders. */
export const pageHeader: readonly string[] = ['what', 'measured', 'at most', 'range'];

/** A row for each promise about the page, and whether it is kept. */
export function pageRows(figures: PageFigures): string[][] {
  return measuredRows(figures).map(judged);
}

/** Those that are not kept, a line each. */
export function missedLimits(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.flatMap(([what = '', measured = '', atMost = '']) =>
    atMost.startsWith('✗') ? [`Missed: ${what} (${measured}, at most ${atMost.slice(2)})`] : [],
  );
}

function judged([what = '', measured = '', atMost = '', range = '']: readonly string[]): string[] {
  if (atMost === '–') return [what, measured, atMost, range];
  return [what, measured, `${Number(measured) <= Number(atMost) ? '✓' : '✗'} ${atMost}`, range];
}

function measuredRows(figures: PageFigures): string[][] {
  const { items, painted, counted, frames, framesAtRest, views, mainDelay, backedUp } = figures;
  const title = `${items.toLocaleString('en')} items`;
  const rate = (backedUp.items / backedUp.seconds).toFixed(0);
  return [
    [`${title}: launch to the Overview, s`, decimal(median(painted), 2), pageGoals.launchSeconds, rangeOf(painted)],
    [`${title}: launch to its numbers, s`, decimal(median(counted), 2), '–', rangeOf(counted)],
    frameRow(`scrolling, backup at ${rate} files/s: frame p95, ms`, frames),
    frameRow(`viewer, ${views.viewer.shown} originals of 12 MP, the same backup: frame p95, ms`, views.viewer.frames),
    frameRow('coverage map, the same backup: frame p95, ms', views.map),
    ['the page at rest: frame p95, ms', decimal(share(framesAtRest, 0.95), 1), '–', '–'],
    [
      'the same backup: delay of the main process p99, ms',
      decimal(mainDelay.p99, 1),
      pageGoals.mainDelayMs,
      `0.0–${mainDelay.longest.toFixed(1)}`,
    ],
    ...heapRows(figures),
  ];
}

function frameRow(what: string, frames: readonly number[]): string[] {
  const range = `${share(frames, 0).toFixed(1)}–${share(frames, 1).toFixed(1)}`;
  return [what, decimal(share(frames, 0.95), 1), pageGoals.frameMs, range];
}

function heapRows({ passed, heapBytes, viewHeap: { viewer, map }, heapAtEnd }: PageFigures): string[][] {
  const grid = `${passed.tiles.toLocaleString('en')} tiles, ${passed.pictures.toLocaleString('en')} pictures`;
  const row = (what: string, bytes: number) => [
    `heap ${what}, MB`,
    decimal(bytes / 1e6, 0),
    pageGoals.heapMegabytes,
    '–',
  ];
  return [
    row(`after ${grid}`, heapBytes),
    row(`then with the viewer open, after ${viewer.shown} originals`, viewer.bytes),
    row('then with the coverage map open', map),
    row('the same after all the above', heapAtEnd),
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
