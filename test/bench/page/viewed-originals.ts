import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { largePictureOf } from '../../renderer/pictures.ts';
import { originalBytes, pathOf } from './stored-library.ts';

/** Different originals; each stands for many photos, as a file of many names. */
const pictures = 8;

/**
 * Puts the files of some photos of the made-up library into the backup folder, for the viewer: of twelve megapixels, as
 * full of detail as a photo is, and as long as the catalog says.
 */
export async function keepOriginals(backup: string, photos: readonly number[]): Promise<void> {
  const masters: string[] = [];
  for (let picture = 0; picture < pictures; picture += 1) {
    const master = join(backup, `original-${picture}.jpg`);
    await writeFile(master, await originalOf(picture));
    masters.push(master);
  }
  for (const photo of photos) {
    const file = join(backup, pathOf(photo));
    await mkdir(dirname(file), { recursive: true });
    await link(masters[photo % pictures] ?? '', file);
  }
  await Promise.all(masters.map((master) => rm(master)));
}

/** A smooth picture decodes in no time, so this one has grain; what lacks in length stands after its end. */
async function originalOf(picture: number): Promise<Uint8Array> {
  const plain = sharp(await largePictureOf(picture));
  const { width, height } = await plain.metadata();
  const grain = await sharp({
    create: { width, height, channels: 3, background: 'gray', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const jpeg = await plain
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 80 })
    .toBuffer();
  if (jpeg.length > originalBytes) throw new Error(`An original of ${jpeg.length} bytes is longer than it may be`);
  return Buffer.concat([jpeg, Buffer.alloc(originalBytes - jpeg.length)]);
}
