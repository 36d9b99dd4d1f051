import { bytes } from './bytes.ts';
import { box, ftyp, heif, movie } from './iso-media.ts';
import { avi, bmp, gif, ico, jpeg, png, pngChunk, webp } from './photos.ts';
import { exifDate, type Field, gpsPlace, tiff } from './tiff.ts';

const camera: readonly Field[] = [
  [0x10f, 'text', 'Google'],
  [0x110, 'text', 'Pixel 8'],
];

/** EXIF data with everything that is read from it. */
export const fullExif = tiff({
  order: 'MM',
  main: [...camera, [0x112, 'short', [6]]],
  exif: exifDate('2023:08:12 10:15:30', '+02:00'),
  gps: gpsPlace(48.8577, -2.295),
});

/** One whole file of each structure that facts are read from, by the name of its type. */
export const samples: Readonly<Record<string, Uint8Array>> = {
  jpeg: jpeg({ exif: fullExif }),
  png: png(pngChunk('eXIf', fullExif), pngChunk('tEXt', 'Creation Time\x002023:08:12 10:15:30')),
  webp: webp('VP8X', fullExif),
  heic: heif({ exif: fullExif, quarterTurns: 1 }),
  avif: heif({ exif: fullExif, brand: 'avif', exifInMetadata: true }),
  tiff: tiff({
    main: [[0x100, 'short', [40]], [0x101, 'short', [30]], ...camera],
    exif: exifDate('2023:08:12 10:15:30', '+02:00'),
    gps: gpsPlace(48.8577, -2.295),
    sub: [
      [0x100, 'short', [20]],
      [0x101, 'short', [10]],
    ],
    thumbnail: jpeg(),
  }),
  jxl: bytes(
    '\0\0\0\x0cJXL \r\n\x87\n',
    ftyp('jxl ', 'jxl '),
    box('Exif', new Uint8Array(4), fullExif),
    box('jxlc', jxlHead()),
  ),
  cr3: canonCr3(),
  raf: fujiRaf(),
  gif: gif(),
  bmp: bmp(),
  ico: ico(),
  mov: movie({
    brand: 'qt  ',
    version: 1,
    created: 3_774_680_130n,
    properties: {
      'com.apple.quicktime.creationdate': '2023-08-12T10:15:30+0200',
      'com.apple.quicktime.location.ISO6709': '+48.8577-002.2950+035.000/',
      'com.apple.quicktime.make': 'Google',
      'com.apple.quicktime.model': 'Pixel 8',
    },
    userData: { '\xa9day': '2022-01-01T00:00:00+0100' },
  }),
  avi: avi('Sat Aug 12 10:15:30 2023\n\0'),
};

/** A codestream of 40 by 30: small (in eights) is 0, both sizes in 9 bits, no ratio; all else by default. */
function jxlHead(): Uint8Array {
  const bits = [
    [0, 1],
    [0, 2],
    [29, 9],
    [0, 3],
    [0, 2],
    [39, 9],
    [1, 1],
  ] as const;
  const number = bits.reduceRight((sum, [value, length]) => (sum << BigInt(length)) | BigInt(value), 0n);
  const codestream = Buffer.alloc(8);
  codestream.writeBigUInt64LE(number);
  return bytes([0xff, 0x0a], codestream);
}

function canonCr3(): Uint8Array {
  const main = tiff({ main: [[0x100, 'short', [40]], [0x101, 'short', [30]], ...camera, [0x112, 'short', [6]]] });
  const directories = box(
    'uuid',
    Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex'),
    box('CMT1', main),
    box('CMT2', tiff({ main: exifDate('2023:08:12 10:15:30', '+02:00') })),
    box('CMT4', tiff({ main: gpsPlace(48.8577, -2.295) })),
  );
  return bytes(ftyp('crx ', 'crx ', 'isom'), box('moov', directories));
}

function fujiRaf(): Uint8Array {
  const preview = jpeg({ exif: fullExif });
  const head = Buffer.alloc(100);
  head.write('FUJIFILMCCD-RAW 0201FF129502', 'latin1');
  head.writeUInt32BE(head.length, 84);
  head.writeUInt32BE(preview.length, 88);
  return bytes(head, preview, new Uint8Array(64));
}
