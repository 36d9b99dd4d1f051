import { type ByteReader, sliceOf, textUntilNul } from './byte-reader.ts';
import { type PixelSize, pixelSize } from './media-facts.ts';

/** What the segments before the picture data of a JPEG file hold. */
export interface JpegParts {
  /** The EXIF data as a TIFF block; null when there is none. */
  readonly exif: ByteReader | null;
  readonly pixels: PixelSize | null;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
const app1 = 0xe1;
const exifSignature = 'Exif';
/** "Exif", NUL, NUL. */
const exifPrefixLength = 6;
/** The start-of-frame markers C0 to CF, without the three that mean something else. */
const notFrames = new Set([0xc4, 0xc8, 0xcc]);

/** Walks the segments of a JPEG file up to its picture data (ITU-T T.81, annex B). */
export async function readJpeg(reader: ByteReader): Promise<JpegParts> {
  let exif: ByteReader | null = null;
  let offset = 2;
  for (;;) {
    const view = await reader.view(offset, 4);
    if (view === null || view.getUint8(0) !== 0xff) return { exif, pixels: null };
    const marker = view.getUint8(1);
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const length = view.getUint16(2);
    if (marker === startOfScan || marker === endOfImage || length < 2) return { exif, pixels: null };
    if (marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker)) {
      return { exif, pixels: await frameSize(reader, offset) };
    }
    if (marker === app1 && exif === null) exif = await exifOf(reader, offset + 4, length - 2);
    offset += 2 + length;
  }
}

async function exifOf(reader: ByteReader, offset: number, length: number): Promise<ByteReader | null> {
  const signature = await reader.view(offset, exifPrefixLength);
  if (signature === null || textUntilNul(signature) !== exifSignature || length < exifPrefixLength) return null;
  return sliceOf(reader, offset + exifPrefixLength, length - exifPrefixLength);
}

async function frameSize(reader: ByteReader, offset: number): Promise<PixelSize | null> {
  const frame = await reader.view(offset + 5, 4);
  return frame === null ? null : pixelSize(frame.getUint16(2), frame.getUint16(0));
}
