import ExifReader from 'exifreader';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { smallestItemBytes } from '../../simulator/library/item-media.ts';
import { createLibrary } from '../../simulator/library/library.ts';
import type { LibraryItem, MediaVariant, SimulatedLibrary } from '../../simulator/library/library-model.ts';
import { createFiller } from '../../simulator/library/media/filler.ts';
import { contentOf } from '../../simulator/library/media/iso-box.ts';
import { jpegFile } from '../../simulator/library/media/jpeg-file.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';

const studio = createPictureStudio();
const library = createLibrary({ items: 120, albums: 0, seed: 7, itemBytes: null }, studio);
const tiny = createLibrary({ items: 160, albums: 0, seed: 7, itemBytes: smallestItemBytes }, studio);

function itemsOf(from: SimulatedLibrary, mimeType: string): readonly LibraryItem[] {
  return from.page(0, from.itemCount()).filter((item) => item.mimeType === mimeType);
}

async function bytesOf(from: SimulatedLibrary, id: string, variant: MediaVariant): Promise<Buffer> {
  const bytes = await from.bytes(id, variant);
  if (bytes === undefined) throw new Error(`No ${variant.kind} of ${id}`);
  return Buffer.from(bytes);
}

function storedVariant({ kind }: LibraryItem): MediaVariant {
  return kind === 'video' ? { kind: 'video' } : { kind: 'download' };
}

describe.each(['image/jpeg', 'image/heic'])('%s', (mimeType) => {
  test('tells its date, its zone and its camera as the truth does', async () => {
    for (const item of itemsOf(tiny, mimeType)) {
      const bytes = await bytesOf(tiny, item.id, { kind: 'download' });
      const truth = await tiny.truth(item.id);
      const exif = ExifReader.load(bytes, { expanded: true }).exif;
      const date = exif?.DateTimeOriginal?.description;
      if (truth?.takenFrom === 'exif') expect(date).toBe(truth.taken.replaceAll('-', ':').replace('T', ' '));
      else expect(date).toBeUndefined();
      const zone = exif?.OffsetTimeOriginal?.description;
      expect(zone === undefined).toBe(truth?.offsetMinutes === null);
      expect(exif?.Model?.description ?? null).toBe(item.cameraModel);
    }
  });

  test('keeps its place in the original and loses it in the download', async () => {
    let placed = 0;
    const items = itemsOf(tiny, mimeType);
    for (const { id, creationTime } of items) {
      const original = ExifReader.load(await bytesOf(tiny, id, { kind: 'original' }), { expanded: true });
      const download = ExifReader.load(await bytesOf(tiny, id, { kind: 'download' }), { expanded: true });
      expect(download.gps).toBeUndefined();
      expect(download.exif?.DateTimeOriginal?.description).toBe(original.exif?.DateTimeOriginal?.description);
      if (original.gps?.Latitude === undefined || original.gps.Longitude === undefined) continue;
      placed += 1;
      // The clock where it was taken runs ahead of UTC by about an hour every 15 degrees.
      const taken = (await tiny.truth(id))?.taken ?? '';
      const ahead = (Date.parse(`${taken}Z`) - Date.parse(creationTime)) / 3_600_000;
      expect(Math.abs(ahead - original.gps.Longitude / 15)).toBeLessThan(2);
    }
    expect(placed).toBeGreaterThan(items.length / 2);
  });

  test('is decoded to a picture of the size that the item tells', async () => {
    for (const item of itemsOf(library, mimeType).slice(0, 3)) {
      const bytes = await bytesOf(library, item.id, { kind: 'download' });
      expect((await fileTypeFromBuffer(bytes))?.mime).toBe(mimeType);
      const { info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([item.width, item.height]);
      const { channels } = await sharp(bytes).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(10);
    }
  });
});

describe('a clip', () => {
  test('tells its moment in UTC and, where recorded, its local time', async () => {
    let zoned = 0;
    for (const item of itemsOf(tiny, 'video/mp4')) {
      const bytes = await bytesOf(tiny, item.id, { kind: 'video' });
      expect((await fileTypeFromBuffer(bytes))?.mime).toBe('video/mp4');
      const movie = contentOf(bytes, 'moov') ?? Buffer.alloc(0);
      const created = (contentOf(movie, 'mvhd') ?? Buffer.alloc(8)).readUInt32BE(4) - 2_082_844_800;
      expect(new Date(created * 1000).toISOString()).toBe(item.creationTime.replace('Z', '.000Z'));
      const local = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d{4})/.exec(movie.toString('latin1'));
      const truth = await tiny.truth(item.id);
      if (truth?.takenFrom === 'quicktime-zone') {
        zoned += 1;
        expect(local?.[1]).toBe(truth.taken);
        expect(Date.parse(`${local?.[1]}${local?.[2]}`)).toBe(created * 1000);
      } else {
        expect(local).toBeNull();
      }
    }
    expect(zoned).toBeGreaterThan(0);
  });

  test('names a place in its data where an AV1 picture stands', async () => {
    const item = itemsOf(library, 'video/mp4')[0];
    const bytes = await bytesOf(library, item?.id ?? '', { kind: 'video' });
    const offsets = bytes.indexOf('stco') + 12;
    // Temporal delimiter (type 2) or sequence header (type 1) of AV1, each with its size field.
    expect([0x12, 0x0a]).toContain(bytes[bytes.readUInt32BE(offsets)]);
  });

  test('has a still picture as its download, and no clip while it is being processed', async () => {
    const { id = '' } = itemsOf(tiny, 'video/mp4')[0] ?? {};
    expect((await fileTypeFromBuffer(await bytesOf(tiny, id, { kind: 'download' })))?.mime).toBe('image/jpeg');
    const changing = createLibrary({ items: 160, albums: 0, seed: 7, itemBytes: smallestItemBytes }, studio);
    expect(changing.apply({ kind: 'set-video-status', id, status: 'PROCESSING' })).toMatchObject({ ok: true });
    expect(await changing.bytes(id, { kind: 'video' })).toBeUndefined();
    expect(await changing.truth(id)).toMatchObject({ bytes: null, sha256: null });
  });

  test('is not to be had of a photo', async () => {
    expect(await tiny.bytes(itemsOf(tiny, 'image/jpeg')[0]?.id ?? '', { kind: 'video' })).toBeUndefined();
  });
});

