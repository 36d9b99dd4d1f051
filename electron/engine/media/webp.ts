import { type ByteReader, fourCharacters, sliceOf, textUntilNul } from './byte-reader.ts';
import { type PixelSize, pixelSize } from './media-facts.ts';

/** What the chunks of a WebP file hold. */
export interface WebpParts {
  /** The EXIF data as a TIFF block; null when there is none. */
  readonly exif: ByteReader | null;
  readonly pixels: PixelSize | null;
}

/** Walks the chunks of a WebP file (RFC 9649); EXIF data stands behind the picture. */
export async function readWebp(reader: ByteReader): Promise<WebpParts> {
  let pixels: PixelSize | null = null;
  let offset = 12;
  for (;;) {
    const head = await reader.view(offset, 8);
    if (head === null) return { exif: null, pixels };
    const type = fourCharacters(head, 0);
    const length = head.getUint32(4, true);
    if (type === 'EXIF') return { exif: await exifOf(reader, offset + 8, length), pixels };
    pixels ??= await pictureSize(reader, offset + 8, type);
    // Chunks are padded to an even length.
    offset += 8 + length + (length % 2);
  }
}

/** Some writers keep the "Exif" prefix of JPEG, although the format has none. */
async function exifOf(reader: ByteReader, start: number, length: number): Promise<ByteReader> {
  const prefix = await reader.view(start, 6);
  const skipped = prefix !== null && textUntilNul(prefix) === 'Exif' ? 6 : 0;
  return sliceOf(reader, start + skipped, length - skipped);
}

async function pictureSize(reader: ByteReader, start: number, type: string): Promise<PixelSize | null> {
  const view = await reader.view(start, 10);
  if (view === null) return null;
  switch (type) {
    case 'VP8X':
      return pixelSize(uint24(view, 4) + 1, uint24(view, 7) + 1);
    case 'VP8 ':
      // Behind the frame tag and the start code; the upper two bits say how to scale.
      return pixelSize(view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff);
    case 'VP8L': {
      // One signature byte, then 14 bits each.
      const bits = view.getUint32(1, true);
      return pixelSize((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    default:
      return null;
  }
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) + view.getUint8(offset + 2) * 0x10000;
}
