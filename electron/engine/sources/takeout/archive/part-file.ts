import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PackedRequest } from '../../../../contract/bytes.ts';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import { openingProblem, readingError } from './part-problems.ts';

/** What is needed of an open file; a `FileHandle` is one. */
export interface DiskFile {
  readonly read: (
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => Promise<{ readonly bytesRead: number }>;
  readonly stat: () => Promise<DiskFileStats>;
  readonly close: () => Promise<void>;
  /** Of a file that threads can read as well. */
  readonly fd?: number;
}

interface DiskFileStats {
  readonly size: number;
  readonly mtimeMs: number;
  readonly dev: number;
  readonly ino: number;
  readonly isFile: () => boolean;
}

/** Opens a file for reading; rejects with the system's error. */
export type OpenDiskFile = (path: string, flags: number) => Promise<DiskFile>;

/** The disk as it is. */
export const systemDisk: OpenDiskFile = (path, flags) => open(path, flags);

/** A file that is only read, and that knows when somebody else writes to it. Throws ProblemErrors about its part. */
export interface PartFile {
  /** Length in bytes when it was opened. */
  readonly size: number;
  readonly modifiedAt: number;
  /** Tells it from every other file of the system. */
  readonly identity: string;
  /** Fills `into` from `offset` on. Throws `part-changed` where the file has become shorter, `part-gone` on read errors. */
  readonly read: (into: Uint8Array, offset: number) => Promise<void>;
  /** Has it still the length and time it was opened with? */
  readonly isUnchanged: () => Promise<boolean>;
  readonly close: () => Promise<void>;
  /** Of a file that is far away: what it should know before it is read. */
  readonly ahead?: ReadAhead;
  /** How threads read it; absent where they cannot. */
  readonly inThreads?: Omit<PackedRequest, 'kind' | 'entry' | 'keepsDamaged'>;
}

/** A stretch of a file: up to `end`, which is not in it. */
export interface Extent {
  readonly begin: number;
  readonly end: number;
}

/** How a file that is far away is read in few requests, and no byte of it twice. */
export interface ReadAhead {
  /** Where contents begin, in order: none is read in passing, for each of them has its turn. */
  readonly contents: (offsets: readonly number[]) => void;
  /** All of it is wanted: what lies between two contents is read along, up to a bound, so that its sum may become whole. */
  readonly whole: () => void;
  /** Small stretches that will be read one after the other, in the order of the file. */
  readonly small: (extents: readonly Extent[]) => void;
  /**
   * Waits for its turn to read a stretch from its beginning to its end: one reader after the other, in the order of the
   * file. Throws `interrupted`.
   */
  readonly turn: (extent: Extent, signal: AbortSignal) => Promise<{ readonly release: () => void }>;
}

interface OpenPartFileOptions {
  readonly disk: OpenDiskFile;
  /** `refuse` where the path comes from a listing and not from a person. */
  readonly links: 'follow' | 'refuse';
}

/** Opens a regular file. A pipe or device is never waited for. */
export async function openPartFile(path: string, { disk, links }: OpenPartFileOptions): Promise<Result<PartFile>> {
  const subject = basename(path);
  // Windows knows neither flag: there they are undefined, which counts as 0.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (links === 'refuse' ? constants.O_NOFOLLOW : 0);
  try {
    const file = await disk(path, flags);
    const stats = await file.stat();
    if (stats.isFile()) return ok(partFile(file, subject, stats));
    await file.close();
    return failed(problem('part-unreadable', { subject, detail: 'It is not a regular file.' }));
  } catch (thrown) {
    return failed(openingProblem(thrown, subject));
  }
}

/** What {@link PartFile.identity} is of a file that was not opened. */
export function identityOf({ dev, ino }: Pick<DiskFileStats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

/** A file that is open already, as it was when it was opened. `subject` names it to people. */
export function partFile(file: DiskFile, subject: string, opened: Omit<DiskFileStats, 'isFile'>): PartFile {
  async function isUnchanged(): Promise<boolean> {
    try {
      const { size, mtimeMs } = await file.stat();
      return size === opened.size && mtimeMs === opened.mtimeMs;
    } catch (thrown) {
      throw readingError(thrown, subject);
    }
  }

  async function readSome(into: Uint8Array, filled: number, offset: number): Promise<number> {
    try {
      return (await file.read(into, filled, into.length - filled, offset + filled)).bytesRead;
    } catch (thrown) {
      throw readingError(thrown, subject);
    }
  }

  return {
    size: opened.size,
    modifiedAt: opened.mtimeMs,
    identity: identityOf(opened),
    isUnchanged,
    read: async (into, offset) => {
      // Network file systems may answer with fewer bytes than asked for in mid-file.
      for (let filled = 0; filled < into.length; ) {
        const came = await readSome(into, filled, offset);
        if (came === 0)
          throw new ProblemError(problem((await isUnchanged()) ? 'part-truncated' : 'part-changed', { subject }));
        filled += came;
      }
    },
    close: () => file.close(),
    ...(file.fd === undefined
      ? {}
      : {
          inThreads: {
            ...{ descriptor: file.fd, fileBytes: opened.size, modifiedAt: opened.mtimeMs, subject },
            ...{ begin: 0, bytes: opened.size },
          },
        }),
  };
}
