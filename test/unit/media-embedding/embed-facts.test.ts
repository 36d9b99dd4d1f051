import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { embedFacts } from '../../../electron/engine/media/embedding/embed-facts.ts';
import type { FactsToEmbed } from '../../../electron/engine/media/embedding/facts-to-embed.ts';
import { lengthOf, readPieces } from '../../../electron/engine/media/embedding/pieces.ts';
import { sniffMedia } from '../../../electron/engine/media/media-type.ts';
import { bytesAccess } from '../../../electron/engine/media/random-access.ts';
import { readFacts } from '../../../electron/engine/media/read-facts.ts';
import { exifBlock } from '../../simulator/library/media/exif-segment.ts';
import { createFiller } from '../../simulator/library/media/filler.ts';
import { heicFile } from '../../simulator/library/media/heic-file.ts';
import { contentOf } from '../../simulator/library/media/iso-box.ts';
import { jpegFile } from '../../simulator/library/media/jpeg-file.ts';
import { mp4File } from '../../simulator/library/media/mp4-file.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const now = new Date('2026-11-01T00:00:00Z');
const rendition = { longSide: 64, shortSide: 48, maxBytes: 4000 };
const facts: FactsToEmbed = {
  taken: { local: '2019-08-12T14:30:15', zoneMinutes: 330 },
  place: { latitude: -33.856784, longitude: 151.215297 },
};

const noise = sharp({
  create: { width: 40, height: 30, channels: 4, background: { r: 9, g: 99, b: 200, alpha: 0.5 } },
});
const bare = { width: 40, height: 30, make: 'Pixel & Co', model: 'Five', offsetMinutes: null, position: null };
const exif = exifBlock({ ...bare, localSeconds: null });
const studio = createPictureStudio();
const filler = createFiller(1);

/** Files without a date, in every form that can take one. */
const files: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a JPEG without EXIF': async () => noise.clone().jpeg().toBuffer(),
  'a JPEG with EXIF': async () => {
    const picture = await noise.clone().jpeg().toBuffer();
    return Buffer.concat(jpegFile({ picture, exif, marker: 'x', length: null }, filler));
  },
  'a PNG': async () => noise.clone().png().toBuffer(),
  'a PNG with EXIF': async () =>
    noise
      .clone()
      .withExif({ IFD0: { Make: 'Pixel & Co' } })
      .png()
      .toBuffer(),
  'a lossy WebP': async () => noise.clone().removeAlpha().webp().toBuffer(),
  'a lossless WebP': async () => noise.clone().webp({ lossless: true }).toBuffer(),
  'a WebP with EXIF': async () =>
    noise
      .clone()
      .withExif({ IFD0: { Make: 'Pixel & Co' } })
      .webp()
      .toBuffer(),
  'a HEIC': async () => {
    const picture = await studio.av1(0, rendition);
    return Buffer.concat(heicFile({ picture, exif, marker: 'x', length: 9000 }, filler));
  },
  'an MP4': async () => {
    const picture = await studio.av1(0, rendition);
    const film = { picture, createdSeconds: -2_082_844_800, seconds: 2, fps: 5, keys: [], marker: 'x', length: 12_000 };
    return Buffer.concat(mp4File(film, filler));
  },
};

