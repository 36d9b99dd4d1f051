import { type ByteReader, fourCharacters, sliceOf, uint64 } from './byte-reader.ts';

// Why not a package: those at hand take the whole file or a stream from its beginning, while the box that matters stands
// behind 20 GB of picture data. This walker jumps from head to head and opens only the boxes it is asked for.

/** A box of an ISO base media or QuickTime file: its four-character type, and its content without the head. */
export interface IsoBox {
  readonly type: string;
  readonly content: ByteReader;
}

/** More boxes in a row than any file has before what is looked for; a picture of 200 megapixels has 800 tiles. */
const mostBoxes = 4096;
const headLength = 8;
const longHeadLength = 16;

/**
 * The boxes inside `reader` one after the other (ISO/IEC 14496-12, 4.2). Ends at the first that cannot be one. A box that
 * is larger than what is left (a file cut off) is given with what is there.
 */
export async function* boxesOf(reader: ByteReader): AsyncGenerator<IsoBox> {
  let offset = 0;
  for (let boxes = 0; boxes < mostBoxes; boxes += 1) {
    const head = await reader.view(offset, headLength);
    if (head === null) return;
    const shortSize = head.getUint32(0);
    const type = fourCharacters(head, 4);
    let size = shortSize;
    let start = headLength;
    if (shortSize === 0) size = reader.size - offset;
    if (shortSize === 1) {
      const longHead = await reader.view(offset + headLength, 8);
      if (longHead === null) return;
      size = uint64(longHead, 0);
      start = longHeadLength;
    }
    if (size < start) return;
    yield { type, content: sliceOf(reader, offset + start, size - start) };
    offset += size;
  }
}

/** The content of the first box of a type directly inside `reader`; null when there is none. */
export async function findBox(reader: ByteReader, type: string): Promise<ByteReader | null> {
  for await (const box of boxesOf(reader)) {
    if (box.type === type) return box.content;
  }
  return null;
}

/** The content of a box behind its version and flags. */
export function behindVersion(box: ByteReader): ByteReader {
  return sliceOf(box, 4, box.size);
}
