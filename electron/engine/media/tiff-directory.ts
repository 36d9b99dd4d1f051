import { type ByteReader, textUntilNul } from './byte-reader.ts';
import { entryLength, readTiffEntries, readTiffHeader, type TiffEntry, valueSize } from './tiff-entry.ts';

// Why not the package exifreader: it wants one buffer that holds everything from the first byte on, while the
// directories of TIFF and raw files lie anywhere in a hundred megabytes, and those of CR3 in their own blocks. One
// reader that goes where the directories point serves them all. The tests compare its answers with exifreader's.

/** One directory of a TIFF block, whose values are read when asked for. */
export interface TiffDirectory {
  readonly has: (tag: number) => boolean;
  /** Text without trailing NULs and spaces; null when the tag is absent, no text, or not readable. */
  readonly text: (tag: number) => Promise<string | null>;
  /** At most `most` numbers; empty when the tag is absent or not readable. A fraction over zero is NaN. */
  readonly numbers: (tag: number, most: number) => Promise<readonly number[]>;
  /** Where the next directory of the chain is; 0 when there is none. */
  readonly next: number;
}

/** A TIFF block: EXIF data, or a TIFF or raw file. */
export interface TiffBlock {
  readonly firstDirectory: number;
  /** The directory at an offset of the block; null when there is none. */
  readonly directory: (offset: number) => Promise<TiffDirectory | null>;
}

/** More entries than any camera writes. */
const mostEntries = 1024;
const longestText = 1024;

/** Opens the TIFF block that begins at the start of `reader`; null when it is none. */
export async function openTiff(reader: ByteReader): Promise<TiffBlock | null> {
  const start = await reader.view(0, 8);
  const header = start === null ? null : readTiffHeader(start);
  if (header === null) return null;
  const { littleEndian, firstDirectory } = header;
  return { firstDirectory, directory: (offset) => readDirectory(reader, offset, littleEndian) };
}

async function readDirectory(reader: ByteReader, offset: number, littleEndian: boolean): Promise<TiffDirectory | null> {
  // An offset of less than 8 would point into the header: 0 means that there is no directory.
  if (offset < 8) return null;
  const count = (await reader.view(offset, 2))?.getUint16(0, littleEndian) ?? 0;
  const first = offset + 2;
  // A block that was cut off still gives the entries that are there.
  const length = Math.min(count, mostEntries, Math.floor(Math.max(0, reader.size - first) / entryLength)) * entryLength;
  const view = await reader.view(first, length);
  if (view === null || length === 0) return null;
  const entries = readTiffEntries(view, first, littleEndian);
  const next = await reader.view(first + count * entryLength, 4);
  return {
    has: (tag) => entries.has(tag),
    text: (tag) => readText(reader, entries.get(tag)),
    numbers: (tag, most) => readNumbers(reader, entries.get(tag), most, littleEndian),
    next: next?.getUint32(0, littleEndian) ?? 0,
  };
}

async function readText(reader: ByteReader, entry: TiffEntry | undefined): Promise<string | null> {
  // Some phones mark text as UNDEFINED (7) or BYTE (1) instead of ASCII (2).
  if (entry === undefined || valueSize(entry.type) !== 1) return null;
  const view = await reader.view(entry.position, Math.min(entry.count, longestText));
  return view === null ? null : textUntilNul(view).trimEnd();
}

async function readNumbers(
  reader: ByteReader,
  entry: TiffEntry | undefined,
  most: number,
  littleEndian: boolean,
): Promise<readonly number[]> {
  if (entry === undefined) return [];
  const size = valueSize(entry.type);
  const count = Math.min(entry.count, most);
  const view = size === 0 ? null : await reader.view(entry.position, count * size);
  if (view === null) return [];
  return Array.from({ length: count }, (_, index) => numberAt(view, index * size, entry.type, littleEndian));
}

function numberAt(view: DataView, at: number, type: number, littleEndian: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, littleEndian);
    case 4:
    case 13:
      return view.getUint32(at, littleEndian);
    case 5:
      return fraction(view.getUint32(at, littleEndian), view.getUint32(at + 4, littleEndian));
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, littleEndian);
    case 9:
      return view.getInt32(at, littleEndian);
    case 10:
      return fraction(view.getInt32(at, littleEndian), view.getInt32(at + 4, littleEndian));
    case 11:
      return view.getFloat32(at, littleEndian);
    case 12:
      return view.getFloat64(at, littleEndian);
    default:
      return view.getUint8(at);
  }
}

function fraction(numerator: number, denominator: number): number {
  return denominator === 0 ? Number.NaN : numerator / denominator;
}
