/** One picture of an icon file: its side in pixels and its PNG. */
export interface IconPicture {
  readonly pixels: number;
  readonly png: Buffer;
}

/** The same with its pixels: rows from the top, four bytes RGBA a pixel, colours not multiplied by alpha. */
export interface RawIconPicture extends IconPicture {
  readonly rgba: Buffer;
}

const headerBytes = 6;
const entryBytes = 16;
const bitmapHeaderBytes = 40;

/**
 * A Windows icon file (ICONDIR, an ICONDIRENTRY a picture, the pictures) of at most 256 pixels a side. The picture of
 * 256 is a PNG, smaller ones are bitmaps: some programs still read nothing else at those sizes.
 * Source: Microsoft, "Icons in Win32" and BITMAPINFOHEADER.
 */
export function icoFile(pictures: readonly RawIconPicture[]): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16LE(1, 2); // the type: icon
  header.writeUInt16LE(pictures.length, 4);
  const images = pictures.map((picture) => (picture.pixels < 256 ? bitmapOf(picture) : picture.png));
  let offset = headerBytes + entryBytes * pictures.length;
  const entries = pictures.map(({ pixels }, at) => {
    const length = images[at]?.length ?? 0;
    const entry = entryOf(pixels, length, offset);
    offset += length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...images]);
}

function entryOf(pixels: number, length: number, offset: number): Buffer {
  if (pixels > 256) throw new RangeError(`An .ico holds at most 256 pixels, not ${pixels}`);
  const entry = Buffer.alloc(entryBytes);
  entry.writeUInt8(pixels % 256, 0); // 256 is written as 0
  entry.writeUInt8(pixels % 256, 1);
  entry.writeUInt16LE(1, 4); // colour planes
  entry.writeUInt16LE(32, 6); // bits a pixel
  entry.writeUInt32LE(length, 8);
  entry.writeUInt32LE(offset, 12);
  return entry;
}

/** Rows from the bottom in BGRA, then a mask of one bit a pixel that nobody needs beside alpha, but that must be there. */
function bitmapOf({ pixels, rgba }: RawIconPicture): Buffer {
  const header = Buffer.alloc(bitmapHeaderBytes);
  header.writeUInt32LE(bitmapHeaderBytes, 0);
  header.writeInt32LE(pixels, 4);
  header.writeInt32LE(pixels * 2, 8); // colours and mask, one above the other
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const rowBytes = pixels * 4;
  const colours = Buffer.alloc(rowBytes * pixels);
  for (let row = 0; row < pixels; row += 1) {
    rgba.copy(colours, rowBytes * (pixels - 1 - row), rowBytes * row, rowBytes * (row + 1));
  }
  for (let at = 0; at < colours.length; at += 4) colours.subarray(at, at + 3).reverse();
  const maskRowBytes = Math.ceil(pixels / 32) * 4;
  return Buffer.concat([header, colours, Buffer.alloc(maskRowBytes * pixels)]);
}
