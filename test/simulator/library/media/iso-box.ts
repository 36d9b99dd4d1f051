/** One box of an ISO base media file (ISO/IEC 14496-12): length, four-letter type, content. */
export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([boxHeader(type, length), ...parts], length);
}

/** The first eight bytes of a box of this length in all, for content that is sent in chunks. */
export function boxHeader(type: string, length: number): Buffer {
  return Buffer.concat([u32(length), Buffer.from(type, 'latin1')]);
}

/** A box whose content begins with a version and flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Buffer {
  return box(type, u32(version * 0x1_00_00_00 + flags), ...parts);
}

export function u16(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [i, number] of numbers.entries()) bytes.writeUInt16BE(number, i * 2);
  return bytes;
}

export function u32(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, i * 4);
  return bytes;
}

export function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** The content of the first box of that type between two offsets; undefined when there is none. */
export function contentOf(file: Buffer, type: string, from = 0, to = file.length): Buffer | undefined {
  let at = from;
  while (at + 8 <= to) {
    const length = file.readUInt32BE(at);
    if (length < 8) return undefined;
    if (file.toString('latin1', at + 4, at + 8) === type) return file.subarray(at + 8, at + length);
    at += length;
  }
  return undefined;
}
