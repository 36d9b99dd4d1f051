import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CopyLayout } from '../../../electron/contract/restore-models.ts';
import { openDestination } from '../../../electron/engine/destination/identity.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';
import { photosInAlbum, sidecar, year } from '../../support/album-export.ts';
import { openRestoreWorld } from '../../support/restore-world.ts';
import { googlePhotos, smallPicture } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { signal } = new AbortController();

async function exported(world: Awaited<ReturnType<typeof openRestoreWorld>>, to: string, layout: CopyLayout) {
  const { destination, selection } = world.request;
  const ended = await world.engine.copyOut({ destination, selection, to, layout }, () => undefined, signal);
  if (!ended.ok) throw new Error(ended.problem.code);
  return ended.value;
}

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

test('copies are laid out flat, by album or as Google does it, and a second time finds them there', async () => {
  const world = await openRestoreWorld();
  const to = await temporaryFolder();
  expect(await exported(world, join(to, 'flat'), 'flat')).toMatchObject({ outcome: 'complete', files: 15, failed: 0 });
  expect(await readdir(join(to, 'flat'))).toHaveLength(15);
  expect(await exported(world, join(to, 'flat'), 'flat')).toMatchObject({ files: 0, present: 15 });

  await exported(world, join(to, 'albums'), 'albums');
  expect((await readdir(join(to, 'albums'))).sort()).toEqual(['Other photos', 'Rome']);
  expect(await readdir(join(to, 'albums/Rome'))).toHaveLength(12);

  expect(await exported(world, join(to, 'google'), 'google')).toMatchObject({ files: 27 });
  const year = join(to, 'google/Takeout/Google Photos/Photos from 2019');
  const said: unknown = JSON.parse(await readFile(join(year, 'film.mp4.supplemental-metadata.json'), 'utf8'));
  expect(said).toMatchObject({ title: 'film.mp4', description: 'Ein Film', people: [{ name: 'Ada' }] });
  const rome: unknown = JSON.parse(await readFile(join(year, '../Rome/metadata.json'), 'utf8'));
  expect(rome).toEqual({ title: 'Rome' });
  expect(await sha256(join(year, 'film.mp4'))).toBe(await sha256(join(to, 'flat/film.mp4')));
});

test('what lies there is never replaced, a damaged original is not copied, and the backup takes no copies', async () => {
  const world = await openRestoreWorld();
  const to = join(await temporaryFolder(), 'copies');
  await mkdir(to);
  await writeFile(join(to, 'film.mp4'), 'my own film');
  const damaged = join(world.backup, 'Photos/2019/08/IMG_00003.jpg');
  await writeFile(damaged, 'damaged');
  // Somebody who writes there may be about to change what was seen: then it is theirs to find.
  const opened = await openDestination(world.backup, world.request.destination.identity);
  if (!opened.ok) throw new Error(opened.problem.code);
  const lock = await lockDestination(opened.value, () => new Date());
  if (!lock.ok) throw new Error(lock.problem.code);
  expect(await exported(world, join(to, 'meanwhile'), 'flat')).toMatchObject({ files: 14, failed: 1 });
  expect(await world.findings()).toEqual([]);
  lock.value.release();
  expect(await exported(world, to, 'flat')).toMatchObject({ outcome: 'problems', files: 14, failed: 1 });
  expect(await readFile(join(to, 'film.mp4'), 'utf8')).toBe('my own film');
  expect(await readdir(to)).toContain('film (2).mp4');
  expect(await readdir(to)).not.toContain('IMG_00003.jpg');
  expect(await world.findings()).toMatchObject([{ fault: 'changed', path: 'Photos/2019/08/IMG_00003.jpg' }]);
  for (const inside of ['Copies', '..Copies'])
    await expect(exported(world, join(world.backup, inside), 'flat')).rejects.toThrow('usage');
  await symlink(world.backup, join(to, 'link'), 'junction');
  await expect(exported(world, join(to, 'link/Copies'), 'flat')).rejects.toThrow('usage');
});

test('no album takes the folder of a year or of other photos, and the longest names have their sidecar', async () => {
  const long = `${'long '.repeat(60).trim()}.jpg`;
  const world = await openRestoreWorld({
    files: {
      ...(await photosInAlbum('Trip', 2)),
      [`${googlePhotos}/Trip/metadata.json`]: JSON.stringify({ title: 'Photos from 2019' }),
      ...(await photosInAlbum('Rest', 1)),
      [`${googlePhotos}/Rest/metadata.json`]: JSON.stringify({ title: 'other photos' }),
      [`${year}/long.jpg`]: await smallPicture(5),
      [`${year}/long.jpg.supplemental-metadata.json`]: sidecar(long, 5),
    },
  });
  const to = await temporaryFolder();
  expect(await exported(world, join(to, 'google'), 'google')).toMatchObject({ outcome: 'complete', failed: 0 });
  const folder = join(to, 'google/Takeout/Google Photos');
  expect((await readdir(folder)).sort()).toEqual(['Photos from 2019', 'Photos from 2019 (2)', 'other photos']);
  expect(await readdir(join(folder, 'Photos from 2019'))).not.toContain('metadata.json');
  const sidecars = (await readdir(join(folder, 'Photos from 2019'))).filter((name) => name.startsWith('long'));
  expect(sidecars.map((name) => name.endsWith('.json')).sort()).toEqual([false, true]);

  await exported(world, join(to, 'albums'), 'albums');
  expect((await readdir(join(to, 'albums'))).sort()).toEqual(['Other photos', 'Photos from 2019', 'other photos (2)']);
});

test('something else under the name of a folder or a photo stops nothing, and a place that cannot be is said once', async () => {
  const world = await openRestoreWorld();
  const to = await temporaryFolder();
  await writeFile(join(to, 'Rome'), 'my own file');
  await mkdir(join(to, 'Other photos/film.mp4'), { recursive: true });
  const copied = await exported(world, to, 'albums');
  expect(copied).toMatchObject({ outcome: 'problems', files: 3, failed: 12 });
  expect(copied.failures[0]).toMatchObject({ problem: { code: 'destination-unsuitable', subject: join(to, 'Rome') } });
  expect(await readdir(join(to, 'Other photos'))).toContain('film (2).mp4');

  const under = join(to, 'Rome/copies');
  expect(await exported(world, under, 'flat')).toMatchObject({
    ...{ outcome: 'stopped', files: 0, failed: 0 },
    problem: { code: 'destination-unsuitable', subject: under },
  });
});
