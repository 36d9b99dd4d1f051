import { raceHeader } from './results.ts';

/** What a row of the table is to reach. */
interface Goal {
  /** Of the row's name. */
  readonly row: RegExp;
  readonly text: string;
}

/** The first that fits is the row's. Ratios hold on any machine; seconds are those of two cores without SHA extensions. */
const goals: readonly Goal[] = [
  { row: /^2,000 × 200 KB: limit/u, text: '≥ 1.10 ×' },
  { row: /^20 × 50 MB: limit/u, text: '≥ 1.25 ×' },
  { row: /^(2,000|20) × .*: afterimage/u, text: 'p99 ≤ 20 ms, ≤ 250 MB' },
  { row: /no change: full$/u, text: '≤ 10 s' },
  { row: /^listing and matching .*: reading all$/u, text: '≤ 60 s, ≤ 300 MB' },
  { row: /^listing and matching .*: quick$/u, text: '≤ 20 s' },
  { row: /^import of .*: unzip/u, text: '≥ 2.80 ×' },
  { row: /over 20 Mbit\/s.*, gentle/u, text: '≥ 2.2 MB/s, CPU ≤ 0.15 of a core' },
  { row: /over 20 Mbit\/s/u, text: '≥ 2.2 MB/s' },
  { row: /^Drive, .*: curl/u, text: '≥ 1.00 ×' },
  { row: /^Drive, .*: afterimage/u, text: '≤ 400 MB' },
  { row: /^Drive, .*: nothing new/u, text: '≤ 4 requests' },
];

/** Of the table with goals. */
export const goalHeader: readonly string[] = [...raceHeader, 'goal'];

/** The rows with what each is to reach beside it, and whether it does. */
export function withGoals(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row) => {
    const text = goalOf(row);
    if (text === null) return [...row, '–'];
    const isMet = meets(row, text);
    return [...row, isMet === null ? text : `${isMet ? '✓' : '✗'} ${text}`];
  });
}

/** Why goals are out of reach, and where the profile is that shows it; of the rows that miss theirs. */
const reasons: readonly { readonly row: RegExp; readonly why: string }[] = [
  {
    row: /^2,000 × .*: afterimage/u,
    why: 'in so short a run the four longest delays are the p99, and those are of its start: docs/PERFORMANCE.md, The whole table',
  },
  {
    row: /^2,000 × /u,
    why: 'a bare loop that fetches, hashes and writes is as fast as the limit, and a backup also lists, names and keeps a catalog: docs/PERFORMANCE.md, Fetched where it is written',
  },
  {
    row: /^20 × /u,
    why: 'a third of the time goes before the first byte comes and behind the last: docs/PERFORMANCE.md, Fetched where it is written',
  },
  { row: /no change: full$/u, why: 'listing over HTTP and its JSON: docs/PERFORMANCE.md, 100,000 items' },
  {
    row: /^listing and matching /u,
    why: 'a dry run shows items and writes them into the catalog: docs/PERFORMANCE.md, 500,000 entries',
  },
  {
    row: /^import of .*: unzip/u,
    why: 'two processors are busy nearly all of the time with inflating, hashes, writing and syncs: docs/PERFORMANCE.md, Import',
  },
  {
    row: /over 20 Mbit\/s/u,
    why: 'where the machine is slow for a while the same work takes up to twice its processor time: docs/PERFORMANCE.md, The whole table',
  },
];

/** A line for each row that misses its goal. */
export function missedGoals(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.flatMap((row) => {
    const text = goalOf(row);
    if (text === null || meets(row, text) !== false) return [];
    const [name = ''] = row;
    const known = reasons.find((reason) => reason.row.test(name));
    return [`Missed: ${name} (${text})${known === undefined ? '' : `: ${known.why}`}`];
  });
}

function goalOf([name = '']: readonly string[]): string | null {
  return goals.find(({ row }) => row.test(name))?.text ?? null;
}

/** In which column the number stands that a unit speaks of. */
const columns: Readonly<Record<string, string>> = {
  '×': 'our speed',
  ms: 'delay p99 ms',
  'MB/s': 'MB/s',
  MB: 'peak MB',
  s: 'seconds',
  requests: 'requests',
};

/** Whether a row is within all of the limits that can be read in a goal; null where it has none of these numbers. */
function meets(row: readonly string[], text: string): boolean | null {
  const found = [...text.matchAll(/([≤≥]) ([\d.]+) (×|MB\/s|MB|ms|requests|s)(?![\w/])/gu)].flatMap(
    ([, side, limit, unit = '']) => {
      const value = Number.parseFloat(row[raceHeader.indexOf(columns[unit] ?? '')] ?? '');
      if (Number.isNaN(value)) return [];
      return [side === '≤' ? value <= Number(limit) : value >= Number(limit)];
    },
  );
  return found.length === 0 ? null : found.every((isWithin) => isWithin);
}

/** What the figures of `--only growth` are to keep to: `most` is the exponent, or the ratio to the smallest size. */
export const growthGoals = {
  exponent: { most: 1.15, text: '≤ 1.15' },
  flat: { most: 1.25, text: '≤ + 25 %' },
} as const;

const growthReasons: readonly { readonly row: RegExp; readonly why: string }[] = [
  {
    row: /^export: peak memory/u,
    why: 'where each entry of an archive lies is kept, 25 bytes an entry, and the largest folder, a year, is matched as a whole: docs/PERFORMANCE.md, Growth',
  },
  {
    row: /^quick backup/u,
    why: 'every item is looked up in a catalog that no longer fits into its cache, which is read through before each run: docs/PERFORMANCE.md, Growth',
  },
  {
    row: /^app: .*CPU s of/u,
    why: 'a few tenths of a second, told in hundredths: docs/PERFORMANCE.md, Growth',
  },
  { row: / s$/u, why: 'wall time needs a machine that does nothing else: docs/PERFORMANCE.md, Growth' },
];

/** Why a figure of growth misses its goal, to be put behind its name; empty when that is not known. */
export function growthReason(name: string): string {
  const known = growthReasons.find(({ row }) => row.test(name));
  return known === undefined ? '' : `: ${known.why}`;
}

/** The most that a row of the table about the page may show. */
export const pageGoals = { launchSeconds: '1.50', frameMs: '50.0', mainDelayMs: '30.0', heapMegabytes: '150' } as const;
