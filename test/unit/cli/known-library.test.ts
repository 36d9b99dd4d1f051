import { expect, test } from 'vitest';
import { inAllFolders, type KnownLibrary } from '../../../electron/cli/daemon/known-library.ts';
import { reportOf } from '../catalog/catalog-fixture.ts';

const empty: KnownLibrary = {
  ...{ assets: 0, bytes: 0, albums: 0, items: { wanted: 0, stored: 0, skipped: 0, failed: 0 } },
  ...{ lastRun: null, lastSuccess: null, routes: [] },
  folder: { missing: 0, changed: 0, cut: 0, unreadable: 0, since: null, verified: 0, lastVerifiedAt: null },
};

test('numbers are of all folders: sums, and of two successes the one that is longer ago', () => {
  const shared = { ...empty, assets: 3, lastSuccess: '2026-03-01T00:00:00.000Z' };
  const own = {
    ...{ ...empty, assets: 4, lastSuccess: '2026-02-01T00:00:00.000Z' },
    folder: { ...empty.folder, missing: 2, since: '2026-02-02T00:00:00.000Z' },
  };
  const waiting = { ...empty, lastRun: reportOf(1, { outcome: 'problems' }) };
  expect(inAllFolders([shared, waiting, own])?.lastSuccess).toBeNull();
  expect(inAllFolders([])).toBeNull();
  expect(inAllFolders([shared])).toBe(shared);
  expect(inAllFolders([shared, own, empty])).toMatchObject({
    ...{ assets: 7, lastSuccess: '2026-02-01T00:00:00.000Z' },
    folder: { missing: 2, since: '2026-02-02T00:00:00.000Z' },
  });
});
