import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { messageOf } from '../../../../base/message-of.ts';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import type { PartFile } from './part-file.ts';
import { type ReadWindow, windowOver } from './read-window.ts';

/** The directory is read in pieces of this size: a few thousand entries each. */
const directoryWindowBytes = 256 << 10;
const entrySignature = 0x0201_4b50;

/** The list of a zip archive's entries, from its end. */
export interface ZipDirectory {
  readonly entryCount: number;
  /** All entries in the order of the list; once. Throws a ProblemError where the list cannot be read on. */
  readonly entries: () => AsyncGenerator<Entry>;
}

/** Finds the directory; nothing of it is kept. `name` is the archive's, for problems. */
export async function openZipDirectory(file: PartFile, name: string): Promise<Result<ZipDirectory>> {
  const reader = new DirectoryReader(file);
  try {
    // Names and sizes are judged entry by entry: here one that is wrong would end the listing of all.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const zip = await fromRandomAccessReaderPromise(reader, file.size, options);
    return ok({ entryCount: zip.entryCount, entries: () => entriesOf(zip, reader, file, name) });
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    return failed(await unreadableProblem(file, name, thrown));
  }
}

async function* entriesOf(zip: ZipFile, reader: DirectoryReader, file: PartFile, name: string): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
    // Packers without zip64 count modulo 65,536: what they did not count would be lost without a word.
    if (await reader.isEntryNext()) throw new Error('The list holds more entries than it counts.');
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown;
    if (!(await file.isUnchanged())) throw new ProblemError(problem('part-changed', { subject: name }));
    const detail = messageOf(thrown);
    // An encrypted directory is the one thing that the library tells by its message alone.
    const code = detail.includes('strong encryption') ? 'part-encrypted' : 'part-damaged';
    throw new ProblemError(problem(code, { subject: name, detail }));
  }
}

/** The library found no list of entries: why, by the first bytes. */
async function unreadableProblem(file: PartFile, subject: string, thrown: unknown): Promise<Problem> {
  try {
    if (!(await file.isUnchanged())) return problem('part-changed', { subject });
    const detail = messageOf(thrown);
    return problem(detail.includes('signature not found') ? 'part-truncated' : 'part-damaged', { subject, detail });
  } catch (gone) {
    if (gone instanceof ProblemError) return gone.problem;
    throw gone;
  }
}

/**
 * Gives the library its bytes from a window: it asks twice for every entry, and each of half a million entries would cost
 * two reads. What is in the window is answered at once.
 */
class DirectoryReader extends RandomAccessReader {
  readonly #size: number;
  readonly #window: ReadWindow;
  /** Where the latest read ended. */
  #reached = 0;

  constructor(file: PartFile) {
    super();
    this.#size = file.size;
    this.#window = windowOver(file, directoryWindowBytes);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    if (position + length > this.#size) return callback(new Error('The list of entries leads beyond the end.'));
    this.#reached = position + length;
    const view = this.#window.view(position, length);
    if (!(view instanceof Promise)) {
      view.copy(buffer, offset);
      callback(null);
      return;
    }
    view.then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(null);
      },
      (thrown: unknown) => callback(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
  }

  /** Once all entries were listed: does the record of another follow? */
  async isEntryNext(): Promise<boolean> {
    if (this.#reached + 4 > this.#size) return false;
    return (await this.#window.view(this.#reached, 4)).readUInt32LE(0) === entrySignature;
  }

  override _readStreamForRange(): never {
    // The library is asked for the list only; contents are read by zip-content.ts.
    throw new Error('Not used.');
  }

  override close(callback: (error: Error | null) => void): void {
    // Whoever opened the file closes it.
    callback(null);
  }
}
