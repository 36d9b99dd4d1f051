import { rename } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Problem } from '../../../electron/contract/problem.ts';
import { finalize } from '../../../electron/engine/backup/finalize.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import { begun, claimed, freshCatalog, stored } from '../catalog/catalog-fixture.ts';
import { now, openedDestination } from '../destination/open-folder.ts';

test('a disk that goes away while a run finishes ends it with one problem', async () => {
  const destination = await openedDestination();
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const keys = Array.from({ length: 40 }, (_none, index) => `item ${index}`);
  for (const id of claimed(catalog, source, run, keys)) stored(catalog, run, id, `bytes ${id}`, `${id}.JPG`);
  await rename(destination.path, `${destination.path}.gone`);
  const told: Problem[] = [];
  const finishing = finalize({
    destination,
    catalog,
    view: 'symlink',
    room: { maxNameBytes: 255 },
    policyOf: () => apiPolicy,
    now: () => now,
    signal: new AbortController().signal,
    onProblem: (met) => told.push(met),
  });
  await expect(finishing).rejects.toMatchObject({ problem: { code: 'destination-missing' } });
  expect(told).toEqual([]);
});
