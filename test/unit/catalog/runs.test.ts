import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { at, begun, claimed, freshCatalog, opened, passing, reportOf, seen, stored } from './catalog-fixture.ts';

test('a source keeps its id and takes the label of today', async () => {
  const { catalog, source } = await freshCatalog();
  expect(catalog.sources.ensure('library', 'account-1', 'new@example.org')).toBe(source);
  const picker = catalog.sources.ensure('picker', 'account-1', 'new@example.org');
  expect(catalog.sources.all()).toEqual([
    { id: source, kind: 'library', account: 'account-1', label: 'new@example.org' },
    { id: picker, kind: 'picker', account: 'account-1', label: 'new@example.org' },
  ]);
});

test('a report comes back as it was given, the newest first', async () => {
  const { catalog, source } = await freshCatalog();
  const sums = { discovered: 10, stored: 4, present: 3, skipped: 2, failed: 1, bytes: 5_000_000_000 };
  const first = reportOf(begun(catalog, source), { ...sums, apiRequests: 7, mediaRequests: 8, seconds: 1.5 });
  const stop = { outcome: 'stopped', problem: problem('quota-day', { detail: 'Quota exceeded' }) } as const;
  const second = reportOf(begun(catalog, source), stop);
  catalog.runs.finish(first);
  expect(catalog.runs.report(second.run)).toBeNull();
  catalog.runs.finish(second);
  begun(catalog, source);
  expect(catalog.runs.latest(10)).toEqual([second, first]);
  expect(catalog.runs.latest(1)).toEqual([second]);
  expect(catalog.runs.report(first.run)).toEqual(first);
  expect(() => catalog.runs.finish(reportOf(99))).toThrow(/no run/);
});

test('the last full run is one that came to its end', async () => {
  const { catalog, source } = await freshCatalog();
  const other = catalog.sources.ensure('picker', 'account-1', 'x');
  const finish = (kind: 'quick' | 'full', changes: Parameters<typeof reportOf>[1] = {}, of = source) => {
    const run = catalog.runs.begin({ sourceId: of, kind, dryRun: changes.dryRun ?? false, startedAt: at(0) });
    catalog.runs.finish(reportOf(run, { kind, ...changes }));
    return run;
  };
  expect(catalog.runs.lastFull(source)).toBeNull();
  finish('full', { outcome: 'stopped' });
  finish('full', { dryRun: true });
  finish('quick');
  finish('full', {}, other);
  expect(catalog.runs.lastFull(source)).toBeNull();
  const troubled = finish('full', { outcome: 'problems' });
  finish('full', { outcome: 'stopped' });
  expect(catalog.runs.lastFull(source)?.run).toBe(troubled);
});

test('the last run and the last success leave dry runs aside', async () => {
  const { catalog, source } = await freshCatalog();
  expect([catalog.runs.last(), catalog.runs.lastSuccess()]).toEqual([null, null]);
  catalog.runs.finish(reportOf(begun(catalog, source), { finishedAt: at(5) }));
  const stopped = begun(catalog, source);
  catalog.runs.finish(reportOf(stopped, { outcome: 'stopped', finishedAt: at(6) }));
  const dry = catalog.runs.begin({ sourceId: source, kind: 'full', dryRun: true, startedAt: at(7) });
  catalog.runs.finish(reportOf(dry, { dryRun: true, finishedAt: at(8) }));
  expect(catalog.runs.last()?.run).toBe(stopped);
  expect(catalog.runs.lastSuccess()).toBe(at(5));
  expect(catalog.library.status()).toMatchObject({ lastRun: { run: stopped }, lastSuccess: at(5) });
});

test('a run that was never finished is ended as interrupted, when it last showed a sign of life', async () => {
  const { file, catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0, b = 0] = claimed(catalog, source, run, ['A', 'B', 'C']);
  stored(catalog, run, a, 'content');
  catalog.transfers.markFailed({ itemId: b, runId: run, problem: passing, at: at(2) });
  catalog.items.record(run, source, [seen('D', { readiness: 'failed' })], at(3));
  catalog.close();
  const again = opened(file);
  const expected = reportOf(run, {
    ...{ outcome: 'stopped', problem: problem('interrupted'), finishedAt: at(3), seconds: 180 },
    ...{ discovered: 4, stored: 1, skipped: 2, failed: 1 },
  });
  expect(again.runs.endInterrupted()).toEqual([expected]);
  expect(again.runs.latest(5)).toEqual([expected]);
  expect(again.runs.endInterrupted()).toEqual([]);
});

test('the problems of runs as a whole are over when a later run of their source comes to its end', async () => {
  const { catalog, source } = await freshCatalog();
  const other = catalog.sources.ensure('picker', 'account-1', 'x');
  const open = () => catalog.problems.open({ limit: 9, after: 0 }).map(({ problem: { code } }) => code);
  catalog.problems.record(begun(catalog, other), problem('network-unreachable'), at(0));
  const first = begun(catalog, source);
  catalog.problems.record(first, problem('album-gone'), at(0));
  catalog.runs.finish(reportOf(first, { outcome: 'problems' }));
  expect(open()).toEqual(['network-unreachable', 'album-gone']);
  catalog.runs.finish(reportOf(begun(catalog, source), { outcome: 'stopped' }));
  expect(open()).toEqual(['network-unreachable', 'album-gone']);
  const last = begun(catalog, source);
  catalog.problems.record(last, problem('quota-minute'), at(1));
  catalog.runs.finish(reportOf(last));
  expect(open()).toEqual(['network-unreachable', 'quota-minute']);
});

test('an item has one open problem, the latest, since the first', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, first, ['A']);
  catalog.transfers.markFailed({ itemId: a, runId: first, problem: passing, at: at(1) });
  expect(catalog.problems.ofRunItems(first, 10)).toEqual([passing]);
  const second = begun(catalog, source);
  const full = problem('name-impossible', { subject: 'A.JPG' });
  catalog.transfers.markFailed({ itemId: a, runId: second, problem: full, at: at(2) });
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([
    { id: 1, problem: full, run: second, item: a, asset: null, since: at(1), at: at(2) },
  ]);
  expect(catalog.problems.ofRunItems(first, 10)).toEqual([]);
  stored(catalog, second, a, 'content');
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([]);
  expect(catalog.problems.ofRunItems(second, 10)).toEqual([]);
});

test('open problems are counted by cause and come a page at a time', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const items = claimed(catalog, source, run, ['A', 'B', 'C']);
  for (const [index, itemId] of items.entries()) {
    const met = index === 0 ? problem('name-impossible') : problem('bytes-stalled', { subject: `${index}` });
    catalog.transfers.markFailed({ itemId, runId: run, problem: met, at: at(index) });
  }
  expect(catalog.problems.groups()).toEqual([
    { code: 'bytes-stalled', count: 2, example: problem('bytes-stalled', { subject: '2' }) },
    { code: 'name-impossible', count: 1, example: problem('name-impossible') },
  ]);
  const idsOf = (after: number) => catalog.problems.ofCode('bytes-stalled', { limit: 1, after }).map(({ id }) => id);
  expect([idsOf(0), idsOf(2), idsOf(3)]).toEqual([[2], [3], []]);
  expect(catalog.problems.open({ limit: 2, after: 1 }).map(({ id }) => id)).toEqual([2, 3]);
});
