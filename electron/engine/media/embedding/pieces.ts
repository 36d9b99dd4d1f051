import type { RandomAccess } from '../random-access.ts';

/* A file that is put together of new bytes and of ranges of the original. */

/** A part of a new file: bytes of its own, or a range of the original, whose end is not part of it. */
export type Piece =
  | { readonly kind: 'new'; readonly bytes: Uint8Array }
  | { readonly kind: 'original'; readonly start: number; readonly end: number };

/** Bytes of its own. */
export function newBytes(bytes: Uint8Array): Piece {
  return { kind: 'new', bytes };
}

/** A range of the original. */
export function originalRange(start: number, end: number): Piece {
  return { kind: 'original', start, end };
}

/** Length of a piece in bytes. */
export function lengthOf(piece: Piece): number {
  return piece.kind === 'new' ? piece.bytes.length : piece.end - piece.start;
}

const chunkBytes = 256 * 1024;

/**
 * The bytes that pieces stand for, from `offset` on, in chunks. Rejects with a RangeError when the original is shorter
 * than it was, and when it cannot be read.
 */
export async function* readPieces(
  original: RandomAccess,
  pieces: readonly Piece[],
  offset = 0,
): AsyncGenerator<Uint8Array> {
  let skip = offset;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    if (skip >= length) {
      skip -= length;
      continue;
    }
    if (piece.kind === 'new') yield piece.bytes.subarray(skip);
    else yield* readRange(original, piece.start + skip, piece.end);
    skip = 0;
  }
}

async function* readRange(original: RandomAccess, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += chunkBytes) {
    const wanted = Math.min(chunkBytes, end - at);
    const chunk = await original.read(at, wanted);
    if (chunk.length < wanted) throw new RangeError(`The file ends at ${at + chunk.length}, not at ${end}`);
    yield chunk;
  }
}
