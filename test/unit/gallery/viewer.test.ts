import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isNamedAsMedia, shownForm } from '../../../electron/engine/media/shown-form.ts';
import { goodValue } from '../catalog/catalog-fixture.ts';
import { heicPicture } from '../media/build/heic-picture.ts';
import { openWorld, type Photo, store, type World } from './gallery-fixture.ts';

/** Stores a file with these bytes. */
async function storeFile(
  world: World,
  path: string,
  bytes: Uint8Array,
  mimeType: string,
  more: Partial<Photo> = {},
): Promise<number> {
  const file = join(world.folder, ...path.split('/'));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  const [id = 0] = store(world, [{ key: path, path, facts: { mimeType, bytes: bytes.length }, ...more }]);
  return id;
}

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: 'teal' } });
}

test('says how a file is shown, and where its bytes lie', async () => {
  const world = await openWorld();
  const jpeg = await plain(40, 30).jpeg().toBuffer();
  const id = await storeFile(world, 'Photos/2024/01/a.JPG', jpeg, 'image/jpeg');
  const { viewer } = world.gallery;
  expect(await viewer.view(id)).toEqual({ ok: true, value: { shows: 'original', hasMotion: false } });
  expect(goodValue(await viewer.media(id, 'original'))).toEqual({
    ...{ path: 'Photos/2024/01/a.JPG', start: 0, bytes: jpeg.length, mimeType: 'image/jpeg', isNamedAsMedia: true },
  });
  expect(goodValue(await viewer.media(id, 'motion'))).toBeNull();
  expect(goodValue(await viewer.view(99_999))).toBeNull();
});

test.each([
  ['image/png', 100, 'original'],
  ['image/heic', 100, 'decoded'],
  ['image/tiff', 100, 'decoded'],
  ['image/x-adobe-dng', 100, 'decoded'],
  ['image/jpeg', 20_000, 'decoded'],
  ['video/quicktime', 100, 'film'],
  ['application/octet-stream', 100, 'nothing'],
] as const)('%s of %d pixels a side is shown as: %s', (mimeType, side, form) => {
  expect(shownForm(mimeType, side, side)).toBe(form);
});

test('the system is never asked to open what its name makes a program', () => {
  for (const name of ['Photos/a.JPG', 'Photos/b.heic', 'c.MOV', 'd.x.dng']) expect(isNamedAsMedia(name)).toBe(true);
  for (const name of ['a.bat', 'b.jpg.exe', 'c', 'd.html', 'e.lnk', 'f.jpg/g'])
    expect(isNamedAsMedia(name)).toBe(false);
});

