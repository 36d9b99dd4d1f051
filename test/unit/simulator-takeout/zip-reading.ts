import { crc32, inflateRawSync } from 'node:zlib';

/** What a zip archive's own directory says of an entry, and its bytes. */
export interface ReadZipEntry {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly bytes: Buffer;
}

/**
 * Reads a whole zip archive by its central directory, zip64 included, and holds the local headers, the descriptors and
 * the checksums against it. Throws when anything disagrees.
 */
export function readZip(archive: Buffer): readonly ReadZipEntry[] {
  const { count, offset } = endOf(archive);
  const entries: ReadZipEntry[] = [];
  let at = offset;
  for (let i = 0; i < count; i += 1) {
    demand(archive.readUInt32LE(at) === 0x0201_4b50, `directory entry ${i}`);
    const nameLength = archive.readUInt16LE(at + 28);
    const extraLength = archive.readUInt16LE(at + 30);
    const name = archive.subarray(at + 46, at + 46 + nameLength);
    const extra = archive.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const numbers = [
      archive.readUInt32LE(at + 24),
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 42),
    ] as const;
    entries.push(
      readEntry(archive, {
        name,
        flags: archive.readUInt16LE(at + 8),
        method: archive.readUInt16LE(at + 10),
        crc: archive.readUInt32LE(at + 16),
        ...widened(numbers, extra),
      }),
    );
    at += 46 + nameLength + extraLength;
  }
  return entries;
}

interface Listed {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly compressed: number;
  readonly offset: number;
  readonly wide: boolean;
}

function readEntry(archive: Buffer, listed: Listed): ReadZipEntry {
  const { name, flags, method, crc, size, compressed, offset, wide } = listed;
  demand(archive.readUInt32LE(offset) === 0x0403_4b50, `local header of ${name}`);
  demand(archive.readUInt16LE(offset + 6) === flags, `flags of ${name}`);
  demand(archive.readUInt16LE(offset + 8) === method, `method of ${name}`);
  const nameLength = archive.readUInt16LE(offset + 26);
  const dataAt = offset + 30 + nameLength + archive.readUInt16LE(offset + 28);
  demand(archive.subarray(offset + 30, offset + 30 + nameLength).equals(name), `local name of ${name}`);
  const data = archive.subarray(dataAt, dataAt + compressed);
  const bytes = method === 8 ? inflateRawSync(data, { maxOutputLength: size + 1 }) : data;
  demand(bytes.length === size && crc32(bytes) === crc, `bytes of ${name}`);
  if ((flags & 8) === 0) demand(archive.readUInt32LE(offset + 14) === crc, `local checksum of ${name}`);
  else {
    const after = dataAt + compressed;
    demand(archive.readUInt32LE(after) === 0x0807_4b50, `descriptor of ${name}`);
    demand(archive.readUInt32LE(after + 4) === crc, `descriptor checksum of ${name}`);
    const said = wide ? Number(archive.readBigUInt64LE(after + 16)) : archive.readUInt32LE(after + 12);
    demand(said === size, `descriptor size of ${name}`);
  }
  return { name, flags, method, bytes };
}

function widened(
  [size, compressed, offset]: readonly [number, number, number],
  extra: Buffer,
): Pick<Listed, 'size' | 'compressed' | 'offset' | 'wide'> {
  let at = 4;
  const wide = extra.length > 0;
  if (wide) demand(extra.readUInt16LE(0) === 1, 'extra field');
  const next = (number: number): number => {
    if (number !== 0xffff_ffff) return number;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  };
  return { size: next(size), compressed: next(compressed), offset: next(offset), wide };
}

function endOf(archive: Buffer): { readonly count: number; readonly offset: number } {
  const end = archive.length - 22;
  demand(end >= 0 && archive.readUInt32LE(end) === 0x0605_4b50, 'end of directory');
  const count = archive.readUInt16LE(end + 10);
  const offset = archive.readUInt32LE(end + 16);
  if (count !== 0xffff && offset !== 0xffff_ffff) return { count, offset };
  demand(archive.readUInt32LE(end - 20) === 0x0706_4b50, 'zip64 locator');
  const wide = Number(archive.readBigUInt64LE(end - 12));
  demand(archive.readUInt32LE(wide) === 0x0606_4b50, 'zip64 end of directory');
  return {
    count: Number(archive.readBigUInt64LE(wide + 32)),
    offset: Number(archive.readBigUInt64LE(wide + 48)),
  };
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The archive is wrong about the ${what}`);
}
