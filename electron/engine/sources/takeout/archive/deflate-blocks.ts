/** Where something looks like the beginning of a deflate block (RFC 1951, 3.2.3) that is not the last one. */
export interface BlockGuess {
  /** Of the byte that it begins in. */
  readonly at: number;
  readonly bit: number;
}

/** Codes and distances that a block may have, less 257 and 1; what is beyond them does not exist. */
const [mostCodes, mostDistances] = [29, 29];

/**
 * Guesses where blocks begin between two bytes of a deflate stream, in order. Blocks with codes of their own are told by
 * codes that are complete, stored ones by a length that stands there twice; among other data a few in a thousand places
 * look like the first, and one in a million like the second. Blocks with the fixed codes look like anything, and are not found.
 */
export function* guessBlocks(packed: Uint8Array, begin: number, end: number): Generator<BlockGuess> {
  for (let at = begin; at < end; at += 1) {
    const near = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8) | ((packed[at + 2] ?? 0) << 16);
    for (let bit = 0; bit < 8; bit += 1) {
      const head = near >>> bit;
      // Not the last block, codes of its own, and no more of them than there are.
      if ((head & 7) !== 4 || ((head >>> 3) & 31) > mostCodes) continue;
      if (((head >>> 8) & 31) > mostDistances || !isComplete(packed, at, bit)) continue;
      yield { at, bit };
    }
    if (isStored(packed, at)) yield { at, bit: 5 };
  }
}

/** Do the codes for lengths of codes use every combination of bits? zlib takes no others. */
function isComplete(packed: Uint8Array, at: number, bit: number): boolean {
  const first = at * 8 + bit + 17;
  const count = bitsAt(packed, first - 4, 4) + 4;
  let used = 0;
  for (let i = 0; i < count && used <= 128; i += 1) {
    const length = bitsAt(packed, first + 3 * i, 3);
    if (length > 0) used += 128 >> length;
  }
  return used === 128;
}

/** Do a block's three bits end with this byte, and a length and its complement follow? The filling before them is zeros, too. */
function isStored(packed: Uint8Array, at: number): boolean {
  if (((packed[at] ?? 0xff) & 0xe0) !== 0) return false;
  return (
    ((packed[at + 1] ?? 0) ^ (packed[at + 3] ?? 0)) === 0xff && ((packed[at + 2] ?? 0) ^ (packed[at + 4] ?? 0)) === 0xff
  );
}

function bitsAt(packed: Uint8Array, at: number, count: number): number {
  const two = (packed[at >> 3] ?? 0) | ((packed[(at >> 3) + 1] ?? 0) << 8);
  return (two >>> (at & 7)) & ((1 << count) - 1);
}
