import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { messageOf } from '../../../../base/message-of.ts';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import type { EntryNature, ListedEntry } from './entry-judge.ts';
import { decodeZipName } from './entry-name.ts';
import type { PartFile } from './part-file.ts';
import { type ReadWindow, windowOver } from './read-window.ts';
import { RecordMender } from './record-mender.ts';

/** Who made an entry (APPNOTE 4.4.2): the upper byte of "version made by". */
const madeBy = { dos: 0, unix: 3, windows: 10, fat: 14, darwin: 19 } as const;
const makersWithModes: readonly number[] = [madeBy.unix, madeBy.darwin];
/** Some packers on Windows separate names with backslashes, against the standard. */
const makersWithBackslashes: readonly number[] = [madeBy.dos, madeBy.windows, madeBy.fat];

/** The file type bits of a Unix mode. */
const fileTypes = { mask: 0o170000, none: 0, regular: 0o100000, folder: 0o040000, link: 0o120000 } as const;
const methods: Readonly<Record<number, 'stored' | 'deflated'>> = { 0: 'stored', 8: 'deflated' };

/** What the directory of a zip archive of so many bytes says about an entry. */
export function listedZipEntry({ entry, fault }: DirectoryEntry, position: number, archiveBytes: number): ListedEntry {
  const maker = entry.versionMadeBy >>> 8;
  const objection = objectionTo(entry, fault ?? sizeFault(entry, archiveBytes));
  return {
    name: decodeZipName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields),
    position,
    // A size that cannot be true is not passed on: sums of such sizes are no numbers any more.
    bytes: objection?.code === 'entry-damaged' ? 0 : entry.uncompressedSize,
    crc32: entry.crc32,
    // Local time of nobody knows where.
    modifiedAt: null,
    separators: makersWithBackslashes.includes(maker) ? 'either' : 'slash',
    nature: makersWithModes.includes(maker) ? natureOf(entry.externalFileAttributes >>> 16) : 'file',
    objection,
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

function objectionTo(entry: Entry, fault: string | null): ListedEntry['objection'] {
  if (fault !== null) return { code: 'entry-damaged', detail: fault };
  if (entry.isEncrypted()) return { code: 'entry-encrypted' };
  return packingOf(entry) === null ? { code: 'entry-unsupported' } : null;
}

/** The most that one byte of deflated data can become (https://zlib.net/zlib_tech.html). */
const deflateRatio = 1_032;

/** Sizes and offsets take eight bytes, so that damage or malice makes anything of them. */
function sizeFault(entry: Entry, archiveBytes: number): string | null {
  const { compressedSize: packed, uncompressedSize: bytes, relativeOffsetOfLocalHeader: offset } = entry;
  if (offset >= archiveBytes) return 'It would lie outside of the archive.';
  if (packed > archiveBytes - offset) return 'It claims more bytes than the archive has.';
  return bytes > (packed + 1) * deflateRatio ? 'It claims more bytes than can be packed into it.' : null;
}

/** The directory is read in pieces of this size: a few thousand entries each. */
const directoryWindowBytes = 256 << 10;
const entrySignature = 0x0201_4b50;

/** The list of a zip archive's entries, from its end. */
export interface ZipDirectory {
  readonly entryCount: number;
  /** All entries in the order of the list; once. Throws a ProblemError where the list cannot be read on. */
  readonly entries: () => AsyncGenerator<DirectoryEntry>;
}

/** A record of the list, and what is wrong with the record itself; null when nothing is. */
export interface DirectoryEntry {
  readonly entry: Entry;
  readonly fault: string | null;
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

async function* entriesOf(
  zip: ZipFile,
  reader: DirectoryReader,
  file: PartFile,
  name: string,
): AsyncGenerator<DirectoryEntry> {
  try {
    for await (const entry of zip.eachEntry()) yield { entry, fault: reader.takeFault() };
    // Packers without zip64 count modulo 65,536: what they did not count would be lost without a word.
    if (await reader.isEntryNext()) throw new Error('The list holds more entries than it counts.');
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown;
    if (!(await file.isUnchanged())) throw new ProblemError(problem('part-changed', { subject: name }));
    const code = reader.isListEncrypted() ? 'part-encrypted' : 'part-damaged';
    throw new ProblemError(problem(code, { subject: name, detail: messageOf(thrown) }));
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
 * cost two reads. What is in the window is answered at once. Records on which the library would end the listing of all
 * are made readable on their way to it.
 */
class DirectoryReader extends RandomAccessReader {
  readonly #size: number;
  readonly #window: ReadWindow;
  /** Where the latest read ended. */
  #reached = 0;
  readonly #mender = new RecordMender();
  #isListEncrypted = false;

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
    const give = (bytes: Buffer): void => {
      bytes.copy(buffer, offset);
      const given = buffer.subarray(offset, offset + length);
      this.#mender.mend(given, position);
      this.#isListEncrypted ||= announcesEncryption(given);
      callback(null);
    };
    if (!(view instanceof Promise)) return give(view);
    view.then(give, (thrown: unknown) => callback(thrown instanceof Error ? thrown : new Error(String(thrown))));
  }

  /** Does the archive say that its list is encrypted? Then nothing can be made of it. */
  isListEncrypted(): boolean {
    return this.#isListEncrypted;
  }

  /** What was wrong with the record that was read last. */
  takeFault(): string | null {
    return this.#mender.takeFault();
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

/** The end record of 64 bits (APPNOTE 4.3.14), and the version that can read encrypted lists (APPNOTE 4.4.3.2). */
const endRecord = { bytes: 56, signature: 0x0606_4b50, encryptedSince: 62 } as const;

function announcesEncryption(bytes: Buffer): boolean {
  if (bytes.length !== endRecord.bytes || bytes.readUInt32LE(0) !== endRecord.signature) return false;
  return bytes.readUInt16LE(14) >= endRecord.encryptedSince;
}
