import { closeSync, constants, copyFileSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { copyFile, open, rm } from 'node:fs/promises';
import { errnoOf } from './errno.ts';

/** What a network share says that takes bytes, but no permissions: the system's own way of copying sets those, too. */
const noPermissions: ReadonlySet<string> = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EINVAL']);
const blockBytes = 256 * 1024;

/**
 * Copies a file's content to a name that must be free: as a clone where the file system can share blocks, and byte by byte
 * where it refuses permissions. Throws the system's errors. `copy` is there to try out the second way.
 */
export async function copyContent(from: string, to: string, copy: typeof copyFile = copyFile): Promise<void> {
  try {
    return await copy(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (thrown) {
    if (!noPermissions.has(errnoOf(thrown) ?? '')) throw thrown;
    await rm(to, { force: true });
  }
  const [source, target] = [await open(from, 'r'), await open(to, 'wx')];
  try {
    const block = Buffer.alloc(blockBytes);
    for (let read = await source.read(block); read.bytesRead > 0; read = await source.read(block)) {
      await target.writeFile(block.subarray(0, read.bytesRead));
    }
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** As {@link copyContent}, for where nothing may come in between. */
export function copyContentSync(from: string, to: string, copy: typeof copyFileSync = copyFileSync): void {
  try {
    return copy(from, to, constants.COPYFILE_EXCL);
  } catch (thrown) {
    if (!noPermissions.has(errnoOf(thrown) ?? '')) throw thrown;
    rmSync(to, { force: true });
  }
  const [source, target] = [openSync(from, 'r'), openSync(to, 'wx')];
  try {
    const block = Buffer.alloc(blockBytes);
    for (let length = readSync(source, block); length > 0; length = readSync(source, block)) {
      for (let written = 0; written < length; ) written += writeSync(target, block, written, length - written);
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}
