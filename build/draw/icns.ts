import type { IconPicture } from './ico.ts';

/**
 * The types of an .icns that hold PNG, by side in pixels; the 1x and 2x types of one side share a picture. The 1x types
 * of 16 and 32 are left out, because macOS shows PNG in them scrambled: it scales the 2x ones instead.
 */
const typesOfPixels: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** The sides that an .icns is made of, in pixels. */
export const icnsPixels: readonly number[] = Object.keys(typesOfPixels).map(Number);

const chunkHeaderBytes = 8;

/** A macOS icon file: `icns`, length, then chunks of type, length and PNG; all numbers big-endian. */
export function icnsFile(pictures: readonly IconPicture[]): Buffer {
  const chunks = pictures.flatMap(({ pixels, png }) =>
    (typesOfPixels[pixels] ?? []).map((type) => Buffer.concat([chunkHeader(type, png.length), png])),
  );
  const body = Buffer.concat(chunks);
  return Buffer.concat([chunkHeader('icns', body.length), body]);
}

function chunkHeader(type: string, bodyBytes: number): Buffer {
  const header = Buffer.alloc(chunkHeaderBytes);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(bodyBytes + chunkHeaderBytes, 4);
  return header;
}
