import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { isAbsolute, posix } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { isEntryName } from '../../contract/inner-paths.ts';
import type { AlbumViewKind } from '../../contract/models.ts';
import { assertNever } from '../../contract/result.ts';
import type { KnownFolders } from './fence.ts';
import {
  copyInside,
  entryInside,
  hardLinkInside,
  linkTextInside,
  moveInside,
  removeInside,
  setTimesInside,
  symlinkInside,
  syncFileInside,
  textInside,
} from './fence-entries.ts';
import { stagingFolder } from './layout.ts';
import { refusesTimes } from './move-file.ts';
import { hasSameBytes } from './same-content.ts';

/*
 * One entry of an album's folder (a link or a copy of a photo): what it is called, making it, and telling whether what lies
 * there is what was made.
 */

/** How one entry shows its photo. */
export type EntryKind = Exclude<AlbumViewKind, 'none'>;

/** An entry that Afterimage made, as the caller remembers it: proof of what may be removed again. */
export interface MadeEntry {
  /** Inside the album's folder. */
  readonly name: string;
  /** The photo, relative to the destination, with forward slashes. */
  readonly target: string;
  readonly kind: EntryKind;
  /** Size and time of the photo when the entry was made: a link or copy with others is no longer what was made. */
  readonly bytes: number;
  readonly mtimeMs: number;
}

/**
 * The path of an entry, relative to the destination. Throws a RangeError for a name that is not one entry of the album's folder: what the
 * catalog remembers was checked when it came from another machine, so such a name is a bug.
 */
export function entryPath(folder: string, name: string): string {
  if (!isEntryName(name)) throw new RangeError(`Not a name inside a folder: ${JSON.stringify(name)}`);
  return `${folder}/${name}`;
}

/** FAT keeps times in steps of two seconds. */
const timeStepMs = 2000;

/**
 * Makes one entry at `folder/name` (folder relative to the destination); whole at once, and never in place of something
 * that is there. Null when the name is taken. Where the file system refuses a further hard link, the entry becomes a
 * copy. The folder must be no link. Throws the system's errors.
 */
export async function makeEntry(
  root: string,
  folder: string,
  wanted: Pick<MadeEntry, 'name' | 'target' | 'kind'>,
  known?: KnownFolders,
): Promise<MadeEntry | null> {
  const path = entryPath(folder, wanted.name);
  // A link to nothing would not be noticed otherwise, and a photo that is a link leads to what is not in the backup.
  const { size, mtimeMs } = await photoAt(root, wanted.target, known);
  const made = { ...wanted, bytes: size, mtimeMs };
  const copy = (): Promise<boolean> => copyWhole(root, wanted.target, path);
  try {
    switch (wanted.kind) {
      case 'symlink':
        await symlinkInside(root, linkText(folder, wanted.target), path, known);
        return made;
      case 'hardlink':
        return await linkOrCopy(root, wanted.target, path, copy).then((kind) =>
          kind === null ? null : { ...made, kind },
        );
      case 'copy':
        return (await copy()) ? { ...made, mtimeMs: await timeOfCopy(root, path, mtimeMs) } : null;
      default:
        return assertNever(wanted.kind);
    }
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') return null;
    throw thrown;
  }
}

/** Whether what is at the entry's name is still what was made there; anything else belongs to the person. */
export async function isStillMade(root: string, folder: string, entry: MadeEntry): Promise<boolean> {
  const path = entryPath(folder, entry.name);
  const found = await entryInside(root, path).catch(() => null);
  if (found === null) return false;
  if (entry.kind === 'symlink') {
    return found.isSymbolicLink() && sameLink(await linkTextInside(root, path), linkText(folder, entry.target));
  }
  return found.isFile() && found.size === entry.bytes && Math.abs(found.mtimeMs - entry.mtimeMs) <= timeStepMs;
}

/**
 * Whether something lies in the place of a symbolic link that only says what the link said: a copy of the photo, the text
 * of the link, nothing at all, or a link that leads there by another way. Clouds and copies to other disks leave such
 * things. Removing one loses nothing, while the photo is there.
 */
export async function standsForLink(root: string, folder: string, { name, target, kind }: MadeEntry): Promise<boolean> {
  if (kind !== 'symlink') return false;
  const path = entryPath(folder, name);
  const found = await entryInside(root, path).catch(() => null);
  if (found?.isSymbolicLink() === true) return leadsTo(await linkTextInside(root, path), folder, target);
  if (found?.isFile() !== true) return false;
  if (found.size === 0) return true;
  const text = linkText(folder, target);
  if (found.size === Buffer.byteLength(text)) {
    const said = await textInside(root, path).catch(() => null);
    if (said !== null && sameLink(said, text)) return true;
  }
  const photo = await photoAt(root, target).catch(() => null);
  return photo?.size === found.size && (await hasSameBytes(root, path, target).catch(() => false));
}

