import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DecodeOutcome } from '../../../electron/contract/picture-decoder.ts';
import { ThumbnailFiles } from '../../../electron/engine/media/thumbnail-files.ts';
import { type ThumbnailSubject, Thumbnails } from '../../../electron/engine/media/thumbnails.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const picture: DecodeOutcome = { kind: 'picture', bytes: new Uint8Array([7]), width: 1, height: 1 };

/** Asks for the thumbnail of one photo as often as there are outcomes of decoding it, and once more. */
async function lookAt(outcomes: readonly DecodeOutcome['kind'][]) {
  const folder = await temporaryFolder();
  const file = join(folder, 'photo.png');
  const content = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  await writeFile(file, content);
  const subject: ThumbnailSubject = { file, sha256: 'ab'.repeat(32), bytes: content.length };
  let decoded = 0;
  const decode = async (): Promise<DecodeOutcome> => {
    const kind = outcomes[decoded] ?? 'picture';
    decoded += 1;
    return kind === 'picture' ? picture : { kind };
  };
  const files = new ThumbnailFiles({ root: join(folder, 'cache'), mostBytes: 1_000_000, now: () => new Date() });
  const thumbnails = new Thumbnails({ files, decoder: { decode }, folder: 'a' });
  const seen: string[] = [];
  for (let look = 0; look <= outcomes.length; look += 1) {
    const made = await thumbnails.of(subject);
    seen.push(made.ok ? (made.value?.mime ?? 'none') : made.problem.code);
  }
  await thumbnails.close();
  return { seen, decoded };
}

test('a photo that took too long once is tried again', async () => {
  const { seen } = await lookAt(['timed-out']);
  expect(seen).toEqual(['interrupted', 'image/webp']);
});

test('a photo that took too long twice has no thumbnail, and is not tried again', async () => {
  expect(await lookAt(['timed-out', 'timed-out'])).toEqual({ seen: ['interrupted', 'none', 'none'], decoded: 2 });
});

test('a photo whose decoder was not there is tried each time it is viewed', async () => {
  const { seen } = await lookAt(['unavailable', 'timed-out', 'unavailable']);
  expect(seen).toEqual(['interrupted', 'interrupted', 'interrupted', 'image/webp']);
});

test.each(['undecodable', 'crashed'] as const)('a photo that is %s is not tried again', async (kind) => {
  expect(await lookAt([kind])).toEqual({ seen: ['none', 'none'], decoded: 1 });
});
