import fs, { existsSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { makeFolders, makeFoldersSync, syncFolder, syncFolderSync } from '../../../electron/base/durable-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchSyncs } from './synced-paths.ts';

const isPosix = process.platform !== 'win32';

/** Both ways behind one signature, so that they are held to the same. */
const ways = [
  { way: 'asynchronous', make: makeFolders, sync: syncFolder },
  {
    way: 'blocking',
    make: async (root: string, folder: string) => makeFoldersSync(root, folder),
    sync: async (folder: string) => syncFolderSync(folder),
  },
];

describe.each(ways)('$way', ({ make, sync }) => {
  test.runIf(isPosix)('a folder is synced', async () => {
    const folder = await temporaryFolder();
    const syncs = await watchSyncs();
    expect(syncs.isSynced(folder)).toBe(false);
    await sync(folder);
    expect(syncs.isSynced(folder)).toBe(true);
  });

  test('a folder that is not there is told', async () => {
    await expect(sync(join(await temporaryFolder(), 'none'))).rejects.toThrow(/ENOENT/);
  });

  test('folders are made down from the root, with durable names', async () => {
    const root = await temporaryFolder();
    const syncs = await watchSyncs();
    const folder = join(root, 'Photos', '2023', '08');
    await make(root, folder);
    expect(existsSync(folder)).toBe(true);
    await make(root, folder);
    if (!isPosix) return;
    const parents = [root, join(root, 'Photos'), join(root, 'Photos', '2023')];
    expect(parents.map(syncs.isSynced)).toEqual([true, true, true]);
    expect(syncs.isSynced(folder)).toBe(false);
  });

  test('the root is never made: its disk may be unplugged', async () => {
    const root = join(await temporaryFolder(), 'disk');
    await expect(make(root, join(root, 'Photos', '2023'))).rejects.toThrow(/ENOENT/);
    await make(root, root);
    expect(existsSync(root)).toBe(false);
  });

  test('a file in the way is told', async () => {
    const root = await temporaryFolder();
    writeFileSync(join(root, 'Photos'), '');
    await expect(make(root, join(root, 'Photos', '2023'))).rejects.toThrow(/ENOTDIR|ENOENT/);
  });
});

/** As fsync(2) fails on a folder; the blocking way stands for both, which share their judgement. */
function failingSync(code: string): void {
  vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
    throw Object.assign(new Error(`${code}: no, fsync`), { code, syscall: 'fsync' });
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
}

test.each(['EINVAL', 'ENOTSUP', 'EPERM', 'EBADF'])(
  '%s: the file system syncs no folders, and that is no fault',
  async (code) => {
    const folder = join(await temporaryFolder(), 'a');
    await mkdir(folder);
    failingSync(code);
    expect(() => syncFolderSync(folder)).not.toThrow();
  },
);

test.each(['EIO', 'ENOSPC'])('%s of a folder is told', async (code) => {
  const folder = await temporaryFolder();
  failingSync(code);
  expect(() => syncFolderSync(folder)).toThrow(code);
});
