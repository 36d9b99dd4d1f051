import type { BigIntStats, Stats } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import type { Problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { KnownFolders } from './fence.ts';
import {
  entryInside,
  hardLinkInside,
  isSameInside,
  marksInside,
  moveInside,
  removeInside,
  renameInside,
  setTimesInside,
  syncInside,
} from './fence-entries.ts';
import { fsProblem } from './fs-problems.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath } from './layout.ts';
import { failsAnyMove, refusesTimes } from './move-file.ts';
import { collisionKey } from './names.ts';
import { hasSameBytes } from './same-content.ts';

/** A stored file that is to go to another place in the destination; both paths relative, with forward slashes. */
interface FileMove {
  readonly from: string;
  /** May be `from`: then only the time is set. */
  readonly to: string;
  /** Length of the file: proof that what lies at `to` is it, when nothing lies at `from`. */
  readonly bytes: number;
  /** Modification and access time, milliseconds since 1970; null leaves them. */
  readonly time: number | null;
}

/**
 * `moved`: it is there, durably, with its sidecar; `mtime` in milliseconds. `linked`: so it is, and the old name is there
 * as well. `unlinkable`: this disk gives no file a second name. `taken`: something else lies at that place. `gone`: it lies
 * in neither place. `failed`: the disk said why; `isBegun` when the file may lie at its new place, too, or only there, so
 * that the same move must be made again.
 */
export type FileMoveOutcome =
  | { readonly kind: 'moved'; readonly mtime: number }
  | { readonly kind: 'linked'; readonly mtime: number }
  | { readonly kind: 'taken' | 'gone' }
  | { readonly kind: 'unlinkable' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly isBegun: boolean };

/** `link`: the old names stay, until {@link removeOldNames}. `rename`: they go at once. */
type MoveWay = 'link' | 'rename';

/**
 * Moves stored files, or gives them their new names besides the old, each with the XMP beside it, without ever replacing anything, and makes the names durable
 * together. May be repeated after a kill at any instruction: what was done already is found done. Outcomes are in the
 * order of the moves; a problem of the whole (disk gone) means that some may be moved all the same.
 */
export async function relocateFiles(
  destination: Destination,
  moves: readonly FileMove[],
  way: MoveWay = 'rename',
): Promise<Result<readonly FileMoveOutcome[]>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const outcomes: FileMoveOutcome[] = [];
  const folders = new Set<string>();
  const known: KnownFolders = new Set();
  for (const move of moves) {
    const outcome = await relocateOne({ root: destination.path, known, way }, move);
    outcomes.push(outcome);
    if ((outcome.kind === 'moved' || outcome.kind === 'linked') && move.from !== move.to) {
      folders.add(dirname(move.to));
      folders.add(dirname(move.from));
    }
  }
  try {
    for (const folder of folders) await syncInside(destination.path, folder);
    return ok(outcomes);
  } catch (thrown) {
    return failed(fsProblem(thrown, destination.path));
  }
}

async function relocateOne(work: Work, { from, to, bytes, time }: FileMove): Promise<FileMoveOutcome> {
  const { root, known } = work;
  let kind: 'moved' | 'linked' = 'moved';
  try {
    if (from !== to) {
      const moved = await moveOnce(work, from, to, bytes);
      if (moved !== 'moved' && moved !== 'linked') return { kind: moved };
      kind = moved;
      // A sidecar at the new place belongs to somebody else: ours is rewritten, the old one stays where it is.
      if ((await fileInside(root, `${from}.xmp`, known)) !== null) {
        await moveOrEndMove(work, `${from}.xmp`, `${to}.xmp`);
      }
    }
    if (time !== null && (await fileInside(root, to, known)) !== null) await setTimes(root, to, time);
    const found = await fileInside(root, to, known);
    return found === null ? { kind: 'gone' } : { kind, mtime: found.mtimeMs };
  } catch (thrown) {
    const lies = from === to ? 'at the old place' : await whereItLies(root, { from, to, bytes });
    if (errnoOf(thrown) === 'ENOENT' && lies !== 'maybe at the new place') return { kind: 'gone' };
    return {
      kind: 'failed',
      problem: await fileProblem(root, to, thrown),
      isBegun: lies === 'maybe at the new place',
    };
  }
}

/** Where a file lies whose move failed. */
async function whereItLies(
  root: string,
  { from, to, bytes }: Pick<FileMove, 'from' | 'to' | 'bytes'>,
): Promise<'at the old place' | 'maybe at the new place' | 'nowhere'> {
  try {
    const [old, other] = [await fileInside(root, from), await fileInside(root, to)];
    if (old === null) return other?.size === bytes ? 'maybe at the new place' : 'nowhere';
    return other !== null && (await isSameFile(root, from, to)) ? 'maybe at the new place' : 'at the old place';
  } catch (thrown) {
    // Nothing has come to where a link or a file is in the place of a folder.
    return ['ELOOP', 'ENOTDIR'].includes(errnoOf(thrown) ?? '') ? 'at the old place' : 'maybe at the new place';
  }
}

interface Work {
  readonly root: string;
  readonly known: KnownFolders;
  readonly way: MoveWay;
}

