import type { Filler } from './filler.ts';

interface JpegParts {
  /** A complete JPEG. */
  readonly picture: Uint8Array;
  /** A TIFF block, see `exifBlock`; null for a picture without EXIF. */
  readonly exif: Uint8Array | null;
  /** Unique text that goes into a comment segment. */
  readonly marker: string;
  /** Size of the whole file; null adds nothing. */
  readonly length: number | null;
}

/** Real photos have few segments before the picture, and at most so many bytes in them. */
const mostBefore = 2 * 65_537;
const endOfImage = Buffer.from([0xff, 0xd9]);

/**
 * Puts EXIF, a comment and filling in front of an encoded picture, without encoding it again. What is too much for a head
 * follows the picture, and ends as a second one would (a preview of CIPA DC-007).
 */
export function jpegFile({ picture, exif, marker, length }: JpegParts, filler: Filler): readonly Uint8Array[] {
  const app1 = exif === null ? Buffer.alloc(0) : segment(0xe1, [Buffer.from('Exif\0\0', 'latin1'), exif]);
  const comment = segment(0xfe, [Buffer.from(marker, 'utf8')]);
  const body = afterHeader(picture);
  const bare = 2 + app1.length + comment.length + body.length;
  const gap = length === null ? 0 : length - bare;
  if (gap < 0) throw new RangeError(`A picture of ${bare} bytes does not fit into ${length}`);
  const start = Buffer.from([0xff, 0xd8]);
  if (gap > mostBefore + endOfImage.length) {
    const behind = filler.plain(gap - mostBefore - endOfImage.length);
    return [Buffer.concat([start, app1, comment]), ...filler.comments(mostBefore), body, ...behind, endOfImage];
  }
  if (gap % 65_537 > 0 && gap % 65_537 < 4) {
    const odd = gap % 65_537;
    const longer = segment(0xfe, [Buffer.from(marker + ' '.repeat(odd), 'utf8')]);
    return [Buffer.concat([start, app1, longer]), ...filler.comments(gap - odd), body];
  }
  return [Buffer.concat([start, app1, comment]), ...filler.comments(gap), body];
}

/** What follows the start marker and the JFIF header: EXIF wants to be the first segment. */
function afterHeader(picture: Uint8Array): Uint8Array {
  const jfif = picture[2] === 0xff && picture[3] === 0xe0;
  return picture.subarray(jfif ? 4 + (picture[4] ?? 0) * 256 + (picture[5] ?? 0) : 2);
}

function segment(marker: number, parts: readonly Uint8Array[]): Buffer {
  const payload = Buffer.concat(parts);
  const header = Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff]);
  return Buffer.concat([header, payload]);
}
