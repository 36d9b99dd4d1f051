import { crc32 } from 'node:zlib';

/** A file in an archive. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: Buffer;
  /** Permission bits, as `chmod` takes them. */
  readonly mode: number;
}

const madeOnUnix = 3 << 8;
const regularFile = 0o100_000;

/** A zip of files that are stored as they are. Source: PKWARE APPNOTE 4.3 (local headers, central directory, its end). */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.path);
    const local = Buffer.concat([fields(0x04034b50, [], entry, name), name, entry.bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(((regularFile | entry.mode) << 16) >>> 0, 6);
    place.writeUInt32LE(offset, 10);
    directory.push(fields(0x02014b50, [madeOnUnix], entry, name), place, name);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** What a local header and an entry of the directory have in common; the latter says first what made it. */
function fields(signature: number, first: readonly number[], { bytes }: ZipEntry, name: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature, 0);
  const shorts = Buffer.alloc(2 * (first.length + 5));
  for (const [at, value] of [...first, 20, 0, 0, 0, 0x21].entries()) shorts.writeUInt16LE(value, at * 2);
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(crc32(bytes), 0);
  sizes.writeUInt32LE(bytes.length, 4);
  sizes.writeUInt32LE(bytes.length, 8);
  sizes.writeUInt16LE(name.length, 12);
  return Buffer.concat([head, shorts, sizes]);
}
