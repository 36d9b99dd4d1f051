import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridPhotoSchema, photoDetailSchema, photoMonthSchema } from '../../../electron/contract/desktop-models.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { openGallery } from '../../../electron/engine/runs/gallery.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runsOf } from '../../support/test-environment.ts';
import { at, begun, seen } from '../catalog/catalog-fixture.ts';
import { identity, openWorld, type Photo, recordAlbum, store, type World } from './gallery-fixture.ts';

const all = { search: '', offset: 0, limit: 500 };

const library: readonly Photo[] = [
  { key: 'undated', path: 'Photos/Undated/undated.JPG' },
  { key: 'old', path: 'Photos/2021/12/old.JPG', takenLocal: '2021-12-31T23:59:59', description: 'New year in Rome' },
  { key: 'twin-1', path: 'Photos/2023/08/twin-1.JPG', takenLocal: '2023-08-12T10:15:30' },
  { key: 'twin-2', path: 'Photos/2023/08/twin-2.JPG', takenLocal: '2023-08-12T10:15:30' },
  { key: 'film', path: 'Photos/2023/08/film.MP4', takenLocal: '2023-08-01T00:00:00', facts: { mimeType: 'video/mp4' } },
];

function names({ gallery }: World, search = ''): readonly string[] {
  return gallery.page({ ...all, search }).map(({ name }) => name);
}

test('photos come newest first, undated last, and the later one of two at the same time first', async () => {
  const world = await openWorld();
  store(world, library);
  expect(names(world)).toEqual(['twin-2.JPG', 'twin-1.JPG', 'film.MP4', 'old.JPG', 'undated.JPG']);
  expect(world.gallery.page({ search: '', offset: 1, limit: 2 }).map(({ name }) => name)).toEqual([
    'twin-1.JPG',
    'film.MP4',
  ]);
  expect(world.gallery.page({ ...all, offset: 5 })).toEqual([]);
  expect(world.gallery.months({ search: '' })).toEqual([
    { month: '2023-08', count: 3 },
    { month: '2021-12', count: 1 },
    { month: null, count: 1 },
  ]);
});

test('the grid has the form of the contract', async () => {
  const world = await openWorld();
  const [, , , , film = 0] = store(world, library);
  for (const photo of world.gallery.page(all)) expect(gridPhotoSchema.parse(photo)).toEqual(photo);
  for (const month of world.gallery.months({ search: '' })) expect(photoMonthSchema.parse(month)).toEqual(month);
  expect(world.gallery.page({ ...all, offset: 2, limit: 1 })).toEqual([
    { id: film, name: 'film.MP4', kind: 'video', takenLocal: '2023-08-01T00:00:00', width: 4032, height: 3024 },
  ]);
});

test('only what is stored counts', async () => {
  const world = await openWorld();
  const [, old = 0] = store(world, library);
  world.catalog.assets.recordVerification(old, 'missing', at(2));
  const items = [seen('reserved')];
  world.catalog.items.record(world.run, world.source, items, at(2));
  const [claimed] = world.catalog.transfers.claim(world.source, world.run, 1);
  world.catalog.storage.reserve(
    world.run,
    [
      {
        itemId: claimed?.id ?? 0,
        facts: { ...reservedFacts, takenLocal: '2023-08-12T10:15:30' },
        candidates: [{ path: 'Photos/2023/08/reserved.JPG', key: 'reserved' }],
      },
    ],
    at(2),
  );
  expect(names(world)).toEqual(['twin-2.JPG', 'twin-1.JPG', 'film.MP4', 'undated.JPG']);
  expect(names(world, 'old')).toEqual([]);
  expect(names(world, 'reserved')).toEqual([]);
  expect(world.gallery.months({ search: '' }).map(({ month }) => month)).toEqual(['2023-08', null]);
  expect([world.gallery.detail(old), world.gallery.pathOf(old)]).toEqual([null, null]);
});

const reservedFacts = {
  ...{ sha256: 'f'.repeat(64), bytes: 1, mimeType: 'image/jpeg', zoneMinutes: null, takenReason: 'exif' as const },
  ...{ width: null, height: null, fidelity: null },
};

