import { expect, test } from 'vitest';
import type { RemoteAlbum } from '../../../electron/contract/source-items.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { at, begun, freshCatalog, seen } from './catalog-fixture.ts';

function album(changes: Partial<RemoteAlbum> = {}): RemoteAlbum {
  return { key: 'trip', title: 'Trip', itemCount: 3, coverItemKey: 'B', fingerprint: 'f1', ...changes };
}

/** Lists the album's contents in pages of two. */
function list(catalog: Catalog, source: number, run: number, keys: readonly string[], { whole }: { whole: boolean }) {
  catalog.items.record(
    run,
    source,
    keys.map((key) => seen(key)),
    at(0),
  );
  for (let from = 0; from < keys.length; from += 2) {
    catalog.albums.recordItems(run, source, { albumKey: 'trip', from, keys: keys.slice(from, from + 2) });
  }
  catalog.albums.endListing(run, source, 'trip', { whole });
}

async function listedAlbum() {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  catalog.albums.record(run, source, [album()]);
  list(catalog, source, run, ['A', 'B', 'C'], { whole: true });
  const [summary] = catalog.library.albums({ limit: 1, after: 0 });
  if (summary === undefined) throw new Error('The album is not there');
  const keys = () => catalog.itemQueries.page({ albumId: summary.id, limit: 50, after: 0 }).map(({ key }) => key);
  const revision = () => catalog.albumViews.due('symlink', { limit: 1, after: 0 })[0]?.revision;
  return { catalog, source, albumId: summary.id, keys, revision };
}

test('an album shows its items in the order of the source', async () => {
  const { catalog, albumId, keys } = await listedAlbum();
  expect(keys()).toEqual(['A', 'B', 'C']);
  expect(catalog.library.album(albumId)).toMatchObject({ title: 'Trip', items: 3, stored: 0, folder: null });
  expect(catalog.itemQueries.item(catalog.library.album(albumId)?.coverItem ?? 0)?.key).toBe('B');
});

test('a whole listing ends the memberships that it did not show, and nothing else', async () => {
  const { catalog, source, keys } = await listedAlbum();
  const run = begun(catalog, source);
  catalog.albums.record(run, source, [album({ fingerprint: 'f2' })]);
  list(catalog, source, run, ['C', 'A', 'D'], { whole: true });
  expect(keys()).toEqual(['C', 'A', 'D']);
  expect(catalog.library.status().items.wanted).toBe(4);
});

test('a short listing takes nothing away, and the album is listed again', async () => {
  const { catalog, source, keys } = await listedAlbum();
  expect(catalog.albums.knownFingerprint(source, 'trip')).toBe('f1');
  const run = begun(catalog, source);
  catalog.albums.record(run, source, [album({ fingerprint: 'f2' })]);
  list(catalog, source, run, ['A', 'D'], { whole: false });
  expect(keys().toSorted()).toEqual(['A', 'B', 'C', 'D']);
  expect(catalog.albums.knownFingerprint(source, 'trip')).toBeNull();
});

test('an empty whole listing empties the album', async () => {
  const { catalog, source, keys } = await listedAlbum();
  list(catalog, source, begun(catalog, source), [], { whole: true });
  expect(keys()).toEqual([]);
});

test('the fingerprint is known only once the contents were listed whole', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  expect(catalog.albums.knownFingerprint(source, 'trip')).toBeNull();
  catalog.albums.record(run, source, [album()]);
  expect(catalog.albums.knownFingerprint(source, 'trip')).toBeNull();
  list(catalog, source, run, ['A'], { whole: true });
  expect(catalog.albums.knownFingerprint(source, 'trip')).toBe('f1');
  catalog.albums.record(begun(catalog, source), source, [album({ fingerprint: 'f2' })]);
  expect(catalog.albums.knownFingerprint(source, 'trip')).toBe('f1');
});

test.each<[string, (at: Awaited<ReturnType<typeof listedAlbum>>, run: number) => void]>([
  ['a new title', ({ catalog, source }, run) => catalog.albums.record(run, source, [album({ title: 'Journey' })])],
  ['another order', ({ catalog, source }, run) => list(catalog, source, run, ['B', 'A', 'C'], { whole: true })],
  ['an item more', ({ catalog, source }, run) => list(catalog, source, run, ['A', 'B', 'C', 'D'], { whole: true })],
  ['an item less', ({ catalog, source }, run) => list(catalog, source, run, ['A', 'B'], { whole: true })],
  [
    'another file name',
    ({ catalog, source }, run) => catalog.items.record(run, source, [seen('A', { filename: 'renamed.jpg' })], at(1)),
  ],
])('%s makes the view of the album due', async (_, change) => {
  const listed = await listedAlbum();
  const before = listed.revision() ?? 0;
  change(listed, begun(listed.catalog, listed.source));
  expect(listed.revision()).toBeGreaterThan(before);
});

test('the same album once more leaves its view alone', async () => {
  const { catalog, source, revision } = await listedAlbum();
  const before = revision();
  const run = begun(catalog, source);
  catalog.albums.record(run, source, [album({ fingerprint: 'f2', itemCount: null })]);
  list(catalog, source, run, ['A', 'B', 'C'], { whole: true });
  expect(revision()).toBe(before);
});

test('contents of an album or items that were never shown are a mistake', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  expect(() => catalog.albums.recordItems(run, source, { albumKey: 'trip', from: 0, keys: [] })).toThrow(/before/);
  catalog.albums.record(run, source, [album()]);
  expect(() => catalog.albums.recordItems(run, source, { albumKey: 'trip', from: 0, keys: ['A'] })).toThrow(/before/);
});
