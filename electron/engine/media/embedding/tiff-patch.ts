import { zoneText } from '../../../contract/zone-text.ts';
import { entryLength, readTiffHeader, valueSize } from '../tiff-entry.ts';
import type { FactsToEmbed } from './facts-to-embed.ts';

/** Tags of Exif 3.0 (CIPA DC-008). */
const exifDirectory = 0x8769;
const gpsDirectory = 0x8825;
const exifVersion = 0x9000;
const dateTimeOriginal = 0x9003;
const offsetTimeOriginal = 0x9011;

const types = { byte: 1, ascii: 2, long: 4, rational: 5, undefined: 7 } as const;

/** A directory entry with its value; `inPlace` holds the four bytes of one that came from the original. */
interface NewEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/** An entry of the original as it stands there, 12 bytes: what it points to stays where it is. */
interface KeptEntry {
  readonly tag: number;
  readonly raw: Buffer;
}

type Entry = NewEntry | KeptEntry;

interface Directory {
  readonly entries: readonly KeptEntry[];
  /** Offset of the next directory; 0 for none. */
  readonly next: number;
}

const noDirectory: Directory = { entries: [], next: 0 };
const mostEntries = 1024;

/**
 * A TIFF block (EXIF data) that says all that `block` says, and the facts; null when `block` cannot be read. Nothing of
 * the original block moves, so that what points into it (maker notes, a thumbnail) stays right: new directories are
 * added behind it, and its head leads to them. A null `block` begins a new one.
 */
export function patchTiff(block: Buffer | null, facts: FactsToEmbed): Buffer | null {
  const original = block ?? Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  const view = new DataView(original.buffer, original.byteOffset, original.length);
  const header = readTiffHeader(view);
  if (header === null) return null;
  const writer = new BlockWriter(original, header.littleEndian);
  const main = header.firstDirectory === 0 ? noDirectory : writer.directory(header.firstDirectory);
  if (main === null) return null;
  const added: NewEntry[] = [];
  if (facts.taken !== null) {
    const exif = writer.directoryBehind(main, exifDirectory);
    if (exif === null) return null;
    added.push(writer.pointer(exifDirectory, writer.append(exif, takenEntries(facts.taken, exif))));
  }
  if (facts.place !== null) {
    const gps = writer.directoryBehind(main, gpsDirectory);
    if (gps === null) return null;
    added.push(writer.pointer(gpsDirectory, writer.append(gps, placeEntries(facts.place, header.littleEndian))));
  }
  writer.lead(writer.append(main, added));
  return writer.bytes();
}

class BlockWriter {
  readonly #parts: Buffer[];
  readonly #original: Buffer;
  readonly #littleEndian: boolean;
  #length: number;

  constructor(original: Buffer, littleEndian: boolean) {
    this.#original = Buffer.from(original);
    this.#littleEndian = littleEndian;
    this.#parts = [this.#original];
    this.#length = original.length;
  }

