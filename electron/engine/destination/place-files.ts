import { linkSync, lstatSync, renameSync, unlinkSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFoldersSync, syncFolderSync } from '../../base/durable-folder.ts';
import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import { isAcrossDisks, moveByCopySync } from './across-disks.ts';
import { innerFolder, type KnownFolders, requireFoldersSync } from './fence.ts';
import { failsAnyMove, refusesTimes } from './move-file.ts';
import { isHeld, type Patience } from './patience.ts';

/** A file that goes from one absolute path to another on the same file system. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Modification and access time for the file, in milliseconds since 1970; null leaves them. */
  readonly time: number | null;
}

/** `taken`: something is at that path already, and the file stays where it was. */
export type MoveOutcome =
  | { readonly kind: 'moved' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly code: string | null; readonly message: string; readonly path?: string };

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
    return {
      kind: 'failed',
      code: errnoOf(thrown),
      message: messageOf(thrown),
      path: to,
    };
  }
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
    if (errno === 'EEXIST') return 'taken';
    if (failsAnyMove.has(errno)) throw thrown;
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) return 'taken';
    return renameOrCopy(from, to, patient);
  }
  removeOldName(from, patient);
  return 'moved';
}

/** The file has its place by now: an old name that stays held is left to the next run, which clears staging. */
function removeOldName(from: string, patient: Patience): void {
  try {
    patient.until(() => unlinkSync(from));
  } catch (thrown) {
    if (!isHeld(errnoOf(thrown))) throw thrown;
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
