import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errno.ts';

/** What a system says that cannot sync a folder: Windows, and some network and FUSE file systems. */
const noFolderSync: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EBADF']);

/** Makes the names in a folder durable. Does nothing where the system knows no such thing. Throws its other errors. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throwUnlessUnknown(thrown);
  }
}

/** As {@link syncFolder}, for threads that may block. */
export function syncFolderSync(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    throwUnlessUnknown(thrown);
  }
}

/**
 * Makes `folder` and what is missing of its parents below `root`, durably. `root` itself is never made. Follows links:
 * the caller looks at the way first where that matters. Throws the system's errors.
 */
export async function makeFolders(root: string, folder: string): Promise<void> {
  if (folder === root) return;
  try {
    await mkdir(folder);
  } catch (thrown) {
    if (!isParentMissing(thrown, root, folder)) return;
    await makeFolders(root, dirname(folder));
    return makeFolders(root, folder);
  }
  await syncFolder(dirname(folder));
}

/** As {@link makeFolders}, for threads that may block. */
export function makeFoldersSync(root: string, folder: string): void {
  if (folder === root) return;
  try {
    mkdirSync(folder);
  } catch (thrown) {
    if (!isParentMissing(thrown, root, folder)) return;
    makeFoldersSync(root, dirname(folder));
    return makeFoldersSync(root, folder);
  }
  syncFolderSync(dirname(folder));
}

/** False when the folder is there already. Throws what neither explains. */
function isParentMissing(thrown: unknown, root: string, folder: string): boolean {
  if (errnoOf(thrown) === 'EEXIST') return false;
  if (errnoOf(thrown) !== 'ENOENT' || dirname(folder) === root) throw thrown;
  return true;
}

function throwUnlessUnknown(thrown: unknown): void {
  if (!noFolderSync.has(errnoOf(thrown) ?? '')) throw thrown;
}