describe('sizes', () => {
  test.each([smallestItemBytes, 6001, 20_000, 65_537, 131_075, 700_003])(
    'are met to the byte: %i',
    async (itemBytes) => {
      const sized = createLibrary({ items: 60, albums: 0, seed: 7, itemBytes }, studio);
      for (const mimeType of ['image/jpeg', 'image/heic', 'video/mp4']) {
        const item = itemsOf(sized, mimeType)[0];
        if (item === undefined) throw new Error(`No ${mimeType}`);
        for (const variant of [storedVariant(item), { kind: 'original' }] as const) {
          const media = await sized.media(item.id, variant);
          expect(media?.length).toBe(itemBytes);
          expect(media?.chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(itemBytes);
        }
        if (item.kind === 'photo')
          expect((await sharp(await bytesOf(sized, item.id, { kind: 'download' })).stats()).isOpaque).toBe(true);
      }
    },
  );

  test.each([0, 1, 2, 3, 4, 5, 65_536, 65_537, 65_538, 65_540, 65_541, 131_076, 1_048_592, 1_048_593])(
    'of a JPEG grow by %i bytes, whatever a comment segment needs',
    async (gap) => {
      const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
        .jpeg()
        .toBuffer();
      const filler = createFiller(1);
      const parts = { picture, exif: null, marker: 'marked' };
      const bare = Buffer.concat(jpegFile({ ...parts, length: null }, filler));
      const grown = Buffer.concat(jpegFile({ ...parts, length: bare.length + gap }, filler));
      expect(grown.length - bare.length).toBe(gap);
      expect(await sharp(grown, { failOn: 'warning' }).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
    },
  );

  test('vary naturally around some tens of kilobytes', async () => {
    const sizes: number[] = [];
    for (const item of library.page(0, 20))
      sizes.push((await library.media(item.id, storedVariant(item)))?.length ?? 0);
    expect(Math.min(...sizes)).toBeGreaterThan(8000);
    expect(Math.max(...sizes)).toBeLessThan(200_000);
    expect(new Set(sizes).size).toBeGreaterThan(10);
  });

  test('of fifty megabytes share their filling', async () => {
    const big = createLibrary({ items: 40, albums: 0, seed: 7, itemBytes: 50_000_000 }, studio);
    const [one, other] = itemsOf(big, 'image/jpeg');
    const first = await big.media(one?.id ?? '', { kind: 'download' });
    const second = await big.media(other?.id ?? '', { kind: 'download' });
    const buffers = new Set([...(first?.chunks ?? []), ...(second?.chunks ?? [])].map(({ buffer }) => buffer));
    const held = [...buffers].reduce((sum, buffer) => sum + buffer.byteLength, 0);
    expect([first?.length, second?.length]).toEqual([50_000_000, 50_000_000]);
    expect(held).toBeLessThan(5_000_000);
    expect(Buffer.compare(first?.chunks[0] ?? Buffer.alloc(0), second?.chunks[0] ?? Buffer.alloc(0))).not.toBe(0);
  });
});

describe('a scaled picture', () => {
  test('fits into the box, keeps its proportions and is smaller', async () => {
    for (const item of library.page(0, 4)) {
      const scaled = await bytesOf(library, item.id, { kind: 'scaled', width: 200, height: 150 });
      const { width = 0, height = 0, format } = await sharp(scaled).metadata();
      expect(format).toBe('jpeg');
      expect(width).toBeLessThanOrEqual(200);
      expect(height).toBeLessThanOrEqual(150);
      expect(width / height).toBeCloseTo(item.width / item.height, 1);
      expect(scaled.length).toBeLessThan(20_000);
    }
  });

  test('is never larger than the picture, and shows the same scene', async () => {
    const item = itemsOf(library, 'image/jpeg')[0];
    const full = await bytesOf(library, item?.id ?? '', { kind: 'download' });
    const scaled = await bytesOf(library, item?.id ?? '', { kind: 'scaled', width: 9000, height: 9000 });
    expect(await sharp(scaled).metadata()).toMatchObject({ width: item?.width, height: item?.height });
    const [a, b] = await Promise.all(
      [full, scaled].map((bytes) => sharp(bytes).resize(16, 16, { fit: 'fill' }).raw().toBuffer()),
    );
    const difference =
      (a ?? Buffer.alloc(0)).reduce((sum, value, i) => sum + Math.abs(value - (b?.[i] ?? 0)), 0) / (16 * 16 * 3);
    expect(difference).toBeLessThan(4);
  });
});

test('every scene fits into the smallest item in every format', async () => {
  const many = createLibrary({ items: 1500, albums: 0, seed: 11, itemBytes: smallestItemBytes }, studio);
  for (const item of many.page(0, 1500)) {
    expect((await many.media(item.id, { kind: 'original' }))?.length).toBe(smallestItemBytes);
  }
});
