import { expect, test } from 'vitest';
import type { ViewEntry } from '../../../electron/engine/catalog/albums/album-views.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { at, begun, claimed, freshCatalog, seen, stored } from './catalog-fixture.ts';

/** An album "Trip" (id 1) of these items, none of them stored. */
async function withAlbum(...keys: readonly string[]) {
  const fresh = await freshCatalog();
  const run = begun(fresh.catalog, fresh.source);
  const ids = claimed(fresh.catalog, fresh.source, run, keys);
  addAlbum(fresh.catalog, fresh.source, run, 'trip', 'Trip', keys);
  return { ...fresh, run, ids };
}

function addAlbum(
  catalog: Catalog,
  source: number,
  run: number,
  key: string,
  title: string,
  keys: readonly string[] = [],
) {
  catalog.albums.record(run, source, [{ key, title, itemCount: null, coverItemKey: null, fingerprint: 'f' }]);
  catalog.albums.recordItems(run, source, { albumKey: key, from: 0, keys });
  catalog.albums.endListing(run, source, key, { whole: true });
}

function* folders(title: string) {
  for (let number = 1; ; number += 1) {
    const path = `Albums/${number === 1 ? title : `${title} (${number})`}`;
    yield { path, key: path.toLowerCase() };
  }
}

function entry(name: string, changes: Partial<ViewEntry> = {}): ViewEntry {
  return {
    name,
    target: `Photos/2023/08/${name}`,
    kind: 'symlink',
    bytes: 1_000,
    mtimeMs: 1_700_000_000_000.5,
    ...changes,
  };
}

function due(catalog: Catalog, kind: 'symlink' | 'copy' = 'symlink') {
  return catalog.albumViews.due(kind, { limit: 50, after: 0 });
}

/** Settles an album as it is now, with one entry. */
function settle(catalog: Catalog, albumId: number, title: string): string {
  const album = due(catalog).find(({ id }) => id === albumId);
  const folder = catalog.albumViews.freeFolder(albumId, folders(title));
  const settled = { kind: 'symlink', revision: album?.revision ?? 0 } as const;
  catalog.albumViews.record(albumId, { folder, made: [entry('A.JPG')], settled });
  return folder.path;
}

test('the members of an album are its stored items in its order', async () => {
  const { catalog, run, ids } = await withAlbum('A', 'B', 'C');
  stored(catalog, run, ids[2] ?? 0, 'content C', 'C.JPG');
  stored(catalog, run, ids[0] ?? 0, 'content A', 'A.JPG');
  expect([...catalog.albumViews.members(1)]).toMatchObject([
    { position: 0, itemId: ids[0], filename: 'A.JPG', assetPath: 'Photos/2023/08/A.JPG' },
    { position: 2, itemId: ids[2], filename: 'C.JPG', assetPath: 'Photos/2023/08/C.JPG' },
  ]);
});

test('more members than one page holds all come, in order', async () => {
  const keys = Array.from({ length: 1_100 }, (_, index) => `item-${index}`);
  const { catalog, run, ids } = await withAlbum(...keys);
  for (const [index, id] of ids.entries()) stored(catalog, run, id, `content ${index}`);
  expect([...catalog.albumViews.members(1)].map(({ itemId }) => itemId)).toEqual(ids);
});

test('an album is due until it is settled, and again when one of its items is stored or lost', async () => {
  const { catalog, run, ids } = await withAlbum('A', 'B');
  expect(due(catalog)).toMatchObject([{ id: 1, title: 'Trip', folder: null }]);
  settle(catalog, 1, 'Trip');
  expect(due(catalog)).toEqual([]);
  const { assetId } = stored(catalog, run, ids[0] ?? 0, 'content');
  expect(due(catalog)).toMatchObject([{ id: 1, folder: 'Albums/Trip' }]);
  settle(catalog, 1, 'Trip');
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  expect(due(catalog)).toHaveLength(1);
  expect([...catalog.albumViews.members(1)]).toEqual([]);
});

