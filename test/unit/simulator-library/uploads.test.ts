import { beforeEach, describe, expect, test } from 'vitest';
import { createLibrary } from '../../simulator/library/library.ts';
import type { LibraryItem, SimulatedLibrary, Upload } from '../../simulator/library/library-model.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';

const studio = createPictureStudio();
const elsewhere = createLibrary({ items: 60, albums: 0, seed: 77, itemBytes: 2560 }, studio);
let library: SimulatedLibrary;

beforeEach(() => {
  library = createLibrary({ items: 60, albums: 3, seed: 5, itemBytes: 2560 }, studio);
});

async function uploadOf(item: LibraryItem | undefined, from: SimulatedLibrary): Promise<Upload> {
  const bytes = await from.bytes(item?.id ?? '', { kind: 'original' });
  if (bytes === undefined) throw new Error('No such item');
  return { filename: 'sent.jpg', bytes, description: 'Sent', albumId: null, uploadedAt: Date.UTC(2026, 9, 1) };
}

describe('an upload', () => {
  test.each(['image/jpeg', 'image/heic', 'video/mp4'])(
    'of %s becomes an item that is dated by its bytes',
    async (mimeType) => {
      const source = elsewhere.page(0, 60).find((item) => item.mimeType === mimeType);
      const upload = await uploadOf(source, elsewhere);
      const outcome = await library.upload(upload);
      if (outcome.kind !== 'created') throw new Error(outcome.kind);
      expect(outcome.item).toMatchObject({ filename: 'sent.jpg', description: 'Sent', mimeType });
      expect(library.page(0, 1)).toEqual([outcome.item]);
      const [sent, kept] = [await elsewhere.truth(source?.id ?? ''), await library.truth(outcome.item.id)];
      expect(kept?.taken).toBe(sent?.taken);
      const variant = mimeType === 'video/mp4' ? 'video' : 'download';
      expect(await library.bytes(outcome.item.id, { kind: variant })).toEqual(Buffer.from(upload.bytes));
      const scaled = await library.media(outcome.item.id, { kind: 'scaled', width: 32, height: 32 });
      expect(scaled?.contentType).toBe('image/jpeg');
    },
  );

  test('of the same bytes finds the item that is there, uploaded or not', async () => {
    const upload = await uploadOf(elsewhere.page(3, 1)[0], elsewhere);
    const first = await library.upload(upload);
    const second = await library.upload({ ...upload, filename: 'again.jpg' });
    expect([first.kind, second.kind]).toEqual(['created', 'existing']);
    const own = library.page(9, 1)[0];
    const back = await library.upload(await uploadOf(own, library));
    expect(back).toEqual({ kind: 'existing', item: own });
    expect(library.itemCount()).toBe(61);
  });

  test('after the item was removed makes a new one', async () => {
    const upload = await uploadOf(elsewhere.page(3, 1)[0], elsewhere);
    const first = await library.upload(upload);
    if (first.kind === 'refused') throw new Error(first.message);
    library.apply({ kind: 'remove-items', ids: [first.item.id] });
    expect((await library.upload(upload)).kind).toBe('created');
  });

  test('goes into the album that is named', async () => {
    const album = library.albums(1, 1)[0];
    const outcome = await library.upload({
      ...(await uploadOf(elsewhere.page(3, 1)[0], elsewhere)),
      albumId: album?.id ?? '',
    });
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    expect(library.albumsOf(outcome.item.id).map(({ id }) => id)).toEqual([album?.id]);
    expect(library.album(album?.id ?? '')?.itemCount).toBe((album?.itemCount ?? 0) + 1);
  });

  test('of other bytes, or into no album, is refused', async () => {
    const upload = await uploadOf(elsewhere.page(3, 1)[0], elsewhere);
    const text = Buffer.from('<html>not a photo</html>');
    expect((await library.upload({ ...upload, bytes: text })).kind).toBe('refused');
    expect((await library.upload({ ...upload, albumId: 'nowhere' })).kind).toBe('refused');
    expect(library.itemCount()).toBe(60);
  });
});
