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
  const hasProblems = finish('full', { outcome: 'problems' });
  finish('full', { outcome: 'stopped' });
  expect(catalog.runs.lastFull(source)?.run).toBe(hasProblems);
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

test('what a person chose by hand is the last run, and no success of the backup', async () => {
  const { catalog, source } = await freshCatalog();
  catalog.runs.finish(reportOf(begun(catalog, source), { finishedAt: at(5) }));
  const chosen = begun(catalog, catalog.sources.ensure('picker', 'somebody', 'somebody@example.org'));
  catalog.runs.finish(reportOf(chosen, { source: 'picker', finishedAt: at(6) }));
  expect(catalog.runs.last()?.run).toBe(chosen);
  expect(catalog.runs.lastSuccess()).toBe(at(5));
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
