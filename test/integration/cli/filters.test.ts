import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ItemTruth } from '../../simulator/library/library-model.ts';
import { lastRecord } from '../../support/command-line.ts';
import { smallPicture, writeTree } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openWorld, type World } from '../../support/world.ts';

async function storedNames({ backup }: World): Promise<readonly string[]> {
  const sums = await readFile(join(backup, 'SHA256SUMS'), 'utf8').catch(() => '');
  return sums
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(66));
}

const isFilm = (name: string): boolean => /\.(mp4|mov)$/iu.test(name);

test('a filtered backup takes what the filter wants, says so, and leaves the rest to the next one', async () => {
  const world = await openWorld({ items: 24, albums: 2, seed: 8 });
  const { call } = world;
  const all = await call(['backup', '--dry-run']);
  const wanted = [...all.stdout.matchAll(/^would fetch {2}(.+)$/gm)].map(([, name]) => name ?? '');
  expect(wanted).toHaveLength(24);
  const films = wanted.filter(isFilm).length;
  expect(films).toBeGreaterThan(0);

  const filter = ['--exclude', '*.mp4', '--exclude', '*.mov'];
  const looked = await call(['backup', '--dry-run', ...filter]);
  expect(looked.stdout).toContain(`A backup would fetch ${24 - films} items (${films} left out).`);
  expect(looked.stdout).not.toMatch(/would fetch .*\.(mp4|mov)$/im);

  const some = await call(['backup', ...filter]);
  expect(some.code, some.stderr).toBe(0);
  expect(some.stdout).toContain('Done for what the filter wants (exclude "*.mp4", exclude "*.mov")');
  expect(some.stdout).toContain(`discovered 24 = stored ${24 - films} + present 0 + skipped ${films} + failed 0`);
  expect(some.stdout).not.toMatch(/complete|everything/i);
  expect((await storedNames(world)).filter(isFilm)).toEqual([]);
  expect((await call(['verify'])).code).toBe(0);

  const status = await call(['status']);
  expect(status.stdout).toContain(`${24 - films} stored, ${films} waiting, 0 failed`);
  expect(status.stdout).toContain('only what a filter wanted (exclude "*.mp4", exclude "*.mov")');
  expect(status.stdout).toMatch(/^last success {2}none yet$/m);

  const rest = await call(['backup', '--json']);
  expect(lastRecord(rest)).toMatchObject({ outcome: 'complete', stored: films, present: 24 - films, skipped: 0 });
  expect(await storedNames(world)).toHaveLength(24);
  const after = await call(['status', '--json']);
  expect(after.records[0]).toMatchObject({ items: { stored: 24, wanted: 0 } });
});

test('--albums-only and --since go by albums and dates', async () => {
  const world = await openWorld({ items: 24, albums: 2, seed: 8 });
  const { call, google } = world;
  const items: ItemTruth[] = [];
  for await (const item of google.truth()) items.push(item);
  const [inAlbums, alone] = [
    items.filter(({ albums }) => albums.length > 0),
    items.filter(({ albums }) => albums.length === 0),
  ];
  expect(alone.length).toBeGreaterThan(1);
  const albums = await call(['backup', '--albums-only', '--json']);
  expect(lastRecord(albums)).toMatchObject({ outcome: 'complete', stored: inAlbums.length, filter: 'albums only' });
  const latest =
    alone
      .map(({ creationTime }) => creationTime)
      .toSorted()
      .at(-1) ?? '';
  const since = await call(['backup', '--since', `${latest.slice(0, 10)}T00:00Z`, '--dry-run', '--json']);
  const fetched = since.records.filter(({ event }) => event === 'would-fetch').map(({ key }) => key);
  const expected = alone.filter(({ creationTime }) => creationTime >= latest.slice(0, 10));
  expect(fetched.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  expect(expected.length).toBeLessThan(alone.length);
});

test('a filtered import leaves the rest of the export to the next one, which reads the same files again', async () => {
  const world = await openWorld({ items: 1, albums: 0, seed: 1 });
  const folder = join(await temporaryFolder(), 'export');
  await mkdir(folder);
  await writeTree(folder, {
    'Takeout/Google Photos/Photos from 2019/a.jpg': await smallPicture(1),
    'Takeout/Google Photos/Photos from 2019/b.jpg': await smallPicture(2),
    'Takeout/Google Photos/Photos from 2019/c.jpg': await smallPicture(3),
  });
  const looked = await world.call(['import', folder, '--dry-run', '--exclude', 'b*', '--json']);
  const media = looked.records.filter(({ event }) => event === 'media');
  expect(media.map(({ path, state }) => `${String(path).slice(-5)} ${String(state)}`).toSorted()).toEqual([
    'a.jpg store',
    'b.jpg skip',
    'c.jpg store',
  ]);
  const some = await world.call(['import', folder, '--exclude', 'b*']);
  expect(some.code, some.stderr).toBe(0);
  expect(some.stdout).toContain('Done for what the filter wants (exclude "b*")');
  expect((await storedNames(world)).filter((name) => name.endsWith('b.jpg'))).toEqual([]);
  const exports = await world.call(['exports']);
  expect(exports.stdout).not.toMatch(/\bcomplete\b/);
  const rest = await world.call(['import', folder, '--json']);
  expect(lastRecord(rest)).toMatchObject({ outcome: 'complete', stored: 1, present: 2 });
  expect(await storedNames(world)).toHaveLength(3);
});

test('a reserve of free space that cannot be kept ends the run before anything is fetched', async () => {
  const world = await openWorld({ items: 6, albums: 0, seed: 3 });
  const ended = await world.call(['backup', '--min-free', '900T']);
  expect(ended.code).toBe(6);
  expect(ended.stderr).toContain('The free space that you want to keep is reached');
  expect(await storedNames(world)).toEqual([]);
  expect(world.google.statistics().mediaRequests).toBe(0);
  // Remembered, and by a variable.
  expect((await world.call(['config', 'set', 'min-free', '900T'])).code).toBe(0);
  expect((await world.call(['backup'])).code).toBe(6);
  expect((await world.call(['config', 'set', 'min-free', 'none'])).code).toBe(0);
  expect((await world.call(['backup'], { env: { AFTERIMAGE_MIN_FREE: '900T' } })).code).toBe(6);
  expect((await world.call(['backup', '--min-free', '1k', '--transfers', '1', '--bwlimit', '50M'])).code).toBe(0);
});
