import { constants, createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';

/* Inflating from within a deflate stream (RFC 1951): zlib takes a window, but its input begins at whole bytes. */

/** The window of deflate: nothing refers further back. */
export const windowBytes = 32 << 10;
/** What is inflated is handed out in pieces of so many bytes. */
const pieceBytes = 256 << 10;

/** What is put before a block that begins within a byte, so that zlib comes to it in step. */
interface Shift {
  readonly bytes: Buffer;
  /** The low bits of the byte that the block begins in. */
  readonly low: number;
}

/** Appends bits to bytes as deflate does, the lowest first. */
class BitWriter {
  readonly #bytes: number[] = [];
  #bits = 0;

  add(value: number, count: number): this {
    for (let i = 0; i < count; i += 1, this.#bits += 1) {
      const at = this.#bits >> 3;
      this.#bytes[at] = (this.#bytes[at] ?? 0) | (((value >> i) & 1) << (this.#bits & 7));
    }
    return this;
  }

  shift(): Shift {
    const whole = this.#bits >> 3;
    return { bytes: Buffer.from(this.#bytes.slice(0, whole)), low: this.#bytes[whole] ?? 0 };
  }
}

/** For each bit of a byte, blocks without content that end before it. */
const shifts: readonly Shift[] = Array.from({ length: 8 }, (_, bit) => shiftOf(bit));

/** An empty block with fixed codes has 10 bits, which makes even steps; one with codes of its own has 93. */
function shiftOf(bit: number): Shift {
  const bits = new BitWriter();
  if (bit % 2 === 1) emptyDynamicBlock(bits);
  for (let at = bit % 2 === 1 ? 5 : 0; at !== bit; at = (at + 2) % 8) bits.add(0, 1).add(1, 2).add(0, 7);
  return bits.shift();
}

/** Codes of one bit for "18" (many zeros) and "1", which say: no literal, an end of the block of one bit, one distance. */
function emptyDynamicBlock(bits: BitWriter): void {
  const lengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  bits.add(0, 1).add(2, 2).add(0, 5).add(0, 5).add(15, 4);
  for (const symbol of lengths) bits.add(symbol === 18 || symbol === 1 ? 1 : 0, 3);
  // 256 literals that do not exist, 138 and 118 of them; then 256 itself, and the distance.
  bits.add(1, 1).add(127, 7).add(1, 1).add(107, 7).add(0, 1).add(0, 1);
  bits.add(0, 1);
}

/** A deflate stream from the block on that begins at a bit of the first byte of `packed`, as one that begins there. */
export function aligned(packed: Uint8Array, bit: number): Buffer {
  const { bytes, low } = shifts[bit] ?? { bytes: Buffer.alloc(0), low: 0 };
  const all = Buffer.concat([bytes, packed]);
  const first = all[bytes.length];
  if (first !== undefined) all[bytes.length] = (first & (0xff << bit)) | low;
  return all;
}

/** Inflates forward, behind what is in `window`. Gives what it can when its input ends anywhere. */
export function inflating(window: Uint8Array): InflateRaw {
  const end = { finishFlush: constants.Z_SYNC_FLUSH };
  return createInflateRaw({ chunkSize: pieceBytes, ...end, ...(window.length === 0 ? {} : { dictionary: window }) });
}

/** What is in a piece of deflate, up to where it is cut; null when it is none, or more than `most` bytes. */
export function inflatedPiece(packed: Uint8Array, window: Uint8Array, most: number): Buffer | null {
  const end = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most };
  try {
    return inflateRawSync(packed, { ...end, ...(window.length === 0 ? {} : { dictionary: window }) });
  } catch {
    // Whatever zlib says of it: no block begins there, or it is too large to be compared.
    return null;
  }
}
