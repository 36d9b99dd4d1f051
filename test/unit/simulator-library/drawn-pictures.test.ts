import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawnPictures } from '../../simulator/library/media/drawn-pictures.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const rendition = { longSide: 64, shortSide: 48, maxBytes: 1100 };

test('a picture is drawn once, whoever asks for it, and always has the same bytes', async () => {
  const folder = await temporaryFolder();
  const draw = async () => {
    const studio = createPictureStudio(drawnPictures(folder));
    return [await studio.jpeg(3, rendition), (await studio.av1(3, rendition)).data];
  };
  const first = await draw();
  const [version = ''] = await readdir(folder);
  expect((await readdir(join(folder, version))).toSorted()).toEqual(['3-64x48-1100.avif', '3-64x48-1100.jpg']);
  expect(await draw()).toEqual(first);
  expect(await drawnPictures(folder).get('3-64x48-1100.jpg', async () => Buffer.from('drawn anew'))).toEqual(first[0]);
});

test('many that draw the same at once leave it whole, and nothing beside it', async () => {
  const folder = await temporaryFolder();
  const bytes = Buffer.alloc(100_000, 7);
  const got = await Promise.all(Array.from({ length: 8 }, () => drawnPictures(folder).get('a.jpg', async () => bytes)));
  expect(got.every((one) => one.equals(bytes))).toBe(true);
  const [version = ''] = await readdir(folder);
  expect(await readdir(join(folder, version))).toEqual(['a.jpg']);
});

test('where nothing can be kept, pictures are drawn all the same', async () => {
  const folder = join(await temporaryFolder(), 'a file');
  await writeFile(folder, '');
  expect(await drawnPictures(folder).get('a.jpg', async () => Buffer.from('bytes'))).toEqual(Buffer.from('bytes'));
});
