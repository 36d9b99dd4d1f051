const orientationTag = 0x112;
const entryLength = 12;

/**
 * Takes the orientation out of a TIFF in memory, which says "upright" from then on; 1 when there is none. ImageMagick
 * turns some TIFFs while it reads them, depending on their compression, and still tells that they must be turned
 * (coders/tiff.c, by TIFFReadRGBAImage of libtiff).
 */
export function takeTiffOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const littleEndian = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, littleEndian);
    const count = view.getUint16(directory, littleEndian);
    for (let index = 0; index < count; index += 1) {
      const entry = directory + 2 + index * entryLength;
      if (view.getUint16(entry, littleEndian) !== orientationTag) continue;
      const orientation = view.getUint16(entry + 8, littleEndian);
      view.setUint16(entry + 8, 1, littleEndian);
      return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
  } catch {
    // It ends before its directory does: the decoder will say so.
  }
  return 1;
}
