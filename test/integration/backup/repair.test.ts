import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { type Damage, damageFolder, editFile } from '../../support/damaged-folder.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { trueSums } from '../../support/true-sums.ts';
import { openWorld } from '../../support/world.ts';

interface Found {
  readonly thing: string;
  readonly fault: string;
  readonly path: string;
}

function findingsOf(ended: Ended): readonly Found[] {
  const verified = ended.records.find(({ event }) => event === 'verified');
  return (verified?.['findings'] ?? []) as readonly Found[];
}

function expectNamed(ended: Ended, damage: Damage): void {
  expect(ended.code).toBe(3);
  const found = findingsOf(ended);
  expect(found.map(({ path }) => path).toSorted()).toEqual([...damage.all].toSorted());
  expect(damage.all).toHaveLength(19);
  const faultOf = (path: string) => found.find((finding) => finding.path === path)?.fault;
  for (const path of damage.deleted) expect([path, faultOf(path)]).toEqual([path, 'missing']);
  for (const path of damage.flipped) expect([path, faultOf(path)]).toEqual([path, 'changed']);
  for (const path of damage.cut) expect([path, faultOf(path)]).toEqual([path, 'cut']);
  expect(damage.sidecars.map(faultOf)).toEqual(['missing', 'cut', 'changed']);
  expect(faultOf(damage.album)).toBe('missing');
}

test('nineteen damages of a library are named, said until they are mended, and repaired from Google', async () => {
  const { google, backup, call } = await openWorld({ items: 60, albums: 4, seed: 13 });
  expect((await call(['backup'])).code).toBe(0);
  expect((await call(['verify', '--json'])).code).toBe(0);
  const damage = await damageFolder(backup);
  expectNamed(await call(['verify', '--json']), damage);
  // Reading some of it is no reason to forget the rest.
  const part = await call(['verify', '--json', '--path', 'Albums/']);
  expect(part.code).toBe(3);
  expect(lastRecord(part)).toMatchObject({ checked: 0, known: 18 });
  expect((await call(['backup', '--json'])).code).toBe(3);

  google.resetStatistics();
  const repaired = await call(['verify', '--repair', '--json']);
  expect(repaired.code, repaired.stdout).toBe(0);
  expect(lastRecord(repaired)).toMatchObject({ event: 'repaired', counts: { total: 0 } });
  expect(await trueSums(backup)).toHaveLength(60);
  await expectWholeBackup(google.url, backup);
  const after = await call(['verify', '--json']);
  expect([after.code, findingsOf(after)]).toEqual([0, []]);
  expect((await call(['backup', '--full', '--json'])).code).toBe(0);
  // What was damaged is kept.
  const kept = await readdir(join(backup, '.afterimage/quarantine'), { recursive: true });
  for (const path of [...damage.flipped, ...damage.cut]) expect(kept).toContain(path);
});

test('an import of the same export heals what it holds, and without it the archive is named', async () => {
  const { folder, backup, call } = await openImportWorld();
  const small = { items: 40, albums: 3, seed: 6, itemBytes: 'tiny', parts: 1 } as const;
  const sample = await writeTakeoutSample({ out: join(folder, 'sample'), ...small }, createPictureStudio());
  expect((await call(['import', '--json', join(folder, 'sample')])).code).toBe(0);
  expect((await call(['verify', '--json'])).code).toBe(0);
  const damage = await damageFolder(backup, (path) => path.toLowerCase().endsWith('.jpg'));
  expectNamed(await call(['verify', '--json']), damage);

  const alone = await call(['verify', '--repair', '--json']);
  expect(alone.code).toBe(3);
  const [archive = ''] = (await readdir(join(folder, 'sample'))).filter((name) => /\.(?:zip|tgz)$/u.test(name));
  expect(lastRecord(alone)).toMatchObject({
    event: 'repaired',
    counts: { total: 15, things: { photo: 15, sidecar: 0, album: 0, sums: 0 } },
    origins: [{ source: 'takeout', archive, photos: 15 }],
  });
  expect((await call(['verify', '--repair'])).stdout).toContain(`import ${archive} again`);

  const again = await call(['import', '--json', join(folder, 'sample')]);
  // It tells what it met, although it mends it.
  expect(again.code, again.stdout).toBe(3);
  expect(lastRecord(again)).toMatchObject({ stored: 15, failed: 0 });
  expect((await call(['import', '--json', join(folder, 'sample')])).code).toBe(0);
  await expectImported(backup, sample.truth);
  await trueSums(backup);
  const after = await call(['verify', '--json']);
  expect([after.code, findingsOf(after)]).toEqual([0, []]);
});

test('an edit made on purpose is kept by backups, and is what belongs there once it is accepted', async () => {
  const { backup, call } = await openWorld({ items: 12, albums: 1, seed: 3 });
  await call(['backup']);
  const [line = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).split('\n');
  const path = line.slice(66);
  await editFile(join(backup, path));
  const edited = await readFile(join(backup, path));
  const found = await call(['verify', '--json']);
  expect(findingsOf(found)).toMatchObject([{ thing: 'photo', fault: 'changed', path, mayBeEdit: true }]);
  expect((await call(['backup', '--full', '--json'])).code).toBe(3);
  expect(await readFile(join(backup, path))).toEqual(edited);

  const accepted = await call(['verify', '--accept', path, '--json']);
  expect(accepted.code, accepted.stdout).toBe(0);
  expect((await call(['verify', '--json'])).code).toBe(0);
  expect(await trueSums(backup)).toHaveLength(12);
  expect((await call(['backup', '--full', '--json'])).code).toBe(0);
  expect(await readFile(join(backup, path))).toEqual(edited);
  expect((await call(['verify', '--accept', 'nowhere.jpg'])).code).not.toBe(0);
  await writeFile(join(backup, path), '');
  for (const other of [`${path}.xmp`, 'SHA256SUMS', 'nowhere.jpg']) {
    const refused = await call(['verify', '--accept', other]);
    expect([other, refused.stderr]).toEqual([other, expect.stringContaining('Only photos and videos below Photos')]);
  }
  const empty = await call(['verify', '--accept', path]);
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('The file is empty')]);
});