/**
 * The entry at `folder/name` when it is one that {@link makeEntry} would have made for `target`, for the case that a
 * crash came between making and remembering it; else null.
 */
export async function recognisedEntry(
  root: string,
  folder: string,
  wanted: Pick<MadeEntry, 'name' | 'target' | 'kind'>,
): Promise<MadeEntry | null> {
  const source = await photoAt(root, wanted.target).catch(() => null);
  if (source === null) return null;
  const entry = { ...wanted, bytes: source.size, mtimeMs: source.mtimeMs };
  if (!(await isStillMade(root, folder, entry))) return null;
  if (wanted.kind !== 'hardlink') return entry;
  return (await entryInside(root, entryPath(folder, wanted.name)))?.ino === source.ino ? entry : null;
}

/**
 * Whether what is at `folder/name` is a link to `target`, of the kind that was not wanted: left by a crash while the folder
 * became another kind. Nothing is lost with it; a copy could be the person's.
 */
export async function isOtherLink(
  root: string,
  folder: string,
  wanted: Pick<MadeEntry, 'name' | 'target' | 'kind'>,
): Promise<boolean> {
  for (const kind of ['symlink', 'hardlink'] as const) {
    if (kind !== wanted.kind && (await recognisedEntry(root, folder, { ...wanted, kind })) !== null) return true;
  }
  return false;
}

async function photoAt(root: string, path: string, known?: KnownFolders): Promise<Stats> {
  const found = await entryInside(root, path, known);
  if (found?.isFile() !== true) throw Object.assign(new Error(`ENOENT: no photo, '${path}'`), { code: 'ENOENT' });
  return found;
}

/** The text of a link in `folder` to `target`, both relative to the destination. */
function linkText(folder: string, target: string): string {
  return `${'../'.repeat(folder.split('/').length)}${target}`;
}

/** Whether the text of a link in `folder` is that of one to `target`, both relative to the destination. */
export function sameLinkText(found: string, folder: string, target: string): boolean {
  return sameLink(found, linkText(folder, target));
}

/** Also by way of `.` and `..`, and from where the folder lay when a copying program made the link an absolute one. */
function leadsTo(found: string, folder: string, target: string): boolean {
  const text = found.replaceAll('\\', '/');
  return isAbsolute(found) ? text.endsWith(`/${target}`) : posix.join(folder, text) === target;
}

/** Windows gives link texts back with its own slashes. */
function sameLink(found: string, wanted: string): boolean {
  return found.replaceAll('\\', '/') === wanted.replaceAll('\\', '/');
}

async function linkOrCopy(
  root: string,
  source: string,
  path: string,
  copy: () => Promise<boolean>,
): Promise<EntryKind | null> {
  try {
    await hardLinkInside(root, source, path);
    return 'hardlink';
  } catch (thrown) {
    // NTFS takes 1024 links to a file; some file systems refuse links for single files.
    if (!['EMLINK', 'EPERM', 'ENOTSUP', 'EXDEV'].includes(errnoOf(thrown) ?? '')) throw thrown;
    return (await copy()) ? 'copy' : null;
  }
}

/** A share may refuse times: then it is the copy's own by which it is recognised. */
async function timeOfCopy(root: string, path: string, wanted: number): Promise<number> {
  const { mtimeMs } = await photoAt(root, path);
  return Math.abs(mtimeMs - wanted) <= timeStepMs ? wanted : mtimeMs;
}

async function keepTimes(root: string, source: string, target: string): Promise<void> {
  try {
    await setTimesInside(root, target, await photoAt(root, source));
  } catch (thrown) {
    if (!refusesTimes(thrown)) throw thrown;
  }
}

/** Copies by way of staging, so that no half copy is ever seen. False when `path` is taken. */
async function copyWhole(root: string, source: string, path: string): Promise<boolean> {
  const temporary = `${stagingFolder}/${randomUUID()}.copy`;
  try {
    await copyInside(root, source, temporary);
    await keepTimes(root, source, temporary);
    await syncFileInside(root, temporary);
    return (await moveInside(root, temporary, path)) === 'moved';
  } finally {
    await removeInside(root, temporary).catch(() => undefined);
  }
}
