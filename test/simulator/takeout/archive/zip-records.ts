/** What the records of a zip archive say about one entry (APPNOTE 6.3.10, sections 4.3 and 4.4). */
export interface ZipRecord {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  /** Seconds since 1970 UTC. */
  readonly modified: number;
  readonly crc32: number;
  readonly compressed: number;
  readonly size: number;
  /** Where the local header begins. */
  readonly offset: number;
  /** Unix mode with its file type. */
  readonly mode: number;
  /** Numbers of four bytes, or of eight in zip64 records. */
  readonly width: 'zip32' | 'zip64';
}

export const zipFlags = { encrypted: 1, descriptor: 8, utf8: 0x800 } as const;
export const zipMethods = { stored: 0, deflated: 8 } as const;

/** The largest number that needs no zip64 record; itself it means "look there". */
const limit32 = 0xffff_ffff;
const limit16 = 0xffff;

export function exceedsZip32(bytes: number): boolean {
  return bytes >= limit32;
}

/** With a descriptor behind the data, checksum and sizes are left to it. */
export function localHeader(record: ZipRecord): Buffer {
  const { name, flags, method, modified, crc32, compressed, size, width } = record;
  const deferred = (flags & zipFlags.descriptor) !== 0;
  const extra = width === 'zip64' ? zip64Extra([deferred ? 0 : size, deferred ? 0 : compressed]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(width === 'zip64' ? 45 : 20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(dosTime(modified), 10);
  header.writeUInt32LE(deferred ? 0 : crc32, 14);
  header.writeUInt32LE(width === 'zip64' ? limit32 : deferred ? 0 : compressed, 18);
  header.writeUInt32LE(width === 'zip64' ? limit32 : deferred ? 0 : size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

export function dataDescriptor({ crc32, compressed, size, width }: ZipRecord): Buffer {
  const bytes = Buffer.alloc(width === 'zip64' ? 24 : 16);
  bytes.writeUInt32LE(0x0807_4b50, 0);
  bytes.writeUInt32LE(crc32, 4);
  if (width === 'zip64') {
    bytes.writeBigUInt64LE(BigInt(compressed), 8);
    bytes.writeBigUInt64LE(BigInt(size), 16);
  } else {
    bytes.writeUInt32LE(compressed, 8);
    bytes.writeUInt32LE(size, 12);
  }
  return bytes;
}

/** The entry's record in the directory at the end. */
export function centralHeader(record: ZipRecord): Buffer {
  const { name, flags, method, modified, crc32, compressed, size, offset, mode, width } = record;
  const isWide = width === 'zip64' || exceedsZip32(offset);
  const extra = isWide ? zip64Extra([size, compressed, offset]) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  // Made by Unix, so that the mode counts.
  header.writeUInt16LE(0x031e, 4);
  header.writeUInt16LE(isWide ? 45 : 20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(dosTime(modified), 12);
  header.writeUInt32LE(crc32, 16);
  header.writeUInt32LE(isWide ? limit32 : compressed, 20);
  header.writeUInt32LE(isWide ? limit32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((mode * 0x1_0000) >>> 0, 38);
  header.writeUInt32LE(isWide ? limit32 : offset, 42);
  return Buffer.concat([header, name, extra]);
}

interface ZipDirectory {
  readonly entries: number;
  readonly offset: number;
  readonly bytes: number;
  readonly width: 'zip32' | 'zip64';
}

/** What ends an archive; the zip64 records stand in front when a number asks for them. */
export function endOfDirectory({ entries, offset, bytes, width }: ZipDirectory): Buffer {
  const isWide = width === 'zip64' || entries >= limit16 || exceedsZip32(offset) || exceedsZip32(bytes);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(isWide ? limit16 : entries, 8);
  end.writeUInt16LE(isWide ? limit16 : entries, 10);
  end.writeUInt32LE(isWide ? limit32 : bytes, 12);
  end.writeUInt32LE(isWide ? limit32 : offset, 16);
  if (!isWide) return end;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x0606_4b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(0x031e, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(bytes), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}

function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(numbers.length * 8, 2);
  for (const [i, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + i * 8);
  return extra;
}

/** Date and time in the two-second steps of MS-DOS, time first. */
function dosTime(seconds: number): number {
  const moment = new Date(seconds * 1000);
  const date = ((moment.getUTCFullYear() - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate();
  const time = (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