async function patched(original: Buffer, what: FactsToEmbed = facts): Promise<Buffer> {
  const source = bytesAccess(original);
  const pieces = await embedFacts(source, typeOf(original), what);
  const bytes = await bytesOf(readPieces(source, pieces ?? []));
  expect(bytes.length).toBe((pieces ?? []).reduce((sum, piece) => sum + lengthOf(piece), 0));
  return bytes;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

function typeOf(bytes: Buffer) {
  const type = sniffMedia(bytes.subarray(0, 4096));
  if (type === null) throw new Error('no photo');
  return type;
}

describe.each(Object.entries(files))('%s', (name, make) => {
  test('says afterwards when and where it was taken, and nothing else has changed', async () => {
    const original = await make();
    const before = await readFacts(bytesAccess(original), typeOf(original), now);
    expect(before).toMatchObject({ taken: null, place: null });
    const copy = await patched(original);
    const after = await readFacts(bytesAccess(copy), typeOf(copy), now);
    expect(after.place?.latitude).toBeCloseTo(-33.856784, 5);
    expect(after.place?.longitude).toBeCloseTo(151.215297, 5);
    const { taken, place: _place, ...others } = after;
    const { taken: _before, place: _nowhere, ...othersBefore } = before;
    expect(others).toEqual(othersBefore);
    if (name === 'an MP4') expect(taken).toMatchObject({ kind: 'instant', utc: '2019-08-12T09:00:15.000Z' });
    else expect(taken).toMatchObject({ kind: 'local', local: '2019-08-12T14:30:15', zoneMinutes: 330 });
  });

  test('is the same copy however often it is made, and takes one of the facts alone', async () => {
    const original = await make();
    const untouched = Buffer.from(original);
    expect((await patched(original)).equals(await patched(original))).toBe(true);
    expect(original.equals(untouched)).toBe(true);
    const placeOnly = await patched(original, { ...facts, taken: null });
    expect(await readFacts(bytesAccess(placeOnly), typeOf(placeOnly), now)).toMatchObject({ taken: null });
    const dateOnly = await patched(original, { ...facts, place: null });
    expect(await readFacts(bytesAccess(dateOnly), typeOf(dateOnly), now)).toMatchObject({ place: null });
  });

  test('exiftool reads the same, and finds no fault', { tags: 'exiftool' }, async () => {
    const original = await make();
    const copy = await patched(original);
    const file = join(await temporaryFolder(), `copy.${typeOf(copy).extension}`);
    await writeFile(file, copy);
    const exiftool = (...args: readonly string[]) =>
      execFileSync('exiftool', [...args, file], { encoding: 'utf8', env: testEnvironment({ LC_ALL: 'C.UTF-8' }) });
    const [read] = JSON.parse(exiftool('-j', '-n', '-a', '-G0', '-api', 'QuickTimeUTC=0'));
    const date = name === 'an MP4' ? read['QuickTime:CreateDate'] : read['EXIF:DateTimeOriginal'];
    expect(date).toBe(name === 'an MP4' ? '2019:08:12 09:00:15' : '2019:08:12 14:30:15');
    if (name !== 'an MP4') expect(read['EXIF:OffsetTimeOriginal']).toBe('+05:30');
    expect(read['Composite:GPSLatitude']).toBeCloseTo(-33.856784, 5);
    expect(read['Composite:GPSLongitude']).toBeCloseTo(151.215297, 5);
    const faults = async (bytes: Buffer): Promise<readonly string[]> => {
      await writeFile(file, bytes);
      const [found] = JSON.parse(exiftool('-j', '-validate', '-warning', '-error', '-a'));
      return [found.Error, found.Warning].flat().filter((fault) => fault !== undefined);
    };
    // Tags that the standard asks of cameras are none of what is written here.
    const before = await faults(original);
    const added = (await faults(copy)).filter((fault) => !before.includes(fault) && !/^Missing required/.test(fault));
    expect(added).toEqual([]);
  });
});

test.each(['a JPEG with EXIF', 'a PNG', 'a lossy WebP', 'a lossless WebP'])(
  '%s shows the same picture',
  async (name) => {
    const original = (await files[name]?.()) ?? Buffer.alloc(0);
    const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
    expect((await pixels(await patched(original))).equals(await pixels(original))).toBe(true);
  },
);

test('another reader finds the camera that was there before', async () => {
  const original = (await files['a JPEG with EXIF']?.()) ?? Buffer.alloc(0);
  const tags = ExifReader.load(await patched(original), { expanded: true });
  expect(tags.exif?.Make?.description).toBe('Pixel & Co');
  expect(tags.exif?.OffsetTimeOriginal?.description).toBe('+05:30');
  expect(tags.gps?.Latitude).toBeCloseTo(-33.856784, 5);
});

test('the frames of a film are where its table says, also where the movie box stands in front', async () => {
  const original = (await files['an MP4']?.()) ?? Buffer.alloc(0);
  const firstFrame = (film: Buffer) => {
    const movie = contentOf(film, 'moov') ?? Buffer.alloc(0);
    const at = movie.indexOf('stco', 0, 'latin1');
    const offset = movie.readUInt32BE(at + 12);
    return film.subarray(offset, offset + 16);
  };
  const copy = await patched(original);
  expect(copy.length).toBeGreaterThan(original.length);
  expect(firstFrame(copy).equals(firstFrame(original))).toBe(true);
});

test('a film that says another date and place in the way of Apple says the right ones afterwards', async () => {
  const picture = await studio.av1(0, rendition);
  const keys = [
    { name: 'com.apple.quicktime.creationdate', value: '2021-01-02T03:04:05+0900' },
    { name: 'com.apple.quicktime.location.ISO6709', value: '+48.8577+002.2950/' },
  ];
  const film = { picture, createdSeconds: 1_609_524_245, seconds: 2, fps: 5, keys, marker: 'x', length: 12_000 };
  const original = Buffer.concat(mp4File(film, filler));
  const copy = await patched(original);
  expect(copy.length).toBe(original.length);
  const said = await readFacts(bytesAccess(copy), typeOf(copy), now);
  expect(said.taken).toMatchObject({ kind: 'local', local: '2019-08-12T14:30:15', zoneMinutes: 330 });
  expect(said.place?.latitude).toBeCloseTo(-33.8568, 3);
  expect(said.place?.longitude).toBeCloseTo(151.2153, 3);
});

test('a zone that nobody knows is written as UTC, in which such dates are kept', async () => {
  const original = (await files['a PNG']?.()) ?? Buffer.alloc(0);
  const copy = await patched(original, { taken: { local: '2019-08-12T14:30:15', zoneMinutes: null }, place: null });
  expect(ExifReader.load(copy, { expanded: true }).exif?.OffsetTimeOriginal?.description).toBe('+00:00');
});

test('what cannot take facts, and what is damaged, is left alone', async () => {
  const gif = await noise.clone().gif().toBuffer();
  expect(await embedFacts(bytesAccess(gif), typeOf(gif), facts)).toBeNull();
  for (const make of Object.values(files)) {
    const original = await make();
    const type = typeOf(original);
    for (let length = 16; length < Math.min(original.length, 400); length += 7) {
      const pieces = await embedFacts(bytesAccess(original.subarray(0, length)), type, facts);
      expect(pieces === null || Array.isArray(pieces)).toBe(true);
    }
  }
});

test('the original may have shrunk since: reading says so', async () => {
  const original = await noise.clone().jpeg().toBuffer();
  const pieces = await embedFacts(bytesAccess(original), typeOf(original), facts);
  const shorter = bytesAccess(original.subarray(0, original.length - 5));
  await expect(bytesOf(readPieces(shorter, pieces ?? []))).rejects.toThrow(RangeError);
});
