import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DrawnFile, drawPictures } from '../../../build/draw/pictures.ts';
import { trayStates } from '../../../build/draw/tray-icon.ts';

const build = join(import.meta.dirname, '..', '..', '..', 'build');
let drawn: readonly DrawnFile[];

beforeAll(async () => {
  drawn = await drawPictures();
});

function pixels(png: Buffer): Promise<{ data: Buffer; info: OutputInfo }> {
  return sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
}

/** The picture as it looks on a bar of that grey, one number a pixel. */
async function onGrey(png: Buffer, grey: number): Promise<readonly number[]> {
  const flat = await sharp(png)
    .flatten({ background: { r: grey, g: grey, b: grey } })
    .greyscale()
    .raw()
    .toBuffer();
  return [...flat];
}

describe('the files in the project', () => {
  test('are all that is drawn, and nothing else', () => {
    const found = ['icons', 'tray'].flatMap((folder) =>
      readdirSync(join(build, folder)).map((name) => `${folder}/${name}`),
    );
    expect(found.toSorted()).toEqual(drawn.map(({ path }) => path).toSorted());
  });

  test('look as they are drawn', async () => {
    for (const { path, bytes } of drawn.filter((one) => one.path.endsWith('.png'))) {
      const [now, then] = [await pixels(bytes), await pixels(await readFile(join(build, path)))];
      expect(then.info.width, path).toBe(now.info.width);
      // Another processor may round a shade differently.
      const furthest = now.data.reduce((most, value, at) => Math.max(most, Math.abs(value - (then.data[at] ?? 0))), 0);
      expect(furthest, path).toBeLessThanOrEqual(3);
    }
  });
});

describe('the icon of the app', () => {
  test('has every size that a desktop on Linux asks for', async () => {
    const sizes = drawn.flatMap(({ path }) => /^icons\/(\d+)x\1\.png$/.exec(path)?.[1] ?? []).map(Number);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024]);
    for (const size of sizes) {
      const { width, height, hasAlpha } = await sharp(join(build, `icons/${size}x${size}.png`)).metadata();
      expect([width, height, hasAlpha]).toEqual([size, size, true]);
    }
  });

  test('is a Windows icon of bitmaps, and of a PNG at 256', async () => {
    const ico = await readFile(join(build, 'icons', 'icon.ico'));
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => ico.subarray(6 + 16 * at, 22 + 16 * at));
    expect(entries.map((entry) => entry[0])).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 0]);
    for (const entry of entries) {
      const image = ico.subarray(entry.readUInt32LE(12), entry.readUInt32LE(12) + entry.readUInt32LE(8));
      const size = entry[0] || 256;
      if (size === 256) expect((await sharp(image).metadata()).width).toBe(256);
      else await expectBitmap(image, size);
    }
    const last = entries.at(-1);
    expect((last?.readUInt32LE(12) ?? 0) + (last?.readUInt32LE(8) ?? 0)).toBe(ico.length);
  });

  test('is a macOS icon of PNGs from 32 to 1024', async () => {
    const icns = await readFile(join(build, 'icons', 'icon.icns'));
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const sides: Record<string, number | undefined> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
      sides[icns.toString('latin1', at, at + 4)] = (await sharp(png).metadata()).width;
    }
    expect(sides).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });
});

/** A 32-bit bitmap of an icon: rows from the bottom in BGRA show what the PNG of that size shows. */
async function expectBitmap(image: Buffer, size: number): Promise<void> {
  expect([image.readUInt32LE(0), image.readInt32LE(4), image.readInt32LE(8)]).toEqual([40, size, size * 2]);
  expect([image.readUInt16LE(12), image.readUInt16LE(14)]).toEqual([1, 32]);
  expect(image.length).toBe(40 + size * size * 4 + Math.ceil(size / 32) * 4 * size);
  const middle = image.subarray(40 + (size * Math.floor(size / 2) + Math.floor(size / 3)) * 4);
  const [blue = 0, , red = 0, alpha = 0] = middle;
  // The warm light is left of the middle.
  expect(red).toBeGreaterThan(blue + 60);
  expect(alpha).toBe(255);
}

describe('the images of the tray', () => {
  const suffixes = [
    { suffix: '', sizes: { '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32 } },
    { suffix: 'Linux', sizes: { '': 24, '@2x': 48 } },
    { suffix: 'Template', sizes: { '': 18, '@2x': 36 } },
  ];

  test('are there for every state, platform and scale', async () => {
    for (const state of trayStates) {
      for (const { suffix, sizes } of suffixes) {
        for (const [scale, size] of Object.entries(sizes)) {
          const { width, height } = await sharp(join(build, 'tray', `${state}${suffix}${scale}.png`)).metadata();
          expect([width, height], `${state}${suffix}${scale}`).toEqual([size, size]);
        }
      }
    }
  });

  test('of macOS are stencils: black, and nothing but its opacity', async () => {
    for (const { path, bytes } of drawn.filter((one) => one.path.includes('Template'))) {
      const { data } = await pixels(bytes);
      const coloured = data.filter((value, at) => at % 4 !== 3 && value !== 0 && (data[at - (at % 4) + 3] ?? 0) > 0);
      expect(coloured.length, path).toBe(0);
      expect(data.some((value, at) => at % 4 === 3 && value > 0 && value < 255)).toBe(true);
    }
  });

  test.each([
    ['a light bar', 0xf3],
    ['a dark bar', 0x1e],
    ['a grey bar', 0x80],
  ])('can be seen on %s', async (_bar, grey) => {
    for (const state of trayStates) {
      const shades = await onGrey(await readFile(join(build, 'tray', `${state}.png`)), grey);
      const apart = shades.filter((shade) => Math.abs(shade - grey) > 22).length;
      expect(apart / shades.length, state).toBeGreaterThan(0.2);
    }
  });

  test.each(['', 'Linux', 'Template'])('can be told apart without colours (%s)', async (suffix) => {
    const shades = await Promise.all(
      trayStates.map(async (state) => onGrey(await readFile(join(build, 'tray', `${state}${suffix}.png`)), 0xf3)),
    );
    for (const [at, one] of shades.entries()) {
      for (const other of shades.slice(at + 1)) {
        const different = one.filter((shade, pixel) => Math.abs(shade - (other[pixel] ?? 0)) > 40).length;
        expect(different).toBeGreaterThan(5);
      }
    }
  });
});
