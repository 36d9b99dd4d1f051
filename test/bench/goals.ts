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
  { row: /over 20 Mbit\/s/u, text: '≥ 2.2 MB/s' },
  { row: /^Drive, .*: curl/u, text: '≥ 1.00 ×' },
  { row: /^Drive, .*: afterimage/u, text: '≤ 400 MB' },
  { row: /^Drive, .*: nothing new/u, text: '≤ 4 requests' },
];

/** Of the table with goals. */
export const goalHeader: readonly string[] = [...raceHeader, 'goal'];

/** The rows with what each is to reach beside it. */
export function withGoals(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row) => [...row, goals.find((goal) => goal.row.test(row[0] ?? ''))?.text ?? '–']);
}
