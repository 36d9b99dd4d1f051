import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBackupFolder, readTruth } from '../../support/backup-folder.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const small = { items: 60, albums: 4, seed: 13 } as const;

test('a folder that is gone stops the run before anything is written, and it continues when it is back', async () => {
  const { google, backup, call } = await openWorld(small);
  expect((await call(['backup'])).code).toBe(0);
  await rename(backup, `${backup}-unplugged`);
  const missing = await call(['backup', '--json']);
  expect(missing.code).toBe(6);
  expect(lastRecord(missing)).toMatchObject({ problem: { code: 'destination-missing' } });

  // What an unplugged disk leaves behind: an empty mount point.
  await mkdir(backup);
  const empty = await call(['backup', '--json']);
  expect(empty.code).toBe(6);
  expect(lastRecord(empty)).toMatchObject({ problem: { code: 'destination-foreign' } });
  expect(await readdir(backup)).toEqual([]);

  await rm(backup, { recursive: true });
  await rename(`${backup}-unplugged`, backup);
  const again = await call(['backup', '--json']);
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', stored: 0, present: 60 });
  await expectWholeBackup(google.url, backup);
});

test('a folder with the identity of another backup is left alone', async () => {
  const { backup, call } = await openWorld(small);
  const identity = join(backup, '.afterimage', 'destination.json');
  const text = await readFile(identity, 'utf8');
  await writeFile(identity, text.replace(/[0-9a-f]{12}"/, '000000000000"'));
  const foreign = await call(['backup', '--json']);
  expect(foreign.code).toBe(6);
  expect(lastRecord(foreign)).toMatchObject({ problem: { code: 'destination-foreign' } });
  expect(await readdir(backup)).toEqual(['.afterimage']);
});

test('a full disk stops the run with nothing half on it; with more space it continues', async (context) => {
  const disk = await temporaryFolder();
  if (!mounted(disk, '4m')) return context.skip('mounting a small tmpfs is not permitted here');
  const { google, backup, call } = await openWorld({ ...small, items: 120, itemBytes: 90_000, backupFolder: disk });
  const full = await call(['backup', '--json']);
  expect(full.code, full.stdout).toBe(6);
  expect(lastRecord(full)).toMatchObject({ outcome: 'stopped', problem: { code: 'destination-full' } });
  const { photos } = await readBackupFolder(backup);
  expect(photos.size).toBeGreaterThan(5);
  execFileSync('mount', ['-o', 'remount,size=64m', disk]);
  const rest = await call(['backup', '--json']);
  expect(rest.code, rest.stderr).toBe(0);
  await expectWholeBackup(google.url, backup);
});

test('a read-only disk is named as such', async (context) => {
  const disk = await temporaryFolder();
  if (!mounted(disk, '32m')) return context.skip('mounting a small tmpfs is not permitted here');
  const { call } = await openWorld({ ...small, backupFolder: disk });
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const refused = await call(['backup', '--json']);
  expect(refused.code).toBe(6);
  expect(lastRecord(refused)).toMatchObject({ problem: { code: 'destination-not-writable' } });
});

function mounted(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    onTestFinished(() => {
      execFileSync('umount', [folder]);
    });
    return true;
  } catch {
    // Not root, or a container without the right: the caller says so.
    return false;
  }
}

async function catalogOf(data: string): Promise<string> {
  const [file] = (await readdir(join(data, 'catalogs'))).filter((name) => name.endsWith('.sqlite'));
  return join(data, 'catalogs', file ?? '');
}

test('a damaged catalog is said, restored from the snapshot, and nothing is fetched again', async () => {
  const { google, backup, data, call } = await openWorld(small);
  await call(['backup']);
  const catalog = await catalogOf(data);
  await writeFile(catalog, 'this is no database at all, but long enough to be looked at as one'.repeat(200));
  google.resetStatistics();
  const ended = await call(['backup', '--json']);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.records).toContainEqual(
    expect.objectContaining({ event: 'problem', problem: expect.objectContaining({ code: 'catalog-restored' }) }),
  );
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 0, present: 60 });
  expect(google.statistics().mediaRequests).toBe(0);
  await expectWholeBackup(google.url, backup);
});

