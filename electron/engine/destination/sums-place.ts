import { createHash } from 'node:crypto';
import { errnoOf } from '../../base/errno.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { entryInside, makeInside, openInside } from './fence-entries.ts';
import { ownFolder, sumsBesideFile, sumsFile } from './layout.ts';

/** A checksum list that is there, or the absence of one. */
interface FoundList {
  /** Null when there is none. */
  readonly hash: string | null;
  /** Whether it may be replaced: it is not there, holds nothing, or every line of it is one that Afterimage writes. */
  readonly isOurs: boolean;
}

/** Where Afterimage's own checksum list belongs, and the hash of what is there. */
export interface OwnList {
  /** Relative to the destination. */
  readonly name: string;
  readonly hash: string | null;
}

/**
 * Finds Afterimage's own list: `SHA256SUMS`, unless a person keeps a list of their own under that name; then
 * `SHA256SUMS.afterimage`, once and for all. Throws the system's errors, those of {@link openInside}, and
 * `destination-unsuitable` when the second name is taken as well.
 */
export async function findOwnList(root: string): Promise<OwnList> {
  const isBeside = (await nameOfSums(root)) === sumsBesideFile;
  if (!isBeside) {
    const usual = await lookAt(root, sumsFile);
    if (usual.isOurs) return { name: sumsFile, hash: usual.hash };
  }
  const beside = await lookAt(root, sumsBesideFile);
  if (beside.isOurs) return { name: sumsBesideFile, hash: beside.hash };
  const detail = `"${sumsFile}" and "${sumsBesideFile}" in it are not lists that Afterimage wrote.`;
  throw new ProblemError(problem('destination-unsuitable', { detail, subject: sumsBesideFile }));
}

/** The name of Afterimage's list as far as names tell it, at no cost; also for a folder that may become a destination. */
export async function nameOfSums(root: string): Promise<string> {
  if (await isThere(root, sumsBesideFile)) return sumsBesideFile;
  return (await isListThatWasThere(root)) ? sumsBesideFile : sumsFile;
}

/**
 * Makes sure that a list stays the person's that is there before the backup begins, even one that looks like ours. Throws
 * the system's errors.
 */
export async function leaveListThatIsThere(root: string): Promise<void> {
  if (!(await isListThatWasThere(root))) return;
  try {
    await makeInside(root, sumsBesideFile, '');
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EEXIST') throw thrown;
  }
}

const wholeLine = /^\\?[0-9a-f]{64} {2}Photos\//u;
/** A list that a failing disk cut off. */
const cutLine = /^\\?(?:[0-9a-f]{0,64} {0,2}|[0-9a-f]{64} {2}Photos\/.*)$/u;

async function lookAt(root: string, name: string): Promise<FoundList> {
  try {
    const file = await openInside(root, name);
    const hash = createHash('sha256');
    let rest = '';
    let isOurs = true;
    // By bytes: a chunk may end within a letter. The stream closes the file.
    for await (const chunk of file.createReadStream({ encoding: 'latin1', highWaterMark: 256 * 1024 })) {
      hash.update(chunk, 'latin1');
      if (!isOurs) continue;
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      isOurs = lines.every((line) => wholeLine.test(line));
    }
    return { hash: hash.digest('hex'), isOurs: isOurs && cutLine.test(rest) };
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return { hash: null, isOurs: true };
    throw thrown;
  }
}

/** What is there before there is any backup is the person's. */
async function isListThatWasThere(root: string): Promise<boolean> {
  return !(await isThere(root, ownFolder)) && (await isThere(root, sumsFile));
}

async function isThere(root: string, name: string): Promise<boolean> {
  return (await entryInside(root, name)) !== null;
}
