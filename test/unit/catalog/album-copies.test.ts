import { expect, test } from 'vitest';
import type { ViewEntry } from '../../../electron/engine/catalog/albums/album-views.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { at, begun, claimed, facts, freshCatalog, stored } from './catalog-fixture.ts';

const photo = 'Photos/2023/08/A.JPG';
const copy: ViewEntry = { name: 'A.JPG', target: photo, kind: 'copy', bytes: 1_000, mtimeMs: 1_700_000_000_000 };
const key = { albumId: 1, name: 'A.JPG' };

/** An album with one copy of a photo. */
async function withCopy() {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item = 0] = claimed(catalog, source, run, ['A']);
  const { assetId } = stored(catalog, run, item, 'content A', 'A.JPG');
  catalog.albums.record(run, source, [
    { key: 'trip', title: 'Trip', itemCount: null, coverItemKey: null, fingerprint: 'f' },
  ]);
  show(catalog, copy);
  return { catalog, source, run, assetId };
}

function show(catalog: Catalog, ...made: readonly ViewEntry[]): void {
  const folder = { path: 'Albums/Trip', key: 'albums/trip' };
  catalog.albumViews.record(1, { folder, made, settled: null });
}

const everything = { readBefore: '9999', readFrom: '9999' };
const unread = ({ albumCopies }: Catalog) => [...albumCopies.unread(everything)].map(({ name }) => name);

test('a copy is what its photo is, and is counted on the day on which it was read', async () => {
  const { catalog } = await withCopy();
  expect(catalog.albumCopies.at(key)).toMatchObject({
    folder: 'Albums/Trip',
    sha256: facts('content A').sha256,
    entry: copy,
  });
  expect(catalog.albumCopies.byDay()).toMatchObject([{ neverRead: true, files: 1, bytes: 1_000 }]);
  catalog.albumCopies.recordRead(key, at(60));
  expect(catalog.albumCopies.byDay()).toMatchObject([{ day: '2026-01-01', neverRead: false, files: 1 }]);
  expect(unread(catalog)).toEqual(['A.JPG']);
});

test('a photo that had the path before says nothing of the copy', async () => {
  const { catalog, source, run, assetId } = await withCopy();
  catalog.assets.recordDisplaced(assetId, at(2));
  const [item = 0] = claimed(catalog, source, run, ['B']);
  stored(catalog, run, item, 'content B', 'A.JPG');
  expect(catalog.albumCopies.at(key)?.sha256).toBe(facts('content B').sha256);
  expect(catalog.albumCopies.byDay()).toMatchObject([{ files: 1, bytes: 1_000 }]);
  expect(unread(catalog)).toEqual(['A.JPG']);
});

test('a copy of nothing is not due: it would take the place of one that can be read', async () => {
  const { catalog, assetId } = await withCopy();
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  expect(unread(catalog)).toEqual(['A.JPG']);
  catalog.assets.recordDisplaced(assetId, at(3));
  expect([catalog.albumCopies.at(key), catalog.albumCopies.byDay(), unread(catalog)]).toEqual([null, [], []]);
});

test('a copy that was made again has not been read; one that was left alone has', async () => {
  const { catalog } = await withCopy();
  catalog.albumCopies.recordRead(key, at(60));
  show(catalog, copy);
  expect(catalog.albumCopies.byDay()).toMatchObject([{ neverRead: false }]);
  show(catalog, { ...copy, mtimeMs: copy.mtimeMs + 1 });
  expect(catalog.albumCopies.byDay()).toMatchObject([{ neverRead: true }]);
});