test('a catalog that is lost with its snapshot is built again: files are recognised by their content', async () => {
  const { google, backup, data, call } = await openWorld(small);
  await call(['backup']);
  const catalog = await catalogOf(data);
  await truncate(catalog, 50);
  await rm(join(backup, '.afterimage', 'catalog.sqlite'));
  const ended = await call(['backup', '--json']);
  expect(ended.records).toContainEqual(
    expect.objectContaining({ event: 'problem', problem: expect.objectContaining({ code: 'catalog-damaged' }) }),
  );
  expect(lastRecord(ended)).toMatchObject({ stored: 0, present: 60, failed: 0 });
  await expectWholeBackup(google.url, backup);
});

test('another machine adopts a folder with what the folder itself knows', async () => {
  const { google, data, call } = await openWorld(small);
  await call(['backup']);
  await rename(join(data, 'catalogs'), join(data, 'catalogs-of-the-old-machine'));
  google.resetStatistics();
  const ended = await call(['backup', '--json']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 0, present: 60 });
  expect(google.statistics().mediaRequests).toBe(0);
  // Nothing was damaged, and nothing says so.
  expect(await readdir(join(data, 'catalogs'))).toEqual([basename(await catalogOf(data))]);
});

test('verify names files that changed or went missing; a full run fetches the missing ones again', async () => {
  const { google, backup, call } = await openWorld(small);
  await call(['backup']);
  const [first = '', second = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8'))
    .split('\n')
    .map((line) => line.slice(66));
  await writeFile(join(backup, first), 'overwritten by another program');
  await rm(join(backup, second));
  const verified = await call(['verify', '--json']);
  expect(verified.code).toBe(3);
  expect(lastRecord(verified)).toMatchObject({ checked: 60, intact: 58, changed: [first], missing: [second] });
  google.resetStatistics();
  const full = await call(['backup', '--full', '--json']);
  expect(lastRecord(full)).toMatchObject({ stored: 1, present: 59 });
  expect(google.statistics().mediaRequests).toBe(1);
  // What another program changed is never overwritten.
  expect(await readFile(join(backup, first), 'utf8')).toBe('overwritten by another program');
  expect((await stat(join(backup, second))).isFile()).toBe(true);
});

test('a file that the person moved within Photos is recognised by a full run, not fetched again', async () => {
  const { google, backup, call } = await openWorld(small);
  await call(['backup']);
  const { photos } = await readBackupFolder(backup);
  const [path = ''] = [...photos.values()][0] ?? [];
  await mkdir(join(backup, 'Photos', 'My own order'));
  await rename(join(backup, path), join(backup, 'Photos', 'My own order', 'moved.jpg'));
  google.resetStatistics();
  const ended = await call(['backup', '--full', '--json']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 0, present: 60 });
  expect(google.statistics().mediaRequests).toBe(0);
  await expectWholeBackup(google.url, backup);
});

test('files of the person in the folder are never touched, whatever their names', async () => {
  const { google, backup, call } = await openWorld(small);
  await call(['backup']);
  const { photos } = await readBackupFolder(backup);
  const [path = ''] = [...photos.values()][0] ?? [];
  const own = join(backup, path.slice(0, path.lastIndexOf('/')), 'my own notes.txt');
  await writeFile(own, 'mine');
  await writeFile(join(backup, 'Albums', 'notes.txt'), 'mine too');
  google.changeLibrary([{ kind: 'add-items', count: 5 }]);
  const ended = await call(['backup', '--json']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 5 });
  expect(await readFile(own, 'utf8')).toBe('mine');
  expect(await readFile(join(backup, 'Albums', 'notes.txt'), 'utf8')).toBe('mine too');
});

