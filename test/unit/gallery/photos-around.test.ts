import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyPhoto } from '../../../electron/contract/photo-filter.ts';
import { photosAroundSchema } from '../../../electron/contract/photos-around.ts';
import { runsOf } from '../../support/test-environment.ts';
import { at } from '../catalog/catalog-fixture.ts';
import { openWorld, recordAlbum, store, type World } from './gallery-fixture.ts';

const taken = (day: number) => `2023-08-${String(day).padStart(2, '0')}T10:00:00`;

/** Photos of the first nine days of a month, `day-9` newest, and one without a date. */
async function nineDays(): Promise<World & { readonly ids: ReadonlyMap<string, number> }> {
  const world = await openWorld();
  const photos = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => ({ key: `day-${day}`, takenLocal: taken(day) }));
  const ids = store(world, [...photos, { key: 'undated' }]);
  return {
    ...world,
    ids: new Map([...photos.map(({ key }) => key), 'undated'].map((key, index) => [key, ids[index] ?? 0])),
  };
}

function namesOf({ photos }: { readonly photos: readonly { readonly name: string }[] }): string {
  return photos.map(({ name }) => name.replace(/\.JPG$/, '')).join(' ');
}

test('what lies around a photo stays when others are stored before and behind it', async () => {
  const world = await nineDays();
  const photo = { id: world.ids.get('day-5') ?? 0, takenLocal: taken(5) };
  const around = () => world.gallery.around({ search: '', photo, place: 4, reach: 2 });
  expect(photosAroundSchema.parse(around())).toMatchObject({ total: 10, place: 4, isThere: true, first: 2 });
  expect(namesOf(around())).toBe('day-7 day-6 day-5 day-4 day-3');
  store(world, [
    { key: 'new-1', takenLocal: taken(20) },
    { key: 'new-2', takenLocal: taken(21) },
    { key: 'old', takenLocal: '2019-01-01T00:00:00' },
  ]);
  expect(around()).toMatchObject({ total: 13, place: 6, isThere: true, first: 4 });
  expect(namesOf(around())).toBe('day-7 day-6 day-5 day-4 day-3');
});

test('a photo that has gone from the list leaves its neighbours where they were', async () => {
  const world = await nineDays();
  const id = world.ids.get('day-5') ?? 0;
  world.catalog.assets.recordVerification(id, 'missing', at(2));
  const photo = { id, takenLocal: taken(5) };
  for (const query of [
    { search: '' },
    { search: 'day' },
    { search: '', filter: { ...everyPhoto, period: '2023-08' } },
  ]) {
    const around = world.gallery.around({ ...query, photo, place: 4, reach: 2 });
    expect(around, JSON.stringify(query)).toMatchObject({ place: 4, isThere: false, first: 2 });
    expect(namesOf(around)).toBe('day-7 day-6 day-4 day-3 day-2');
  }
});

test('a place without a photo is the first, any, or the last of the list', async () => {
  const world = await nineDays();
  const at_ = (place: number, search = '') => world.gallery.around({ search, photo: null, place, reach: 1 });
  expect(at_(0)).toMatchObject({ place: 0, first: 0, isThere: true });
  expect(namesOf(at_(0))).toBe('day-9 day-8');
  expect(namesOf(at_(3))).toBe('day-7 day-6 day-5');
  expect(at_(500)).toMatchObject({ place: 9, first: 8 });
  expect(namesOf(at_(500))).toBe('day-1 undated');
  expect(namesOf(at_(500, 'day'))).toBe('day-2 day-1');
  expect(at_(0, 'nothing')).toEqual({ total: 0, place: 0, isThere: false, first: 0, photos: [] });
  expect((await openWorld()).gallery.around({ search: '', photo: null, place: 7, reach: 1 })).toMatchObject({
    total: 0,
  });
});

test('an album keeps its own order, and what takes the place of a copy is found in its place', async () => {
  const world = await nineDays();
  recordAlbum(world, 'Trip', ['day-3', 'day-9', 'day-1', 'day-5']);
  const photo = { id: world.ids.get('day-1') ?? 0, takenLocal: taken(1) };
  const around = () => world.gallery.albumAround({ album: 1, photo, place: 2, reach: 1 });
  expect(namesOf(around())).toBe('day-9 day-1 day-5');
  world.catalog.assets.recordVerification(photo.id, 'missing', at(2));
  expect(around()).toMatchObject({ total: 3, place: 2, isThere: false });
  expect(namesOf(around())).toBe('day-9 day-5');
});

test('whatever the library and the search, the place is that of the page', async () => {
  const world = await openWorld();
  const dates = fc.option(
    fc.integer({ min: 1, max: 28 }).map((day) => `20${10 + (day % 4)}-0${1 + (day % 9)}-11T10:00:0${day % 3}`),
  );
  let stored = 0;
  fc.assert(
    fc.property(fc.array(dates, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 5 }), (days, reach) => {
      store(
        world,
        days.map((takenLocal, index) => ({ key: `IMG_${stored + index}`, takenLocal })),
      );
      stored += days.length;
      for (const search of ['', 'img']) {
        const all = world.gallery.page({ search, offset: 0, limit: 500 });
        for (const [place, photo] of all.entries()) {
          const around = world.gallery.around({ search, photo, place: 0, reach });
          expect(around).toMatchObject({ total: all.length, place, isThere: true });
          expect(around.photos).toEqual(all.slice(Math.max(0, place - reach), place + reach + 1));
        }
      }
    }),
    { numRuns: runsOf(10) },
  );
});
