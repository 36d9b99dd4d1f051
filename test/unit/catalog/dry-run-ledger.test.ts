import { expect, onTestFinished, test } from 'vitest';
import type { InspectedEntry } from '../../../electron/engine/catalog/exports/inspected-entry.ts';
import { freshCatalog } from './catalog-fixture.ts';

const entry: InspectedEntry = {
  ...{
    entryId: 7,
    part: 'takeout-001.zip',
    path: 'Takeout/IMG_1.jpg',
    sidecar: null,
    confidence: 'none',
    kind: 'photo',
  },
  ...{ filename: 'IMG_1.jpg', takenAt: 1_600_000_000, latitude: -33.5, longitude: 151.25, year: 2020, pictureId: null },
  ...{ sha256: 'aa', isContained: false, key: 'k 1', authority: '2020', facts: null, isVideo: false },
  ...{ state: 'store', reason: null },
};

test('a dry run knows a content at once, not as a part of another, and tells entries as they were taken', async () => {
  const { catalog } = await freshCatalog();
  const ledger = catalog.takeout.dryRun;
  ledger.begin();
  onTestFinished(() => ledger.end());
  ledger.add(entry);
  ledger.add({ ...entry, entryId: 8, sha256: 'bb', isContained: true, pictureId: 7 });
  expect([ledger.knows('aa'), ledger.knows('bb')]).toEqual([true, false]);
  ledger.flush();
  ledger.flush();
  expect([ledger.knows('aa'), ledger.knows('bb')]).toEqual([true, false]);
  expect(ledger.page(0).map(({ entry: told }) => told)).toEqual([
    entry,
    { ...entry, entryId: 8, sha256: 'bb', isContained: true, pictureId: 7 },
  ]);
  // A later dry run starts from nothing, whatever an earlier one left.
  ledger.add({ ...entry, sha256: 'cc' });
  ledger.begin();
  expect([ledger.knows('aa'), ledger.knows('cc'), ledger.page(0)]).toEqual([false, false, []]);
});
