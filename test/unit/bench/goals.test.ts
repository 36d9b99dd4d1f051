import { expect, test } from 'vitest';
import { missedGoals, withGoals } from '../../bench/goals.ts';
import { raceHeader } from '../../bench/results.ts';

/** A row of the bench's table; what is not named is not known. */
function row(name: string, cells: Readonly<Record<string, string>>): readonly string[] {
  return raceHeader.map((column, index) => (index === 0 ? name : (cells[column] ?? '–')));
}

test('each row says whether it is within all of its goals, and which are missed and why', () => {
  const rows = [
    row('2,000 × 200 KB: afterimage', { 'peak MB': '240', 'delay p99 ms': '31' }),
    row('2,000 × 200 KB: limit', { 'our speed': '1.10 ×' }),
    row('listing and matching 507,080 entries: reading all', { seconds: '59.90', 'peak MB': '299' }),
    row('listing and matching 507,080 entries: quick', { seconds: '20.01', 'peak MB': '999' }),
    row('import of 4.1 GB: afterimage', { seconds: '9' }),
    row('import of 4.1 GB: unzip, sha256sum, sync', { 'our speed': '2.79 ×' }),
    row('200 × 400 KB over 20 Mbit/s, 80 ms: afterimage', { 'MB/s': '2.2' }),
    row('Drive, 1.0 GB: nothing new', { requests: '4' }),
    row('20 × 50 MB: limit', {}),
  ];
  expect(withGoals(rows).map((cells) => cells.at(-1))).toEqual([
    '✗ p99 ≤ 20 ms, ≤ 250 MB',
    '✓ ≥ 1.10 ×',
    '✓ ≤ 60 s, ≤ 300 MB',
    '✗ ≤ 20 s',
    '–',
    '✗ ≥ 2.80 ×',
    '✓ ≥ 2.2 MB/s',
    '✓ ≤ 4 requests',
    '≥ 1.25 ×',
  ]);
  expect(missedGoals(rows)).toEqual([
    expect.stringMatching(/^Missed: 2,000 × 200 KB: afterimage .*PERFORMANCE\.md, The whole table$/u),
    expect.stringMatching(/^Missed: listing .*: quick \(≤ 20 s\): .*PERFORMANCE\.md, 500,000 entries$/u),
    expect.stringMatching(/^Missed: import of 4\.1 GB: unzip.*PERFORMANCE\.md, Import$/u),
  ]);
});
