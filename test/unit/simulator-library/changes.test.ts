import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createLibrary } from '../../simulator/library/library.ts';
import { type LibraryChange, libraryChangeSchema } from '../../simulator/library/library-change.ts';
import type { LibraryItem, SimulatedLibrary } from '../../simulator/library/library-model.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { runsOf } from '../../support/test-environment.ts';

const studio = createPictureStudio();
let library: SimulatedLibrary;

beforeEach(() => {
  library = createLibrary({ items: 60, albums: 15, seed: 5, itemBytes: 2560 }, studio);
});

function itemAt(position: number): LibraryItem {
  const item = library.page(position, 1)[0];
  if (item === undefined) throw new Error(`No item at ${position}`);
  return item;
}

function fullestAlbum(): string {
  return library.albums(0, 15).toSorted((a, b) => b.itemCount - a.itemCount)[0]?.id ?? '';
}

function listed(albumId: string): readonly string[] {
  return library.albumItems(albumId, 0, 1000).map(({ id }) => id);
}

function made(outcome: ReturnType<SimulatedLibrary['apply']>) {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}

describe('items', () => {
  test('are added at the head of the listing, into albums if asked', async () => {
    const before = library.page(0, 60);
    const albumId = fullestAlbum();
    const { itemIds } = made(
      library.apply({
        kind: 'add-items',
        filenames: ['one.jpg', 'two.jpg'],
        mimeType: 'image/jpeg',
        taken: '2024-02-29T12:00:00',
        description: 'Leap day',
        albumIds: [albumId],
      }),
    );
    expect(library.itemCount()).toBe(62);
    expect(library.page(0, 2).map(({ filename }) => filename)).toEqual(['two.jpg', 'one.jpg']);
    expect(library.page(2, 100)).toEqual(before);
    expect(listed(albumId).slice(-2)).toEqual(itemIds);
    const truth = await library.truth(itemIds[0] ?? '');
    expect(truth).toMatchObject({ taken: '2024-02-29T12:00:00', description: 'Leap day' });
    expect(truth?.albums.map(({ id }) => id)).toEqual([albumId]);
  });

  test('are added with ids, names and their own bytes', async () => {
    const { itemIds } = made(library.apply({ kind: 'add-items', count: 30 }));
    const all = library.page(0, 100);
    expect(itemIds).toHaveLength(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(90);
    const digests = await Promise.all(all.map(async ({ id }) => (await library.truth(id))?.sha256));
    expect(new Set(digests).size).toBe(90);
  });

  test('may be taken long before clips had a clock', async () => {
    const change = { kind: 'add-items', mimeType: 'video/mp4', taken: '1890-05-01T12:00:00' } as const;
    const [id = ''] = made(library.apply(change)).itemIds;
    expect(library.item(id)?.creationTime).toMatch(/^1890-/);
    expect((await library.bytes(id, { kind: 'video' }))?.length).toBe(2560);
  });

  test('are duplicated byte for byte, and no other way', async () => {
    const { id } = itemAt(5);
    const [copy = ''] = made(library.apply({ kind: 'duplicate-item', id, filename: 'copy.jpg' })).itemIds;
    expect(copy).not.toBe(id);
    expect((await library.truth(copy))?.sha256).toBe((await library.truth(id))?.sha256);
    expect(library.item(copy)?.filename).toBe('copy.jpg');
  });

  test('are renamed, described, edited and keep their id', async () => {
    const { id } = itemAt(7);
    const before = await library.truth(id);
    made(library.apply({ kind: 'rename-item', id, filename: 'new/name.jpg' }));
    made(library.apply({ kind: 'describe-item', id, description: 'Seen from the tower' }));
    expect(library.item(id)).toMatchObject({ filename: 'new/name.jpg', description: 'Seen from the tower' });
    expect((await library.truth(id))?.sha256).toBe(before?.sha256);
    made(library.apply({ kind: 'edit-item', id }));
    const after = await library.truth(id);
    expect(after?.sha256).not.toBe(before?.sha256);
    expect(after).toMatchObject({ bytes: 2560, taken: before?.taken });
    made(library.apply({ kind: 'describe-item', id, description: '' }));
    expect(library.item(id)?.description).toBeNull();
  });

  test('are removed from the listing and from their albums', async () => {
    const { id } = library.page(0, 60).find((item) => library.albumsOf(item.id).length > 1) ?? itemAt(0);
    const held = library.albumsOf(id);
    made(library.apply({ kind: 'remove-items', ids: [id] }));
    expect(library.item(id)).toBeUndefined();
    expect(await library.media(id, { kind: 'download' })).toBeUndefined();
    expect(library.page(0, 100).map((item) => item.id)).not.toContain(id);
    for (const album of held) {
      expect(listed(album.id)).not.toContain(id);
      expect(library.album(album.id)?.itemCount).toBe(album.itemCount - 1);
    }
  });
});

test('the listing stays whole whatever is added and removed', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat(200) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (steps, pageSize) => {
      const changing = createLibrary({ items: 25, albums: 4, seed: 2, itemBytes: 2560 }, studio);
      let expected = changing.page(0, 25).map(({ id }) => id);
      for (const one of steps) {
        const id = one.kind === 'remove' ? expected[one.at % Math.max(1, expected.length)] : undefined;
        if (one.kind === 'add') {
          expected = [
            ...made(changing.apply({ kind: 'add-items', count: one.count })).itemIds.toReversed(),
            ...expected,
          ];
        } else if (id !== undefined) {
          made(changing.apply({ kind: 'remove-items', ids: [id] }));
          expected = expected.filter((other) => other !== id);
        }
      }
      const pages: string[] = [];
      for (let offset = 0; offset < expected.length; offset += pageSize) {
        pages.push(...changing.page(offset, pageSize).map(({ id }) => id));
      }
      expect(pages).toEqual(expected);
      expect(changing.itemCount()).toBe(expected.length);
      for (const album of changing.albums(0, 10)) {
        for (const { id } of changing.albumItems(album.id, 0, 100)) expect(expected).toContain(id);
      }
    }),
    { numRuns: runsOf(60) },
  );
});

