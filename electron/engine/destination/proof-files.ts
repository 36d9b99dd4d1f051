import { createHash } from 'node:crypto';
import { errnoOf } from '../../base/errno.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { listInside, openInside, openNewInside, removeInside, replaceInside, syncInside } from './fence-entries.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath, reportsFolder, stagingFolder } from './layout.ts';
import { nameOfSums } from './sums-place.ts';

/** The checksum list as a proof names it. */
export interface SumsRoot {
  /** Relative to the destination. */
  readonly file: string;
  /** SHA-256 of the list's bytes, as `sha256sum` prints it; null when there is no list. */
  readonly sha256: string | null;
}

/** The one number that stands for all files: the checksum of the checksum list. Throws the system's errors. */
export async function rootOfSums(root: string): Promise<SumsRoot> {
  const file = await nameOfSums(root);
  try {
    const hash = createHash('sha256');
    // The stream closes the file.
    for await (const chunk of (await openInside(root, file)).createReadStream()) hash.update(chunk);
    return { file, sha256: hash.digest('hex') };
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return { file, sha256: null };
    throw thrown;
  }
}

/**
 * Writes one file of a proof into the folder of reports, durably and never half, in the place of one of the same day. The
 * value is its path, relative to the destination. Memory does not grow with its length.
 */
export async function writeProofFile(
  destination: Destination,
  name: string,
  pieces: Iterable<string>,
): Promise<Result<string>> {
  const root = destination.path;
  const path = `${reportsFolder}/${name}`;
  const temporary = `${stagingFolder}/${name}`;
  const there = await destination.stillThere();
  if (!there.ok) return there;
  try {
    await makeFolderDurably(root, absolutePath(root, reportsFolder));
    await makeFolderDurably(root, absolutePath(root, stagingFolder));
    await removeInside(root, temporary);
    const file = await openNewInside(root, temporary);
    try {
      for (const piece of inBatches(pieces)) await file.appendFile(piece);
      await file.datasync();
    } finally {
      await file.close();
    }
    await replaceInside(root, temporary, path);
    await syncInside(root, reportsFolder);
    return ok(path);
  } catch (thrown) {
    return failed(await fileProblem(root, path, thrown));
  } finally {
    await removeInside(root, temporary).catch(() => undefined);
  }
}

/** So many proofs are kept; with everything read once in 90 days these are some years. */
const proofsKept = 12;
const proofName = /^proof-(\d{4}-\d{2}-\d{2})\.(?:json|html)$/u;

/** The UTC day of the latest proof in the folder; null without any. */
export async function latestProofDay(root: string): Promise<string | null> {
  return (await proofDays(root)).at(-1) ?? null;
}

/** Removes all but the newest proofs, each with its page. Throws the system's errors. */
export async function forgetOldProofs(root: string): Promise<void> {
  for (const day of (await proofDays(root)).slice(0, -proofsKept)) {
    for (const ending of ['json', 'html']) await removeInside(root, `${reportsFolder}/proof-${day}.${ending}`);
  }
}

async function proofDays(root: string): Promise<readonly string[]> {
  const days = new Set<string>();
  for await (const { name } of listInside(root, reportsFolder)) {
    const day = proofName.exec(name)?.[1];
    if (day !== undefined) days.add(day);
  }
  return [...days].toSorted();
}

const batchCharacters = 256 * 1024;

function* inBatches(pieces: Iterable<string>): Generator<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < batchCharacters) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
