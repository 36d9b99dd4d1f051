import { expect, test } from 'vitest';
import { albumSummarySchema, itemSummarySchema, libraryStatusSchema } from '../../../electron/contract/models.ts';
import { folderHealth } from '../../../electron/engine/runs/folder-health.ts';
import { at, begun, claimed, facts, freshCatalog, passing, places, seen, stored } from './catalog-fixture.ts';

/** Items A (stored), B (failed), C (skipped) and D (wanted); the album "Trip" shows D, A. */
async function library() {
  const fresh = await freshCatalog();
  const { catalog, source } = fresh;
  const run = begun(catalog, source);
  const ids = claimed(catalog, source, run, ['A', 'B', 'C', 'D']);
  const [a = 0, b = 0, c = 0, d = 0] = ids;
  stored(catalog, run, a, 'content', 'A.JPG');
  catalog.transfers.markFailed({ itemId: b, runId: run, problem: passing, at: at(1) });
  catalog.transfers.markSkipped({ itemId: c, runId: run, problem: passing, at: at(1) });
  catalog.albums.record(run, source, [
    { key: 'trip', title: 'Trip', itemCount: 2, coverItemKey: 'D', fingerprint: 'f' },
  ]);
  catalog.albums.recordItems(run, source, { albumKey: 'trip', from: 0, keys: ['D', 'A'] });
  catalog.albums.endListing(run, source, 'trip', { whole: true });
  return { ...fresh, run, a, b, c, d };
}

test('what people see has the form of the contract', async () => {
  const { catalog, a } = await library();
  for (const item of catalog.itemQueries.page({ limit: 9, after: 0 }))
    expect(itemSummarySchema.parse(item)).toEqual(item);
  for (const album of catalog.library.albums({ limit: 9, after: 0 })) {
    expect(albumSummarySchema.parse(album)).toEqual(album);
  }
  const [folder, routes] = [folderHealth(catalog), [...catalog.routes.all()]];
  const status = { ...catalog.library.status(), quota: null, folder, routes };
  expect(libraryStatusSchema.parse(status)).toEqual(status);
  expect(catalog.itemQueries.item(a)).toEqual({
    ...{ id: a, source: 'library', account: 'account-1', key: 'A', filename: 'A.JPG', mimeType: 'image/jpeg' },
    ...{ state: 'stored', problem: null, path: 'Photos/2023/08/A.JPG', bytes: 1_000, fidelity: 'api-copy' },
    sha256: Buffer.from('content'.padEnd(32, '.')).toString('hex'),
    ...{ takenLocal: '2023-08-01T12:00:00', zoneMinutes: 120, takenReason: 'exif', description: null },
  });
  expect(catalog.itemQueries.item(99)).toBeNull();
});

test('the status counts every item in its state', async () => {
  const { catalog } = await library();
  expect(catalog.library.status()).toEqual({
    ...{ assets: 1, bytes: 1_000, albums: 1, lastRun: null, lastSuccess: null },
    items: { wanted: 1, stored: 1, skipped: 1, failed: 1 },
  });
});

test('growth is that of the year up to the latest photo, by when photos were taken', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const growth = () => catalog.growth.latestYear();
  /** Stores a photo of 1,000 bytes that was taken then. */
  const take = (takenLocal: string | null): void => {
    const key = `taken ${takenLocal}`;
    const [itemId = 0] = claimed(catalog, source, run, [key]);
    const request = { itemId, facts: facts(key, { takenLocal }), candidates: places(`${key}.JPG`) };
    const [reserved] = catalog.storage.reserve(run, [request], at(1));
    if (reserved?.kind !== 'reserved') throw new Error(`Not reserved but ${reserved?.kind}`);
    catalog.storage.commit(run, [{ assetId: reserved.assetId, itemId, storedAt: at(1), mtime: 1_700_000_000_000 }]);
  };
  for (const month of ['2023-08', '2023-07', '2022-09']) take(`${month}-11T10:00:00`);
  take(null);
  // Eleven months are not a year.
  expect(growth()).toBeNull();
  take('2022-08-31T23:59:59');
  take('2019-01-01T00:00:00');
  expect(growth()).toEqual({ bytes: 3_000, months: 3 });
  take('2023-08-12T10:00:00');
  expect(growth()).toEqual({ bytes: 4_000, months: 3 });
  // A camera whose clock ran ahead is not the latest year.
  take('2101-01-01T00:00:00');
  expect(growth()).toEqual({ bytes: 4_000, months: 3 });
});

test('items come by state, by album and by words, a page at a time', async () => {
  const { catalog, source, run, a, d } = await library();
  const keys = (query: Partial<Parameters<typeof catalog.itemQueries.page>[0]>) =>
    catalog.itemQueries.page({ limit: 9, after: 0, ...query }).map(({ key }) => key);
  expect(keys({})).toEqual(['A', 'B', 'C', 'D']);
  expect(keys({ limit: 2, after: a })).toEqual(['B', 'C']);
  expect(keys({ state: 'failed' })).toEqual(['B']);
  expect(keys({ albumId: 1 })).toEqual(['D', 'A']);
  expect(keys({ albumId: 1, state: 'stored' })).toEqual(['A']);
  expect(keys({ albumId: 1, limit: 1, after: d })).toEqual(['A']);
  expect(keys({ albumId: 1, after: a })).toEqual([]);
  catalog.items.record(run, source, [seen('E', { filename: '100%_fun!.jpg', description: 'Sunset at SEA' })], at(2));
  expect(keys({ search: 'sea' })).toEqual(['E']);
  expect(keys({ search: '0%_f' })).toEqual(['E']);
  expect(keys({ search: 'n!' })).toEqual(['E']);
  expect(keys({ search: '%' })).toEqual(['E']);
  expect(keys({ search: 'a.jpg' })).toEqual(['A']);
  expect(keys({ search: '' })).toHaveLength(5);
});

test('an item that left its album between two pages ends the pages', async () => {
  const { catalog, source, d } = await library();
  const run = begun(catalog, source);
  catalog.albums.recordItems(run, source, { albumKey: 'trip', from: 0, keys: ['A'] });
  catalog.albums.endListing(run, source, 'trip', { whole: true });
  expect(catalog.itemQueries.page({ albumId: 1, limit: 9, after: d })).toEqual([]);
});

test('albums come by title, and by whatever a person calls them', async () => {
  const { catalog, source, run } = await library();
  const add = (key: string, title: string) =>
    catalog.albums.record(run, source, [{ key, title, itemCount: null, coverItemKey: null, fingerprint: 'f' }]);
  add('k2', 'alps');
  add('k3', 'Trip');
  add('1', 'Zoo');
  const titles = (after: number, limit = 9) =>
    catalog.library.albums({ limit, after }).map(({ title, id }) => [title, id]);
  expect(titles(0)).toEqual([
    ['alps', 2],
    ['Trip', 1],
    ['Trip', 3],
    ['Zoo', 4],
  ]);
  expect(titles(0, 2)).toEqual(titles(0).slice(0, 2));
  expect(titles(1)).toEqual(titles(0).slice(2));
  const called = (name: string) => catalog.library.albumsCalled(name).map(({ id }) => id);
  expect(called('1')).toEqual([1]);
  expect(called('k2')).toEqual([2]);
  expect(called('Trip')).toEqual([1, 3]);
  expect(called('ALPS')).toEqual([2]);
  expect(called('99')).toEqual([]);
  expect(catalog.library.album(1)).toMatchObject({ title: 'Trip', items: 2, stored: 1 });
  expect(catalog.library.album(99)).toBeNull();
});
