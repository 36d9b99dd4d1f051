import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { DecodeOutcome, DecodeRequest } from '../../../electron/contract/picture-decoder.ts';
import { DecoderPool } from '../../../electron/engine/media/decoding/decoder-pool.ts';
import { makeThumbnail, type Thumbnail } from '../../../electron/engine/media/thumbnail.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { bytes } from './build/bytes.ts';
import { heicPicture } from './build/heic-picture.ts';
import { heif, movie } from './build/iso-media.ts';
import { jpeg } from './build/photos.ts';
import { samples } from './build/samples.ts';
import { tiff } from './build/tiff.ts';

const decoder = new DecoderPool();
afterAll(() => decoder.close());

async function thumbnailOf(content: Uint8Array, size = 32) {
  const file = join(await temporaryFolder(), 'photo');
  await writeFile(file, content);
  return makeThumbnail(file, { size, decoder });
}

async function madeFrom(content: Uint8Array, size?: number): Promise<Thumbnail> {
  const result = await thumbnailOf(content, size);
  if (!result.ok || result.value === null || result.value === 'too-slow') {
    throw new Error(`no thumbnail: ${JSON.stringify(result)}`);
  }
  return result.value;
}

/** A picture of 80 by 40, red on the left, green on the right above, blue on the right below. */
function picture() {
  const part = (left: number, top: number, height: number, background: string) => ({
    input: { create: { width: 40, height, channels: 3 as const, background } },
    left,
    top,
  });
  return sharp({ create: { width: 80, height: 40, channels: 3, background: 'red' } }).composite([
    part(40, 0, 20, 'lime'),
    part(40, 20, 20, 'blue'),
  ]);
}

/** The colours of the four corners, from the upper left to the lower right. */
async function corners({ bytes: content }: Thumbnail): Promise<string> {
  const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start = (y * info.width + x) * info.channels;
    const [red = 0, green = 0, blue = 0] = data.subarray(start, start + 3);
    return red > green && red > blue ? 'r' : green > blue ? 'g' : 'b';
  };
  const [right, bottom] = [info.width - 2, info.height - 2];
  return at(1, 1) + at(right, 1) + at(1, bottom) + at(right, bottom);
}

describe('what can be decoded', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)('%s', async (format) => {
    const thumbnail = await madeFrom(await picture().toFormat(format).toBuffer());
    expect(thumbnail).toMatchObject({ mime: 'image/webp', width: 32, height: 16 });
    expect(await corners(thumbnail)).toBe('rgrb');
    expect((await sharp(thumbnail.bytes).metadata()).format).toBe('webp');
  });

  test('is never enlarged', async () => {
    expect(await madeFrom(await picture().jpeg().toBuffer(), 512)).toMatchObject({ width: 80, height: 40 });
  });

  test('shows what is left of a photo that was cut off', async () => {
    const whole = await sharp(await picture().png().toBuffer())
      .resize(800)
      .jpeg()
      .toBuffer();
    expect(await corners(await madeFrom(whole.subarray(0, whole.length - 200)))).toMatch(/^rg/);
  });

  test('stands upright and carries no metadata', async () => {
    const turned = await picture()
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'Google' } })
      .toBuffer();
    const thumbnail = await madeFrom(turned);
    expect(thumbnail).toMatchObject({ width: 16, height: 32 });
    expect(await corners(thumbnail)).toBe('rrbg');
    expect((await sharp(thumbnail.bytes).metadata()).exif).toBeUndefined();
  });
});

describe('a photo as it was held', () => {
  const turned = [
    [1, 'rgrb', 80, 40],
    [2, 'grbr', 80, 40],
    [3, 'brgr', 80, 40],
    [4, 'rbrg', 80, 40],
    [5, 'rrgb', 40, 80],
    [6, 'rrbg', 40, 80],
    [7, 'bgrr', 40, 80],
    [8, 'gbrr', 40, 80],
  ] as const;

  test.each(turned)('JPEG with orientation %d', async (orientation, shown, width, height) => {
    const photo = await picture().jpeg({ chromaSubsampling: '4:4:4' }).withMetadata({ orientation }).toBuffer();
    const thumbnail = await madeFrom(photo, 512);
    expect(thumbnail).toMatchObject({ width, height });
    expect(await corners(thumbnail)).toBe(shown);
  });

  test.each(turned)('TIFF with orientation %d, whatever its compression', async (orientation, shown) => {
    const photo = picture().withMetadata({ orientation });
    for (const options of [{}, { compression: 'lzw' }, { tile: true }] as const) {
      expect(await corners(await madeFrom(await photo.tiff(options).toBuffer()))).toBe(shown);
    }
  });

  test.each(['png', 'webp'] as const)('%s with orientation 6', async (format) => {
    const photo = await picture().withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
    expect(await corners(await madeFrom(photo))).toBe('rrbg');
  });

  const tiles = [
    ['red', 'lime', 'lime'],
    ['red', 'blue', 'blue'],
  ] as const;

  test.each([
    [undefined, 'rgrb', 170, 100],
    [1, 'gbrr', 100, 170],
    [2, 'brgr', 170, 100],
    [3, 'rrbg', 100, 170],
  ])('HEIC of tiles, turned %s times', async (quarterTurns, shown, width, height) => {
    const turns = quarterTurns === undefined ? {} : { quarterTurns };
    const thumbnail = await madeFrom(heicPicture({ tiles, width: 170, height: 100, ...turns }), 512);
    expect(thumbnail).toMatchObject({ mime: 'image/webp', width, height });
    expect(await corners(thumbnail)).toBe(shown);
  });
});

