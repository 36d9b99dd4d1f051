import type { FileHandle } from 'node:fs/promises';

/** Bytes that can be read at any place: an open file, or a buffer. */
export interface RandomAccess {
  /** Length in bytes. */
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only where the content ends. Rejects when the disk cannot be read. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** Reads from memory. */
export function bytesAccess(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** Reads from an open file of `size` bytes; whoever opened it closes it. */
export function fileAccess(file: FileHandle, size: number): RandomAccess {
  return { size, read: (offset, length) => readFully(file, offset, length) };
}

/** Network file systems may answer with fewer bytes than asked for in mid-file. */
async function readFully(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