async function moveOnce(
  work: Work,
  from: string,
  to: string,
  bytes: number,
): Promise<'moved' | 'linked' | 'unlinkable' | 'taken' | 'gone'> {
  const { root, known, way } = work;
  if ((await fileInside(root, from, known)) === null) {
    return (await fileInside(root, to, known))?.size === bytes ? 'moved' : 'gone';
  }
  await makeFolderDurably(root, absolutePath(root, dirname(to)), known);
  return way === 'link' ? linkOrEndLink(work, from, to) : moveOrEndMove(work, from, to);
}

/** Gives a file its new name besides the old; a kill may have come after that. */
async function linkOrEndLink(
  { root, known }: Work,
  from: string,
  to: string,
): Promise<'linked' | 'unlinkable' | 'taken'> {
  try {
    await hardLinkInside(root, from, to, known);
    return 'linked';
  } catch (thrown) {
    const errno = errnoOf(thrown) ?? '';
    if (errno === 'EEXIST') return judgeTaken(root, from, to);
    if (failsAnyMove.has(errno)) throw thrown;
    return (await entryInside(root, to)) === null ? 'unlinkable' : judgeTaken(root, from, to);
  }
}

async function judgeTaken(root: string, from: string, to: string): Promise<'linked' | 'unlinkable' | 'taken'> {
  if (!(await isSameFile(root, from, to))) return 'taken';
  // Where a disk ignores case the new name may be the old one, which only a rename can change.
  return (await isOneName(root, from, to)) ? 'unlinkable' : 'linked';
}

/** Moves without replacing; a kill may have come between the link (or copy) and the removal of the old name. */
async function moveOrEndMove({ root, known }: Work, from: string, to: string): Promise<'moved' | 'taken'> {
  if ((await moveInside(root, from, to, known)) === 'moved') return 'moved';
  if (!(await isSameFile(root, from, to))) return 'taken';
  if (await isOneName(root, from, to)) await renameInside(root, from, to);
  else await removeInside(root, from, known);
  return 'moved';
}

/** A name that a file had before it got its place. */
interface OldName {
  readonly path: string;
  /** Where the file lies now. */
  readonly place: string;
}

/**
 * Removes old names of files that have their place, and only where it is the same file that lies there. Returns those that
 * are no more, or are not ours to remove. A problem of one leaves it for another time; `goesOn` hears of it, and says whether
 * the others may still go.
 */
export async function removeOldNames(
  destination: Destination,
  names: readonly OldName[],
  goesOn: (problem: Problem) => boolean,
): Promise<Result<readonly string[]>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const root = destination.path;
  const folders = new Set<string>();
  const known: KnownFolders = new Set();
  const done: string[] = [];
  try {
    for (const { path, place } of names) {
      try {
        if (await isSpare({ root, known }, path, place)) {
          await removeInside(root, path, known);
          folders.add(dirname(path));
        }
        done.push(path);
      } catch (thrown) {
        if (!goesOn(await fileProblem(root, path, thrown))) break;
      }
    }
    for (const folder of folders) await syncInside(root, folder);
    return ok(done);
  } catch (thrown) {
    return failed(fsProblem(thrown, root));
  }
}

async function isSpare({ root, known }: Omit<Work, 'way'>, path: string, place: string): Promise<boolean> {
  const [old, present] = [await marksOf(root, path, known), await marksOf(root, place, known)];
  if (path === place || old?.isFile() !== true || present?.isFile() !== true) return false;
  // One look at each, because there may be a hundred thousand of them.
  const isOneFile = old.ino === present.ino && old.dev === present.dev;
  if (isOneFile) return old.nlink > 1n || collisionKey(path) !== collisionKey(place);
  return isSameFile(root, path, place);
}

async function marksOf(root: string, path: string, known: KnownFolders): Promise<BigIntStats | null> {
  try {
    return await marksInside(root, path, known);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

/** Whether two spellings are one and the same entry of a folder, as where a disk ignores case: one file, with one name. */
async function isOneName(root: string, one: string, other: string): Promise<boolean> {
  if (!(await isSameInside(root, one, other))) return false;
  return collisionKey(one) === collisionKey(other) && (await fileInside(root, one))?.nlink === 1;
}

/** Null also for what is no file: a link is not the photo that it leads to. */
async function fileInside(root: string, path: string, known?: KnownFolders): Promise<Stats | null> {
  const found = await entryInside(root, path, known);
  return found?.isFile() === true ? found : null;
}

async function isSameFile(root: string, one: string, other: string): Promise<boolean> {
  if (await isSameInside(root, one, other)) return true;
  // Moving to a disk of its own is copying, and a kill leaves both.
  const [a, b] = [await fileInside(root, one), await fileInside(root, other)];
  return a !== null && a.size === b?.size && a.mtimeMs === b.mtimeMs && (await hasSameBytes(root, one, other));
}

async function setTimes(root: string, path: string, milliseconds: number): Promise<void> {
  try {
    // A Date, because Node takes a negative number for "now": photos can be older than 1970.
    const time = new Date(milliseconds);
    await setTimesInside(root, path, { atime: time, mtime: time });
  } catch (thrown) {
    if (!refusesTimes(thrown)) throw thrown;
  }
}
