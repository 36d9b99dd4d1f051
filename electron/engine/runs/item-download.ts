import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, lstat, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { GoogleHttp } from '../google/google-http.ts';
import { createPhotosLibrary, type MediaItem } from '../google/photos-library.ts';
import { judgeBytes, judgedBytes } from '../media/judge-bytes.ts';
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
    const handle = await open(partial, 'wx');
    try {
      const sink = fileSink(handle, remote.mimeType);
      const fetched = await source.fetch(remote, sink.bytes, signal);
      if (!fetched.ok) return fetched;
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

interface FileSink {
  readonly bytes: ByteSink;
  readonly written: () => number;
}

/** Writes from the beginning at each attempt, and refuses what is no photo before it is kept. */
function fileSink(handle: Awaited<ReturnType<typeof open>>, expectedMime: string): FileSink {
  let written = 0;
  let head = Buffer.alloc(0);
  let contentType: string | null = null;
  let length: number | null = null;
  return {
    written: () => written,
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
      },
    },
  };
}