describe('albums', () => {
  test('are added in front, renamed and removed, and their items stay', () => {
    const ids = [itemAt(3).id, itemAt(1).id];
    const [id = ''] = made(library.apply({ kind: 'add-album', title: 'New', itemIds: ids })).albumIds;
    expect(library.albums(0, 1)[0]).toEqual({ id, title: 'New', itemCount: 2, coverItemId: ids[0] });
    expect(listed(id)).toEqual(ids);
    expect(library.albumsOf(ids[1] ?? '').map((album) => album.id)).toContain(id);
    made(library.apply({ kind: 'rename-album', id, title: 'Newer' }));
    expect(library.album(id)?.title).toBe('Newer');
    made(library.apply({ kind: 'remove-album', id }));
    expect(library.album(id)).toBeUndefined();
    expect(library.albumCount()).toBe(15);
    expect(library.albumsOf(ids[1] ?? '').map((album) => album.id)).not.toContain(id);
    expect(library.item(ids[0] ?? '')?.id).toBe(ids[0]);
  });

  test('take items once, give them back and change their order', () => {
    const id = fullestAlbum();
    const before = listed(id);
    const outside = library
      .page(0, 60)
      .filter((item) => !before.includes(item.id))
      .map((item) => item.id);
    made(library.apply({ kind: 'add-album-items', id, itemIds: [before[0] ?? '', outside[0] ?? ''] }));
    expect(listed(id)).toEqual([...before, outside[0]]);
    made(library.apply({ kind: 'remove-album-items', id, itemIds: [before[1] ?? '', outside[1] ?? ''] }));
    expect(listed(id)).toEqual([before[0], ...before.slice(2), outside[0]]);
    made(library.apply({ kind: 'reorder-album', id, itemIds: [outside[0] ?? '', before[3] ?? ''] }));
    expect(listed(id)).toEqual([outside[0], before[3], before[0], before[2], ...before.slice(4)]);
    expect(library.album(id)?.coverItemId).toBe(outside[0]);
    const forwards = listed(id);
    made(library.apply({ kind: 'reverse-album', id }));
    expect(listed(id)).toEqual(forwards.toReversed());
  });
});

describe('a change that cannot be made', () => {
  test('is refused and changes nothing', () => {
    const { id } = itemAt(0);
    const album = fullestAlbum();
    const photo = library.page(0, 60).find((item) => item.kind === 'photo')?.id ?? '';
    const outsider = library.page(0, 60).find((item) => !listed(album).includes(item.id))?.id ?? '';
    const before = [library.page(0, 100), library.albums(0, 100), listed(album)];
    const impossible: readonly LibraryChange[] = [
      { kind: 'rename-item', id: 'nobody', filename: 'x' },
      { kind: 'duplicate-item', id: 'nobody' },
      { kind: 'remove-items', ids: [id, 'nobody'] },
      { kind: 'set-video-status', id: photo, status: 'FAILED' },
      { kind: 'add-items', albumIds: [album, 'nowhere'] },
      { kind: 'add-album', title: 'x', itemIds: [id, 'nobody'] },
      { kind: 'rename-album', id: 'nowhere', title: 'x' },
      { kind: 'remove-album', id },
      { kind: 'add-album-items', id: album, itemIds: [id, 'nobody'] },
      { kind: 'reorder-album', id: album, itemIds: [outsider] },
    ];
    for (const change of impossible) {
      expect(library.apply(change)).toMatchObject({ ok: false, message: expect.any(String) });
    }
    expect([library.page(0, 100), library.albums(0, 100), listed(album)]).toEqual(before);
  });

  test('is caught by the schema when it is misspelt', () => {
    expect(libraryChangeSchema.safeParse({ kind: 'add-items', names: ['x'] }).success).toBe(false);
    expect(libraryChangeSchema.safeParse({ kind: 'add-items', taken: '2024-02-30T12:00:00' }).success).toBe(false);
    expect(libraryChangeSchema.safeParse({ kind: 'add-items', taken: '2024-02-29T12:00:00Z' }).success).toBe(false);
    expect(libraryChangeSchema.parse({ kind: 'add-items', taken: '2024-02-29T12:00:00' })).toEqual({
      kind: 'add-items',
      taken: '2024-02-29T12:00:00',
    });
  });
});
