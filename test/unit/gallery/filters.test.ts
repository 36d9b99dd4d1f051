import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import {
  broughtBackSchema,
  coverageMonthSchema,
  everyPhoto,
  type PhotoFilter,
} from '../../../electron/contract/photo-filter.ts';
import { at, seen } from '../catalog/catalog-fixture.ts';
import { openWorld, type Photo, recordAlbum, store, type World } from './gallery-fixture.ts';

const library: readonly Photo[] = [
  { key: 'undated', path: 'Photos/Undated/undated.JPG' },
  { key: 'old', path: 'Photos/2021/12/old.JPG', takenLocal: '2021-12-31T23:59:59', description: 'New year' },
  { key: 'jan', path: 'Photos/2023/01/jan.JPG', takenLocal: '2023-01-01T00:00:00' },
  {
    ...{ key: 'aug', path: 'Photos/2023/08/aug.JPG', takenLocal: '2023-08-12T10:15:30' },
    facts: { embedded: JSON.stringify({ taken: null, place: null, camera: { make: 'Google', model: 'Pixel 9' } }) },
  },
  { key: 'film', path: 'Photos/2023/08/film.MP4', takenLocal: '2023-08-01T00:00:00', facts: { mimeType: 'video/mp4' } },
];

function names({ gallery }: World, filter: Partial<PhotoFilter>, search = ''): readonly string[] {
  const query = { search, filter: { ...everyPhoto, ...filter } };
  const found = gallery.page({ ...query, offset: 0, limit: 100 }).map(({ name }) => name);
  expect(gallery.months(query).reduce((sum, { count }) => sum + count, 0)).toBe(found.length);
  return found;
}

test('filters narrow by time, kind and source, alone, together and with words', async () => {
  const world = await openWorld();
  store(world, library);
  expect(names(world, { period: '2023' })).toEqual(['aug.JPG', 'film.MP4', 'jan.JPG']);
  expect(names(world, { period: '2023-08' })).toEqual(['aug.JPG', 'film.MP4']);
  expect(names(world, { period: 'undated' })).toEqual(['undated.JPG']);
  expect(names(world, { kind: 'video' })).toEqual(['film.MP4']);
  expect(names(world, { kind: 'photo', period: '2023-08' })).toEqual(['aug.JPG']);
  expect(names(world, { source: 'library' })).toHaveLength(5);
  expect(names(world, { source: 'takeout' })).toEqual([]);
  expect(names(world, { period: '2023' }, 'jan')).toEqual(['jan.JPG']);
  expect(names(world, { period: '2024' })).toEqual([]);
  expect(names(world, {})).toHaveLength(5);
});

test('a search finds albums by their title and photos by their camera', async () => {
  const world = await openWorld();
  store(world, library);
  recordAlbum(world, 'Trip to Ærø', ['old', 'film']);
  expect(names(world, {}, 'trip')).toEqual(['film.MP4', 'old.JPG']);
  expect(names(world, { kind: 'photo' }, 'trip ÆRØ')).toEqual(['old.JPG']);
  expect(names(world, {}, 'pixel')).toEqual(['aug.JPG']);
  expect(names(world, {}, 'google pixel')).toEqual(['aug.JPG']);
  expect(names(world, {}, 'camera')).toEqual([]);
  expect(names(world, {}, 'make')).toEqual([]);
});

test('the coverage map counts what is on the disk, verified, and missing, also what was never stored', async () => {
  const world = await openWorld();
  const [, old = 0, jan = 0, aug = 0] = store(world, library);
  world.catalog.assets.recordVerification(jan, 'intact', at(2));
  world.catalog.assets.recordVerification(old, 'missing', at(2));
  world.catalog.assets.recordVerification(aug, 'changed', at(2));
  world.catalog.items.record(
    world.run,
    world.source,
    [seen('wanted', { createdAt: '2022-05-04T10:00:00.000Z' })],
    at(3),
  );
  const months = world.gallery.coverage();
  for (const month of months) expect(coverageMonthSchema.parse(month)).toEqual(month);
  expect(months).toEqual([
    { month: '2023-08', stored: 1, verified: 0, missing: 1 },
    { month: '2023-01', stored: 1, verified: 1, missing: 0 },
    { month: '2022-05', stored: 0, verified: 0, missing: 1 },
    { month: '2021-12', stored: 0, verified: 0, missing: 1 },
    { month: null, stored: 1, verified: 0, missing: 0 },
  ]);
});

