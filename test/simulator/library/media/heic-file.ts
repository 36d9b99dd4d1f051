import type { CodedPicture } from './coded-picture.ts';
import type { Filler } from './filler.ts';
import { box, boxHeader, fullBox, latin1, u16, u32 } from './iso-box.ts';

interface HeicParts {
  readonly picture: CodedPicture;
  /** A TIFF block, see `exifBlock`. */
  readonly exif: Uint8Array;
  readonly marker: string;
  /** Size of the whole file; null adds nothing. */
  readonly length: number | null;
}

/**
 * A HEIF file (ISO/IEC 23008-12) with the brand of a phone's HEIC and an Exif item. The picture in it is coded as AV1,
 * not HEVC: there is no free HEVC encoder at hand. So readers of names, types and metadata meet what they would meet
 * in a phone's file, while decoders succeed more often than they would there.
 */
export function heicFile({ picture, exif, marker, length }: HeicParts, filler: Filler): readonly Uint8Array[] {
  const start = Buffer.concat([
    box('ftyp', latin1('heic'), u32(0), latin1('mif1'), latin1('heic')),
    box('free', Buffer.from(marker, 'utf8')),
  ]);
  const exifItem = Buffer.concat([u32(6), latin1('Exif\0\0'), exif]);
  const metaLength = metaBox(picture, exifItem.length, 0).length;
  const dataAt = start.length + metaLength + 8;
  const bare = dataAt + exifItem.length + picture.data.length;
  const gap = length === null ? 0 : length - bare;
  if (gap < 0) throw new RangeError(`A picture of ${bare} bytes does not fit into ${length}`);
  const meta = metaBox(picture, exifItem.length, dataAt);
  const data = boxHeader('mdat', 8 + exifItem.length + picture.data.length + gap);
  return [Buffer.concat([start, meta, data, exifItem]), picture.data, ...filler.plain(gap)];
}

function metaBox(picture: CodedPicture, exifLength: number, dataAt: number): Buffer {
  return fullBox(
    'meta',
    0,
    0,
    fullBox('hdlr', 0, 0, u32(0), latin1('pict'), u32(0, 0, 0), latin1('\0')),
    fullBox('pitm', 0, 0, u16(1)),
    fullBox(
      'iinf',
      0,
      0,
      u16(2),
      fullBox('infe', 2, 0, u16(1, 0), latin1('av01\0')),
      fullBox('infe', 2, 0, u16(2, 0), latin1('Exif\0')),
    ),
    fullBox('iref', 0, 0, box('cdsc', u16(2, 1, 1))),
    box('iprp', picture.properties),
    fullBox(
      'iloc',
      0,
      0,
      u16(0x4400, 2),
      extent(1, dataAt + exifLength, picture.data.length),
      extent(2, dataAt, exifLength),
    ),
  );
}

function extent(item: number, offset: number, length: number): Buffer {
  return Buffer.concat([u16(item, 0, 1), u32(offset, length)]);
}
