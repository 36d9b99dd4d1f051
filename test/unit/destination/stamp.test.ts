import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type FolderStamp, readStamp, writeStamp } from '../../../electron/engine/destination/stamp.ts';
import { bystander } from '../../support/bystander.ts';
import { openedDestination } from './open-folder.ts';

const at = '2026-11-21T10:00:00.000Z';
const id = '8f14e45f-ceea-4672-9b0c-7a1d2e3f4a5b';
const stamp: FolderStamp = { format: 1, id, generation: 3, machine: 'host', run: 7, at, writing: null };

let root: string;
let file: string;

beforeEach(async () => {
  root = (await openedDestination()).path;
  file = join(root, '.afterimage/stamp.json');
});

test('a stamp is read as it was written, and replaced', async () => {
  expect(readStamp(root)).toBeNull();
  await writeStamp(root, stamp);
  expect(readStamp(root)).toEqual(stamp);
  const next = { ...stamp, writing: { id, machine: 'other', run: 1, at } };
  await writeStamp(root, next);
  expect(readStamp(root)).toEqual(next);
});

test.each([
  ['half of one', JSON.stringify(stamp).slice(0, 60)],
  ['one with another format', JSON.stringify({ ...stamp, format: 2 })],
  ['one with an id that is none', JSON.stringify({ ...stamp, id: '../../etc' })],
  ['one with a generation without end', JSON.stringify({ ...stamp, generation: 1e300 })],
  ['one with a host without end', JSON.stringify({ ...stamp, machine: 'h'.repeat(300) })],
  ['one that is too long', `${JSON.stringify(stamp)}${' '.repeat(5_000)}`],
  ['nothing', ''],
])('%s is none', async (_what, text) => {
  await writeFile(file, text);
  expect(readStamp(root)).toBeNull();
  await writeStamp(root, stamp);
  expect(readStamp(root)).toEqual(stamp);
});

test.each([
  ['a link', (outside: string) => symlink(outside, file)],
  ['a named pipe', async () => void execFileSync('mkfifo', [file])],
])('%s in its place is not read, and makes room', async (_what, leave) => {
  const outside = await bystander();
  await writeFile(outside.file, JSON.stringify(stamp));
  await leave(outside.file);
  expect(readStamp(root)).toBeNull();
  await writeStamp(root, { ...stamp, generation: 4 });
  expect((await lstat(file)).isFile()).toBe(true);
  expect(await readFile(outside.file, 'utf8')).toBe(JSON.stringify(stamp));
});

test('a link in the place of the folder is not followed', async () => {
  const outside = await bystander();
  await rm(join(root, '.afterimage'), { recursive: true });
  await symlink(join(outside.file, '..'), join(root, '.afterimage'));
  await writeFile(join(outside.file, '../stamp.json'), JSON.stringify(stamp));
  expect(readStamp(root)).toBeNull();
  await expect(writeStamp(root, stamp)).rejects.toMatchObject({ code: 'ELOOP' });
});

test('a folder in its place is kept in quarantine', async () => {
  await mkdir(join(file, 'mine'), { recursive: true });
  expect(readStamp(root)).toBeNull();
  await writeStamp(root, stamp);
  expect(readStamp(root)).toEqual(stamp);
  expect(await readdir(join(root, '.afterimage/quarantine/.afterimage/stamp.json'))).toEqual(['mine']);
});
