/** A piece of a file: text, bytes, or bytes as numbers. */
export type Piece = string | Uint8Array | readonly number[];

/** Joins pieces of a file: text is written as one byte a character. */
export function bytes(...pieces: readonly Piece[]): Uint8Array {
  return Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece))),
  );
}

/** A number as big-endian bytes. */
export function be(value: number | bigint, length: 1 | 2 | 3 | 4 | 8): Uint8Array {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value)));
  return buffer.subarray(8 - length);
}

/** A number as little-endian bytes. */
export function le(value: number | bigint, length: 1 | 2 | 3 | 4 | 8): Uint8Array {
  return Buffer.from(be(value, length)).reverse();
}

/** `head` followed by zeros up to `length` bytes. */
export function padded(head: Uint8Array, length: number): Uint8Array {
  return bytes(head, new Uint8Array(Math.max(0, length - head.length)));
}
