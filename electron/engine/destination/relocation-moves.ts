import { createHash } from 'node:crypto';
import { lstat, stat, unlink, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../base/durable-folder.ts';
import { errnoOf } from '../../base/errno.ts';
import type { Problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { fileAt, innerFolder, type KnownFolders, openFile, requireFolders } from './fence.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath } from './layout.ts';
import { moveWithoutReplacing } from './move-file.ts';

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
 * `moved`: it is there, durably, with its sidecar; `mtime` in milliseconds. `taken`: something else lies at that place.
 * `gone`: it lies in neither place. `failed`: the disk said why.
 */
export type FileMoveOutcome =
  | { readonly kind: 'moved'; readonly mtime: number }
  | { readonly kind: 'taken' | 'gone' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * Moves stored files, each with the XMP beside it, without ever replacing anything, and makes the names durable
 * together. May be repeated after a kill at any instruction: what was done already is found done. Outcomes are in the
 * order of the moves; a problem of the whole (disk gone) means that some may be moved all the same.
 */
export async function relocateFiles(
  destination: Destination,
  moves: readonly FileMove[],
): Promise<Result<readonly FileMoveOutcome[]>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const outcomes: FileMoveOutcome[] = [];
  const folders = new Set<string>();
  const known: KnownFolders = new Set();
  for (const move of moves) {
    const outcome = await relocateOne(destination.path, move, known);
    outcomes.push(outcome);
    if (outcome.kind === 'moved' && move.from !== move.to) {
      folders.add(dirname(absolutePath(destination.path, move.to)));
      folders.add(dirname(absolutePath(destination.path, move.from)));
    }
  }
  try {
    for (const folder of folders) await syncFolder(folder);
    return ok(outcomes);
  } catch (thrown) {
    return failed(fsProblem(thrown, destination.path));
  }
}

async function relocateOne(
  root: string,
  { from, to, bytes, time }: FileMove,
  known: KnownFolders,
): Promise<FileMoveOutcome> {
  const source = absolutePath(root, from);
  const target = absolutePath(root, to);
  try {
    for (const path of [source, target]) await requireFolders(root, innerFolder(root, dirname(path)), known);
    if (from !== to) {
      const way = await moveOnce(root, source, target, bytes);
      if (way !== 'moved') return { kind: way };
      // A sidecar at the new place belongs to somebody else: ours is rewritten, the old one stays where it is.
      if ((await lengthOf(`${source}.xmp`)) !== null) await moveOrEndMove(`${source}.xmp`, `${target}.xmp`);
    }
    // Times are set through links: on a file outside of the backup, maybe.
    if ((await lengthOf(target)) === null) return { kind: 'gone' };
    if (time !== null) await setTimes(target, time);
    return { kind: 'moved', mtime: (await stat(target)).mtimeMs };
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return { kind: 'gone' };
    return { kind: 'failed', problem: fsProblem(thrown, to) };
  }
}

async function moveOnce(
  root: string,
  source: string,
  target: string,
  bytes: number,
): Promise<'moved' | 'taken' | 'gone'> {
  if ((await lengthOf(source)) === null) return (await lengthOf(target)) === bytes ? 'moved' : 'gone';
  await makeFolderDurably(root, dirname(target));
  return moveOrEndMove(source, target);
}

/** As moveWithoutReplacing; a kill may have come between its link and its removal of the old name. */
async function moveOrEndMove(source: string, target: string): Promise<'moved' | 'taken'> {
  if ((await moveWithoutReplacing(source, target)) === 'moved') return 'moved';
  if (!(await isSameFile(source, target))) return 'taken';
  await unlink(source);
  return 'moved';
}

/** Null also for what is no file: a link is not the photo that it leads to. */
async function lengthOf(path: string): Promise<number | null> {
  return (await fileAt(path))?.size ?? null;
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([lstat(one, { bigint: true }), lstat(other, { bigint: true })]);
  if (a.ino === b.ino && a.dev === b.dev) return true;
  // Moving to a disk of its own is copying, and a kill leaves both.
  return a.isFile() && b.isFile() && a.size === b.size && a.mtimeMs === b.mtimeMs && hasSameBytes(one, other);
}

async function hasSameBytes(one: string, other: string): Promise<boolean> {
  const [a, b] = [await sha256Of(one), await sha256Of(other)];
  return a === b;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  // The stream closes the file.
  for await (const chunk of (await openFile(path)).createReadStream()) hash.update(chunk);
  return hash.digest('hex');
}

async function setTimes(path: string, milliseconds: number): Promise<void> {
  try {
    // A Date, because Node takes a negative number for "now": photos can be older than 1970.
    const time = new Date(milliseconds);
    await utimes(path, time, time);
  } catch (thrown) {
    // As in placing.ts: no reason to leave the photo in the wrong month.
    if (!['EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS'].includes(errnoOf(thrown) ?? '')) throw thrown;
  }
}
