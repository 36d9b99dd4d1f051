/** What test/simulator/README.md lists is what the simulator takes: faults, changes, defaults. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountOptionsOf, pickerRulesOf, quotaLimitsOf } from '../../simulator/server/options.ts';
import { documentAt, project, tableUnder } from './documents.ts';

const page = documentAt('test/simulator/README.md');
const kindsIn = (path: string): readonly string[] => {
  const text = readFileSync(join(project, path), 'utf8');
  return [...text.matchAll(/\bkind: z\.literal\('([\w-]+)'\)/g)].map(([, kind = '']) => kind);
};
const codeIn = (text: string): readonly string[] => [...text.matchAll(/`([\w-]+)`/g)].map(([, code = '']) => code);

test('every kind of answer of a fault', () => {
  const listed = tableUnder(page, 'Faults').flatMap(([kinds = '']) => codeIn(kinds));
  expect(listed.toSorted()).toEqual([...kindsIn('test/simulator/server/faults/fault-rules.ts')].toSorted());
});

test('every change of the library', () => {
  const [, list = ''] = /Changes of the library \(.*?\): (.*?); their fields/s.exec(page.text) ?? [];
  expect(codeIn(list).toSorted()).toEqual([...kindsIn('test/simulator/library/library-change.ts')].toSorted());
});

test('the default of each flag', () => {
  const meaningOf = (flag: string): string =>
    tableUnder(page, 'Flags').find(([flags]) => flags?.includes(`\`${flag}`))?.[1] ?? '';
  const [{ items, albums, seed } = { items: 0, albums: 0, seed: 0 }, second] = accountOptionsOf({ items: 100_000 });
  const defaults = accountOptionsOf({})[0];
  const quota = quotaLimitsOf({});
  const picker = pickerRulesOf({});
  expect(items).toBe(100_000);
  expect(meaningOf('--items N')).toContain(`(${defaults?.items}, ${albums})`);
  expect(meaningOf('--items N')).toContain(`at most ${second?.items} items`);
  expect(meaningOf('--seed N')).toContain(`(${seed})`);
  expect(meaningOf('--daily-requests N')).toContain(`(${quota.apiPerDay})`);
  expect(meaningOf('--daily-media-requests N')).toContain(`(${quota.mediaPerDay})`);
  expect(meaningOf('--picker-poll-seconds N')).toContain(`(${picker.pollSeconds})`);
  expect(meaningOf('--picker-session-seconds N')).toContain(`(${picker.sessionSeconds})`);
  expect(meaningOf('--picker-sessions N')).toContain(`(${picker.sessionsAtOnce};`);
  expect(page.text).toContain(`counting down from ${picker.timeoutSeconds / 60} minutes`);
});
