import type { ByteReader } from './byte-reader.ts';
import { type PixelSize, pixelSize } from './media-facts.ts';

/* The size of pictures whose form is simple: GIF, BMP, icons. */

/** Size of the canvas of a GIF. */
export async function gifSize(reader: ByteReader): Promise<PixelSize | null> {
  const view = await reader.view(6, 4);
  return view === null ? null : pixelSize(view.getUint16(0, true), view.getUint16(2, true));
}

/** Size of a BMP; a negative height says that the rows run downwards. */
export async function bmpSize(reader: ByteReader): Promise<PixelSize | null> {
  const view = await reader.view(14, 12);
  if (view === null) return null;
  // The header of OS/2 has 16-bit fields.
  if (view.getUint32(0, true) === 12) return pixelSize(view.getUint16(4, true), view.getUint16(6, true));
  return pixelSize(view.getInt32(4, true), Math.abs(view.getInt32(8, true)));
}

/** Size of the first image of an icon; 0 stands for 256. */
export async function icoSize(reader: ByteReader): Promise<PixelSize | null> {
  const view = await reader.view(6, 2);
  return view === null ? null : { width: view.getUint8(0) || 256, height: view.getUint8(1) || 256 };
}