test('what came back is counted, and what was stored last comes first', async () => {
  const world = await openWorld();
  store(world, library);
  recordAlbum(world, 'Rome', ['old', 'film']);
  const back = world.gallery.broughtBack();
  expect(broughtBackSchema.parse(back)).toEqual(back);
  expect(back).toMatchObject({
    photos: 4,
    films: 1,
    albums: 1,
    captions: 1,
    firstYear: 2021,
    lastYear: 2023,
    missing: 0,
  });
  expect(world.gallery.latest(2).map(({ name }) => name)).toEqual(['film.MP4', 'aug.JPG']);
});

/** What only an export tells, put into the catalog as an import leaves it. */
function tell(world: World, sql: string): void {
  const database = new DatabaseSync(world.file);
  database.exec(sql);
  database.close();
}

test('a search finds people, favourites, and places that an album of an export names', async () => {
  const world = await openWorld();
  store(world, library);
  const albumJson = JSON.stringify({
    title: 'Summer',
    enrichments: [
      { locationEnrichment: { location: [{ name: 'Lisbon', description: 'Portugal' }] } },
      { narrativeEnrichment: { text: 'We missed the tram.' } },
    ],
  });
  tell(
    world,
    `UPDATE item SET people = '["Ada Lovelace"]' WHERE key = 'old';
     UPDATE item SET favourite = 1 WHERE key IN ('jan', 'film');
     INSERT INTO export (id, stamp, first_seen) VALUES (1, '20260101T000000Z', 'x');
     INSERT INTO part (id, export_id, name, path, format, fingerprint, bytes, state, arrived_at)
       VALUES (1, 1, 'a.zip', '/a.zip', 'zip', 'f', 1, 'imported', 'x');
     INSERT INTO takeout_folder (id, export_id, path, meaning, title) VALUES (1, 1, 'Summer', 'album', 'Summer');
     INSERT INTO takeout_entry (id, part_id, position, folder_id, name, bytes, role) VALUES
       (1, 1, 0, 1, 'metadata.json', 1, 'album-metadata');
     INSERT INTO takeout_entry (id, part_id, position, folder_id, name, bytes, role, item_id, confidence)
       SELECT 2, 1, 1, 1, 'aug.JPG', 1, 'media', id, 'doubtful' FROM item WHERE key = 'aug';
     INSERT INTO takeout_json (entry_id, title, verbatim) VALUES (1, 'Summer', '${albumJson}');
     INSERT INTO export_index (id, part_id) VALUES (1, 1);
     INSERT INTO index_folder (id, index_id, path) VALUES (1, 1, 'Summer');
     INSERT INTO index_file (folder_id, nth, name, missing) VALUES (1, 0, 'aug.JPG', 0), (1, 1, 'lost.JPG', 1);`,
  );
  expect(names(world, {}, 'lovelace')).toEqual(['old.JPG']);
  expect(names(world, {}, 'favourites')).toEqual(['film.MP4', 'jan.JPG']);
  for (const word of ['Favoriten', 'favorit', 'favoritas', 'favorito']) {
    expect(names(world, {}, word), word).toEqual(['film.MP4', 'jan.JPG']);
  }
  expect(names(world, {}, 'favorite 2023-01')).toEqual(['jan.JPG']);
  expect(names(world, { favourite: true, kind: 'photo' })).toEqual(['jan.JPG']);
  expect(names(world, { doubtful: true })).toEqual(['aug.JPG']);
  expect(names(world, {}, 'lisbon')).toEqual(['aug.JPG']);
  expect(names(world, {}, 'portugal 2023')).toEqual(['aug.JPG']);
  expect(names(world, {}, 'tram')).toEqual([]);
  expect(world.gallery.broughtBack()).toMatchObject({ people: 1, favourites: 2, doubtful: 1, missing: 1 });
});
