import { type ByteReader, boundedReader, largestView } from './byte-reader.ts';
import { openFujiPreview } from './camera-raw.ts';
import { readHeif } from './heif.ts';
import { readJpeg } from './jpeg.ts';
import { readJxl } from './jxl.ts';
import type { MediaType } from './media-type.ts';
import type { RandomAccess } from './random-access.ts';
import { openTiff, type TiffBlock, type TiffDirectory } from './tiff-directory.ts';

/** A small JPEG that a camera put beside the picture, and how it must be turned (EXIF orientation, 1 to 8). */
export interface EmbeddedPreview {
  readonly jpeg: Uint8Array;
  readonly orientation: number;
}

const tags = {
  compression: 0x103,
  stripOffsets: 0x111,
  orientation: 0x112,
  stripLengths: 0x117,
  subDirectories: 0x14a,
  jpegOffset: 0x201,
  jpegLength: 0x202,
} as const;

/** Compression numbers under which a strip is a whole JPEG: the one of TIFF 6.0, and its successor. */
const jpegCompressions = new Set([6, 7]);

/**
 * Finds the largest JPEG of at most 1 MB in the EXIF data of a photo, or in the directories of a raw file. Null when
 * there is none. Rejects only when `source.read` does.
 */
export async function readEmbeddedPreview(source: RandomAccess, type: MediaType): Promise<EmbeddedPreview | null> {
  const block = await openExifBlock(boundedReader(source), type);
  const tiff = block === null ? null : await openTiff(block);
  const main = (await tiff?.directory(tiff.firstDirectory)) ?? null;
  if (block === null || tiff === null || main === null) return null;
  let largest: DataView | null = null;
  for (const directory of await directoriesOf(tiff, main)) {
    const jpeg = await jpegOf(block, directory);
    if (jpeg !== null && jpeg.byteLength > (largest?.byteLength ?? 0)) largest = jpeg;
  }
  if (largest === null) return null;
  const [orientation = 1] = await main.numbers(tags.orientation, 1);
  return { jpeg: new Uint8Array(largest.buffer, largest.byteOffset, largest.byteLength), orientation };
}

async function openExifBlock(reader: ByteReader, type: MediaType): Promise<ByteReader | null> {
  switch (type.container) {
    case 'tiff':
      return reader;
    case 'heif':
      return (await readHeif(reader)).exif;
    case 'jxl':
      return (await readJxl(reader)).exif;
    case 'jpeg':
      return (await readJpeg(reader)).exif;
    case 'fuji-raf': {
      const preview = await openFujiPreview(reader);
      return preview === null ? null : (await readJpeg(preview)).exif;
    }
    default:
      return null;
  }
}

async function directoriesOf(tiff: TiffBlock, main: TiffDirectory): Promise<readonly TiffDirectory[]> {
  const offsets = [main.next, ...(await main.numbers(tags.subDirectories, 8))];
  const others = await Promise.all(offsets.map((offset) => tiff.directory(offset)));
  return [main, ...others.filter((directory) => directory !== null)];
}

async function jpegOf(block: ByteReader, directory: TiffDirectory): Promise<DataView | null> {
  const [compression = 0] = await directory.numbers(tags.compression, 1);
  const isStrip = !directory.has(tags.jpegOffset) && jpegCompressions.has(compression);
  const [offset = 0, more] = await directory.numbers(isStrip ? tags.stripOffsets : tags.jpegOffset, 2);
  const [length = 0] = await directory.numbers(isStrip ? tags.stripLengths : tags.jpegLength, 1);
  // Several strips are parts of one picture, and none is a JPEG in itself.
  if (offset === 0 || length < 4 || length > largestView || more !== undefined) return null;
  const jpeg = await block.view(offset, length);
  return jpeg?.getUint16(0) === 0xffd8 ? jpeg : null;
}
