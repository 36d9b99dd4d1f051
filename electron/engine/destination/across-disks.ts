import { closeSync, constants, copyFileSync, fdatasyncSync, futimesSync, openSync, rmSync, statSync } from 'node:fs';
import { copyFile, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../base/errno.ts';

/*
 * A folder inside the backup may be a disk, volume or mount of its own, into which nothing can be moved. There a file is
 * copied under a hidden name beside its place, whole and durably, and takes its name from there: what is visible is never
 * half. The hidden name comes from that of the source, so that a copy that a crash cut off is written over by the next.
 */

/** Whether a move failed because it leads to another file system; the same disk mounted twice counts as two. */
export function isAcrossDisks(thrown: unknown): boolean {
  return errnoOf(thrown) === 'EXDEV';
}

/**
 * Copies a file beside `to`, and has `place` give it its name there; then removes `from`. `place` says that the name is
 * taken, and `from` stays, or moves the copy away. Throws the system's errors.
 */
export async function moveByCopy(
  from: string,
  to: string,
  place: (copy: string) => Promise<'moved' | 'taken'>,
): Promise<'moved' | 'taken'> {
  const copy = copyBeside(from, to);
  try {
    await rm(copy, { force: true });
    await copyFile(from, copy, constants.COPYFILE_EXCL);
    const { atime, mtime } = await stat(from);
    const file = await open(copy, 'r+');
    try {
      await file.utimes(atime, mtime).catch(() => undefined);
      await file.datasync();
    } finally {
      await file.close();
    }
    if ((await place(copy)) === 'taken') return 'taken';
  } finally {
    // A copy that stays is hidden, and written over by the next; what became of the file is told by what was thrown.
    await rm(copy, { force: true }).catch(() => undefined);
  }
  await rm(from, { force: true });
  return 'moved';
}

/** As {@link moveByCopy}, for threads that may block. */
export function moveByCopySync(
  from: string,
  to: string,
  place: (copy: string) => 'moved' | 'taken',
): 'moved' | 'taken' {
  const copy = copyBeside(from, to);
  try {
    rmSync(copy, { force: true });
    copyFileSync(from, copy, constants.COPYFILE_EXCL);
    const { atime, mtime } = statSync(from);
    const file = openSync(copy, 'r+');
    try {
      setTimes(file, atime, mtime);
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
    if (place(copy) === 'taken') return 'taken';
  } finally {
    removeIfPossible(copy);
  }
  // From here on the file has its place: what stays is cleared with the rest of staging.
  removeIfPossible(from);
  return 'moved';
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A copy that stays is hidden, and written over by the next.
  }
}

function copyBeside(from: string, to: string): string {
  return join(dirname(to), `.${basename(from).slice(0, 64)}.afterimage`);
}

function setTimes(file: number, atime: Date, mtime: Date): void {
  try {
    futimesSync(file, atime, mtime);
  } catch {
    // As in place-files.ts: no reason to go without the photo.
  }
}
