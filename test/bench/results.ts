import type { Outcome } from './contender.ts';
import type { NoChange } from './no-change.ts';
import { median, type Series } from './rounds.ts';
import type { Work } from './shapes.ts';
import { decimal } from './table.ts';

/** Of the one table that the bench ends with. */
export const raceHeader: readonly string[] = [
  ...[
    'what',
    'seconds',
    'range',
    'MB/s',
    'files/s',
    'our speed',
    'peak MB',
    'delay p99 ms',
    'CPU s',
    'CPU s/GB',
    'requests',
  ],
];

/** A row for each contender; "our speed" is how many times as fast as that contender we are. */
export function raceRows({ title, items, itemBytes }: Work, all: readonly Series[]): string[][] {
  const ours = secondsOf(all.find(({ contender }) => contender === 'afterimage'));
  return all.map((series) => {
    const seconds = secondsOf(series);
    const leftOut = Math.max(...series.outcomes.map((outcome) => outcome.leftOut));
    const ratio = ours === null || seconds === null || series.contender === 'afterimage' ? null : seconds / ours;
    return [
      `${title}: ${series.contender}${leftOut > 0 ? ` (${leftOut} left out)` : ''}`,
      decimal(seconds, 2),
      rangeOf(series.outcomes.map((outcome) => outcome.seconds)),
      rateOf(seconds === null ? null : (items * itemBytes) / seconds / 1e6),
      decimal(seconds === null ? null : items / seconds, 0),
      ratio === null ? '–' : `${ratio.toFixed(2)} ×`,
      decimal(megabytes(greatest(series.outcomes, (outcome) => outcome.peakRssBytes)), 0),
      decimal(
        greatest(series.outcomes, (outcome) => outcome.delayP99Ms),
        0,
      ),
      ...cpuCells(
        series.outcomes.map((outcome) => outcome.cpuSeconds),
        items * itemBytes,
      ),
      decimal(median(series.outcomes.map((outcome) => outcome.requests).filter(isKnown)), 0),
    ];
  });
}

/** Rows for runs that find nothing new; files/s counts the items looked at. */
export function noChangeRows({ items, albums, quick, full }: NoChange): string[][] {
  const title = `${items.toLocaleString('en')} items, ${albums} albums, no change`;
  return [runsRow(`${title}: quick`, items, quick), runsRow(`${title}: full`, items, [full])];
}

/** A run that nobody else races against. */
export interface LoneRun {
  readonly seconds: number;
  readonly peakRssBytes: number;
  readonly delayP99Ms: number;
  readonly cpuSeconds: number;
  readonly apiRequests: number;
  readonly mediaRequests: number;
}

/** A row for runs of the same work; files/s counts the `files` that were checked in each. */
export function runsRow(name: string, files: number, runs: readonly LoneRun[]): string[] {
  const seconds = median(runs.map((run) => run.seconds));
  return [
    name,
    decimal(seconds, 2),
    rangeOf(runs.map((run) => run.seconds)),
    '–',
    decimal(seconds === null ? null : files / seconds, 0),
    '–',
    decimal(megabytes(greatest(runs, (run) => run.peakRssBytes)), 0),
    decimal(
      greatest(runs, (run) => run.delayP99Ms),
      0,
    ),
    ...cpuCells(
      runs.map((run) => run.cpuSeconds),
      null,
    ),
    decimal(median(runs.map((run) => run.apiRequests + run.mediaRequests)), 0),
  ];
}

/** In megabytes a second; of slow ones the tenths count. */
function rateOf(rate: number | null): string {
  return decimal(rate, rate !== null && rate < 10 ? 1 : 0);
}

/** Processor time, and how much of it each gigabyte took. `bytes`: null where they are not what counts. */
function cpuCells(seconds: readonly (number | null)[], bytes: number | null): string[] {
  const usual = median(seconds.filter(isKnown));
  return [decimal(usual, 2), decimal(usual === null || bytes === null ? null : usual / (bytes / 1e9), 1)];
}

function secondsOf(series: Series | undefined): number | null {
  return median((series?.outcomes ?? []).map((outcome: Outcome) => outcome.seconds));
}

function rangeOf(values: readonly number[]): string {
  return values.length < 2 ? '–' : `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
}

function greatest<T>(values: readonly T[], of: (value: T) => number | null): number | null {
  const known = values.map(of).filter(isKnown);
  return known.length === 0 ? null : Math.max(...known);
}

function megabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1e6;
}

function isKnown(value: number | null): value is number {
  return value !== null;
}
