import { chmod, link, lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { restoreFile } from '../../../electron/engine/destination/restore-file.ts';
import { sha256 } from '../backup/backup-fixture.ts';
import { codeOf, openedDestination, valueIn } from './open-folder.ts';

const path = 'Photos/2023/08/A.JPG';
const good = Buffer.from('as it was stored');
const takenAt = new Date('2023-08-01T10:00:00.000Z');
let destination: Destination;
let file: string;
let staged: string;

beforeEach(async () => {
  destination = await openedDestination();
  file = join(destination.path, path);
  staged = join(destination.path, '.afterimage/staging/A');
  await mkdir(join(destination.path, 'Photos/2023/08'), { recursive: true });
  await writeFile(staged, good);
});

async function restore(hardLinks: readonly string[] = []) {
  return restoreFile(destination, { stagedPath: staged, path, sha256: sha256(good), takenAt, hardLinks });
}

async function kept(): Promise<readonly string[]> {
  const folder = join(destination.path, '.afterimage/quarantine/Photos/2023/08');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.toSorted().map((name) => readFile(join(folder, name), 'utf8')));
}

test('the right bytes come with their time, and each damaged file is kept', async () => {
  for (const damage of ['damaged', 'damaged once more']) {
    await writeFile(file, damage);
    await writeFile(staged, good);
    expect(valueIn(await restore())).toBe('restored');
    expect(await readFile(file)).toEqual(good);
    expect((await stat(file)).mtime).toEqual(takenAt);
  }
  expect(await kept()).toEqual(['damaged once more', 'damaged']);
  expect(await readdir(join(destination.path, '.afterimage/staging'))).toEqual([]);
});

test('what is gone comes back, its folder too', async () => {
  await rm(join(destination.path, 'Photos/2023'), { recursive: true });
  expect(valueIn(await restore())).toBe('restored');
  expect(await readFile(file)).toEqual(good);
  expect(await kept()).toEqual([]);
});

test('what is whole by now is left alone', async () => {
  await writeFile(file, good);
  const { ino, mtimeMs } = await stat(file);
  expect(valueIn(await restore())).toBe('was whole');
  expect(await stat(file)).toMatchObject({ ino, mtimeMs });
});

test.each([
  ['a link', (at: string) => symlink('elsewhere', at)],
  ['a folder', async (at: string) => void (await mkdir(at))],
])('%s in the way stays', async (_what, make) => {
  await make(file);
  expect(valueIn(await restore())).toBe('in the way');
  expect((await lstat(file)).isFile()).toBe(false);
});

test('a link in the place of the month is a problem, and nothing is written behind it', async () => {
  await rm(join(destination.path, 'Photos/2023/08'), { recursive: true });
  await symlink(destination.path, join(destination.path, 'Photos/2023/08'));
  expect(codeOf(await restore())).toBe('destination-link');
  expect(await readdir(destination.path)).not.toContain('A.JPG');
});

test('further names of the damaged file in albums go, other files of their names stay', async () => {
  await writeFile(file, 'damaged');
  await mkdir(join(destination.path, 'Albums/Rome'), { recursive: true });
  await link(file, join(destination.path, 'Albums/Rome/A.JPG'));
  await writeFile(join(destination.path, 'Albums/Rome/B.JPG'), 'mine');
  expect(valueIn(await restore(['Albums/Rome/A.JPG', 'Albums/Rome/B.JPG', 'Albums/Rome/C.JPG']))).toBe('restored');
  expect(await readdir(join(destination.path, 'Albums/Rome'))).toEqual(['B.JPG']);
  expect(await kept()).toEqual(['damaged']);
});

test.skipIf(process.getuid?.() === 0)('a file that cannot be read is replaced, too', async () => {
  await writeFile(file, 'damaged');
  await chmod(file, 0);
  expect(valueIn(await restore())).toBe('restored');
  expect(await readFile(file)).toEqual(good);
});