test('HEIC is decoded at its full size, tile by tile and turned as it is to be seen', async () => {
  const world = await openWorld();
  const heic = heicPicture({
    tiles: [
      ['red', 'lime', 'red'],
      ['blue', 'white', 'lime'],
    ],
    width: 150,
    height: 100,
    quarterTurns: 1,
    thumbnail: 'white',
  });
  const id = await storeFile(world, 'Photos/2024/01/a.HEIC', heic, 'image/heic');
  const picture = goodValue(await world.gallery.viewer.picture(id));
  expect(picture?.mime).toBe('image/jpeg');
  const { data, info } = await sharp(picture?.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([100, 150]);
  const colourAt = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  const near = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
    [red, green, blue].map((part) => (part > 128 ? 1 : 0)).join('');
  // Turned to the left: the first row stands at the left, its beginning below.
  expect([near(colourAt(5, 145)), near(colourAt(5, 80)), near(colourAt(5, 5))]).toEqual(['100', '010', '100']);
  expect([near(colourAt(90, 145)), near(colourAt(90, 80)), near(colourAt(90, 5))]).toEqual(['001', '111', '010']);
});

test('a picture that is too large for the window is shrunk, and one that is small stays as it is', async () => {
  const world = await openWorld();
  const wide = await storeFile(world, 'Photos/a.tif', await plain(6_400, 20).tiff().toBuffer(), 'image/tiff');
  const small = await storeFile(world, 'Photos/b.tif', await plain(64, 48).tiff().toBuffer(), 'image/tiff');
  const sizeOf = async (id: number) => {
    const { width, height } = await sharp(goodValue(await world.gallery.viewer.picture(id))?.bytes).metadata();
    return [width, height];
  };
  expect(await sizeOf(wide)).toEqual([6_000, 19]);
  expect(await sizeOf(small)).toEqual([64, 48]);
});

test('a live photo knows its clip, whether it lies beside it or is the end of its file', async () => {
  const world = await openWorld();
  const clip = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(400)]);
  const photo = await storeFile(world, 'Photos/live.JPG', await plain(8, 8).jpeg().toBuffer(), 'image/jpeg');
  expect(goodValue(await world.gallery.viewer.view(photo))).toMatchObject({ hasMotion: false });
  const film = await storeFile(world, 'Photos/live.MP4', clip, 'video/mp4', { pairOf: 'Photos/live.JPG' });
  expect(goodValue(await world.gallery.viewer.view(photo))).toMatchObject({ shows: 'original', hasMotion: true });
  expect(goodValue(await world.gallery.viewer.media(photo, 'motion'))).toMatchObject({
    path: 'Photos/live.MP4',
    start: 0,
  });
  expect(goodValue(await world.gallery.viewer.view(film))).toMatchObject({ shows: 'film', hasMotion: false });

  const jpeg = Buffer.from(await plain(8, 8).jpeg().toBuffer());
  const xmp = Buffer.from(`<x:xmpmeta GCamera:MicroVideoOffset="${clip.length}"/>`);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, xmp.length + 2]), xmp]);
  const bytes = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2), clip]);
  const motion = await storeFile(world, 'Photos/MVIMG.JPG', bytes, 'image/jpeg');
  expect(goodValue(await world.gallery.viewer.media(motion, 'motion'))).toMatchObject({
    ...{ path: 'Photos/MVIMG.JPG', start: bytes.length - clip.length, bytes: clip.length, mimeType: 'video/mp4' },
  });
});

test('a file that has gone or changed, and a link in its place, are told', async () => {
  const world = await openWorld();
  const { viewer } = world.gallery;
  const id = await storeFile(world, 'Photos/a.JPG', await plain(8, 8).jpeg().toBuffer(), 'image/jpeg');
  const file = join(world.folder, 'Photos', 'a.JPG');
  await writeFile(file, 'other bytes');
  expect(await viewer.view(id)).toMatchObject({ problem: { code: 'file-changed' } });
  await rm(file);
  for (const answer of [await viewer.view(id), await viewer.media(id, 'original'), await viewer.picture(id)]) {
    expect(answer).toMatchObject({ problem: { code: 'file-missing' } });
  }
  await symlink('/etc/hostname', file);
  expect((await viewer.media(id, 'original')).ok).toBe(false);
});

test('a frame of a film becomes its thumbnail; nothing else can be given one', async () => {
  const world = await openWorld();
  const film = await storeFile(world, 'Photos/f.MP4', Buffer.alloc(64), 'video/mp4');
  const photo = await storeFile(world, 'Photos/p.JPG', await plain(8, 8).jpeg().toBuffer(), 'image/jpeg');
  const webp = await plain(40, 30).webp().toBuffer();
  expect(await world.gallery.thumbnail(film)).toEqual({ ok: true, value: null });
  expect(await world.gallery.keepPoster(film, Buffer.from('<html>'))).toBe(false);
  expect(await world.gallery.keepPoster(photo, webp)).toBe(false);
  expect(await world.gallery.keepPoster(film, webp)).toBe(true);
  expect(Buffer.from(goodValue(await world.gallery.thumbnail(film))?.bytes ?? []).equals(webp)).toBe(true);
});

test('what a disk says of a file names no place outside of the backup folder', async () => {
  const world = await openWorld();
  const id = await storeFile(world, 'Photos/a.JPG', await plain(8, 8).jpeg().toBuffer(), 'image/jpeg');
  const file = join(world.folder, 'Photos', 'a.JPG');
  await rm(file);
  for (const inItsPlace of [() => mkdir(file), async () => rm(file, { recursive: true })]) {
    await inItsPlace();
    for (const answer of [await world.gallery.viewer.view(id), await world.gallery.viewer.picture(id)]) {
      expect(answer.ok).toBe(false);
      expect(JSON.stringify(answer)).not.toContain(world.folder);
    }
  }
});