  /** A directory of the original; null when it is not all there. */
  directory(offset: number): Directory | null {
    if (offset < 8 || offset + 2 > this.#original.length) return null;
    const count = this.#read16(offset);
    const end = offset + 2 + count * entryLength;
    if (count > mostEntries || end > this.#original.length) return null;
    const entries = Array.from({ length: count }, (_, index) => {
      const at = offset + 2 + index * entryLength;
      return { tag: this.#read16(at), raw: this.#original.subarray(at, at + entryLength) };
    });
    const next = end + 4 <= this.#original.length ? this.#read32(end) : 0;
    return { entries, next };
  }

  /** The directory that an entry of `main` leads to; an empty one without such an entry, null when it cannot be read. */
  directoryBehind(main: Directory, tag: number): Directory | null {
    const entry = main.entries.find((one) => one.tag === tag);
    if (entry === undefined) return noDirectory;
    const offset = this.#littleEndian ? entry.raw.readUInt32LE(8) : entry.raw.readUInt32BE(8);
    return this.directory(offset);
  }

  pointer(tag: number, offset: number): NewEntry {
    return { tag, type: types.long, count: 1, value: this.#uint32(offset) };
  }

  /** Adds a directory with the original's entries, `changes` in their place, and returns where it begins. */
  append({ entries, next }: Directory, changes: readonly NewEntry[]): number {
    const changed = new Set(changes.map(({ tag }) => tag));
    const all: Entry[] = [...entries.filter(({ tag }) => !changed.has(tag)), ...changes];
    all.sort((a, b) => a.tag - b.tag);
    if (this.#length % 2 === 1) this.#add(Buffer.alloc(1));
    const start = this.#length;
    const values: Buffer[] = [];
    let valueAt = start + 2 + all.length * entryLength + 4;
    const rows = all.map((entry) => {
      if ('raw' in entry) return entry.raw;
      const head = Buffer.concat([this.#uint16(entry.tag), this.#uint16(entry.type), this.#uint32(entry.count)]);
      if (valueSize(entry.type) * entry.count <= 4) return Buffer.concat([head, entry.value, Buffer.alloc(4)], 12);
      const padded = entry.value.length % 2 === 0 ? entry.value : Buffer.concat([entry.value, Buffer.alloc(1)]);
      values.push(padded);
      const row = Buffer.concat([head, this.#uint32(valueAt)]);
      valueAt += padded.length;
      return row;
    });
    this.#add(Buffer.concat([this.#uint16(all.length), ...rows, this.#uint32(next), ...values]));
    return start;
  }

  /** Makes the directory at an offset the first one. */
  lead(offset: number): void {
    this.#uint32(offset).copy(this.#original, 4);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #add(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  #read16(at: number): number {
    return this.#littleEndian ? this.#original.readUInt16LE(at) : this.#original.readUInt16BE(at);
  }

  #read32(at: number): number {
    return this.#littleEndian ? this.#original.readUInt32LE(at) : this.#original.readUInt32BE(at);
  }

  #uint16(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    if (this.#littleEndian) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  }

  #uint32(value: number): Buffer {
    return uint32(value, this.#littleEndian);
  }
}

function takenEntries(
  { local, zoneMinutes }: NonNullable<FactsToEmbed['taken']>,
  exif: Directory,
): readonly NewEntry[] {
  const date = `${local.slice(0, 10).replaceAll('-', ':')} ${local.slice(11)}`;
  const version = exif.entries.some(({ tag }) => tag === exifVersion)
    ? []
    : [{ tag: exifVersion, type: types.undefined, count: 4, value: Buffer.from('0232', 'latin1') }];
  return [...version, ascii(dateTimeOriginal, date), ascii(offsetTimeOriginal, zoneText(zoneMinutes ?? 0))];
}

function ascii(tag: number, text: string): NewEntry {
  const value = Buffer.from(`${text}\0`, 'latin1');
  return { tag, type: types.ascii, count: value.length, value };
}

function placeEntries(
  { latitude, longitude }: NonNullable<FactsToEmbed['place']>,
  littleEndian: boolean,
): readonly NewEntry[] {
  return [
    { tag: 0, type: types.byte, count: 4, value: Buffer.from([2, 3, 0, 0]) },
    ascii(1, latitude < 0 ? 'S' : 'N'),
    { tag: 2, type: types.rational, count: 3, value: angle(latitude, littleEndian) },
    ascii(3, longitude < 0 ? 'W' : 'E'),
    { tag: 4, type: types.rational, count: 3, value: angle(longitude, littleEndian) },
  ];
}

/** Parts of a second of arc that are kept: 3 mm on the ground. */
const secondParts = 10_000;

function angle(degrees: number, littleEndian: boolean): Buffer {
  const total = Math.round(Math.abs(degrees) * 3600 * secondParts);
  const wholeDegrees = Math.floor(total / (3600 * secondParts));
  const minutes = Math.floor(total / (60 * secondParts)) % 60;
  const numbers = [wholeDegrees, 1, minutes, 1, total % (60 * secondParts), secondParts];
  return Buffer.concat(numbers.map((number) => uint32(number, littleEndian)));
}

function uint32(value: number, littleEndian: boolean): Buffer {
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}
