import { assertNever } from '../../contract/result.ts';
import { readAvi } from './avi.ts';
import { type ByteReader, boundedReader } from './byte-reader.ts';
import { openFujiPreview, readCanonCr3 } from './camera-raw.ts';
import { type ExifFacts, readExif } from './exif.ts';
import { readHeif } from './heif.ts';
import { readJpeg } from './jpeg.ts';
import { readJxl } from './jxl.ts';
import { type MediaFacts, noFacts, type PixelSize, shownSize } from './media-facts.ts';
import type { MediaType } from './media-type.ts';
import { readPng } from './png.ts';
import { readQuickTime } from './quicktime.ts';
import type { RandomAccess } from './random-access.ts';
import { bmpSize, gifSize, icoSize } from './simple-image.ts';
import { takenOfText } from './taken-text.ts';
import { readWebp } from './webp.ts';

/**
 * Reads what a photo or video says about itself: when and where it was taken, with what, and how large it is. Reads only
 * the parts that can tell (at most 8 MB of any file, usually 64 KB), never the picture. Damaged or malicious files give
 * fewer facts, not an error; it rejects only when `source.read` does. Dates later than the year after `now` are ignored.
 */
export async function readFacts(source: RandomAccess, type: MediaType, now: Date): Promise<MediaFacts> {
  const reader = boundedReader(source);
  switch (type.container) {
    case 'jpeg':
      return readJpegFacts(reader, now);
    case 'png':
      return readPngFacts(reader, now);
    case 'webp': {
      const { exif, pixels } = await readWebp(reader);
      return turned(await exifFacts(exif, now), pixels);
    }
    case 'heif': {
      const { exif, pixels } = await readHeif(reader);
      return { ...described(await exifFacts(exif, now)), pixels };
    }
    case 'jxl': {
      const { exif, pixels } = await readJxl(reader);
      return { ...described(await exifFacts(exif, now)), pixels };
    }
    case 'tiff': {
      const exif = await readExif(reader, now);
      return turned(exif, exif?.pixels ?? null);
    }
    case 'canon-cr3': {
      const exif = await readCanonCr3(reader, now);
      return turned(exif, exif?.pixels ?? null);
    }
    case 'fuji-raf': {
      const preview = await openFujiPreview(reader);
      // The preview is smaller than the picture, so its size says nothing.
      return preview === null ? noFacts : { ...(await readJpegFacts(preview, now)), pixels: null };
    }
    case 'gif':
      return { ...noFacts, pixels: await gifSize(reader) };
    case 'bmp':
      return { ...noFacts, pixels: await bmpSize(reader) };
    case 'ico':
      return { ...noFacts, pixels: await icoSize(reader) };
    case 'quicktime':
      return readQuickTime(reader, now);
    case 'avi':
      return readAvi(reader, now);
    case 'raw-other':
    case 'video-other':
    case 'unknown':
      return noFacts;
    default:
      return assertNever(type.container);
  }
}

async function readJpegFacts(reader: ByteReader, now: Date): Promise<MediaFacts> {
  const { exif, pixels } = await readJpeg(reader);
  return turned(await exifFacts(exif, now), pixels);
}

async function readPngFacts(reader: ByteReader, now: Date): Promise<MediaFacts> {
  const { exif, pixels, creationTime } = await readPng(reader);
  const facts = turned(await exifFacts(exif, now), pixels);
  return { ...facts, taken: facts.taken ?? takenOfText(creationTime ?? '', 'exif', now) };
}

async function exifFacts(block: ByteReader | null, now: Date): Promise<ExifFacts | null> {
  return block === null ? null : readExif(block, now);
}

function described(exif: ExifFacts | null): MediaFacts {
  return { ...noFacts, taken: exif?.taken ?? null, place: exif?.place ?? null, camera: exif?.camera ?? null };
}

/** For formats that leave it to EXIF how the picture is turned. */
function turned(exif: ExifFacts | null, stored: PixelSize | null): MediaFacts {
  return { ...described(exif), pixels: shownSize(stored, exif?.orientation ?? 1) };
}
