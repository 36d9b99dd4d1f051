import sharp, { type Sharp } from 'sharp';
import { bytes } from '../../unit/media/build/bytes.ts';
import { heicPicture } from '../../unit/media/build/heic-picture.ts';
import { heif, movie } from '../../unit/media/build/iso-media.ts';
import { tiff } from '../../unit/media/build/tiff.ts';

/** A file, and what its thumbnail of at most 64 pixels is: its size, or `none`. */
export interface MixedPicture {
  readonly content: Uint8Array;
  readonly thumbnail: string;
}

const tiles = [
  ['red', 'lime', 'lime'],
  ['red', 'blue', 'blue'],
] as const;

/** Two hundred pictures of every kind that a library holds, whole and broken, by name. */
export async function mixedPictures(): Promise<ReadonlyMap<string, MixedPicture>> {
  const pictures = new Map<string, MixedPicture>();
  const add = (name: string, content: Uint8Array, thumbnail: string): void =>
    void pictures.set(`${String(pictures.size).padStart(3, '0')} ${name}`, { content, thumbnail });
  for (let round = 0; pictures.size < 200; round += 1) {
    const width = 300 + 16 * round;
    const drawn = (): Sharp =>
      sharp({ create: { width, height: width / 2, channels: 3, background: { r: 40 * round, g: 90, b: 200 } } });
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const photo = drawn()
        .withMetadata({ orientation })
        .jpeg({ progressive: orientation % 2 === 0 });
      add(`turned ${orientation}.jpg`, await photo.toBuffer(), orientation < 5 ? '64x32' : '32x64');
    }
    for (const format of ['png', 'webp', 'gif', 'tiff', 'avif'] as const) {
      const content = await drawn().toFormat(format).toBuffer();
      add(`whole.${format}`, content, '64x32');
      add(`broken.${format}`, bytes(content.subarray(0, 24), new Uint8Array(300)), 'none');
    }
    for (const quarterTurns of [0, 1, 2, 3]) {
      const heic = heicPicture({ tiles, width: 160, height: 80, quarterTurns });
      add(`turned ${quarterTurns}.heic`, heic, quarterTurns % 2 === 0 ? '64x32' : '32x64');
    }
    const thumbnail = await drawn().resize(100).jpeg().toBuffer();
    const main = [
      [0xfe, 'long', [1]],
      [0xc612, 'long', [1]],
    ] as const;
    add('raw with a preview.dng', tiff({ main, sub: [[0x100, 'short', [9]]], thumbnail }), '64x32');
    add('with a preview only.heic', heif({ exif: tiff({ main: [[0x112, 'short', [1]]], thumbnail }) }), '64x32');
    add('without anything.heic', heif({}), 'none');
    add('cut off.heic', heicPicture({ tiles }).subarray(0, -60), 'none');
    add('video.mov', movie({}), 'none');
    add('text.jpg', Buffer.from('no picture'), 'none');
    const bomb = await drawn().png().toBuffer();
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    add('bomb.png', bomb, 'none');
  }
  return pictures;
}
