import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, link, lstat, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { GoogleHttp } from '../google/google-http.ts';
import { createPhotosLibrary, type MediaItem } from '../google/photos-library.ts';
import { endOf } from '../media/cut-short.ts';
import { judgeBytes, judgedBytes } from '../media/judge-bytes.ts';
import type { MediaType } from '../media/media-type.ts';
import { createLibrarySource } from '../sources/library-api/library-source.ts';
import { remoteItem } from '../sources/library-api/remote-item.ts';
import type { ByteSink } from '../sources/source.ts';

/**
 * Fetches one item into a new file (absolute) and returns its length. Nothing that was there is replaced or written to:
 * neither what has the name, nor what has any name that is used on the way. Problem: `usage` when the name is taken.
 */
export async function downloadItem(
  http: GoogleHttp,
  item: MediaItem,
  file: string,
  signal: AbortSignal,
): Promise<Result<number>> {
  if (await isTaken(file)) return failed(takenProblem(file));
  const source = createLibrarySource({ http, library: createPhotosLibrary(http, ''), now: Date.now });
  const remote = remoteItem(item, Date.now());
  const partial = join(dirname(file), `.${basename(file).slice(0, 32)}.${randomUUID()}.part`);
  try {
    // Creates or fails: a file or link of that name would belong to somebody.
    const handle = await open(partial, 'wx+');
    try {
      const sink = fileSink(handle, remote.mimeType);
      const fetched = await source.fetch(remote, sink.bytes, signal);
      if (!fetched.ok) return fetched;
      const cut = await cutShort(handle, sink);
      if (cut !== null) return failed(cut);
      await handle.sync();
      await nameNew(partial, file);
      return ok(sink.written());
    } finally {
      await handle.close();
      await rm(partial, { force: true });
    }
  } catch (thrown) {
    return failed(thrown instanceof ProblemError ? thrown.problem : writeProblem(thrown, file));
  }
}

async function isTaken(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

/** A link instead of a rename, and where there are none a copy: both fail where something is already. */
async function nameNew(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file);
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') throw thrown;
    await copyFile(partial, file, constants.COPYFILE_EXCL);
  }
}

function writeProblem(thrown: unknown, file: string): Problem {
  return errnoOf(thrown) === 'EEXIST' ? takenProblem(file) : fsProblem(thrown, file);
}

function takenProblem(file: string): Problem {
  return problem('usage', { detail: `${file} exists already` });
}

/** What is wrong where the bytes came to their end as far as the connection could tell, but the photo did not. */
async function cutShort(handle: FileHandle, sink: FileSink): Promise<Problem | null> {
  const type = sink.type();
  // What comes damaged from Google is not refused for it: its length was announced, and kept.
  if (type === null || sink.isAnnounced()) return null;
  const read = async (from: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  };
  const end = await endOf({ size: sink.written(), read }, type);
  return end.kind === 'cut-short' ? problem('bytes-incomplete', { detail: end.detail }) : null;
}

interface FileSink {
  readonly bytes: ByteSink;
  readonly written: () => number;
  /** What the bytes are; null before they were judged. */
  readonly type: () => MediaType | null;
  /** Whether the answer said how long they are. */
  readonly isAnnounced: () => boolean;
}

/** Writes from the beginning at each attempt, and refuses what is no photo before it is kept. */
function fileSink(handle: FileHandle, expectedMime: string): FileSink {
  let written = 0;
  let head = Buffer.alloc(0);
  let contentType: string | null = null;
  let length: number | null = null;
  let type: MediaType | null = null;
  return {
    written: () => written,
    type: () => type,
    isAnnounced: () => length !== null,
    bytes: {
      resumeFrom: () => null,
      start: async (begun) => {
        await handle.truncate(0);
        ({ contentType, length } = begun);
        written = 0;
        head = Buffer.alloc(0);
      },
      write: async (chunk) => {
        if (head.length < judgedBytes) head = Buffer.concat([head, chunk.slice(0, judgedBytes)]);
        await handle.write(chunk, 0, chunk.length, written);
        written += chunk.length;
      },
      end: () => {
        const verdict = judgeBytes({ head, contentType, expectedMime, length: length ?? written });
        if (!verdict.ok) throw new ProblemError(verdict.problem);
        type = verdict.value;
      },
    },
  };
}
