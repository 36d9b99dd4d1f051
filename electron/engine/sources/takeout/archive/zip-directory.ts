import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { messageOf } from '../../../../base/message-of.ts';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import type { EntryNature, ListedEntry } from './entry-judge.ts';
import { decodeZipName } from './entry-name.ts';
import type { PartFile } from './part-file.ts';
import { type ReadWindow, windowOver } from './read-window.ts';
import type { PackedEntry } from './zip-content.ts';

/** What is kept of an entry in order to fetch it. */
export interface ZipRow extends PackedEntry {
  readonly crc32: number;
}

const columns = ['offset', 'packedBytes', 'bytes'] as const;
const firstRoom = 1024;

/**
 * Where all entries of an archive lie, by position. Numbers only, 33 bytes an entry: half a million of them take as much
 * memory as one photo, and a fetch needs no second look at the directory.
 */
export class ZipTable {
  #numbers = new Float64Array(firstRoom * columns.length);
  #sums = new Uint32Array(firstRoom * 2);
  #methods = new Uint8Array(firstRoom);
  #length = 0;

  /** Appends the next position; null for what is never fetched. */
  push(row: ZipRow | null): void {
    if (this.#length === this.#methods.length) this.#grow();
    const at = this.#length;
    this.#length += 1;
    if (row === null) return;
    for (const [i, column] of columns.entries()) this.#numbers[at * columns.length + i] = row[column];
    this.#sums.set([row.crc32, crc32(row.path)], at * 2);
    this.#methods[at] = row.method === 'stored' ? 1 : 2;
  }

  /** Null when there is no such entry at this position, or when it is never fetched. */
  find(path: string, position: number): ZipRow | null {
    const method = this.#methods[position];
    if (position >= this.#length || method === undefined || method === 0) return null;
    if (this.#sums[position * 2 + 1] !== crc32(path)) return null;
    const from = position * columns.length;
    const [offset = 0, packedBytes = 0, bytes = 0] = this.#numbers.subarray(from, from + columns.length);
    const checksum = this.#sums[position * 2] ?? 0;
    return { path, offset, packedBytes, bytes, crc32: checksum, method: method === 1 ? 'stored' : 'deflated' };
  }

  #grow(): void {
    const [numbers, sums, methods] = [this.#numbers, this.#sums, this.#methods];
    this.#numbers = new Float64Array(numbers.length * 2);
    this.#sums = new Uint32Array(sums.length * 2);
    this.#methods = new Uint8Array(methods.length * 2);
    this.#numbers.set(numbers);
    this.#sums.set(sums);
    this.#methods.set(methods);
  }
}

/** Who made an entry (APPNOTE 4.4.2): the upper byte of "version made by". */
const madeBy = { dos: 0, unix: 3, windows: 10, fat: 14, darwin: 19 } as const;
const makersWithModes: readonly number[] = [madeBy.unix, madeBy.darwin];
/** Some packers on Windows separate names with backslashes, against the standard. */
const makersWithBackslashes: readonly number[] = [madeBy.dos, madeBy.windows, madeBy.fat];

/** The file type bits of a Unix mode. */
const fileTypes = { mask: 0o170000, none: 0, regular: 0o100000, folder: 0o040000, link: 0o120000 } as const;
const methods: Readonly<Record<number, 'stored' | 'deflated'>> = { 0: 'stored', 8: 'deflated' };

/** What the directory of a zip archive says about an entry. */
export function listedZipEntry(entry: Entry, position: number): ListedEntry {
  const maker = entry.versionMadeBy >>> 8;
  return {
    name: decodeZipName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields),
    position,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32,
    // Local time of nobody knows where.
    modifiedAt: null,
    separators: makersWithBackslashes.includes(maker) ? 'either' : 'slash',
    nature: makersWithModes.includes(maker) ? natureOf(entry.externalFileAttributes >>> 16) : 'file',
    objection: objectionTo(entry),
  };
}

/** How an entry is packed; null when it cannot be unpacked. */
export function packingOf(entry: Entry): 'stored' | 'deflated' | null {
  return entry.isEncrypted() ? null : (methods[entry.compressionMethod] ?? null);
}

function natureOf(mode: number): EntryNature {
  const type = mode & fileTypes.mask;
  if (type === fileTypes.none || type === fileTypes.regular) return 'file';
  if (type === fileTypes.folder) return 'folder';
  return type === fileTypes.link ? 'link' : 'device';
}

function objectionTo(entry: Entry): ListedEntry['objection'] {
  if (entry.isEncrypted()) return 'entry-encrypted';
  return packingOf(entry) === null ? 'entry-unsupported' : null;
}

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
 * Gives the library its bytes from a window: it asks twice for every entry, and each of half a million entries would
 * cost two reads. What is in the window is answered at once.
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
    // The file is closed by its opener.
    callback(null);
  }
}
