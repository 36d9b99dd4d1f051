import { link, lstat, rename, unlink } from 'node:fs/promises';
import { errnoOf } from '../../base/errno.ts';
import { isAcrossDisks, moveByCopy } from './across-disks.ts';
import { whileHeld } from './patience.ts';

/*
 * Gives files another name, without replacing and with it, for code that may wait; on the threads that block it is
 * place-files.ts.
 */

/** The errnos that make both a link and a rename fail. */
export const failsAnyMove = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EROFS', 'EIO', 'ENODEV', 'ESTALE']);

/** Some network and FUSE file systems refuse times, and FAT those before 1980: no reason to go without the file. */
export function refusesTimes(thrown: unknown): boolean {
  return ['EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES'].includes(errnoOf(thrown) ?? '');
}

/**
 * Gives a file another name on the same file system without ever replacing what has that name: `taken`, and `from` stays.
 * By a hard link where the file system has them, which no race can trick; else by looking first, which is safe among
 * those who heed the destination's lock; by a copy beside it where that is on another file system. Throws the system's errors. `linkFile` is there to try out the second way.
 */
export async function moveWithoutReplacing(
  from: string,
  to: string,
  linkFile: (from: string, to: string) => Promise<void> = link,
): Promise<'moved' | 'taken'> {
  try {
    await linkFile(from, to);
  } catch (thrown) {
    const errno = errnoOf(thrown) ?? '';
    if (errno === 'EEXIST') return 'taken';
    if (failsAnyMove.has(errno)) throw thrown;
    if (await isThere(to)) return 'taken';
    return renameOrCopy(from, to);
  }
  // By itself: the link is made, and tried again as a whole it would be in its own way.
  await whileHeld(() => unlink(from));
  return 'moved';
}

async function renameOrCopy(from: string, to: string): Promise<'moved' | 'taken'> {
  try {
    await whileHeld(() => rename(from, to));
    return 'moved';
  } catch (thrown) {
    if (!isAcrossDisks(thrown)) throw thrown;
    return moveByCopy(from, to, (copy) => moveWithoutReplacing(copy, to));
  }
}

/**
 * Gives a file another name, in the place of whatever file has it; by a copy beside it where that is on another file system.
 * Throws the system's errors.
 */
export async function moveReplacing(from: string, to: string): Promise<void> {
  try {
    await whileHeld(() => rename(from, to));
  } catch (thrown) {
    if (!isAcrossDisks(thrown)) throw thrown;
    await moveByCopy(from, to, async (copy) => {
      await rename(copy, to);
      return 'moved';
    });
  }
}

/** Whether anything has this name: also a link to nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
