import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolders } from '../../base/make-folders.ts';

/** Where thumbnails are kept, and how much of them. */
export interface ThumbnailFolder {
  /** All that lies below it belongs to the cache. */
  readonly root: string;
  /** Bytes that the files below the root may have together; slightly more until the next pruning. */
  readonly mostBytes: number;
  readonly now: () => Date;
}

/** A file's time is moved forward when it is used, but not more often than this: it spares a write for every look. */
const usedAgainAfterMs = 24 * 60 * 60 * 1_000;
/** Pruning makes room for a while, not for one file. */
const prunedTo = 0.9;

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/**
 * WebP files that can be made again at any time. What was not used for longest goes first. A cache that cannot be
 * written only costs time, so failures are ignored.
 */
export class ThumbnailFiles {
  readonly #folder: ThumbnailFolder;
  /** Bytes in all files; null until they were counted. */
  #bytes: number | null = null;
  #pruning: Promise<void> | null = null;

  constructor(folder: ThumbnailFolder) {
    this.#folder = folder;
  }

  /** The file at a path relative to the root; null when it is not there or not whole. */
  async read(path: string): Promise<Uint8Array | null> {
    const file = join(this.#folder.root, path);
    try {
      const bytes = await readFile(file);
      if (!isWholeWebp(bytes)) return null;
      await this.#markUsed(file);
      return bytes;
    } catch {
      // Not there, or not readable: it is made again.
      return null;
    }
  }

  /** Keeps a file at a path relative to the root. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    const file = join(this.#folder.root, path);
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      await makeFolders(dirname(file), 0o700);
      await writeFile(partial, bytes, { mode: 0o600 });
      await rename(partial, file);
    } catch {
      // No room, or no right to write: it is made again when it is next asked for.
      await rm(partial, { force: true }).catch(() => undefined);
      return;
    }
    if (this.#bytes !== null) this.#bytes += bytes.length;
    if (this.#bytes === null || this.#bytes > this.#folder.mostBytes) this.#pruning ??= this.#prune();
  }

  /** Resolves once no pruning is running. */
  async settled(): Promise<void> {
    await this.#pruning;
  }

  async #markUsed(file: string): Promise<void> {
    const now = this.#folder.now();
    try {
      const { mtimeMs } = await stat(file);
      if (now.getTime() - mtimeMs > usedAgainAfterMs) await utimes(file, now, now);
    } catch {
      // Just removed, or not ours to change: it only goes earlier than it should.
    }
  }

  async #prune(): Promise<void> {
    this.#bytes = await prune(this.#folder);
    this.#pruning = null;
  }
}

/** Removes what was not used for longest until there is room; returns how many bytes are left. */
async function prune({ root, mostBytes }: ThumbnailFolder): Promise<number> {
  const files = await cachedFiles(root);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= mostBytes) return bytes;
  for (const file of files.toSorted((one, other) => one.usedMs - other.usedMs)) {
    if (bytes <= mostBytes * prunedTo) break;
    if (await isRemoved(file.path)) bytes -= file.bytes;
  }
  return bytes;
}

async function isRemoved(path: string): Promise<boolean> {
  try {
    await rm(path, { force: true });
    return true;
  } catch {
    // Windows removes nothing that is being read: it goes another time.
    return false;
  }
}

async function cachedFiles(root: string): Promise<readonly CachedFile[]> {
  const files: CachedFile[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else files.push(...(await cachedFile(path)));
    }
  }
  return files;
}

function entriesOf(folder: string): Promise<readonly Dirent[]> {
  // A folder that cannot be listed holds nothing that could be removed.
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

/** One file; none when it has gone since the folder was listed. */
async function cachedFile(path: string): Promise<readonly CachedFile[]> {
  const found = await stat(path).catch(() => null);
  return found === null ? [] : [{ path, bytes: found.size, usedMs: found.mtimeMs }];
}

/**
 * After a power cut a file may be empty, short or full of zeros
 * (https://developers.google.com/speed/webp/docs/riff_container).
 */
export function isWholeWebp(content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') {
    return false;
  }
  return bytes.readUInt32LE(4) + 8 === bytes.length;
}
