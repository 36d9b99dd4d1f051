import { type ByteReader, fourCharacters, sliceOf, textUntilNul } from './byte-reader.ts';
import { type PixelSize, pixelSize } from './media-facts.ts';

/** What the chunks before the picture data of a PNG file hold. */
export interface PngParts {
  /** The EXIF data as a TIFF block; null when there is none. */
  readonly exif: ByteReader | null;
  readonly pixels: PixelSize | null;
  /** The text under the keyword "Creation Time", in whatever form its program wrote it. */
  readonly creationTime: string | null;
}

const longestText = 256;

/** Walks the chunks of a PNG file up to its picture data (PNG, third edition). */
export async function readPng(reader: ByteReader): Promise<PngParts> {
  const parts: { -readonly [Key in keyof PngParts]: PngParts[Key] } = { exif: null, pixels: null, creationTime: null };
  let offset = 8;
  for (;;) {
    const head = await reader.view(offset, 8);
    if (head === null) return parts;
    const length = head.getUint32(0);
    const type = fourCharacters(head, 4);
    const start = offset + 8;
    if (type === 'IDAT' || type === 'IEND') return parts;
    if (type === 'IHDR') parts.pixels = await headerSize(reader, start);
    if (type === 'eXIf') parts.exif = sliceOf(reader, start, length);
    if (type === 'tEXt' || type === 'iTXt') parts.creationTime ??= await creationTimeOf(reader, start, length, type);
    // Length, type and checksum take 12 bytes.
    offset += length + 12;
  }
}

async function headerSize(reader: ByteReader, start: number): Promise<PixelSize | null> {
  const view = await reader.view(start, 8);
  return view === null ? null : pixelSize(view.getUint32(0), view.getUint32(4));
}

/** A keyword and a NUL come first; in iTXt two flags, a language and a translated keyword stand before the text. */
async function creationTimeOf(
  reader: ByteReader,
  start: number,
  length: number,
  type: 'tEXt' | 'iTXt',
): Promise<string | null> {
  const view = await reader.view(start, Math.min(length, longestText));
  const keyword = 'Creation Time';
  if (view === null || textUntilNul(view) !== keyword) return null;
  if (type === 'tEXt') return textUntilNul(view, keyword.length + 1);
  const compressed = view.byteLength > keyword.length + 1 && view.getUint8(keyword.length + 1) !== 0;
  if (compressed) return null;
  const languageAt = keyword.length + 3;
  const translatedAt = languageAt + textUntilNul(view, languageAt).length + 1;
  return textUntilNul(view, translatedAt + textUntilNul(view, translatedAt).length + 1);
}
