import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { innerFolder, type KnownFolders, requireFolders } from './fence.ts';

/**
 * Writes a whole small file so that after a crash either the old or the new content is there, never a half: temporary
 * file, fdatasync, rename, fsync of the folder. Replaces what is at `path`. The temporary file is made in
 * `temporaryFolder` (same file system; default: beside the file). Throws the system's errors.
 */
export async function writeFileDurably(
  path: string,
  data: string | Uint8Array,
  temporaryFolder: string = dirname(path),
): Promise<void> {
  const temporary = join(temporaryFolder, `.${basename(path).slice(0, 32)}.${randomUUID()}.tmp`);
  try {
    await writeNewFile(temporary, data);
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  await syncFolder(dirname(path));
}

/** Writes a file that must not exist yet, and its bytes to the disk. Its name is durable only after {@link syncFolder}. */
export async function writeNewFile(path: string, data: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(data);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** What a system says that cannot sync a folder: Windows, and some network and FUSE file systems. */
export const noFolderSync = new Set(['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EBADF']);

/** Makes the names in a folder durable. Does nothing where the system knows no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (!noFolderSync.has(errnoOf(thrown) ?? '')) throw thrown;
  }
}

/**
 * Makes `folder` and what is missing of its parents below `root`, durably. `root` itself is never made. Throws `ELOOP`
 * for a link in place of one of them, and the system's other errors.
 */
export async function makeFolderDurably(root: string, folder: string, known?: KnownFolders): Promise<void> {
  await requireFolders(root, innerFolder(root, folder), known);
  return makeMissing(root, folder);
}

async function makeMissing(root: string, folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') return;
    if (errnoOf(thrown) !== 'ENOENT' || dirname(folder) === root || folder === root) throw thrown;
    await makeMissing(root, dirname(folder));
    return makeMissing(root, folder);
  }
  await syncFolder(dirname(folder));
}
