import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import { sharedBlocks } from './blocks.ts';
import { deliver, type EntryContent, readThrough, readWhole } from './delivery.ts';
import { createEntryJudge } from './entry-judge.ts';
import { judgeName } from './entry-name.ts';
import type { ExtractedFolder } from './extracted-folder.ts';
import { fileBlocks } from './file-blocks.ts';
import { folderFiles, isInside, natureOf, problemBelow } from './folder-files.ts';
import type { LeftOut } from './left-out.ts';
import type { OpenPart, PassedEntry } from './part-entry.ts';
import { identityOf, type OpenDiskFile, openPartFile, type PartFile } from './part-file.ts';
import { openingProblem, throwIfAborted } from './part-problems.ts';

/** An extracted part. It is looked through once here, for its fingerprint and size. */
export async function openFolderPart(
  folder: ExtractedFolder,
  disk: OpenDiskFile,
  leftOut: LeftOut,
): Promise<Result<OpenPart>> {
  try {
    const part = new FolderPart(folder, await realpath(folder.root), { disk, leftOut });
    return ok({
      name: folder.name,
      path: folder.root,
      format: 'folder',
      ...(await part.survey()),
      walk: (signal) => part.walk(signal),
      fetch: (place, sink, signal) => part.use(place.path, (content) => deliver(content, sink, signal)),
      close: async () => undefined,
    });
  } catch (thrown) {
    return failed(thrown instanceof ProblemError ? thrown.problem : openingProblem(thrown, folder.root));
  }
}

class FolderPart {
  readonly #folder: ExtractedFolder;
  /** Where the root really is. */
  readonly #place: string;
  readonly #disk: OpenDiskFile;
  readonly #leftOut: LeftOut;

  constructor(
    folder: ExtractedFolder,
    place: string,
    { disk, leftOut }: { readonly disk: OpenDiskFile; readonly leftOut: LeftOut },
  ) {
    this.#folder = folder;
    this.#place = place;
    this.#disk = disk;
    this.#leftOut = leftOut;
  }

  /** What sets its present state apart, and the sum of all lengths. */
  async survey(): Promise<Pick<OpenPart, 'fingerprint' | 'bytes'>> {
    const hash = createHash('sha256');
    let total = 0;
    for await (const { name, bytes, modifiedAt, nature } of this.#files()) {
      hash.update(`${name}\0${nature}\0${bytes}\0${modifiedAt}\n`);
      total += bytes;
    }
    return { fingerprint: hash.digest('hex'), bytes: total };
  }

  async *walk(signal: AbortSignal): AsyncGenerator<PassedEntry> {
    const judge = createEntryJudge();
    let isEmpty = true;
    for await (const listed of this.#files()) {
      throwIfAborted(signal);
      isEmpty = false;
      const entry = judge(listed);
      if (entry === null) continue;
      const use = async <T>(work: (content: EntryContent) => Promise<Result<T>>): Promise<Result<T>> =>
        entry.refusal === null ? this.use(entry.path, work) : failed(entry.refusal);
      yield {
        entry,
        read: (limit) => use((content) => readWhole(content, limit, signal)),
        readThrough: (take) => use((content) => readThrough(content, take, signal)),
      };
    }
    if (isEmpty) throw new ProblemError(problem('part-empty', { subject: this.#folder.name }));
  }

  /** Opens the file of an entry for as long as `work` takes. */
  async use<T>(path: string, work: (content: EntryContent) => Promise<Result<T>>): Promise<Result<T>> {
    const opened = await this.#open(path);
    if (!opened.ok) return opened;
    const file = opened.value;
    try {
      const chunks = fileBlocks(file, 0, file.size, sharedBlocks);
      return await work({ path, bytes: file.size, crc32: null, chunks, isUnchanged: () => file.isUnchanged() });
    } finally {
      await file.close();
    }
  }

  #files(): ReturnType<typeof folderFiles> {
    return folderFiles(this.#place, this.#folder.prefix, this.#leftOut);
  }

  async #open(path: string): Promise<Result<PartFile>> {
    const below = `${this.#folder.prefix}/`;
    const judged = judgeName(path);
    // What was listed here begins so; anything else may be from anywhere.
    if (judged.kind !== 'file' || judged.path !== path || !path.startsWith(below)) {
      return failed(problem('entry-refused', { subject: path, detail: 'It does not belong to this part.' }));
    }
    const file = join(this.#place, ...path.slice(below.length).split('/'));
    const objection = await this.#objectionTo(file, path, null);
    if (objection !== null) return failed(objection);
    const opened = await openPartFile(file, { disk: this.#disk, links: 'refuse' });
    if (!opened.ok) return opened;
    // Node knows no openat(2): only a look behind tells whether what was looked at is what was opened.
    const late = await this.#objectionTo(file, path, opened.value.identity);
    if (late === null) return opened;
    await opened.value.close();
    return failed(late);
  }

  /** A link may have taken the place of the file, or of a folder on the way to it. */
  async #objectionTo(file: string, path: string, opened: string | null): Promise<Problem | null> {
    try {
      const found = await lstat(file);
      const isSame = opened === null || opened === identityOf(found);
      // Last, so that what was found is inside even if a folder was a link for a moment.
      const folder = await realpath(dirname(file));
      if (isSame && isInside(this.#place, folder) && natureOf(found) === 'file' && !this.#leftOut.holds(folder)) {
        return null;
      }
      return problem('entry-refused', { subject: path, detail: 'A link or something else took its place.' });
    } catch (thrown) {
      return problemBelow(this.#place, thrown, path);
    }
  }
}