test("what lies in the way stays, and so do an edited sidecar, a person's own files, and links that lead elsewhere", async () => {
  const { backup, call } = await openWorld({ items: 40, albums: 2, seed: 3 });
  await call(['backup']);
  const [first = '', second = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8'))
    .split('\n')
    .map((line) => line.slice(66));
  await rm(join(backup, first));
  await mkdir(join(backup, first));
  await writeFile(join(backup, first, 'mine.txt'), 'mine');
  const names = await readdir(join(backup, 'Photos'), { recursive: true });
  const sidecar = join(backup, 'Photos', names.find((name) => name.endsWith('.xmp')) ?? '');
  const mine = (await readFile(sidecar, 'utf8')).replace('x:xmptk="Afterimage"', 'x:xmptk="Another"');
  await writeFile(sidecar, mine);
  await writeFile(join(backup, 'Photos', 'notes.txt'), 'mine');
  const [album = ''] = await readdir(join(backup, 'Albums'));
  const [entry = ''] = await readdir(join(backup, 'Albums', album));
  await rm(join(backup, 'Albums', album, entry));
  await symlink(`../../${second}`, join(backup, 'Albums', album, entry));
  const repaired = await call(['verify', '--repair', '--list-unknown', '--json']);
  expect(repaired.code, repaired.stdout).toBe(0);
  expect(repaired.records.find(({ event }) => event === 'verified')).toMatchObject({
    edited: [sidecar.slice(backup.length + 1)],
    unknownFiles: expect.arrayContaining(['Photos/notes.txt', `${first}/mine.txt`]),
  });
  expect(await readFile(join(backup, first, 'mine.txt'), 'utf8')).toBe('mine');
  expect(await readFile(sidecar, 'utf8')).toBe(mine);
  expect(await readFile(join(backup, 'Photos', 'notes.txt'), 'utf8')).toBe('mine');
  expect(await trueSums(backup)).toHaveLength(40);
  expect((await call(['verify', '--json'])).code).toBe(0);
});

const spoiledLists = [
  ['is gone', (path: string) => rm(path)],
  ['is empty', (path: string) => writeFile(path, '')],
  [
    'has a byte flipped',
    async (path: string) => writeFile(path, (await readFile(path, 'latin1')).replace('a', 'z'), 'latin1'),
  ],
  ['ends too early', async (path: string) => writeFile(path, (await readFile(path)).subarray(0, 500))],
  ['is full of zeros', (path: string) => writeFile(path, Buffer.alloc(4_096))],
] as const;

test('a checksum list that is spoilt in any way is told and written again, under its name', async () => {
  const { backup, call } = await openWorld({ items: 12, albums: 1, seed: 3 });
  await call(['backup']);
  for (const [what, spoil] of spoiledLists) {
    await spoil(join(backup, 'SHA256SUMS'));
    const found = findingsOf(await call(['verify', '--json']));
    expect(found, what).toMatchObject([{ thing: 'sums', path: 'SHA256SUMS' }]);
    const repaired = await call(['verify', '--repair', '--json']);
    expect(repaired.code, `${what}: ${repaired.stdout}`).toBe(0);
    expect(await trueSums(backup), what).toHaveLength(12);
    expect(await readdir(backup), what).not.toContain('SHA256SUMS.afterimage');
  }
});

test('a repair is called so, names what it meets only once, and says what stays in its way', async () => {
  const { backup, call } = await openWorld({ items: 12, albums: 1, seed: 3 });
  await call(['backup']);
  const [line = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).split('\n');
  await writeFile(join(backup, line.slice(66)), '');
  const cut = await call(['verify', '--repair']);
  expect([cut.code, cut.stderr]).toEqual([0, expect.stringMatching(/^Repair 2: /mu)]);
  expect(cut.stdout).toContain('Repair done.');
  expect(cut.stdout + cut.stderr).not.toMatch(/Import|✗/u);
  expect((await call(['status'])).stdout).not.toContain('Takeout:');

  await rm(join(backup, 'SHA256SUMS'));
  await mkdir(join(backup, 'SHA256SUMS'));
  const blocked = await call(['verify', '--repair']);
  expect(blocked.code).toBe(3);
  expect(blocked.stdout).toMatch(/1 finding is left:\n {2}SHA256SUMS: It is no file\./u);
  expect(blocked.stdout + blocked.stderr).toContain('Move it out of the backup folder');
  expect(blocked.stdout + blocked.stderr).not.toContain('This folder cannot hold a backup');
});

test.each(['removed', 'zeros'])(
  'a snapshot that is %s is written again, although nothing else has changed',
  async (how) => {
    const { backup, call } = await openWorld({ items: 5, albums: 1, seed: 3 });
    await call(['backup']);
    await call(['backup']);
    const snapshot = join(backup, '.afterimage/catalog.sqlite');
    if (how === 'removed') await rm(snapshot);
    else await writeFile(snapshot, Buffer.alloc(100_000));
    expect((await call(['backup'])).code).toBe(0);
    expect((await readFile(snapshot)).subarray(0, 15).toString()).toBe('SQLite format 3');
  },
);
