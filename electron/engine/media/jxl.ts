import { type ByteReader, sliceOf } from './byte-reader.ts';
import { boxesOf } from './iso-box.ts';
import { type PixelSize, pixelSize, shownSize } from './media-facts.ts';

/** What a JPEG XL file holds. */
export interface JxlParts {
  /** The EXIF data as a TIFF block; null when there is none, or only compressed. */
  readonly exif: ByteReader | null;
  /** As shown: JPEG XL turns the picture by its own orientation, whatever EXIF says. */
  readonly pixels: PixelSize | null;
}

/** Reads a bare codestream or a container (ISO/IEC 18181-2, 9). */
export async function readJxl(reader: ByteReader): Promise<JxlParts> {
  if ((await reader.view(0, 2))?.getUint16(0) === 0xff0a) return { exif: null, pixels: await codestreamSize(reader) };
  let exif: ByteReader | null = null;
  let pixels: PixelSize | null = null;
  for await (const { type, content } of boxesOf(reader)) {
    if (type === 'jxlc') pixels ??= await codestreamSize(content);
    // A part of a codestream has its number before it.
    if (type === 'jxlp') pixels ??= await codestreamSize(sliceOf(content, 4, content.size));
    if (type === 'Exif') exif ??= await exifOf(content);
  }
  return { exif, pixels };
}

/** The distance to the TIFF block comes first. */
async function exifOf(content: ByteReader): Promise<ByteReader | null> {
  const distance = (await content.view(0, 4))?.getUint32(0);
  return distance === undefined ? null : sliceOf(content, 4 + distance, content.size);
}

/** Width by height for the ratios 1 to 7 of the size header. */
const ratios = [
  [1, 1],
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const;
const dimensionBits = [9, 13, 18, 30] as const;

/** The size header and the orientation that follows it (ISO/IEC 18181-1, annex D). */
async function codestreamSize(codestream: ByteReader): Promise<PixelSize | null> {
  const view = await codestream.view(0, Math.min(codestream.size, 16));
  if (view === null || view.byteLength < 2 || view.getUint16(0) !== 0xff0a) return null;
  const bits = createBits(view, 16);
  const isSmall = bits(1) === 1;
  const dimension = (): number => (isSmall ? (bits(5) + 1) * 8 : bits(dimensionBits[bits(2)] ?? 9) + 1);
  const height = dimension();
  const ratio = bits(3);
  const [across, down] = ratios[ratio] ?? [1, 1];
  const width = ratio === 0 ? dimension() : Math.floor((height * across) / down);
  const isAllDefault = bits(1) === 1;
  const orientation = !isAllDefault && bits(1) === 1 ? bits(3) + 1 : 1;
  return shownSize(pixelSize(width, height), orientation);
}

/** Takes bits from the low end of each byte on; zeros behind the end. */
function createBits(view: DataView, start: number): (count: number) => number {
  let at = start;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1) {
      const byte = at >> 3 < view.byteLength ? view.getUint8(at >> 3) : 0;
      value += ((byte >> (at & 7)) & 1) * 2 ** bit;
    }
    return value;
  };
}
