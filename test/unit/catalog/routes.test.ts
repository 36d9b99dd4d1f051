import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { folderHealth } from '../../../electron/engine/runs/folder-health.ts';
import { at, begun, claimed, freshCatalog, reportOf, stored } from './catalog-fixture.ts';

const attempt = { source: 'library', account: 'account-1', label: 'person@example.org' } as const;

test('a route tells what it has brought, and how often in a row it failed since it last came to its end', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a] = claimed(catalog, source, run, ['A', 'B']);
  if (a !== undefined) stored(catalog, run, a, 'bytes of A', 'A.JPG');
  catalog.runs.finish(reportOf(run, { finishedAt: at(5) }));
  expect(catalog.routes.all()).toMatchObject([
    {
      ...{ source: 'library', account: 'account-1', label: 'person@example.org' },
      items: { wanted: 1, stored: 1, skipped: 0, failed: 0 },
      ...{ lastRun: at(5), lastSuccess: at(5), failedAttempts: 0, failingSince: null, problem: null },
    },
  ]);
  const stop = (finishedAt: string, code: 'quota-day' | 'interrupted', dryRun = false): void => {
    const stopped = catalog.runs.begin({ sourceId: source, kind: 'full', dryRun, startedAt: at(6) });
    catalog.runs.finish(reportOf(stopped, { outcome: 'stopped', dryRun, finishedAt, problem: problem(code) }));
  };
  stop(at(10), 'quota-day');
  stop(at(11), 'interrupted');
  stop(at(12), 'quota-day', true);
  catalog.routes.recordFailedAttempt({ ...attempt, at: at(20), problem: problem('destination-missing') });
  catalog.routes.recordFailedAttempt({ ...attempt, at: at(3), problem: problem('destination-full') });
  expect(catalog.routes.all()).toMatchObject([
    {
      ...{ lastRun: at(11), lastSuccess: at(5), failedAttempts: 2, failingSince: at(10) },
      problem: { code: 'destination-missing' },
    },
  ]);
  const ended = begun(catalog, source);
  catalog.runs.finish(reportOf(ended, { outcome: 'problems', finishedAt: at(30) }));
  expect(catalog.routes.all()).toMatchObject([{ failedAttempts: 0, problem: null, lastSuccess: at(5) }]);
});

test('a repair is no way by which something came', async () => {
  const { catalog, source } = await freshCatalog();
  catalog.runs.finish(reportOf(begun(catalog, source), { finishedAt: at(5) }));
  const repair = (sourceId: number, minute: number): void => {
    const run = catalog.runs.begin({ sourceId, kind: 'repair', dryRun: false, startedAt: at(minute) });
    catalog.runs.finish(reportOf(run, { finishedAt: at(minute + 1) }));
  };
  repair(source, 6);
  repair(catalog.sources.ensure('takeout', 'takeout', 'Google Takeout'), 8);
  expect(catalog.routes.all()).toMatchObject([{ source: 'library', lastRun: at(5), lastSuccess: at(5) }]);
  expect(catalog.routes.all()).toHaveLength(1);
});

test('a route that never got so far as to begin is one all the same', async () => {
  const { catalog } = await freshCatalog();
  const other = { source: 'picker', account: '2', label: 'ben@example.org' } as const;
  catalog.routes.recordFailedAttempt({ ...other, at: at(1), problem: problem('destination-missing') });
  expect(catalog.routes.all()).toMatchObject([
    { source: 'library' },
    { ...other, items: { stored: 0 }, lastRun: null, failedAttempts: 1, failingSince: at(1) },
  ]);
});

test('what fails for months does not fill the catalog', async () => {
  const { catalog } = await freshCatalog();
  for (let minute = 0; minute < 1_010; minute += 1) {
    catalog.routes.recordFailedAttempt({ ...attempt, at: at(minute), problem: problem('destination-missing') });
  }
  expect(catalog.routes.all()).toMatchObject([{ failedAttempts: 1_000, failingSince: at(10) }]);
});

test('the health of the folder counts what is gone, changed or unreadable until it is mended', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const names = ['A', 'B', 'C', 'D'];
  const ids = claimed(catalog, source, run, names).map((id, index) =>
    stored(catalog, run, id, `bytes of ${names[index]}`, `${names[index]}.JPG`),
  );
  const [a = 0, b = 0, c = 0, d = 0] = ids.map(({ assetId }) => assetId);
  const healthy = { missing: 0, changed: 0, cut: 0, unreadable: 0, since: null };
  expect(folderHealth(catalog)).toEqual({ ...healthy, verified: 0, lastVerifiedAt: null });
  catalog.assets.recordVerification(a, 'missing', at(10));
  catalog.assets.recordVerification(b, 'changed', at(11));
  catalog.assets.recordUnreadable(c, problem('file-unreadable', { subject: 'C' }), at(12));
  catalog.assets.recordVerification(d, 'intact', at(13));
  const damaged = { missing: 1, changed: 1, cut: 0, unreadable: 1, since: at(10), verified: 1, lastVerifiedAt: at(13) };
  expect(folderHealth(catalog)).toEqual(damaged);
  catalog.assets.recordVerification(b, 'changed', at(20));
  expect(folderHealth(catalog), 'since it was first seen').toEqual(damaged);
  for (const asset of [a, b, c]) catalog.assets.recordVerification(asset, 'intact', at(30));
  expect(folderHealth(catalog)).toEqual({ ...healthy, verified: 4, lastVerifiedAt: at(30) });
});
