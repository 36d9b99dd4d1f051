import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLibrary } from '../../simulator/library/library.ts';
import type { LibraryItem, MediaVariant, SimulatedLibrary } from '../../simulator/library/library-model.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';

const studio = createPictureStudio();

function smallLibrary(items: number, albums: number, seed = 1): SimulatedLibrary {
  return createLibrary({ items, albums, seed, itemBytes: 2560 }, studio);
}

function storedVariant(item: LibraryItem): MediaVariant {
  return item.kind === 'video' ? { kind: 'video' } : { kind: 'download' };
}

describe('a library', () => {
  test('is the same for the same options and another for another seed', async () => {
    const [one, same, other] = [smallLibrary(90, 15), smallLibrary(90, 15), smallLibrary(90, 15, 2)];
    expect(one.page(0, 90)).toEqual(same.page(0, 90));
    expect(one.albums(0, 15)).toEqual(same.albums(0, 15));
    const last = one.page(89, 1)[0];
    if (last === undefined) throw new Error('The library is short');
    expect(await one.truth(last.id)).toEqual(await same.truth(last.id));
    expect(other.page(0, 90).map(({ id }) => id)).not.toContain(last.id);
    expect(other.item(last.id)).toBeUndefined();
  });

  test('has permanent, URL-safe, distinct ids of more than 55 characters', () => {
    const library = smallLibrary(3000, 60);
    const ids = [...library.page(0, 3000), ...library.albums(0, 60)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3060);
    for (const id of ids) expect(id).toMatch(/^[\w-]{56,}$/);
    for (const id of ids.slice(0, 3000)) expect(library.item(id)?.id).toBe(id);
    for (const id of ids.slice(3000)) expect(library.album(id)?.id).toBe(id);
  });

  test('knows no id but its own', () => {
    const library = smallLibrary(100, 5);
    const known = library.page(40, 1)[0]?.id ?? '';
    const beyond = smallLibrary(101, 5).page(100, 1)[0]?.id ?? '';
    for (const id of [
      '',
      'x',
      beyond,
      `${known}A`,
      known.slice(1),
      `${known.slice(0, -1)}~`,
      library.albums(0, 1)[0]?.id ?? '',
    ]) {
      expect(library.item(id)).toBeUndefined();
    }
    expect(library.album(known)).toBeUndefined();
    fc.assert(
      fc.property(fc.base64String({ minLength: 60, maxLength: 60 }), (id) => {
        expect(library.item(id)).toBeUndefined();
        expect(library.album(id)).toBeUndefined();
      }),
    );
  });

  test('has no two items with the same bytes', async () => {
    const library = smallLibrary(300, 0);
    const digests = new Set<string>();
    for (const { id } of library.page(0, 300)) digests.add((await library.truth(id))?.sha256 ?? '');
    expect(digests.size).toBe(300);
  });

  test('tells the truth about what a backup stores', async () => {
    const library = createLibrary({ items: 60, albums: 15, seed: 3, itemBytes: null }, studio);
    for (const item of library.page(14, 6)) {
      const truth = await library.truth(item.id);
      const bytes = await library.bytes(item.id, storedVariant(item));
      expect(truth?.bytes).toBe(bytes?.length);
      expect(truth?.sha256).toBe(
        createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      );
      expect(truth?.albums).toEqual(library.albumsOf(item.id).map(({ id, title }) => ({ id, title })));
    }
  });

  test('is mostly JPEG with some HEIC and some clips, over six years, most of them not described', () => {
    const items = smallLibrary(4000, 0).page(0, 4000);
    const share = (test: (item: LibraryItem) => boolean): number => items.filter(test).length / items.length;
    expect(share(({ mimeType }) => mimeType === 'image/jpeg')).toBeGreaterThan(0.84);
    expect(share(({ mimeType }) => mimeType === 'image/heic')).toBeCloseTo(0.05, 1);
    expect(share(({ kind }) => kind === 'video')).toBeCloseTo(0.07, 1);
    expect(share(({ description }) => description !== null)).toBeLessThan(0.06);
    const years = new Set(items.map(({ creationTime }) => creationTime.slice(0, 4)));
    for (const year of ['2021', '2022', '2023', '2024', '2025', '2026']) expect(years).toContain(year);
    for (const { creationTime } of items) expect(creationTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('of a hundred thousand items is listed without holding it', () => {
    const library = createLibrary({ items: 100_000, albums: 400, seed: 9, itemBytes: null }, studio);
    expect(library.itemCount()).toBe(100_000);
    expect(library.page(99_990, 100)).toHaveLength(10);
    const members = library.albums(0, 400).reduce((sum, { itemCount }) => sum + itemCount, 0);
    expect(members).toBeGreaterThan(30_000);
    expect(library.albumCount()).toBe(400);
  });

  test('may be empty', () => {
    const library = createLibrary({ items: 0, albums: 0, seed: 1, itemBytes: null }, studio);
    expect([library.itemCount(), library.albumCount()]).toEqual([0, 0]);
    expect(library.page(0, 100)).toEqual([]);
    expect(library.albums(0, 50)).toEqual([]);
    const emptyAlbums = smallLibrary(0, 20).albums(0, 50);
    expect(emptyAlbums).toHaveLength(20);
    for (const album of emptyAlbums) expect(album).toMatchObject({ itemCount: 0, coverItemId: null });
  });

  test('refuses item sizes that nothing fits into', () => {
    expect(() => createLibrary({ items: 1, albums: 0, seed: 1, itemBytes: 2559 })).toThrow(RangeError);
  });
});

describe('albums', () => {
  test('list their items page by page, each once, and items know their albums', () => {
    const library = smallLibrary(200, 15);
    const held = new Map<string, string[]>();
    for (const album of library.albums(0, 15)) {
      const items = [0, 7, 14].flatMap((offset) => library.albumItems(album.id, offset, 7));
      const all = library.albumItems(album.id, 0, 1000);
      expect(all.slice(0, items.length)).toEqual(items);
      expect(all).toHaveLength(album.itemCount);
      expect(all[0]?.id ?? null).toBe(album.coverItemId);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const { id } of all) held.set(id, [...(held.get(id) ?? []), album.id]);
    }
    for (const { id } of library.page(0, 200))
      expect(library.albumsOf(id).map((album) => album.id)).toEqual(held.get(id) ?? []);
    const counts = library.page(0, 200).map(({ id }) => held.get(id)?.length ?? 0);
    expect(counts).toContain(0);
    expect(Math.max(...counts)).toBeGreaterThan(1);
  });

  test('are there in equal number when there are more albums than items', () => {
    const library = smallLibrary(3, 40);
    expect(library.albums(0, 100)).toHaveLength(40);
    for (const { id, itemCount } of library.albums(0, 100))
      expect(library.albumItems(id, 0, 100)).toHaveLength(itemCount);
  });
});