test('a name that the file system already holds for something else makes way for the next number', async () => {
  const { google, backup, call } = await openWorld({ ...small, items: 10 });
  const listed = await call(['items', 'list', '--json']);
  expect(listed.records.length).toBe(10);
  await call(['backup']);
  const { photos } = await readBackupFolder(backup);
  const [path = ''] = [...photos.values()][0] ?? [];
  google.changeLibrary([{ kind: 'add-items', filenames: ['twin.jpg'], taken: '2024-05-06T07:08:09' }]);
  await mkdir(join(backup, 'Photos', '2024', '05'), { recursive: true });
  await writeFile(join(backup, 'Photos', '2024', '05', 'twin.jpg'), 'a file of the person');
  await chmod(join(backup, 'Photos', '2024', '05', 'twin.jpg'), 0o444);
  const ended = await call(['backup', '--json']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 1 });
  expect(await readFile(join(backup, 'Photos', '2024', '05', 'twin.jpg'), 'utf8')).toBe('a file of the person');
  expect((await stat(join(backup, 'Photos', '2024', '05', 'twin (2).jpg'))).isFile()).toBe(true);
  expect((await stat(join(backup, path))).isFile()).toBe(true);
});

/** Everything that a run told: the problems as they came, and that of the run. */
const codesOf = (ended: Ended): readonly string[] => [
  ...ended.records.flatMap(({ event, problem }) => (event === 'problem' ? [String(Object(problem).code)] : [])),
  String(Object(lastRecord(ended)).problem?.code ?? 'none'),
];

test('a link that takes the place of Photos in mid-run ends it with one problem, and nothing is written behind it', async () => {
  const { google, backup, call } = await openWorld({ ...small, items: 300, itemBytes: 20_000 });
  const outside = join(await temporaryFolder(), 'outside');
  let before: readonly string[] = [];
  const swap = (stdout: string): boolean => {
    const hasBegun = stdout.includes('"event":"progress"') && existsSync(join(backup, 'Photos'));
    if (!hasBegun || existsSync(outside)) return false;
    renameSync(join(backup, 'Photos'), outside);
    symlinkSync(outside, join(backup, 'Photos'));
    before = readdirSync(outside, { recursive: true }).map(String).toSorted();
    return false;
  };
  const ended = await call(['backup', '--json'], { killWhen: swap });
  expect(before).not.toEqual([]);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'stopped', failed: 0, problem: { code: 'destination-link' } });
  expect(codesOf(ended)).toEqual(['destination-link']);
  await rm(join(backup, 'Photos'));
  await rename(outside, join(backup, 'Photos'));
  expect((await call(['backup', '--full'])).code).toBe(0);
  await expectWholeBackup(google.url, backup);
});

const inPlaceOfYear = [
  ['a link', 'destination-link', (path: string): void => symlinkSync(tmpdir(), path)],
  ['a pipe', 'destination-unsuitable', (path: string): void => void execFileSync('mkfifo', [path])],
  ["a file of the person's own", 'destination-unsuitable', (path: string): void => writeFileSync(path, 'mine')],
] as const;

test.each(inPlaceOfYear.slice(0, isLong() ? undefined : 2))(
  '%s in place of a year costs that year, and is told once',
  { tags: 'long' },
  async (_what, code, lay) => {
    const { google, backup, call } = await openWorld(small);
    const truth = await readTruth(google.url);
    const years = Map.groupBy(truth, ({ taken }) => String(taken).slice(0, 4));
    const [year = ''] = [...years.keys()].filter((one) => /^\d{4}$/u.test(one));
    await mkdir(join(backup, 'Photos'), { recursive: true });
    lay(join(backup, 'Photos', year));
    for (const kind of ['--full', '--quick']) {
      const ended = await call(['backup', '--json', ...(kind === '--full' ? [kind] : [])]);
      expect(codesOf(ended)).toEqual([code, 'none']);
      expect(lastRecord(ended)).toMatchObject({ outcome: 'problems', failed: 0 });
      expect(ended.stdout).toContain(`"subject":"Photos/${year}"`);
    }
    expect((await readdir(join(backup, 'Photos'))).length).toBeGreaterThan(1);
    await rm(join(backup, 'Photos', year));
    expect((await call(['backup', '--full'])).code).toBe(0);
    await expectWholeBackup(google.url, backup);
  },
);
