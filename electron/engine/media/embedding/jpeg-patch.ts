import type { RandomAccess } from '../random-access.ts';
import type { FactsToEmbed } from './facts-to-embed.ts';
import { newBytes, originalRange, type Piece } from './pieces.ts';
import { patchTiff } from './tiff-patch.ts';

const app0 = 0xe0;
const app1 = 0xe1;
const firstFrame = 0xc0;
const startOfScan = 0xda;
const exifPrefix = Buffer.from('Exif\0\0', 'latin1');
/** A segment says its length in 16 bits, the length itself included. */
const longestSegment = 65_535;
/** More segments than any file has before its picture. */
const mostSegments = 1000;

interface ExifPlace {
  /** Where the new segment goes, and where the original continues behind it. */
  readonly start: number;
  readonly end: number;
  readonly block: Buffer | null;
}

/** A JPEG file whose EXIF segment says the facts, too; null when there is no room for them or the file is damaged. */
export async function patchJpeg(source: RandomAccess, facts: FactsToEmbed): Promise<readonly Piece[] | null> {
  const place = await findExif(source);
  const block = place === null ? null : patchTiff(place.block, facts);
  if (place === null || block === null) return null;
  const length = 2 + exifPrefix.length + block.length;
  if (length > longestSegment) return null;
  const segment = Buffer.concat([Buffer.from([0xff, app1, length >> 8, length & 0xff]), exifPrefix, block]);
  return [originalRange(0, place.start), newBytes(segment), originalRange(place.end, source.size)];
}

/** The EXIF segment; without one, the place behind the JFIF segment, or the first. Null when this is no JPEG file. */
async function findExif(source: RandomAccess): Promise<ExifPlace | null> {
  let at = 2;
  let free = 2;
  for (let segments = 0; segments < mostSegments; segments += 1) {
    const head = Buffer.from(await source.read(at, 4));
    if (head.length < 4 || head[0] !== 0xff) return null;
    const marker = head.readUInt8(1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === startOfScan || (marker >= firstFrame && marker < 0xd0))
      return { start: free, end: free, block: null };
    const end = at + 2 + head.readUInt16BE(2);
    if (end < at + 4 || end > source.size) return null;
    if (marker === app0 && at === free) free = end;
    if (marker === app1) {
      const content = Buffer.from(await source.read(at + 4, end - at - 4));
      if (content.subarray(0, 5).toString('latin1') === 'Exif\0') {
        return { start: at, end, block: content.subarray(exifPrefix.length) };
      }
    }
    at = end;
  }
  return null;
}