test('whatever the library, the months add up to the pages, and the pages to the whole', async () => {
  const world = await openWorld();
  const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const takenLocal = fc.option(
    // Few different dates, so that photos share months and moments.
    date.map((moment) => `${moment.toISOString().slice(0, 8)}05T12:00:0${moment.getUTCSeconds() % 10}`),
  );
  const photos: { key: string; takenLocal: string | null; id: number }[] = [];
  fc.assert(
    fc.property(
      fc.array(takenLocal, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
      (taken, limit) => {
        const added = taken.map((moment, index) => ({ key: `IMG_${photos.length + index}`, takenLocal: moment }));
        const ids = store(world, added);
        photos.push(...added.map((photo, index) => ({ ...photo, id: ids[index] ?? 0 })));
        const expected = photos.toSorted(
          (one, other) => compare(other.takenLocal ?? '', one.takenLocal ?? '') || other.id - one.id,
        );
        for (const search of ['', 'img']) {
          const pages = [];
          for (let offset = 0; offset <= photos.length; offset += limit) {
            pages.push(...world.gallery.page({ search, offset, limit }));
          }
          expect(pages.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          const months = world.gallery.months({ search });
          expect(months.flatMap(({ month, count }) => Array.from({ length: count }, () => month))).toEqual(
            expected.map((photo) => photo.takenLocal?.slice(0, 7) ?? null),
          );
        }
      },
    ),
    { numRuns: runsOf(15) },
  );
});

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

test('a search finds names, descriptions and dates, and every word must fit', async () => {
  const world = await openWorld();
  store(world, library);
  store(world, [
    { key: 'x', path: 'Photos/2020/02/beach rome.JPG', takenLocal: '2020-02-03T00:00:00', filename: '100%_fun!.jpg' },
  ]);
  expect(names(world, 'ROME')).toEqual(['old.JPG', 'beach rome.JPG']);
  expect(names(world, 'rome beach')).toEqual(['beach rome.JPG']);
  expect(names(world, 'rome 2021')).toEqual(['old.JPG']);
  expect(names(world, '0%_f')).toEqual(['beach rome.JPG']);
  expect(names(world, 'n!')).toEqual(['beach rome.JPG']);
  expect(names(world, '%%')).toEqual([]);
  expect(names(world, '2023')).toEqual(['twin-2.JPG', 'twin-1.JPG', 'film.MP4']);
  expect(names(world, 'August 2023')).toEqual(['twin-2.JPG', 'twin-1.JPG', 'film.MP4']);
  expect(names(world, '2023-08-12')).toEqual(['twin-2.JPG', 'twin-1.JPG']);
  expect(names(world, '2023/8/1')).toEqual(['film.MP4']);
  expect(names(world, 'december')).toEqual(['old.JPG']);
  expect(names(world, '  ')).toHaveLength(6);
  expect(world.gallery.months({ search: 'rome' })).toEqual([
    { month: '2021-12', count: 1 },
    { month: '2020-02', count: 1 },
  ]);
});

test('a search looks at the name of a file, not at the folders above it', async () => {
  const world = await openWorld();
  store(world, [
    { key: 'a', path: 'Photos/2023/08/plain.JPG' },
    { key: 'b', path: 'Photos/Undated/undated photos.JPG' },
    { key: 'c', path: 'Photos/holidays/deep/down/leaf.JPG' },
    { key: 'd', path: 'Photos/2023/08/14/nested.JPG' },
  ]);
  expect(names(world, 'photos')).toEqual(['undated photos.JPG']);
  expect(names(world, 'undated')).toEqual(['undated photos.JPG']);
  expect(names(world, 'holidays')).toEqual([]);
  expect(names(world, 'leaf')).toEqual(['leaf.JPG']);
  expect(names(world, '14')).toEqual([]);
  expect(names(world, 'nested')).toEqual(['nested.JPG']);
});

test('letter case and the normal form make no difference in other alphabets either', async () => {
  const world = await openWorld();
  store(world, [
    { key: 'a', path: 'Photos/Undated/a.JPG', description: 'Ärger in МОСКВА' },
    { key: 'b', path: 'Photos/Undated/b.JPG', description: 'Москва' },
    { key: 'c', path: `Photos/Undated/${'Ärger'.normalize('NFD')}.JPG` },
  ]);
  expect(names(world, 'москва')).toEqual(['b.JPG', 'a.JPG']);
  expect(names(world, 'ärger')).toEqual([`${'Ärger'.normalize('NFD')}.JPG`, 'a.JPG']);
});

test('a search that is asked again sees what was stored meanwhile', async () => {
  const world = await openWorld();
  store(world, [{ key: 'trip-1' }]);
  expect(names(world, 'trip')).toEqual(['trip-1.JPG']);
  const [second = 0] = store(world, [{ key: 'trip-2' }]);
  expect(names(world, 'trip')).toEqual(['trip-2.JPG', 'trip-1.JPG']);
  expect(world.gallery.months({ search: 'trip' })).toEqual([{ month: null, count: 2 }]);
  world.catalog.assets.recordVerification(second, 'missing', at(3));
  expect(names(world, 'trip')).toEqual(['trip-1.JPG']);
});

test('a photo tells where it comes from, in which albums it is, and what is written to it', async () => {
  const world = await openWorld();
  const taken = { path: 'Photos/2023/08/A.JPG', takenLocal: '2023-08-12T10:15:30', content: 'same' };
  const [id = 0] = store(world, [
    { key: 'A', ...taken, description: ' ' },
    { key: 'A again', ...taken, description: 'On the beach' },
  ]);
  recordAlbum(world, 'Trip', ['A', 'A again']);
  recordAlbum(world, 'beach', ['A']);
  const picker = world.catalog.sources.ensure('picker', 'account-2', 'other@example.org');
  const picked = { ...world, source: picker, run: begun(world.catalog, picker) };
  store(picked, [{ key: 'A', ...taken, filename: 'picked.jpg', description: 'later' }]);
  world.catalog.assets.recordVerification(id, 'intact', at(9));
  const detail = world.gallery.detail(id);
  expect(photoDetailSchema.parse(detail)).toEqual(detail);
  expect(detail).toEqual({
    ...{ id, name: 'A.JPG', path: 'Photos/2023/08/A.JPG', kind: 'photo', mimeType: 'image/jpeg', bytes: 1_000 },
    sha256: Buffer.from('same'.padEnd(32, '.')).toString('hex'),
    ...{ takenLocal: '2023-08-12T10:15:30', zoneMinutes: 120, takenReason: 'exif', width: 4032, height: 3024 },
    ...{ fidelity: 'api-copy', description: 'On the beach', storedAt: at(1), verifiedAt: at(9) },
    sources: [
      { source: 'library', account: 'account-1', filename: 'A.JPG' },
      { source: 'library', account: 'account-1', filename: 'A again.JPG' },
      { source: 'picker', account: 'account-2', filename: 'picked.jpg' },
    ],
    albums: [
      { id: 2, title: 'beach' },
      { id: 1, title: 'Trip' },
    ],
  });
  expect(world.gallery.pathOf(id)).toBe('Photos/2023/08/A.JPG');
  expect([world.gallery.detail(99), world.gallery.pathOf(99)]).toEqual([null, null]);
});

test('a file that was found to be changed does not count as verified', async () => {
  const world = await openWorld();
  const [id = 0] = store(world, [{ key: 'A' }]);
  expect(world.gallery.detail(id)?.verifiedAt).toBeNull();
  world.catalog.assets.recordVerification(id, 'changed', at(9));
  expect(world.gallery.detail(id)?.verifiedAt).toBeNull();
});

test('before the first run there is nothing to look through', async () => {
  const dataFolder = await temporaryFolder();
  const destination = { path: dataFolder, identity };
  expect(openGallery({ dataFolder, decoder: noDecoder, now: () => new Date() }, destination)).toEqual({
    ok: true,
    value: null,
  });
});
