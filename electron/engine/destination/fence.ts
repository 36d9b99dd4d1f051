import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats, unlinkSync } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { errnoOf } from '../../base/errno.ts';

/*
 * Everything that Afterimage does stays inside the backup folder. The folder comes from wherever it was: another
 * machine, a disk that passed through other hands. A link in it, where a folder or file of the backup should be, would
 * lead reading, writing and cleaning to files that are none of the backup's, so no link is followed here. The chosen
 * folder itself may be a link, and so may the entries of album views, which are only made, read and removed as links.
 *
 * What remains: Node knows no openat(2), so a folder that is checked and then swapped for a link by a program running
 * at the same moment is not noticed. Such a program runs as the same user and needs no detour to the person's files.
 */

/** Folders that were checked, relative to the destination. Keep it no longer than one batch of work. */
export type KnownFolders = Set<string>;

/**
 * Looks at `folder` (relative to `root`, forward slashes) and all folders above it below `root`: what is there must be
 * real folders. What is missing is no matter. Throws `ELOOP` for a link, `ENOTDIR` for anything else.
 */
export async function requireFolders(
  root: string,
  folder: string,
  known: KnownFolders = new Set<string>(),
): Promise<void> {
  for (const step of stepsTo(folder)) {
    if (known.has(step)) continue;
    const found = await lstat(join(root, step)).catch(nullWhereAbsent);
    if (found === null) return;
    refuseUnlessFolder(found, step);
    known.add(step);
  }
}

/** As {@link requireFolders}, for threads that may block. */
export function requireFoldersSync(root: string, folder: string, known: KnownFolders): void {
  for (const step of stepsTo(folder)) {
    if (known.has(step)) continue;
    const found = lstatSync(join(root, step), { throwIfNoEntry: false });
    if (found === undefined) return;
    refuseUnlessFolder(found, step);
    known.add(step);
  }
}

/** What lies at a path (relative to `root`), be it a link; undefined when nothing does. For threads that may block. */
export function entryInsideSync(root: string, path: string, known: KnownFolders): Stats | undefined {
  requireFoldersSync(root, dirname(path), known);
  return lstatSync(join(root, path), { throwIfNoEntry: false });
}

/** The form of an absolute `folder` that {@link requireFolders} takes. `folder` lies below `root`. */
export function innerFolder(root: string, folder: string): string {
  return relative(root, folder).replaceAll(sep, '/');
}

/**
 * Opens a file for reading, or for both. Throws `ELOOP` for a link, and `EFTYPE` for what is no file: a named pipe would
 * block forever.
 */
export async function openFile(path: string, use: 'read' | 'and write' = 'read'): Promise<FileHandle> {
  if (!systemRefusesLinks) refuseUnlessFile(await lstat(path), path);
  // For writing, because Windows syncs nothing that is open for reading.
  const file = await open(path, (use === 'read' ? constants.O_RDONLY : constants.O_RDWR) | unfollowed);
  try {
    refuseUnlessFile(await file.stat(), path);
    return file;
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

/** As {@link openFile}, for threads that may block. */
export function openFileSync(path: string): number {
  return opened(path, constants.O_RDONLY, () => undefined);
}

/**
 * Opens a file for reading and writing that nothing but this name leads to. Throws as {@link openFile}, and `EMLINK`
 * when the file has another name too: its bytes could belong to somebody else.
 */
export function openOwnFileSync(path: string): number {
  return opened(path, constants.O_RDWR, ({ nlink }) => {
    if (nlink > 1) throw systemError('EMLINK', 'the file has a second name', path);
  });
}

/** Creates an empty file for reading and writing. Any leftover of that name is removed, never written to. */
export function createFileSync(path: string): number {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | unfollowed;
  try {
    return openSync(path, flags);
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EEXIST') throw thrown;
    unlinkSync(path);
    return openSync(path, flags);
  }
}

/** The text of a file; null when there is none. Throws as {@link openFile}. */
export async function textOfFile(path: string): Promise<string | null> {
  let file: FileHandle;
  try {
    file = await openFile(path);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
  try {
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/**
 * Looks at what is to be opened by others, who follow links: it must be a file or not be there. Throws `ELOOP`,
 * `EFTYPE`.
 */
export async function requireFile(path: string): Promise<void> {
  const found = await lstat(path).catch(nullWhereAbsent);
  if (found !== null) refuseUnlessFile(found, path);
}

/**
 * Whether a file lies at a path. False when nothing does; throws `ELOOP` for a link, and `EFTYPE` for anything else.
 */
export function isFileSync(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found !== undefined) refuseUnlessFile(found, path);
  return found !== undefined;
}

/** Whether a file lies in the place of a folder (relative to `root`) that is to be made. */
export function isFileInTheWay(root: string, folder: string): boolean {
  try {
    return lstatSync(join(root, folder), { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // What cannot be looked at is told by whoever makes the folder.
    return false;
  }
}

/** Whether what was thrown says that there is something else in the place of a file: a link, a folder, a pipe. */
export function isNoFile(thrown: unknown): boolean {
  // ENXIO: a socket, or a pipe that nobody reads.
  return ['ELOOP', 'EFTYPE', 'EISDIR', 'ENXIO'].includes(errnoOf(thrown) ?? '');
}

// Absent on Windows, where links are looked for before opening.
const systemRefusesLinks = 'O_NOFOLLOW' in constants;
const unfollowed = systemRefusesLinks ? constants.O_NOFOLLOW | constants.O_NONBLOCK : 0;

function opened(path: string, access: number, require: (found: Stats) => void): number {
  if (!systemRefusesLinks) refuseUnlessFile(lstatSync(path), path);
  const descriptor = openSync(path, access | unfollowed);
  try {
    const found = fstatSync(descriptor);
    refuseUnlessFile(found, path);
    require(found);
    return descriptor;
  } catch (thrown) {
    closeSync(descriptor);
    throw thrown;
  }
}

function* stepsTo(folder: string): Generator<string> {
  for (let end = folder.indexOf('/'); end !== -1; end = folder.indexOf('/', end + 1)) yield folder.slice(0, end);
  yield folder;
}

function refuseUnlessFolder(found: Stats, path: string): void {
  if (found.isSymbolicLink()) throw linkInTheWay(path);
  if (!found.isDirectory()) throw systemError('ENOTDIR', 'not a folder', path);
}

function refuseUnlessFile(found: Stats, path: string): void {
  if (found.isSymbolicLink()) throw linkInTheWay(path);
  if (!found.isFile()) throw systemError('EFTYPE', 'not a file', path);
}

/** ELOOP is what the system itself says of a link that it must not follow (open(2), O_NOFOLLOW). */
function linkInTheWay(path: string): Error {
  return systemError('ELOOP', 'a link, which is not followed', path);
}

function systemError(code: string, words: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${words}, '${path}'`), { code, path });
}

function nullWhereAbsent(thrown: unknown): null {
  if (errnoOf(thrown) === 'ENOENT' || errnoOf(thrown) === 'ENOTDIR') return null;
  throw thrown;
}
