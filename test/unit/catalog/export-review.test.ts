import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import type { SeenEntry } from '../../../electron/engine/catalog/exports/takeout-parts.ts';
import { at, freshCatalog } from './catalog-fixture.ts';

const folder = 'Takeout/Google Photos/Photos from 2023';

/** Thirty thousand entries of which a third failed: comparing each with each would take minutes. */
const many = 30_000;

test('the time of a review grows with the number of entries, not with its square', async () => {
  const { catalog } = await freshCatalog();
  const part = {
    runIndex: 3,
    number: 1,
    name: 'p.zip',
    path: '/p.zip',
    format: 'zip',
    fingerprint: 'f',
    bytes: 1,
  } as const;
  const known = catalog.takeout.parts.arrive('20260301T120000Z', part, at(0));
  const page = catalog.takeout.indexes.begin(known.id);
  const entries = Array.from({ length: many }, (_, position): SeenEntry => {
    const name = `${position}.jpg`;
    page.add({ folder: 'Photos from 2023', name, failure: null });
    const isBroken = position % 3 === 0;
    return {
      ...{ position, folder, name, bytes: 10, crc32: position, modifiedAt: null, json: null },
      ...{ role: isBroken ? 'failed' : 'media', problem: isBroken ? problem('entry-damaged') : null },
    };
  });
  page.end({ jobId: null, email: null, product: 'Google Photos', listed: many, failed: 0 });
  catalog.takeout.parts.list(known, entries);
  catalog.takeout.parts.endListing(known, null, at(1));
  const began = process.cpuUsage();
  catalog.takeout.review.review([known.exportId]);
  const { user } = process.cpuUsage(began);
  expect(user / 1_000_000).toBeLessThan(5);
  expect(catalog.takeout.queries.exports()).toMatchObject([
    { evidence: { missing: 0, failed: many / 3, isReviewed: true } },
  ]);
});

/** A page sorted anew for each five hundred of them took a minute of processor time for three hundred thousand. */
test('the files that an export lacks are sorted once, however many, and the catalog can be written to meanwhile', async () => {
  const { catalog } = await freshCatalog();
  const lacking = 60_000;
  const part = { runIndex: 3, number: 1, name: 'p.zip', path: '/p.zip', format: 'zip', fingerprint: 'f', bytes: 1 };
  const known = catalog.takeout.parts.arrive('20260301T120000Z', { ...part, format: 'zip' as const }, at(0));
  const page = catalog.takeout.indexes.begin(known.id);
  const names = Array.from({ length: lacking }, (_, nth) => `${String((nth * 7_919) % lacking).padStart(5, '0')}.jpg`);
  for (const name of names) page.add({ folder: 'Photos from 2023', name, failure: null });
  page.end({ jobId: null, email: null, product: 'Google Photos', listed: lacking, failed: 0 });
  catalog.takeout.parts.list(known, []);
  catalog.takeout.parts.endListing(known, null, at(1));
  catalog.takeout.review.review([known.exportId]);
  const began = process.cpuUsage();
  const told: string[] = [];
  for (const { path } of catalog.takeout.queries.lacking('20260301T120000Z')) {
    if (told.length === 700) catalog.sources.ensure('library', 'somebody', 'somebody@example.com');
    told.push(path);
  }
  expect(process.cpuUsage(began).user / 1_000_000).toBeLessThan(2);
  expect(told).toEqual(names.toSorted().map((name) => `${folder}/${name}`));
  expect(catalog.sources.all().map(({ label }) => label)).toContain('somebody@example.com');
});
