import { crc32 } from 'node:zlib';
import { guessBlocks } from './deflate-blocks.ts';
import { aligned, inflatedPiece, windowBytes } from './deflate-resume.ts';

/** Where inflating a gzip file can begin, with all that has to be known of what stands before. */
export interface GzipMark {
  /** In the file: the byte in which a deflate block begins, or where a member of the gzip begins. */
  readonly packed: number;
  /** Of that byte, where the block begins. */
  readonly bit: number;
  /** In what is inflated. */
  readonly unpacked: number;
  /** What stands before it in the member, as far back as anything refers; null where a member begins. */
  readonly window: Buffer | null;
  /** Where its member begins in what is inflated, and the CRC-32 of all that is in it before the mark. */
  readonly memberBegin: number;
  readonly crc32: number;
}

/** So much that was inflated is remembered: a guess is compared with it. */
const mostRemembered = 4 << 20;
/** So much of what was read last is searched for a block, not the very end: a guess that is right for so long is no guess. */
const [searchedBytes, provenBytes] = [128 << 10, 8 << 10];
/** A guess is right when so much that is inflated from there equals what came. */
const leastEqual = 1_024;

interface Remembered {
  readonly begin: number;
  readonly bytes: Buffer;
  readonly crc32Before: number;
}

const nothingKnown = Buffer.alloc(windowBytes);

/**
 * Finds marks while a gzip file is inflated. zlib, as Node has it, does not tell where blocks begin. So it is guessed, every
 * now and then: inflating from the guess must give what came.
 */
export class GzipMarks {
  readonly #spacing: number;
  /** The latest two: who reads is behind what was inflated. */
  #marks: readonly GzipMark[] = [];
  #remembered: Remembered[] = [];
  #rememberedBytes = 0;
  #memberBegin = 0;
  #crc32 = 0;
  #unpacked: number;
  #searchFrom: number;

  /** @param spacing bytes of the file from one mark to the next @param from where inflating began; null at the beginning */
  constructor(spacing: number, from: GzipMark | null) {
    this.#spacing = spacing;
    this.#unpacked = from?.unpacked ?? 0;
    this.#searchFrom = (from?.packed ?? 0) + spacing;
    if (from?.window == null) return;
    this.#memberBegin = from.memberBegin;
    this.#crc32 = from.crc32;
    const begin = from.unpacked - from.window.length;
    this.#remembered = [{ begin, bytes: from.window, crc32Before: 0 }];
    this.#rememberedBytes = from.window.length;
  }

  /** CRC-32 and length of the member so far. */
  member(): { readonly crc32: number; readonly bytes: number } {
    return { crc32: this.#crc32, bytes: this.#unpacked - this.#memberBegin };
  }

  /** The latest mark that is not behind a place in what is inflated. */
  before(unpacked: number): GzipMark | null {
    return this.#marks.findLast((mark) => mark.unpacked <= unpacked) ?? null;
  }

  memberBegins(packed: number): void {
    this.#remembered = [];
    this.#rememberedBytes = 0;
    [this.#memberBegin, this.#crc32] = [this.#unpacked, 0];
    if (packed < this.#searchFrom) return;
    this.#add({ packed, bit: 0, unpacked: this.#unpacked, window: null, memberBegin: this.#unpacked, crc32: 0 });
  }

  came(bytes: Buffer): void {
    this.#remembered.push({ begin: this.#unpacked, bytes, crc32Before: this.#crc32 });
    this.#rememberedBytes += bytes.length;
    this.#crc32 = crc32(bytes, this.#crc32);
    this.#unpacked += bytes.length;
    for (let first = this.#remembered[0]; first !== undefined; first = this.#remembered[0]) {
      if (this.#rememberedBytes - first.bytes.length < mostRemembered) return;
      this.#rememberedBytes -= first.bytes.length;
      this.#remembered.shift();
    }
  }

  /** All that is in `piece`, which begins at `packed` in the file, has come, and its member goes on. */
  cameThrough(piece: Buffer, packed: number): void {
    const end = packed + piece.length;
    if (end < this.#searchFrom) return;
    const mark = this.#find(piece, packed);
    // Where none is found, the next piece is searched.
    if (mark !== null) this.#add(mark);
  }

  #add(mark: GzipMark): void {
    this.#marks = [...this.#marks.slice(-1), mark];
    this.#searchFrom = mark.packed + this.#spacing;
  }

  #find(piece: Buffer, packed: number): GzipMark | null {
    const begin = Math.max(0, piece.length - searchedBytes);
    for (const { at, bit } of guessBlocks(piece, begin, piece.length - provenBytes)) {
      const unpacked = this.#proven(aligned(piece.subarray(at), bit));
      if (unpacked === null) continue;
      const window = this.#since(Math.max(this.#memberBegin, unpacked - windowBytes), unpacked);
      if (window === null) continue;
      const common = { memberBegin: this.#memberBegin, crc32: this.#crc32At(unpacked) };
      return { packed: packed + at, bit, unpacked, window, ...common };
    }
    return null;
  }

  /** Where in what is inflated the block begins that is guessed at; null when there is none. */
  #proven(packed: Buffer): number | null {
    // How much there is does not depend on what stands before.
    const bytes = inflatedPiece(packed, nothingKnown, mostRemembered)?.length ?? 0;
    const begin = this.#unpacked - bytes;
    if (bytes < leastEqual || begin < this.#memberBegin) return null;
    const window = this.#since(Math.max(this.#memberBegin, begin - windowBytes), begin);
    if (window === null) return null;
    const came = this.#since(begin, this.#unpacked);
    return came !== null && inflatedPiece(packed, window, mostRemembered)?.equals(came) === true ? begin : null;
  }

  /** What was inflated from one place to another; null when it is not remembered any more. */
  #since(begin: number, end: number): Buffer | null {
    if (begin === end) return Buffer.alloc(0);
    if (begin < (this.#remembered[0]?.begin ?? end)) return null;
    const pieces = this.#remembered.flatMap((one) => {
      const [from, to] = [Math.max(begin, one.begin), Math.min(end, one.begin + one.bytes.length)];
      return from < to ? [one.bytes.subarray(from - one.begin, to - one.begin)] : [];
    });
    return Buffer.concat(pieces);
  }

  #crc32At(unpacked: number): number {
    const one = this.#remembered.findLast(({ begin }) => begin <= unpacked);
    return one === undefined ? this.#crc32 : crc32(one.bytes.subarray(0, unpacked - one.begin), one.crc32Before);
  }
}
