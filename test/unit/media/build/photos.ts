import { crc32 } from 'node:zlib';
import { be, bytes, le } from './bytes.ts';

/** Width and height of the built pictures. */
export const builtSize = { width: 40, height: 30 } as const;
const { width, height } = builtSize;

/** A JPEG without picture data: enough for everything that is read from one. */
export function jpeg(
  options: { readonly exif?: Uint8Array; readonly before?: readonly Uint8Array[] } = {},
): Uint8Array {
  const { exif, before = [] } = options;
  return bytes(
    [0xff, 0xd8],
    ...before,
    exif === undefined ? [] : jpegSegment(0xe1, bytes('Exif\0\0', exif)),
    jpegSegment(0xdb, bytes([0], new Uint8Array(64).fill(1))),
    jpegSegment(0xc0, bytes([8], be(height, 2), be(width, 2), [1, 1, 0x11, 0])),
    jpegSegment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0x34, 0xff, 0xd9],
  );
}

/** One segment of a JPEG with its marker and length. */
export function jpegSegment(marker: number, content: Uint8Array | readonly number[]): Uint8Array {
  return bytes([0xff, marker], be(content.length + 2, 2), content);
}

/** A PNG with chunks between its header and its (empty) picture data. */
export function png(...chunks: readonly Uint8Array[]): Uint8Array {
  const header = pngChunk('IHDR', bytes(be(width, 4), be(height, 4), [8, 2, 0, 0, 0]));
  return bytes('\x89PNG\r\n\x1a\n', header, ...chunks, pngChunk('IDAT', []), pngChunk('IEND', []));
}

/** One chunk of a PNG with its length and checksum. */
export function pngChunk(type: string, content: Uint8Array | readonly number[] | string): Uint8Array {
  const named = bytes(type, content);
  return bytes(be(named.length - 4, 4), named, be(crc32(named), 4));
}

/** A WebP of one of the three kinds of picture chunk, with EXIF data behind it. */
export function webp(kind: 'VP8X' | 'VP8 ' | 'VP8L', exif?: Uint8Array): Uint8Array {
  const picture = {
    VP8X: bytes([8, 0, 0, 0], le(width - 1, 3), le(height - 1, 3)),
    'VP8 ': bytes([0, 0, 0, 0x9d, 0x01, 0x2a], le(width, 2), le(height, 2)),
    VP8L: bytes([0x2f], le((width - 1) | ((height - 1) << 14), 4), new Uint8Array(5)),
  }[kind];
  const content = bytes('WEBP', riffChunk(kind, picture), exif === undefined ? [] : riffChunk('EXIF', exif));
  return bytes('RIFF', le(content.length, 4), content);
}

/** One chunk of a RIFF file, padded to an even length. */
function riffChunk(type: string, content: Uint8Array | string): Uint8Array {
  return bytes(type, le(content.length, 4), content, content.length % 2 === 1 ? [0] : []);
}

/** An AVI with its header list and no frames. */
export function avi(date?: string): Uint8Array {
  const head = bytes(new Uint8Array(32), le(width, 4), le(height, 4), new Uint8Array(16));
  const list = bytes('hdrl', riffChunk('avih', head), date === undefined ? [] : riffChunk('IDIT', date));
  const content = bytes('AVI ', riffChunk('LIST', list), riffChunk('LIST', 'movi'));
  return bytes('RIFF', le(content.length, 4), content);
}

/** A GIF of one frame without picture data. */
export function gif(): Uint8Array {
  return bytes('GIF89a', le(width, 2), le(height, 2), [0x80, 0, 0], new Uint8Array(6), [0x3b]);
}

/** A BMP head with its rows running downwards. */
export function bmp(): Uint8Array {
  return bytes('BM', le(1000, 4), le(0, 4), le(54, 4), le(40, 4), le(width, 4), le(-height, 4), le(1, 2), le(24, 2));
}

/** An icon with one image. */
export function ico(): Uint8Array {
  return bytes([0, 0, 1, 0, 1, 0, width, height, 0, 0, 1, 0, 32, 0], le(40, 4), le(22, 4), new Uint8Array(40));
}
