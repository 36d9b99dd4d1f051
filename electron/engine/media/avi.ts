import { type ByteReader, fourCharacters, sliceOf, textUntilNul } from './byte-reader.ts';
import { type MediaFacts, noFacts, pixelSize } from './media-facts.ts';
import { takenOfText } from './taken-text.ts';

/** The header list is the first chunk; behind the frames there is nothing of use. */
const mostChunks = 64;

/** Reads size and date (cameras write it into an IDIT chunk) from the header list of an AVI file. */
export async function readAvi(reader: ByteReader, now: Date): Promise<MediaFacts> {
  const list = await reader.view(12, 12);
  if (list === null || fourCharacters(list, 0) !== 'LIST' || fourCharacters(list, 8) !== 'hdrl') return noFacts;
  const header = sliceOf(reader, 24, list.getUint32(4, true) - 4);
  let facts = noFacts;
  let offset = 0;
  for (let chunks = 0; chunks < mostChunks; chunks += 1) {
    const head = await header.view(offset, 8);
    if (head === null) return facts;
    const length = head.getUint32(4, true);
    const type = fourCharacters(head, 0);
    const start = offset + 8;
    if (type === 'avih') facts = { ...facts, pixels: await sizeOf(header, start) };
    if (type === 'IDIT') facts = { ...facts, taken: await takenOf(header, start, length, now) };
    offset = start + length + (length % 2);
  }
  return facts;
}

async function sizeOf(header: ByteReader, start: number): Promise<MediaFacts['pixels']> {
  const view = await header.view(start + 32, 8);
  return view === null ? null : pixelSize(view.getUint32(0, true), view.getUint32(4, true));
}

async function takenOf(header: ByteReader, start: number, length: number, now: Date): Promise<MediaFacts['taken']> {
  const view = await header.view(start, Math.min(length, 64));
  return view === null ? null : takenOfText(textUntilNul(view), 'exif', now);
}
