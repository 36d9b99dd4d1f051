import { createHash } from 'node:crypto';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { type HashedFile, hashFiles, scanPhotos } from '../../../electron/engine/destination/scan.ts';
import { openedDestination, threadsForTest } from './open-folder.ts';

const { signal } = new AbortController();

async function withFiles(...paths: readonly string[]): Promise<Destination> {
  const destination = await openedDestination();
  for (const path of paths) {
    await mkdir(dirname(join(destination.path, path)), { recursive: true });
    await writeFile(join(destination.path, path), path);
  }
  return destination;
}

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
}

describe('scanPhotos', () => {
  test('finds photos at any depth, and nothing else', async () => {
    const photos = [
      'Photos/2023/08/a.jpg',
      'Photos/2023/08/b (2).mp4',
      'Photos/Undated/c',
      'Photos/mine/deep/er/d.png',
    ];
    const others = ['a.jpg.xmp', '._a.jpg', 'Thumbs.db', 'desktop.ini', 'a.jpg~', 'x.part', '.hidden/e.jpg'];
    const destination = await withFiles(...photos, ...others.map((name) => `Photos/2023/08/${name}`));
    await symlink('a.jpg', join(destination.path, 'Photos/2023/08/link.jpg'));
    const found = await all(scanPhotos(destination, signal));
    expect(found.map(({ path }) => path).sort()).toEqual(photos);
    expect(found.every(({ path, bytes }) => bytes === path.length)).toBe(true);
  });

  test('of a fresh destination is empty', async () => {
    expect(await all(scanPhotos(await openedDestination(), signal))).toEqual([]);
  });
});

describe('hashFiles', () => {
  test('hashes in order and says what is missing', async () => {
    const paths = ['Photos/a', 'Photos/b', 'Photos/c'];
    const destination = await withFiles(...paths);
    await rm(join(destination.path, 'Photos/b'));
    const files = paths.map((path) => ({ path }));
    const hashed = await all(hashFiles(destination, files, { threads: threadsForTest(), concurrency: 2, signal }));
    const expected: HashedFile<{ path: string }>[] = files.map((file) => {
      if (file.path === 'Photos/b') return { kind: 'missing', file };
      const sha256 = createHash('sha256').update(file.path).digest('hex');
      return { kind: 'hashed', file, hash: { sha256, bytes: file.path.length } };
    });
    expect(hashed).toEqual(expected);
  });

  test('nothing is missing on a disk that is gone', async () => {
    const destination = await withFiles('Photos/a');
    await rm(destination.path, { recursive: true });
    const hashing = all(
      hashFiles(destination, [{ path: 'Photos/a' }], { threads: threadsForTest(), concurrency: 1, signal }),
    );
    await expect(hashing).rejects.toMatchObject({ problem: { code: 'destination-missing' } });
  });

  test('a share that has gone stale is one problem of the folder, not one a file', async () => {
    const destination = await openedDestination();
    const threads = {
      ...threadsForTest(),
      hash: () => Promise.reject(Object.assign(new Error('ESTALE: stale'), { code: 'ESTALE' })),
    };
    const work = { threads, concurrency: 1, signal: new AbortController().signal };
    await expect(all(hashFiles(destination, [{ path: 'Photos/a' }], work))).rejects.toMatchObject({
      problem: { code: 'destination-missing' },
    });
  });

  test('stops when it is told to', async () => {
    const destination = await withFiles('Photos/a', 'Photos/b');
    const stopping = new AbortController();
    const work = { threads: threadsForTest(), concurrency: 1, signal: stopping.signal };
    const hashes = hashFiles(destination, [{ path: 'Photos/a' }, { path: 'Photos/b' }], work);
    await hashes.next();
    stopping.abort(new Error('enough'));
    await expect(hashes.next()).rejects.toThrow('enough');
  });
});
