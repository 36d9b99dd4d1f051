import { expect, test } from 'vitest';
import { albumCardSchema } from '../../../electron/contract/desktop-models.ts';
import { at, begun, reportOf } from '../catalog/catalog-fixture.ts';
import { openWorld, recordAlbum, store, type World } from './gallery-fixture.ts';

const window = { offset: 0, limit: 60 };

function titles({ gallery }: World, order: 'title' | 'newest' | 'largest', search = ''): readonly string[] {
  return gallery.albums({ search, order, ...window }).albums.map(({ title }) => title);
}

async function albumWorld(): Promise<World> {
  const world = await openWorld();
  store(world, [
    { key: 'A', takenLocal: '2020-01-01T00:00:00' },
    { key: 'B', takenLocal: '2022-01-01T00:00:00' },
    { key: 'C', takenLocal: '2021-01-01T00:00:00' },
    { key: 'D' },
  ]);
  recordAlbum(world, 'Trip 10', ['A', 'C'], 'C');
  recordAlbum(world, 'trip 9', ['A', 'B', 'D']);
  recordAlbum(world, 'Ärger', ['D']);
  recordAlbum(world, 'Empty', []);
  return world;
}

test('albums come by title as people sort it, by their latest photo, or by size', async () => {
  const world = await albumWorld();
  expect(titles(world, 'title')).toEqual(['Ärger', 'Empty', 'trip 9', 'Trip 10']);
  expect(titles(world, 'newest')).toEqual(['trip 9', 'Trip 10', 'Ärger', 'Empty']);
  expect(titles(world, 'largest')).toEqual(['trip 9', 'Trip 10', 'Ärger', 'Empty']);
  expect(titles(world, 'title', ' TRIP ')).toEqual(['trip 9', 'Trip 10']);
  expect(titles(world, 'title', 'ä')).toEqual(['Ärger']);
  expect(titles(world, 'newest', 'nowhere')).toEqual([]);
});

test('a part of the albums tells how many there are in all', async () => {
  const { gallery } = await albumWorld();
  const part = gallery.albums({ search: '', order: 'title', offset: 1, limit: 2 });
  expect([part.total, part.albums.map(({ title }) => title)]).toEqual([4, ['Empty', 'trip 9']]);
  expect(gallery.albums({ search: 'trip', order: 'title', offset: 2, limit: 2 })).toEqual({ total: 2, albums: [] });
});

test('a card shows what is stored, and the cover of the source or else the first photo', async () => {
  const world = await albumWorld();
  const { albums } = world.gallery.albums({ search: '', order: 'title', ...window });
  for (const album of albums) expect(albumCardSchema.parse(album)).toEqual(album);
  expect(albums).toEqual([
    { id: 3, title: 'Ärger', items: 1, stored: 1, cover: 4, absentSince: null },
    { id: 4, title: 'Empty', items: 0, stored: 0, cover: null, absentSince: null },
    { id: 2, title: 'trip 9', items: 3, stored: 3, cover: 1, absentSince: null },
    { id: 1, title: 'Trip 10', items: 2, stored: 2, cover: 3, absentSince: null },
  ]);
  world.catalog.assets.recordVerification(3, 'missing', at(2));
  expect(world.gallery.albums({ search: '10', order: 'title', ...window }).albums).toEqual([
    { id: 1, title: 'Trip 10', items: 2, stored: 1, cover: 1, absentSince: null },
  ]);
});

test('a cover that can be shown comes before one that cannot, whatever the source names', async () => {
  const world = await openWorld();
  store(world, [
    { key: 'film', facts: { mimeType: 'video/mp4' } },
    { key: 'heic', facts: { mimeType: 'image/heic' } },
    { key: 'jpeg' },
  ]);
  recordAlbum(world, 'mixed', ['film', 'heic', 'jpeg'], 'heic');
  recordAlbum(world, 'named', ['film', 'heic'], 'heic');
  recordAlbum(world, 'films', ['film', 'heic']);
  const { albums } = world.gallery.albums({ search: '', order: 'title', ...window });
  expect(albums.map(({ title, cover }) => [title, cover])).toEqual([
    ['films', 1],
    ['mixed', 3],
    ['named', 2],
  ]);
});

test('an album shows its stored photos in its own order, each once', async () => {
  const world = await albumWorld();
  store(world, [{ key: 'A copy', content: 'A' }]);
  recordAlbum(world, 'Order', ['B', 'A', 'A copy', 'C']);
  const photos = (offset: number, limit: number) => {
    const found = world.gallery.albumPhotos({ album: 5, offset, limit });
    return [found?.album.title, found?.total, found?.photos.map(({ id }) => id)];
  };
  expect(photos(0, 9)).toEqual(['Order', 3, [2, 1, 3]]);
  expect(photos(1, 1)).toEqual(['Order', 3, [1]]);
  expect(photos(3, 1)).toEqual(['Order', 3, []]);
  world.catalog.assets.recordVerification(1, 'missing', at(2));
  expect(photos(0, 9)).toEqual(['Order', 2, [2, 3]]);
  expect(world.gallery.albumPhotos({ album: 99, ...window })).toBeNull();
});

test('what a run changes in an album shows at once', async () => {
  const world = await albumWorld();
  const later = { ...world, run: begun(world.catalog, world.source) };
  expect(world.gallery.albumPhotos({ album: 3, ...window })?.total).toBe(1);
  recordAlbum(later, 'Ärger', ['A', 'B']);
  recordAlbum(later, 'Aaa', []);
  expect(world.gallery.albumPhotos({ album: 3, ...window })?.photos.map(({ id }) => id)).toEqual([1, 2]);
  expect(titles(world, 'title')).toEqual(['Aaa', 'Ärger', 'Empty', 'trip 9', 'Trip 10']);
  world.catalog.runs.finish(reportOf(later.run));
  expect(titles(world, 'largest').slice(0, 1)).toEqual(['trip 9']);
});

test('an album leads to its folder once it has one', async () => {
  const world = await albumWorld();
  expect(world.gallery.albumFolder(1)).toBeNull();
  world.catalog.albumViews.record(1, {
    folder: { path: 'Albums/Trip 10', key: 'albums/trip 10' },
    made: [{ name: 'A.JPG', target: 'Photos/Undated/A.JPG', kind: 'symlink', bytes: 1, mtimeMs: 1 }],
    settled: null,
  });
  expect(world.gallery.albumFolder(1)).toBe('Albums/Trip 10');
  expect(world.gallery.albumFolder(99)).toBeNull();
});
