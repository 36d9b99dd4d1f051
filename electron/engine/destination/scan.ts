import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../contract/problem.ts';
import type { ContentHash, DiskThreads } from './disk-threads.ts';
import { errnoOf } from './errno.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { absolutePath, photosFolder } from './layout.ts';

/** A file under Photos. */
export interface FoundFile {
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
}

// Sidecars, hidden files (also macOS "._" companions), editors' backups, and what file managers leave everywhere.
const notPhotos = /^\.|~$|\.(?:xmp|tmp|part|crdownload)$|^(?:thumbs\.db|desktop\.ini|icon\r)$/iu;

/**
 * Everything under Photos that may be a photo or video, in no order, one folder in memory at a time. Links are not
 * followed. Files that vanish meanwhile are left out. Throws a ProblemError when the folder cannot be read.
 */
export async function* scanPhotos(destination: Destination, signal: AbortSignal): AsyncGenerator<FoundFile> {
  const folders = [photosFolder];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    const { files, below } = await listFolder(destination.path, folder);
    folders.push(...below);
    for (const path of files) {
      const found = await foundFile(destination.path, path);
      if (found !== null) yield found;
    }
  }
}

/** The hash of a file, or why there is none. */
export type HashedFile<T> =
  | { readonly kind: 'hashed'; readonly file: T; readonly hash: ContentHash }
  | { readonly kind: 'missing'; readonly file: T };

/**
 * Hashes many files, `concurrency` at a time (one per hash thread is best), yielding in the order of arrival. Throws
 * the signal's reason, or a ProblemError when the disk fails.
 */
export async function* hashFiles<T extends { readonly path: string }>(
  destination: Destination,
  files: Iterable<T> | AsyncIterable<T>,
  { threads, concurrency, signal }: HashingWork,
): AsyncGenerator<HashedFile<T>> {
  const underWay: Promise<HashedFile<T>>[] = [];
  for await (const file of files) {
    const hashed = hashOne(destination, file, threads, signal);
    // Awaited in order below; until then a failure must not count as unhandled.
    hashed.catch(() => undefined);
    underWay.push(hashed);
    const first = underWay.length >= concurrency ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const hashed of underWay) yield await hashed;
}

/** What {@link hashFiles} works with. */
interface HashingWork {
  readonly threads: DiskThreads;
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

async function hashOne<T extends { readonly path: string }>(
  destination: Destination,
  file: T,
  threads: DiskThreads,
  signal: AbortSignal,
): Promise<HashedFile<T>> {
  try {
    return { kind: 'hashed', file, hash: await threads.hash(absolutePath(destination.path, file.path), signal) };
  } catch (thrown) {
    signal.throwIfAborted();
    const missing = errnoOf(thrown) === 'ENOENT' || errnoOf(thrown) === 'ENOTDIR' || errnoOf(thrown) === 'EISDIR';
    // "Not there" is an answer only while the disk is.
    if (missing && (await destination.stillThere()).ok) return { kind: 'missing', file };
    throw new ProblemError(fsProblem(thrown, file.path));
  }
}

interface Listing {
  readonly files: readonly string[];
  readonly below: readonly string[];
}

async function listFolder(root: string, folder: string): Promise<Listing> {
  const files: string[] = [];
  const below: string[] = [];
  try {
    for await (const entry of await opendir(join(root, folder))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.')) below.push(path);
      if (entry.isFile() && !notPhotos.test(entry.name)) files.push(path);
    }
  } catch (thrown) {
    // Before the first photo there is no folder.
    if (errnoOf(thrown) !== 'ENOENT') throw new ProblemError(fsProblem(thrown, folder));
  }
  return { files, below };
}

async function foundFile(root: string, path: string): Promise<FoundFile | null> {
  const found = await lstat(join(root, path)).catch(() => null);
  return found?.isFile() ? { path, bytes: found.size, mtimeMs: found.mtimeMs } : null;
}
