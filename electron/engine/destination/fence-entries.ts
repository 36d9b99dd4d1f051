import type { BigIntStats, Dirent, Stats } from 'node:fs';
import {
  type FileHandle,
  link,
  lstat,
  lutimes,
  open,
  opendir,
  readlink,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises';
import { copyContent } from '../../base/copy-content.ts';
import { writeFileDurably, writeNewFile } from '../../base/durable-file.ts';
import { syncFolder } from '../../base/durable-folder.ts';
import { errnoOf } from '../../base/errno.ts';
import { type KnownFolders, openFile, requireFile, requireFolders, textOfFile } from './fence.ts';
import { absolutePath } from './layout.ts';
import { moveReplacing, moveWithoutReplacing } from './move-file.ts';
import { isBusy, whileHeld } from './patience.ts';

/*
 * What may be done to entries inside the backup folder, beside opening files (fence.ts) and placing photos
 * (place-files.ts). `root` is the destination; paths are relative to it, with forward slashes. Each looks at the folders on
 * the way first and throws `ELOOP` where one of them is a link, and none follows a link that is the last name itself.
 * In runs, what fails because others hold the file is tried again for a while (patience.ts).
 * Nothing else in engine/destination, engine/backup and engine/sources may name a path to the file system
 * (test/unit/house/fence.test.ts).
 */

/** What lies at a path, be it a link; null when nothing does. */
export async function entryInside(root: string, path: string, known?: KnownFolders): Promise<Stats | null> {
  const entry = await wayTo(root, path, known);
  return lstat(entry).catch(nullWhereAbsent);
}

/** What tells a file from another that takes its place; throws when there is nothing. */
export async function marksInside(root: string, path: string, known?: KnownFolders): Promise<BigIntStats> {
  return lstat(await wayTo(root, path, known), { bigint: true });
}

/** Whether what lies at an absolute path, a destination itself perhaps, is a folder, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** Whether two names lead to one file or folder, as on a file system that ignores case. Throws `ENOENT`. */
export async function isSameInside(root: string, one: string, other: string): Promise<boolean> {
  // The numbers of NTFS are too long for a double.
  const [a, b] = [
    await lstat(await wayTo(root, one), { bigint: true }),
    await lstat(await wayTo(root, other), { bigint: true }),
  ];
  return a.ino === b.ino && a.dev === b.dev;
}

/** The entries of a folder, in no order; none when it is not there. An empty `folder` is the destination itself. */
export async function* listInside(root: string, folder: string, known?: KnownFolders): AsyncGenerator<Dirent> {
  if (folder !== '') await requireFolders(root, folder, known);
  try {
    yield* await opendir(folder === '' ? root : absolutePath(root, folder));
  } catch (thrown) {
    if (errnoOf(thrown) !== 'ENOENT') throw thrown;
  }
}

/** Opens a file for reading, as {@link openFile} does. */
export async function openInside(root: string, path: string, known?: KnownFolders): Promise<FileHandle> {
  const file = await wayTo(root, path, known);
  return whileHeld(() => openFile(file));
}

/** The text of a file; null when there is none. As {@link textOfFile}. */
export async function textInside(root: string, path: string, known?: KnownFolders): Promise<string | null> {
  const file = await wayTo(root, path, known);
  return whileHeld(() => textOfFile(file));
}

/** Replaces a small file, durably and never half. Throws `ELOOP`, `EFTYPE` where something else than a file is. */
export async function writeInside(root: string, path: string, text: string): Promise<void> {
  const file = await wayTo(root, path);
  await requireFile(file);
  return whileHeld(() => writeFileDurably(file, text));
}

/** Makes a file that must not be there, with its bytes on the disk. */
export async function makeInside(root: string, path: string, text: string, known?: KnownFolders): Promise<void> {
  const file = await wayTo(root, path, known);
  return whileHeld(() => writeNewFile(file, text));
}

/** Opens a file for writing that must not be there. */
export async function openNewInside(root: string, path: string): Promise<FileHandle> {
  const file = await wayTo(root, path);
  // "wx" is O_EXCL: a link of that name is something that is there.
  return whileHeld(() => open(file, 'wx'));
}

/** Copies a file to a name that must not be taken; a clone where the file system can share blocks (btrfs, XFS, APFS). */
export async function copyInside(root: string, from: string, to: string): Promise<void> {
  const [source, target] = [await wayTo(root, from), await wayTo(root, to)];
  await requireFile(source);
  return whileHeld(() => copyContent(source, target));
}

/** Gives a file a second name, which must not be taken. */
export async function hardLinkInside(root: string, from: string, to: string, known?: KnownFolders): Promise<void> {
  const [source, target] = [await wayTo(root, from, known), await wayTo(root, to, known)];
  return whileHeld(() => link(source, target), isBusy);
}

/** Makes a symbolic link with that text under a name that must not be taken. */
export async function symlinkInside(root: string, text: string, path: string, known?: KnownFolders): Promise<void> {
  return symlink(text, await wayTo(root, path, known));
}

/** The text of a symbolic link. */
export async function linkTextInside(root: string, path: string): Promise<string> {
  return readlink(await wayTo(root, path));
}

/** Removes what has this name, if anything has: not a folder, and not what a link leads to. */
export async function removeInside(root: string, path: string, known?: KnownFolders): Promise<void> {
  const entry = await wayTo(root, path, known);
  return whileHeld(() => unlink(entry)).catch(voidWhereAbsent);
}

/** Removes what has this name, with all that is in it; links are removed themselves. */
export async function clearInside(root: string, path: string): Promise<void> {
  return rm(await wayTo(root, path), { recursive: true, force: true });
}

/** Removes an empty folder. */
export async function removeFolderInside(root: string, folder: string): Promise<void> {
  const entry = await wayTo(root, folder);
  return whileHeld(() => rmdir(entry), isBusy);
}

/** Renames a folder, or a file within its folder, replacing a file of that name. */
export async function renameInside(root: string, from: string, to: string): Promise<void> {
  const [source, target] = [await wayTo(root, from), await wayTo(root, to)];
  return whileHeld(() => rename(source, target));
}

/** Moves a file over whatever file has that name, also to a part of the backup that is a disk of its own. */
export async function replaceInside(root: string, from: string, to: string, known?: KnownFolders): Promise<void> {
  return moveReplacing(await wayTo(root, from, known), await wayTo(root, to, known));
}

/** Moves a file to a name that nothing has; `taken`, and it stays, when something does. */
export async function moveInside(
  root: string,
  from: string,
  to: string,
  known?: KnownFolders,
): Promise<'moved' | 'taken'> {
  return moveWithoutReplacing(await wayTo(root, from, known), await wayTo(root, to, known));
}

/** Sets both times of what has this name; of a link, not of what it leads to. */
export async function setTimesInside(
  root: string,
  path: string,
  times: { readonly atime: Date; readonly mtime: Date },
): Promise<void> {
  const entry = await wayTo(root, path);
  return whileHeld(() => lutimes(entry, times.atime, times.mtime), isBusy);
}

/** Waits until the bytes of a file are on the disk. */
export async function syncFileInside(root: string, path: string): Promise<void> {
  const entry = await wayTo(root, path);
  const file = await whileHeld(() => openFile(entry, 'and write'));
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder durable, where the system knows such a thing. */
export async function syncInside(root: string, folder: string, known?: KnownFolders): Promise<void> {
  if (folder !== '') await requireFolders(root, folder, known);
  return syncFolder(folder === '' ? root : absolutePath(root, folder));
}

/** The absolute path, once the folders above it were looked at. */
async function wayTo(root: string, path: string, known?: KnownFolders): Promise<string> {
  const end = path.lastIndexOf('/');
  if (end > 0) await requireFolders(root, path.slice(0, end), known);
  return absolutePath(root, path);
}

function nullWhereAbsent(thrown: unknown): null {
  if (errnoOf(thrown) === 'ENOENT' || errnoOf(thrown) === 'ENOTDIR') return null;
  throw thrown;
}

function voidWhereAbsent(thrown: unknown): void {
  if (errnoOf(thrown) !== 'ENOENT') throw thrown;
}