test('a change while the view is being settled keeps it due', async () => {
  const { catalog, run, ids } = await withAlbum('A');
  const [album] = due(catalog);
  stored(catalog, run, ids[0] ?? 0, 'content');
  const folder = catalog.albumViews.freeFolder(1, folders('Trip'));
  const settled = { kind: 'symlink', revision: album?.revision ?? 0 } as const;
  catalog.albumViews.record(1, { folder, made: [], settled });
  expect(due(catalog)).toHaveLength(1);
});

test('another kind of view makes every album due', async () => {
  const { catalog } = await withAlbum('A');
  settle(catalog, 1, 'Trip');
  expect(due(catalog, 'symlink')).toEqual([]);
  expect(due(catalog, 'copy')).toHaveLength(1);
});

test('a view that could not be settled keeps what was made, and stays due', async () => {
  const { catalog } = await withAlbum('A');
  const folder = catalog.albumViews.freeFolder(1, folders('Trip'));
  catalog.albumViews.record(1, { folder, made: [entry('A.JPG')], settled: null });
  expect(due(catalog)).toMatchObject([{ folder: 'Albums/Trip' }]);
  expect([...catalog.albumViews.entries(1)]).toEqual([entry('A.JPG')]);
});

test('entries are replaced, kept and forgotten as the view says', async () => {
  const { catalog } = await withAlbum('A');
  const folder = catalog.albumViews.freeFolder(1, folders('Trip'));
  const many = Array.from({ length: 600 }, (_, index) => entry(`${String(index).padStart(4, '0')}.JPG`));
  catalog.albumViews.record(1, { folder, made: many, settled: null });
  expect([...catalog.albumViews.entries(1)]).toEqual(many);
  const next = [entry('0000.JPG', { kind: 'copy', bytes: 7 }), entry('new.JPG')];
  catalog.albumViews.record(1, { folder, made: next, settled: null });
  expect([...catalog.albumViews.entries(1)]).toEqual(next);
});

test('an album keeps its folder while its title stays the same, and takes a free one when it changes', async () => {
  const { catalog, source, run } = await withAlbum('A');
  addAlbum(catalog, source, run, 'second', 'TRIP');
  expect(settle(catalog, 1, 'Trip')).toBe('Albums/Trip');
  expect(settle(catalog, 2, 'TRIP')).toBe('Albums/TRIP (2)');
  addAlbum(catalog, source, run, 'trip', 'Journey', ['A']);
  expect(settle(catalog, 1, 'Journey')).toBe('Albums/Journey');
  expect(settle(catalog, 2, 'TRIP')).toBe('Albums/TRIP (2)');
  addAlbum(catalog, source, run, 'trip', 'Trip', ['A']);
  expect(settle(catalog, 1, 'Trip')).toBe('Albums/Trip');
  expect(catalog.library.album(2)?.folder).toBe('Albums/TRIP (2)');
});

test('an album in whose folder nothing was made has no folder, and its place is free', async () => {
  const { catalog, source, run } = await withAlbum();
  addAlbum(catalog, source, run, 'second', 'Trip');
  const folder = catalog.albumViews.freeFolder(1, folders('Trip'));
  catalog.albumViews.record(1, { folder, made: [], settled: { kind: 'none', revision: 1 } });
  expect(catalog.library.album(1)?.folder).toBeNull();
  expect(settle(catalog, 2, 'Trip')).toBe('Albums/Trip');
});

test('due albums come a page at a time', async () => {
  const { catalog, source, run } = await withAlbum();
  for (const key of ['b', 'c', 'd']) addAlbum(catalog, source, run, key, key);
  const first = catalog.albumViews.due('symlink', { limit: 3, after: 0 });
  const rest = catalog.albumViews.due('symlink', { limit: 3, after: first.at(-1)?.id ?? 0 });
  expect([...first, ...rest].map(({ title }) => title)).toEqual(['Trip', 'b', 'c', 'd']);
  expect(catalog.items.record(run, source, [seen('A')], at(1)).added).toBe(1);
});
