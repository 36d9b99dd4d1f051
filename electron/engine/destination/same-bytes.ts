import { closeSync, fstatSync, lstatSync, readSync } from 'node:fs';
import { openFileSync } from './fence.ts';

const chunkBytes = 256 * 1024;

/**
 * Whether two files have the same bytes; false where one of them is no file. Reads them only when they are equally long.
 * Blocks. Throws the system's errors.
 */
export function hasSameBytesSync(one: string, other: string): boolean {
  if (lstatSync(one).isFile() !== true || lstatSync(other, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const first = openFileSync(one);
  try {
    const second = openFileSync(other);
    try {
      return fstatSync(first).size === fstatSync(second).size && readsTheSame(first, second);
    } finally {
      closeSync(second);
    }
  } finally {
    closeSync(first);
  }
}

function readsTheSame(one: number, other: number): boolean {
  const [a, b] = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)];
  for (;;) {
    const [read, readToo] = [readFully(one, a), readFully(other, b)];
    if (read !== readToo || !a.subarray(0, read).equals(b.subarray(0, read))) return false;
    if (read < chunkBytes) return true;
  }
}

/** Fewer bytes than fit only where the file ends: a share may hand out less at a time. */
function readFully(descriptor: number, buffer: Buffer): number {
  let filled = 0;
  for (let read = -1; read !== 0 && filled < buffer.length; filled += read) {
    read = readSync(descriptor, buffer, filled, buffer.length - filled, null);
  }
  return filled;
}
