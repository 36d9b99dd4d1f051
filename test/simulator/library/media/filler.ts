import { numberStream } from '../seeded-hash.ts';

/** Bytes that only take room. They look random, so that nothing compresses them away, and are shared by all items. */
export interface Filler {
  /** Chunks of exactly this many bytes in all. */
  readonly plain: (length: number) => readonly Uint8Array[];
  /** The same as whole JPEG comment segments; 1, 2 and 3 bytes cannot be had, because a segment has four at least. */
  readonly comments: (length: number) => readonly Uint8Array[];
}

const blockLength = 1 << 20;
/** Marker, length and the longest payload that a segment may have. */
const segmentLength = 65_537;
const segmentsInBlock = 16;

/** About 2 MB in all, made when it is first needed. */
export function createFiller(seed: number): Filler {
  let block: Buffer | undefined;
  let commentBlock: Buffer | undefined;
  const plainBlock = (): Buffer => {
    block ??= noise(seed, blockLength);
    return block;
  };
  const comments = (): Buffer => {
    commentBlock ??= fullSegments(noise(seed + 1, segmentsInBlock * segmentLength));
    return commentBlock;
  };
  return {
    plain: (length) => (length === 0 ? [] : repeated(plainBlock(), length)),
    comments: (length) => {
      const rest = length % segmentLength;
      if (rest > 0 && rest < 4) throw new RangeError(`No comment segments have ${length} bytes in all`);
      const chunks = length === rest ? [] : [...repeated(comments(), length - rest)];
      if (rest > 0) chunks.push(segmentHeader(rest), ...(rest > 4 ? [plainBlock().subarray(0, rest - 4)] : []));
      return chunks;
    },
  };
}

function noise(seed: number, length: number): Buffer {
  const next = numberStream(seed);
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i += 1) {
    // No 0xFF: a reader that looks for JPEG markers byte by byte finds none in here.
    bytes[i] = (next() >>> 11) % 0xff;
  }
  return bytes;
}

function fullSegments(bytes: Buffer): Buffer {
  for (let at = 0; at < bytes.length; at += segmentLength) segmentHeader(segmentLength).copy(bytes, at);
  return bytes;
}

function segmentHeader(length: number): Buffer {
  return Buffer.from([0xff, 0xfe, (length - 2) >> 8, (length - 2) & 0xff]);
}

function repeated(block: Buffer, length: number): readonly Uint8Array[] {
  const chunks: Uint8Array[] = Array.from({ length: Math.floor(length / block.length) }, () => block);
  const rest = length % block.length;
  if (rest > 0) chunks.push(block.subarray(0, rest));
  return chunks;
}