describe('HEIC', () => {
  const row = ['red', 'red', 'red', 'lime', 'lime', 'lime'] as const;
  const photo = { tiles: [row, row, row] } as const;

  test('is shrunk from many tiles', async () => {
    const thumbnail = await madeFrom(heicPicture(photo), 32);
    expect(thumbnail).toMatchObject({ width: 32, height: 16 });
    expect(await corners(thumbnail)).toBe('rgrg');
  });

  test('is shown by the small picture beside it when that is large enough', async () => {
    const content = heicPicture({ ...photo, thumbnail: 'blue' });
    expect(await corners(await madeFrom(content, 80))).toBe('bbbb');
    expect(await corners(await madeFrom(content, 200))).toBe('rgrg');
  });

  test('that was cut off has no thumbnail, and one with a preview shows that', async () => {
    const whole = heicPicture(photo);
    expect(await thumbnailOf(whole.subarray(0, whole.length - 40))).toEqual({ ok: true, value: null });
  });
});

describe('colours', () => {
  test('of a wider space than the screen’s are converted', async () => {
    const red = sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 200, g: 60, b: 40 } } });
    const wide = await red.withIccProfile('p3').jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
    const { data } = await sharp((await madeFrom(wide)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (const [index, expected] of [200, 60, 40].entries()) {
      expect(Math.abs((data[index] ?? 0) - expected)).toBeLessThan(6);
    }
  });

  test('of a printer are those of the screen', async () => {
    const cmyk = await picture().toColourspace('cmyk').jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    expect(await corners(await madeFrom(cmyk))).toBe('rgrb');
  });

  test('may be transparent, or grey', async () => {
    const clear = {
      create: { width: 40, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    } as const;
    expect((await sharp((await madeFrom(await sharp(clear).png().toBuffer())).bytes).metadata()).hasAlpha).toBe(true);
    const grey = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#606060' } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    const { data } = await sharp((await madeFrom(grey)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.abs((data[0] ?? 0) - 0x60)).toBeLessThan(4);
  });
});

test('only the decoder of what a file is reads it, whatever its name says', async () => {
  const file = join(await temporaryFolder(), 'photo');
  await writeFile(file, await picture().png().toBuffer());
  for (const format of ['jpeg', 'webp', 'heic'] as const) {
    const outcome = await decoder.decode({ source: file, format, orientation: null, size: 32, form: 'thumbnail' });
    expect(outcome, format).toEqual({ kind: 'undecodable' });
  }
});

describe('what cannot be decoded, but has a preview', () => {
  test.each([
    [1, 'rgrb'],
    [2, 'grbr'],
    [3, 'brgr'],
    [4, 'rbrg'],
    [5, 'rrgb'],
    [6, 'rrbg'],
    [7, 'bgrr'],
    [8, 'gbrr'],
  ])('HEIC with orientation %d shows it upright', async (orientation, shown) => {
    const thumbnail = await picture().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    const exif = tiff({ main: [[0x112, 'short', [orientation]]], thumbnail });
    expect(await corners(await madeFrom(heif({ exif })))).toBe(shown);
  });

  test('raw', async () => {
    const thumbnail = await picture().jpeg().toBuffer();
    const raw = tiff({
      main: [
        [0xfe, 'long', [1]],
        [0xc612, 'long', [1]],
      ],
      sub: [[0x100, 'short', [9]]],
      thumbnail,
    });
    expect(await madeFrom(raw)).toMatchObject({ width: 32, height: 16 });
  });
});

describe('a picture that takes too long', () => {
  async function made(content: Uint8Array, preview: DecodeOutcome) {
    const file = join(await temporaryFolder(), 'photo');
    await writeFile(file, content);
    const decode = async ({ source }: DecodeRequest): Promise<DecodeOutcome> =>
      typeof source === 'string' ? { kind: 'timed-out' } : preview;
    return makeThumbnail(file, { size: 32, decoder: { decode } });
  }
  const shown: DecodeOutcome = { kind: 'picture', bytes: new Uint8Array([7]), width: 2, height: 1 };

  test('is said to be so', async () => {
    expect(await made(await picture().png().toBuffer(), shown)).toEqual({ ok: true, value: 'too-slow' });
  });

  test('shows its preview, and is still only slow when that is damaged', async () => {
    const content = heif({
      exif: tiff({ main: [[0x112, 'short', [1]]], thumbnail: await picture().jpeg().toBuffer() }),
    });
    expect(await made(content, shown)).toMatchObject({ ok: true, value: { width: 2, height: 1 } });
    expect(await made(content, { kind: 'undecodable' })).toEqual({ ok: true, value: 'too-slow' });
  });
});

describe('no thumbnail, and no error', () => {
  test.each([
    ['a video', movie({})],
    ['HEIC without a preview', heif({})],
    ['HEIC with a damaged preview', heif({ exif: tiff({ thumbnail: bytes([0xff, 0xd8], new Uint8Array(50)) }) })],
    ['a JPEG of which only the first bytes are left', jpeg().subarray(0, 40)],
    ['an icon', samples['ico'] ?? new Uint8Array()],
    ['text', Buffer.from('hello')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['nothing', new Uint8Array()],
  ])('%s', async (_, content) => {
    expect(await thumbnailOf(content)).toEqual({ ok: true, value: null });
  });

  test('a picture that claims billions of pixels', async () => {
    const png = await picture().png().toBuffer();
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    expect(await thumbnailOf(png)).toEqual({ ok: true, value: null });
  });
});

test('a file that is not there is a problem', async () => {
  const result = await makeThumbnail(join(await temporaryFolder(), 'gone.jpg'), { size: 32, decoder });
  expect(result).toMatchObject({ ok: false, problem: { code: 'file-missing' } });
});
