import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ThumbnailFiles } from '../../../electron/engine/media/thumbnail-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const now = new Date('2026-03-01T12:00:00.000Z');

/** What stands for a WebP of this length. */
function webp(length: number): Uint8Array {
  const bytes = Buffer.alloc(length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(length - 8, 4);
  bytes.write('WEBP', 8, 'latin1');
  return bytes;
}

async function freshFiles(mostBytes = 1_000_000) {
  const root = join(await temporaryFolder(), 'thumbnails');
  return { root, files: new ThumbnailFiles({ root, mostBytes, now: () => now }) };
}

/** A file in the cache that was last used so many days ago. */
async function keep(root: string, path: string, bytes: Uint8Array, daysAgo: number): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  const used = new Date(now.getTime() - daysAgo * 24 * 60 * 60 * 1_000);
  await utimes(file, used, used);
}

async function namesIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted();
}

test('what is written can be read, and nothing else is left behind', async () => {
  const { root, files } = await freshFiles();
  expect(await files.read('disk/ab/abc.webp')).toBeNull();
  await files.write('disk/ab/abc.webp', webp(100));
  expect(await files.read('disk/ab/abc.webp')).toEqual(webp(100));
  await files.settled();
  expect(await namesIn(root)).toEqual(['abc.webp']);
});

test.runIf(process.platform !== 'win32')('nobody else on the machine can look at thumbnails', async () => {
  const { root, files } = await freshFiles();
  await files.write('disk/a.webp', webp(100));
  await files.settled();
  for (const path of ['', 'disk', 'disk/a.webp']) expect((await stat(join(root, path))).mode & 0o077).toBe(0);
});

test.each([
  ['empty', new Uint8Array(0)],
  ['short', webp(100).subarray(0, 60)],
  ['full of zeros', new Uint8Array(100)],
  ['only a head', webp(100).subarray(0, 10)],
])('a file that is %s is not taken for a thumbnail, and is replaced', async (_, bytes) => {
  const { root, files } = await freshFiles();
  await keep(root, 'a.webp', bytes, 0);
  expect(await files.read('a.webp')).toBeNull();
  await files.write('a.webp', webp(50));
  expect(await files.read('a.webp')).toEqual(webp(50));
  await files.settled();
});

test('what was not used for longest goes when there is too much, whichever destination it belongs to', async () => {
  const { root, files } = await freshFiles(1_000);
  await keep(root, 'disk-1/old.webp', webp(300), 30);
  await keep(root, 'disk-1/older.webp', webp(300), 40);
  await keep(root, 'disk-2/recent.webp', webp(300), 2);
  await keep(root, 'disk-2/leftover.webp.partial', new Uint8Array(10), 50);
  await files.write('disk-2/new.webp', webp(200));
  await files.settled();
  expect(await namesIn(root)).toEqual(['new.webp', 'old.webp', 'recent.webp']);
});

test('being looked at keeps a thumbnail', async () => {
  const { root, files } = await freshFiles(700);
  await keep(root, 'looked-at.webp', webp(300), 40);
  await keep(root, 'forgotten.webp', webp(300), 30);
  expect(await files.read('looked-at.webp')).not.toBeNull();
  expect((await stat(join(root, 'looked-at.webp'))).mtime).toEqual(now);
  await files.write('new.webp', webp(200));
  await files.settled();
  expect(await namesIn(root)).toEqual(['looked-at.webp', 'new.webp']);
});

test('the bound holds while one file after the other is written', async () => {
  const { root, files } = await freshFiles(1_000);
  for (let index = 0; index < 30; index += 1) {
    await files.write(`${index}.webp`, webp(100));
    await files.settled();
  }
  expect((await namesIn(root)).length).toBeLessThanOrEqual(10);
  expect((await namesIn(root)).length).toBeGreaterThanOrEqual(8);
});

test('a folder that cannot be written costs only time', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'thumbnails'), 'a file in the way');
  const files = new ThumbnailFiles({ root: join(folder, 'thumbnails'), mostBytes: 1_000, now: () => now });
  await files.write('a.webp', webp(100));
  expect(await files.read('a.webp')).toBeNull();
  await files.settled();
});
