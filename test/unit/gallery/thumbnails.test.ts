import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DecodeOutcome, PictureDecoder } from '../../../electron/contract/picture-decoder.ts';
import { ThumbnailFiles } from '../../../electron/engine/media/thumbnail-files.ts';
import { Thumbnails } from '../../../electron/engine/media/thumbnails.ts';
import type { Gallery } from '../../../electron/engine/runs/gallery.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { goodValue } from '../catalog/catalog-fixture.ts';
import { movie } from '../media/build/iso-media.ts';
import { samples } from '../media/build/samples.ts';
import { identity, openWorld, store, type World } from './gallery-fixture.ts';

/** A JPEG of 1,200 by 600 in one colour. */
function picture(background: string): Promise<Buffer> {
  return sharp({ create: { width: 1_200, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** Stores a real file; returns its asset. */
async function storeFile(world: World, name: string, content: Uint8Array, mimeType = 'image/jpeg'): Promise<number> {
  const path = `Photos/2023/08/${name}`;
  await mkdir(dirname(join(world.folder, path)), { recursive: true });
  await writeFile(join(world.folder, path), content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const [id = 0] = store(world, [{ key: name, path, facts: { sha256, bytes: content.length, mimeType } }]);
  return id;
}

async function outcome(gallery: Gallery, id: number): Promise<string> {
  const made = await gallery.thumbnail(id);
  if (!made.ok) return made.problem.code;
  return made.value === null ? 'none' : `${made.value.mime}, ${(await sharp(made.value.bytes).metadata()).width}`;
}

async function cached({ dataFolder }: World): Promise<readonly string[]> {
  return readdir(join(dataFolder, 'thumbnails', identity), { recursive: true })
    .then((names) => names.filter((name) => name.endsWith('.webp')).toSorted())
    .catch(() => []);
}

test('a photo has a thumbnail, which is kept outside the destination', async () => {
  const world = await openWorld();
  const id = await storeFile(world, 'A.JPG', await picture('red'));
  const before = await readdir(world.folder, { recursive: true });
  const made = goodValue(await world.gallery.thumbnail(id));
  expect(made?.mime).toBe('image/webp');
  const { format, width, height } = await sharp(made?.bytes).metadata();
  expect({ format, width, height }).toEqual({ format: 'webp', width: 400, height: 200 });
  expect(await readdir(world.folder, { recursive: true })).toEqual(before);
  const [name = ''] = await cached(world);
  expect(
    Buffer.compare(await readFile(join(world.dataFolder, 'thumbnails', identity, name)), made?.bytes ?? Buffer.of()),
  ).toBe(0);
});

test.each(['Photos/2023', 'Photos/2023/08/A.JPG'])('no thumbnail is made through a link at %s', async (place) => {
  const world = await openWorld();
  const id = await storeFile(world, 'A.JPG', await picture('red'));
  const moved = join(await temporaryFolder(), 'moved');
  await rename(join(world.folder, place), moved);
  await symlink(moved, join(world.folder, place));
  expect(await outcome(world.gallery, id)).toBe(place.endsWith('JPG') ? 'file-missing' : 'destination-link');
  expect(await cached(world)).toEqual([]);
});

test('a thumbnail that was made once shows while the disk is unplugged', async () => {
  const world = await openWorld();
  const [a, b] = [
    await storeFile(world, 'A.JPG', await picture('red')),
    await storeFile(world, 'B.JPG', await picture('lime')),
  ];
  const made = await world.gallery.thumbnail(a);
  await rm(world.folder, { recursive: true });
  expect(await world.gallery.thumbnail(a)).toEqual(made);
  expect(await outcome(world.gallery, b)).toBe('file-missing');
});

test('many askings at once, some for the same photo, are all answered', async () => {
  const world = await openWorld();
  const ids: number[] = [];
  for (const [index, colour] of ['red', 'lime', 'blue', 'white', 'black'].entries()) {
    ids.push(await storeFile(world, `${index}.JPG`, await picture(colour)));
  }
  const outcomes = await Promise.all([...ids, ...ids, ...ids].map((id) => outcome(world.gallery, id)));
  expect(new Set(outcomes)).toEqual(new Set(['image/webp, 400']));
  expect(await cached(world)).toHaveLength(5);
});

test('what has no picture has no thumbnail, and nothing is kept of it', async () => {
  const world = await openWorld();
  expect(await outcome(world.gallery, await storeFile(world, 'A.MOV', movie({}), 'video/quicktime'))).toBe('none');
  const heic = samples['heic'] ?? new Uint8Array();
  expect(await outcome(world.gallery, await storeFile(world, 'B.HEIC', heic, 'image/heic'))).toBe('none');
  const damaged = (await picture('red')).subarray(0, 20);
  expect(await outcome(world.gallery, await storeFile(world, 'C.JPG', damaged))).toBe('none');
  expect(await outcome(world.gallery, 99)).toBe('none');
  expect(await cached(world)).toEqual([]);
});

test.each(['crashed', 'undecodable'] as const)(
  'a photo that was %s is not tried again, and one without a decoder is',
  async (kind) => {
    const folder = await temporaryFolder();
    const outcomes: DecodeOutcome[] = [{ kind: 'unavailable' }, { kind }];
    let asked = 0;
    const decoder: PictureDecoder = {
      decode: async () => {
        asked += 1;
        return outcomes.shift() ?? { kind: 'picture', bytes: new Uint8Array([1]), width: 1, height: 1 };
      },
    };
    const files = new ThumbnailFiles({ root: join(folder, 'cache'), mostBytes: 1_000, now: () => new Date() });
    const thumbnails = new Thumbnails({ files, decoder, folder: 'disk' });
    const content = await picture('red');
    await writeFile(join(folder, 'A.JPG'), content);
    const subject = { file: join(folder, 'A.JPG'), sha256: 'a'.repeat(64), bytes: content.length };
    expect(await thumbnails.of(subject)).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
    expect(await thumbnails.of(subject)).toEqual({ ok: true, value: null });
    expect(await thumbnails.of(subject)).toEqual({ ok: true, value: null });
    expect(asked).toBe(2);
    expect(await thumbnails.of({ ...subject, sha256: 'b'.repeat(64) })).toMatchObject({
      value: { mime: 'image/webp' },
    });
    await thumbnails.close();
  },
);

test('a photo of another disk at the same place is not shown as this one', async () => {
  const world = await openWorld();
  const id = await storeFile(world, 'A.JPG', await picture('red'));
  await writeFile(
    join(world.folder, 'Photos/2023/08/A.JPG'),
    await sharp(await picture('blue'))
      .png()
      .toBuffer(),
  );
  expect(await outcome(world.gallery, id)).toBe('file-changed');
  expect(await cached(world)).toEqual([]);
});

test('a data folder that cannot keep thumbnails still shows them', async () => {
  const world = await openWorld();
  await writeFile(join(world.dataFolder, 'thumbnails'), 'a file in the way');
  const id = await storeFile(world, 'A.JPG', await picture('red'));
  expect(await outcome(world.gallery, id)).toBe('image/webp, 400');
});

test('closing gives up thumbnails that wait, and waits for those that are being made', async () => {
  const world = await openWorld();
  const content = await Promise.all(['red', 'lime', 'blue', 'white'].map(picture));
  const ids: number[] = [];
  for (const [index, bytes] of content.entries()) ids.push(await storeFile(world, `${index}.JPG`, bytes));
  const asked = ids.map((id) => world.gallery.thumbnail(id));
  await world.gallery.close();
  for (const made of await Promise.all(asked)) {
    expect(made.ok ? made.value?.mime : made.problem.code).toMatch(/^(image\/webp|interrupted)$/u);
  }
  expect(() => world.gallery.months({ search: '' })).toThrow('closed');
});
