import { linkSync, lstatSync, renameSync, unlinkSync, utimesSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { makeFoldersSync, syncFolderSync } from '../../base/durable-folder.ts';
import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import { isAcrossDisks, moveByCopySync } from './across-disks.ts';
import { innerFolder, type KnownFolders, requireFoldersSync } from './fence.ts';
import { failsAnyMove, refusesTimes } from './move-file.ts';
import { isHeld, type Patience } from './patience.ts';
import { hasSameBytesSync } from './same-bytes.ts';

/** A file that goes from one absolute path to another on the same file system. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Modification and access time for the file, in milliseconds since 1970; null leaves them. */
  readonly time: number | null;
}

/**
 * `moved`: the file is there, also where an earlier attempt had put it there already. `taken`: something else is at that
 * path, and the file stays where it was. `failed`: likewise, and why.
 */
export type MoveOutcome =
  | { readonly kind: 'moved' }
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'failed';
      readonly code: string | null;
      readonly message: string;
      readonly path?: string;
      /** Relative to the root: what lies in the place of a folder on the way. */
      readonly inTheWay?: string;
    };

/**
 * Moves files without ever replacing anything, makes the folders below `root` that are missing, and makes all new names
 * durable together (a file that is held by others is tried again): the first sync of a folder writes the file system's log, which mostly holds the others too. Blocks:
 * for its own thread. A link in place of a folder fails with `ELOOP`. Throws the system's error when a folder cannot be
 * synced.
 */
export function placeFiles(root: string, moves: readonly Move[], patient: Patience): readonly MoveOutcome[] {
  // Photos of one batch mostly share a few months: looking at those is next to nothing.
  const known: KnownFolders = new Set();
  const outcomes = moves.map((move) => outcomeOf(root, move, { known, patient }));
  // Together, so that a folder that takes nothing costs no more than one file that is held.
  for (let attempt = 0; outcomes.some(isHeldBack) && patient.wait(attempt); attempt += 1) {
    for (const [index, move] of moves.entries()) {
      if (isHeldBack(outcomes[index])) outcomes[index] = outcomeOf(root, move, { known, patient });
    }
  }
  const folders = moves.filter((_, index) => outcomes[index]?.kind === 'moved').map(({ to }) => dirname(to));
  for (const folder of new Set(folders)) syncFolderSync(folder);
  return outcomes;
}

function isHeldBack(outcome: MoveOutcome | undefined): boolean {
  return outcome?.kind === 'failed' && isHeld(outcome.code);
}

function outcomeOf(
  root: string,
  { from, to, time }: Move,
  { known, patient }: { readonly known: KnownFolders; readonly patient: Patience },
): MoveOutcome {
  try {
    requireFoldersSync(root, innerFolder(root, dirname(to)), known);
    if (time !== null) setTimes(from, time);
    return { kind: moveIntoFolder(root, from, to, patient) };
  } catch (thrown) {
    // A share may carry out what it then reports as failed: in staging no file vanishes for any other reason.
    if (hasMoved(from, to)) return { kind: 'moved' };
    return {
      kind: 'failed',
      code: errnoOf(thrown),
      message: messageOf(thrown),
      path: to,
      ...whatIsInTheWay(thrown),
    };
  }
}

/** As {@link requireFoldersSync} names it; the system's own words name the file that was to go there. */
function whatIsInTheWay(thrown: unknown): { readonly inTheWay?: string } {
  const blocksFolder = ['ELOOP', 'ENOTDIR'].includes(errnoOf(thrown) ?? '');
  if (!blocksFolder || !(thrown instanceof Error) || !('path' in thrown) || typeof thrown.path !== 'string') return {};
  return isAbsolute(thrown.path) ? {} : { inTheWay: thrown.path };
}

function moveIntoFolder(root: string, from: string, to: string, patient: Patience): 'moved' | 'taken' {
  try {
    return move(from, to, patient);
  } catch (thrown) {
    if (errnoOf(thrown) !== 'ENOENT') throw thrown;
    // Mostly the folder is there already, so it is made only when the move says otherwise.
    makeFoldersSync(root, dirname(to));
    return move(from, to, patient);
  }
}

/** As moveWithoutReplacing, which explains it. */
function move(from: string, to: string, patient: Patience): 'moved' | 'taken' {
  try {
    linkSync(from, to);
  } catch (thrown) {
    const errno = errnoOf(thrown) ?? '';
    if (errno === 'EEXIST') return takenOrMoved(from, to, patient);
    if (failsAnyMove.has(errno)) throw thrown;
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) return takenOrMoved(from, to, patient);
    return renameOrCopy(from, to, patient);
  }
  removeOldName(from, patient);
  return 'moved';
}

/**
 * The same bytes under the name that they should get are the file itself: an earlier attempt put them there, and was cut
 * off before it was recorded. Under the next name they would be there twice.
 */
function takenOrMoved(from: string, to: string, patient: Patience): 'moved' | 'taken' {
  try {
    if (!patient.until(() => hasSameBytesSync(from, to))) return 'taken';
  } catch {
    // A person's own file need not be readable, and is in the way all the same.
    return 'taken';
  }
  removeOldName(from, patient);
  return 'moved';
}

/**
 * The file has its place by now, and a failure would have it stored under a second name. An old name that stays is left to
 * the next run, which clears staging.
 */
function removeOldName(from: string, patient: Patience): void {
  try {
    patient.until(() => unlinkSync(from));
  } catch {
    // Whatever it is: if the whole disk has gone, the sync of the folder says so.
  }
}

function hasMoved(from: string, to: string): boolean {
  try {
    return (
      lstatSync(from, { throwIfNoEntry: false }) === undefined &&
      lstatSync(to, { throwIfNoEntry: false })?.isFile() === true
    );
  } catch {
    // Nobody can tell: should it be there, it is recognised by its bytes.
    return false;
  }
}

function renameOrCopy(from: string, to: string, patient: Patience): 'moved' | 'taken' {
  try {
    renameSync(from, to);
    return 'moved';
  } catch (thrown) {
    if (!isAcrossDisks(thrown)) throw thrown;
    return moveByCopySync(from, to, (copy) => move(copy, to, patient));
  }
}

function setTimes(path: string, milliseconds: number): void {
  try {
    // A Date, because Node takes a negative number for "now": photos can be older than 1970.
    const time = new Date(milliseconds);
    utimesSync(path, time, time);
  } catch (thrown) {
    if (!refusesTimes(thrown)) throw thrown;
  }
}
