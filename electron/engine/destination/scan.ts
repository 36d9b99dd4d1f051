import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { ContentHash, DiskThreads } from './disk-threads.ts';
import { isNoFile, type KnownFolders, requireFolders } from './fence.ts';
import { entryInside, listInside } from './fence-entries.ts';
import { fsProblem, saysGone } from './fs-problems.ts';
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
 * followed. Files that vanish meanwhile are left out. Throws a ProblemError when the folder cannot be read or is a
 * link.
 */
export async function* scanPhotos(destination: Destination, signal: AbortSignal): AsyncGenerator<FoundFile> {
  await requireNoLinks(destination, photosFolder);
  const folders = [photosFolder];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    const { files, below } = await listFolder(destination.path, folder);
    folders.push(...below);
    const known: KnownFolders = new Set();
    for (const path of files) {
      const found = await foundFile(destination.path, path, known);
      if (found !== null) yield found;
    }
  }
}

/** The hash of a file, or why there is none. */
export type HashedFile<T> =
  | { readonly kind: 'hashed'; readonly file: T; readonly hash: ContentHash }
  | { readonly kind: 'missing'; readonly file: T }
  | { readonly kind: 'unreadable'; readonly file: T; readonly problem: Problem };

/**
 * Hashes many files, `concurrency` at a time (one per hash thread is best), yielding in the order of arrival. A link is
 * not the file that it leads to: that is missing. What cannot be read, or lies behind a link in the place of a folder, is
 * told with its problem. Throws the signal's reason, or a ProblemError when the folder itself is gone.
 */
export async function* hashFiles<T extends { readonly path: string }>(
  destination: Destination,
  files: Iterable<T> | AsyncIterable<T>,
  { threads, concurrency, signal }: HashingWork,
): AsyncGenerator<HashedFile<T>> {
  const underWay: Promise<HashedFile<T>>[] = [];
  const known: KnownFolders = new Set();
  for await (const file of files) {
    const hashed = hashOne(destination, file, { threads, signal, known });
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
  readonly threads: Pick<DiskThreads, 'hash'>;
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

async function hashOne<T extends { readonly path: string }>(
  destination: Destination,
  file: T,
  { threads, signal, known }: Pick<HashingWork, 'threads' | 'signal'> & { readonly known: KnownFolders },
): Promise<HashedFile<T>> {
  try {
    await requireNoLinks(destination, dirname(file.path), known);
    return { kind: 'hashed', file, hash: await threads.hash(absolutePath(destination.path, file.path), signal) };
  } catch (thrown) {
    signal.throwIfAborted();
    // What is wrong with a file is an answer only while the disk is there.
    const there = await destination.stillThere();
    if (!there.ok) throw new ProblemError(there.problem);
    if (saysGone(thrown)) throw new ProblemError(fsProblem(thrown, destination.path));
    const missing = errnoOf(thrown) === 'ENOENT' || errnoOf(thrown) === 'ENOTDIR' || isNoFile(thrown);
    return missing ? { kind: 'missing', file } : { kind: 'unreadable', file, problem: fsProblem(thrown, file.path) };
  }
}

/** The files that could be read; throws the ProblemError of the first that cannot. */
export async function* readableFiles<T>(hashed: AsyncIterable<HashedFile<T>>): AsyncGenerator<ReadableFile<T>> {
  for await (const one of hashed) {
    if (one.kind === 'unreadable') throw new ProblemError(one.problem);
    yield one;
  }
}

/** A file that could be read, or is not there. */
export type ReadableFile<T> = Exclude<HashedFile<T>, { readonly kind: 'unreadable' }>;

/** Whether what lies at a path is a file, by a way without links. Problems: `file-missing`, `destination-link`. */
export async function requireStoredFile(root: string, path: string): Promise<Result<void>> {
  try {
    const found = await entryInside(root, path);
    return found?.isFile() === true ? ok(undefined) : failed(problem('file-missing', { subject: path }));
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

/** Whether a folder is there; a link in its place, or above it, is neither this nor that. */
export async function folderState({ path }: Destination, folder: string): Promise<'there' | 'missing' | 'unknown'> {
  try {
    const found = await entryInside(path, folder);
    return found?.isDirectory() === true ? 'there' : found?.isSymbolicLink() === true ? 'unknown' : 'missing';
  } catch (thrown) {
    return ['ENOENT', 'ENOTDIR'].includes(errnoOf(thrown) ?? '') ? 'missing' : 'unknown';
  }
}

async function requireNoLinks({ path }: Destination, folder: string, known?: KnownFolders): Promise<void> {
  try {
    await requireFolders(path, folder, known);
  } catch (thrown) {
    // A file in the place of a folder is told by what is missing below it.
    if (errnoOf(thrown) === 'ELOOP') throw new ProblemError(fsProblem(thrown, folder));
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
    for await (const entry of listInside(root, folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.')) below.push(path);
      if (entry.isFile() && !notPhotos.test(entry.name)) files.push(path);
    }
  } catch (thrown) {
    throw new ProblemError(fsProblem(thrown, folder));
  }
  return { files, below };
}

async function foundFile(root: string, path: string, known: KnownFolders): Promise<FoundFile | null> {
  const found = await entryInside(root, path, known).catch(() => null);
  return found?.isFile() ? { path, bytes: found.size, mtimeMs: found.mtimeMs } : null;
}
