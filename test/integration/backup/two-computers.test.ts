import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { afterimage, type Ended, lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { trueSums } from '../../support/true-sums.ts';
import { anotherComputer, openWorld, type World } from '../../support/world.ts';

/* One folder, and several that know it: each run first takes over what the folder knows. */

async function begun(items = 20): Promise<World> {
  const world = await openWorld({ items, albums: 2, seed: 71, itemBytes: 4_000 });
  expect((await world.call(['backup'])).code).toBe(0);
  world.google.resetStatistics();
  return world;
}

function addPhotos({ google }: World, count: number, album?: string): void {
  const [added] = google.changeLibrary([{ kind: 'add-items', count }]);
  if (added?.ok !== true) throw new Error('The library refused the change');
  if (album !== undefined) google.changeLibrary([{ kind: 'add-album', title: album, itemIds: [...added.itemIds] }]);
}

const codes = ({ records }: Ended): readonly unknown[] =>
  records.flatMap(({ event, problem }) => (event === 'problem' ? [(problem as { code: string }).code] : []));

/** Everything once, and the list true of it. */
async function expectOnce({ google, backup }: World): Promise<void> {
  const { photos } = await expectWholeBackup(google.url, backup);
  expect(await trueSums(backup)).toEqual([...photos.keys()].toSorted());
}

const backedUp = ({ call }: World, ...more: readonly string[]): Promise<Ended> => call(['backup', '--json', ...more]);

test('two computers that take turns fetch nothing twice, and each knows what the other stored', async () => {
  const one = await begun();
  const other = await anotherComputer(one);
  addPhotos(one, 3, 'Holiday');
  expect(lastRecord(await backedUp(other))).toMatchObject({ outcome: 'complete', stored: 3, present: 20 });
  const again = await backedUp(one);
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', kind: 'quick', stored: 0, present: 23 });
  expect(codes(again)).toEqual(['folder-ahead']);
  expect(one.google.statistics().mediaRequests).toBe(3);
  addPhotos(one, 2);
  expect(lastRecord(await backedUp(one))).toMatchObject({ outcome: 'complete', stored: 2 });
  const told = await other.call(['status']);
  expect(told.stdout).toContain('25 photos and videos');
  expect(told.stderr).toContain('2 files were added here');
  expect(codes(await backedUp(other))).toEqual([]);
  await expectOnce(one);
});

test('a data folder that comes back from an older copy takes over what the folder knows', async () => {
  const world = await begun();
  await cp(world.data, `${world.data}.old`, { recursive: true });
  addPhotos(world, 3, 'Holiday');
  await backedUp(world);
  await rm(world.data, { recursive: true });
  await rename(`${world.data}.old`, world.data);
  world.google.resetStatistics();
  expect(lastRecord(await backedUp(world))).toMatchObject({ outcome: 'complete', stored: 0, present: 23 });
  expect(world.google.statistics().mediaRequests).toBe(0);
  await expectOnce(world);
});

/** A backup that is killed once some photos were fetched. */
async function killed({ google, call }: World): Promise<void> {
  google.resetStatistics();
  const ended = await call(['backup', '--json'], { killWhen: () => google.statistics().mediaRequests >= 20 });
  expect(ended.signal).toBe('SIGKILL');
}

test('a data folder that was copied while a run was on learns from the folder what the run stored', async () => {
  const world = await begun(4);
  addPhotos(world, 120);
  await killed(world);
  await cp(world.data, `${world.data}.old`, { recursive: true });
  await backedUp(world);
  await rm(world.data, { recursive: true });
  await rename(`${world.data}.old`, world.data);
  world.google.resetStatistics();
  expect(lastRecord(await backedUp(world))).toMatchObject({ outcome: 'complete', stored: 0, present: 124 });
  expect(world.google.statistics().mediaRequests).toBe(0);
  await expectOnce(world);
});

test('another computer that finds the folder of a killed run stores nothing a second time', async () => {
  const one = await begun(4);
  const other = await anotherComputer(one);
  addPhotos(one, 120);
  await killed(one);
  expect(lastRecord(await backedUp(other))).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectOnce(one);
  one.google.resetStatistics();
  expect(lastRecord(await backedUp(one))).toMatchObject({ outcome: 'complete', stored: 0, present: 124 });
  expect(one.google.statistics().mediaRequests).toBe(0);
  await expectOnce(one);
});

test('an older copy of the folder gets what it lacks, and so does one of two copies that take turns', async () => {
  const world = await begun();
  const mirror = `${world.backup}-mirror`;
  await cp(world.backup, mirror, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  addPhotos(world, 5, 'Holiday');
  await backedUp(world);
  const onMirror = { ...world, backup: mirror };
  expect((await world.call(['destination', 'set', mirror])).code).toBe(0);
  const unknown = await world.call(['status', '--check']);
  expect(unknown, 'nobody knows what the older copy lacks').toMatchObject({ code: 3 });
  expect(unknown.stdout).toMatch(/^check +An older copy of the backup folder is back/mu);
  const healed = await backedUp(world);
  expect(lastRecord(healed)).toMatchObject({ kind: 'full', outcome: 'complete', stored: 5 });
  expect(codes(healed)).toEqual(['folder-older']);
  expect((await world.call(['status', '--check'])).stdout).not.toContain('older copy');
  await expectOnce(onMirror);
  addPhotos(world, 2);
  await backedUp(world);
  expect((await world.call(['destination', 'set', world.backup])).code).toBe(0);
  expect(lastRecord(await backedUp(world))).toMatchObject({ outcome: 'complete', stored: 2 });
  await expectOnce(world);
  expect(codes(await backedUp(world))).toEqual([]);
});

test('two computers with a copy of the disk each, which they swap', async () => {
  const one = await begun();
  const mirror = `${one.backup}-mirror`;
  await cp(one.backup, mirror, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const other = await anotherComputer({ ...one, backup: mirror });
  addPhotos(one, 3, 'Holiday');
  await backedUp(one);
  addPhotos(one, 4);
  await backedUp(other);
  expect((await one.call(['destination', 'set', mirror])).code).toBe(0);
  expect((await other.call(['destination', 'set', one.backup])).code).toBe(0);
  for (const computer of [one, other]) {
    const report = lastRecord(await backedUp(computer, '--full'));
    expect(report).toMatchObject({ outcome: 'complete', failed: 0 });
  }
  await expectOnce(one);
  await expectOnce(other);
});

test('a folder that was copied while a run was on is compared, and made whole', async () => {
  const world = await begun(4);
  const mirror = `${world.backup}-mirror`;
  addPhotos(world, 6, 'Holiday');
  await backedUp(world);
  await cp(world.backup, mirror, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const { photos } = await readBackupFolder(mirror);
  for (const [path = ''] of [...photos.values()].slice(0, 3)) await rm(join(mirror, path));
  const stamp = JSON.parse(await readFile(join(mirror, '.afterimage/stamp.json'), 'utf8'));
  const writing = { id: '8f14e45f-ceea-4672-9b0c-7a1d2e3f4a5b', machine: 'x', run: 1, at: '2026-11-21T10:00:00.000Z' };
  await writeFile(join(mirror, '.afterimage/stamp.json'), JSON.stringify({ ...stamp, writing }));
  expect((await world.call(['destination', 'set', mirror])).code).toBe(0);
  const healed = await backedUp(world);
  expect(lastRecord(healed)).toMatchObject({ outcome: 'complete', stored: 3 });
  expect(codes(healed)).toEqual(['folder-compared']);
  await expectOnce({ ...world, backup: mirror });
});

test.each([
  ['is gone', (path: string) => rm(path)],
  ['is no JSON', (path: string) => writeFile(path, '{"format":1')],
  ['is endless', (path: string) => writeFile(path, `{"format":1,${' '.repeat(100_000)}}`)],
])('a stamp that %s costs a comparison, and nothing else', async (_what, spoil) => {
  const world = await begun(6);
  await spoil(join(world.backup, '.afterimage/stamp.json'));
  expect(lastRecord(await backedUp(world))).toMatchObject({ outcome: 'complete', stored: 0, present: 6 });
  expect(world.google.statistics().mediaRequests).toBe(0);
  expect(codes(await backedUp(world))).toEqual([]);
  await expectOnce(world);
});

test('a snapshot of a newer version is left alone by everything that would write to the folder', async () => {
  const world = await begun(6);
  const snapshot = join(world.backup, '.afterimage/catalog.sqlite');
  const database = new DatabaseSync(snapshot);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const before = await folderState(world.backup);
  const other = await anotherComputer({ ...world, backup: await temporaryFolder() });
  for (const ended of [
    await backedUp(world),
    await other.call(['destination', 'set', world.backup, '--json']),
    await world.call(['import', '--json', await temporaryFolder()]),
    await world.call(['verify', '--scrub', '--json']),
  ]) {
    expect(lastRecord(ended)).toMatchObject({ event: 'failed', problem: { code: 'catalog-newer' } });
  }
  expect(await folderState(world.backup)).toEqual(before);
});

async function folderState(backup: string): Promise<unknown> {
  const own = join(backup, '.afterimage');
  const names = ['catalog.sqlite', 'stamp.json', 'destination.json', 'lock-holder.json'];
  return Promise.all(names.map((name) => readFile(join(own, name), 'base64')));
}

test('a known folder is adopted when it is chosen, without an account', async () => {
  const world = await begun();
  const data = await temporaryFolder();
  const globals = ['--data-dir', data, '--token-store', 'memory'];
  const set = await afterimage(['destination', 'set', world.backup], { globals });
  expect(set.stdout).toMatch(/found {4}a backup: 20 files, \d+ albums?, last backup /u);
  for (const [args, words] of [
    [['status'], 'stored        20 photos and videos'],
    [['verify'], '20 files read again'],
    [['items', 'list', '--stored'], 'photos/'],
    [['albums', 'list', '--stored'], 'albums/'],
    [['exports'], ''],
  ] as const) {
    const ended = await afterimage([...args], { globals });
    expect(ended.code, `${args[0]}: ${ended.stderr}`).toBe(0);
    expect(ended.stdout.toLowerCase()).toContain(words);
  }
});

test('a path that nobody means is no folder', async () => {
  const { call, backup } = await openWorld({ items: 1, albums: 0, seed: 1 });
  for (const path of ['', '   ', '~', '~/backup', '~nobody/backup']) {
    const ended = await call(['destination', 'set', path, '--json']);
    expect(ended.code, path).toBe(2);
    expect(lastRecord(ended)).toMatchObject({
      event: 'failed',
      problem: { code: 'usage', wayOut: expect.any(String) },
    });
  }
  expect((await call(['destination', 'show'])).stdout).toContain(backup);
});

test.each(['is gone', 'is spoilt', 'is a folder'])(
  'a stamp that %s is told as what it is, and written again',
  async (how) => {
    const world = await begun();
    const stamp = join(world.backup, '.afterimage/stamp.json');
    const right = await readFile(stamp, 'utf8');
    await rm(stamp);
    if (how === 'is spoilt') await writeFile(stamp, right.slice(0, 40));
    if (how === 'is a folder') await mkdir(join(stamp, 'mine'), { recursive: true });
    const told = await backedUp(world);
    expect(codes(told)).toEqual(['stamp-missing']);
    expect(lastRecord(told)).toMatchObject({ outcome: 'complete', stored: 0, failed: 0 });
    expect(JSON.parse(await readFile(stamp, 'utf8'))).toMatchObject({ format: 1, writing: null });
    const kept = await readdir(join(world.backup, '.afterimage/quarantine'), { recursive: true }).catch(() => []);
    expect(kept.some((name) => name.endsWith('mine'))).toBe(how === 'is a folder');
    expect(codes(await backedUp(world))).toEqual([]);
  },
);
