import ExifReader from 'exifreader';
import { describe, expect, test } from 'vitest';
import type { MediaFacts } from '../../../electron/engine/media/media-facts.ts';
import { sniffMedia } from '../../../electron/engine/media/media-type.ts';
import { bytesAccess } from '../../../electron/engine/media/random-access.ts';
import { readFacts } from '../../../electron/engine/media/read-facts.ts';
import { be, bytes } from './build/bytes.ts';
import { box, ftyp } from './build/iso-media.ts';
import { jpeg, jpegSegment, png, pngChunk, webp } from './build/photos.ts';
import { fullExif, samples } from './build/samples.ts';
import { exifDate, type Field, gpsPlace, type TiffParts, tiff } from './build/tiff.ts';

const now = new Date('2026-11-01T00:00:00Z');

async function factsOf(file: Uint8Array): Promise<MediaFacts> {
  const type = sniffMedia(file.subarray(0, 4096));
  if (type === null) throw new Error('the test made a file of no type');
  return readFacts(bytesAccess(file), type, now);
}

function takenOfExif(parts: TiffParts): Promise<MediaFacts['taken']> {
  return factsOf(jpeg({ exif: tiff(parts) })).then((facts) => facts.taken);
}

const upright = { width: 40, height: 30 };
const turned = { width: 30, height: 40 };
const local = { kind: 'local', local: '2023-08-12T10:15:30', zoneMinutes: 120 } as const;
const everything = {
  taken: { ...local, reason: 'exif' as const },
  place: { latitude: 48.8577, longitude: -2.295 },
  camera: { make: 'Google', model: 'Pixel 8' },
};
const nothing = { taken: null, place: null, camera: null };

test.each<[string, MediaFacts]>([
  ['jpeg', { ...everything, pixels: turned }],
  ['png', { ...everything, pixels: turned }],
  ['webp', { ...everything, pixels: turned }],
  ['heic', { ...everything, pixels: turned }],
  // HEIF and JPEG XL say themselves how they are turned: EXIF's orientation must not turn them once more.
  ['avif', { ...everything, pixels: upright }],
  ['jxl', { ...everything, pixels: upright }],
  ['tiff', { ...everything, pixels: upright }],
  ['cr3', { ...everything, pixels: turned }],
  ['raf', { ...everything, pixels: null }],
  ['mov', { ...everything, taken: { ...local, reason: 'quicktime' }, pixels: upright, seconds: 2 }],
  ['avi', { ...nothing, taken: { ...local, zoneMinutes: null, reason: 'exif' }, pixels: upright }],
  ['gif', { ...nothing, pixels: upright }],
  ['bmp', { ...nothing, pixels: upright }],
  ['ico', { ...nothing, pixels: upright }],
])('reads all that a %s file says', async (name, facts) => {
  expect(await factsOf(samples[name] ?? new Uint8Array())).toEqual(facts);
});

describe('the date of EXIF', () => {
  test.each<[string, readonly Field[], string | null]>([
    [
      'original',
      [
        [0x9003, 'text', '2023:08:12 10:15:30'],
        [0x9004, 'text', '2024:01:01 00:00:00'],
      ],
      '2023-08-12T10:15:30',
    ],
    ['digitized when there is no original', [[0x9004, 'text', '2024:01:01 00:00:00']], '2024-01-01T00:00:00'],
    [
      'digitized when the original is all zeros',
      [
        [0x9003, 'text', '0000:00:00 00:00:00'],
        [0x9004, 'text', '2024:01:01 00:00:00'],
      ],
      '2024-01-01T00:00:00',
    ],
    ['spaces are none', [[0x9003, 'text', '    :  :     :  :  ']], null],
    ['empty is none', [[0x9003, 'text', '']], null],
    ['before photography', exifDate('1825:12:31 23:59:59'), null],
    ['the first photograph', exifDate('1826:01:01 00:00:00'), '1826-01-01T00:00:00'],
    ['next year, for clocks ahead', exifDate('2027:12:31 23:59:59'), '2027-12-31T23:59:59'],
    ['the far future', exifDate('2028:01:01 00:00:00'), null],
    ['30 February', exifDate('2023:02:30 10:00:00'), null],
    ['29 February of a leap year', exifDate('2024:02:29 10:00:00'), '2024-02-29T10:00:00'],
    ['hour 24', exifDate('2023:08:12 24:00:00'), null],
    ['other separators', exifDate('2023-08-12T10:15:30'), '2023-08-12T10:15:30'],
    ['padded with spaces', exifDate('2023: 8: 2  9: 5: 3'), '2023-08-02T09:05:03'],
    ['without seconds', exifDate('2023:08:12 10:15'), '2023-08-12T10:15:00'],
  ])('%s', async (_, exif, expected) => {
    const taken = await takenOfExif({ exif });
    expect(taken === null ? null : taken.kind === 'local' && taken.local).toBe(expected);
  });

  test('is never the date of a change', async () => {
    expect(await takenOfExif({ main: [[0x132, 'text', '2023:08:12 10:15:30']] })).toBeNull();
  });

  test('is also found in the main directory, where some raw files have it', async () => {
    expect(await takenOfExif({ main: exifDate('2023:08:12 10:15:30') })).toMatchObject({
      local: '2023-08-12T10:15:30',
    });
  });
});

describe('the zone of EXIF', () => {
  const gpsTime = (day: string, hours: number, minutes: number, seconds: number): readonly Field[] => [
    [7, 'rational', [hours, minutes, seconds]],
    [0x1d, 'text', day],
  ];

  test.each<[string, TiffParts, number | null]>([
    ['as written', { exif: exifDate('2023:08:12 10:15:30', '-03:30') }, -210],
    ['without a colon', { exif: exifDate('2023:08:12 10:15:30', '+0545') }, 345],
    ['Z', { exif: exifDate('2023:08:12 10:15:30', 'Z') }, 0],
    ['blank', { exif: exifDate('2023:08:12 10:15:30', '   :  ') }, null],
    ['impossible', { exif: exifDate('2023:08:12 10:15:30', '+15:00') }, null],
    [
      'that of the change, when nothing was changed',
      {
        main: [[0x132, 'text', '2023:08:12 10:15:30']],
        exif: [
          [0x9003, 'text', '2023:08:12 10:15:30'],
          [0x9010, 'text', '+01:00'],
        ],
      },
      60,
    ],
    [
      'not that of a later change',
      {
        main: [[0x132, 'text', '2023:08:13 10:15:30']],
        exif: [
          [0x9003, 'text', '2023:08:12 10:15:30'],
          [0x9010, 'text', '+01:00'],
        ],
      },
      null,
    ],
    ['from satellites', { exif: exifDate('2023:08:12 10:15:30'), gps: gpsTime('2023:08:12', 8, 15, 2) }, 120],
    [
      'from satellites, a day apart',
      { exif: exifDate('2023:08:12 23:30:00'), gps: gpsTime('2023:08:13', 9, 30, 0) },
      -600,
    ],
    ['from satellites in Nepal', { exif: exifDate('2023:08:12 10:15:30'), gps: gpsTime('2023:08:12', 4, 30, 30) }, 345],
    [
      'not from a stale satellite fix',
      { exif: exifDate('2023:08:12 10:15:30'), gps: gpsTime('2023:08:12', 8, 8, 0) },
      null,
    ],
    ['not from another day', { exif: exifDate('2023:08:12 10:15:30'), gps: gpsTime('2023:08:10', 8, 15, 30) }, null],
    [
      'not from a time without a day',
      { exif: exifDate('2023:08:12 10:15:30'), gps: [[7, 'rational', [8, 15, 30]]] },
      null,
    ],
    [
      'as written, rather than from satellites',
      { exif: exifDate('2023:08:12 10:15:30', '+02:00'), gps: gpsTime('2023:08:12', 9, 15, 30) },
      120,
    ],
  ])('%s', async (_, parts, zoneMinutes) => {
    expect(await takenOfExif(parts)).toMatchObject({ zoneMinutes });
  });
});

describe('the place of EXIF', () => {
  test.each<[string, readonly Field[], MediaFacts['place']]>([
    ['south and west', gpsPlace(-33.5, -70.25), { latitude: -33.5, longitude: -70.25 }],
    [
      'in minutes and seconds',
      [
        [1, 'text', 'N'],
        [2, 'rational', [48, 30, 36]],
        [3, 'text', 'E'],
        [4, 'rational', [2, 15, 0]],
      ],
      { latitude: 48.51, longitude: 2.25 },
    ],
    ['0,0 is no place', gpsPlace(0, 0), null],
    ['beyond the pole', gpsPlace(91, 10), null],
    ['without its half', gpsPlace(48, 2).filter(([tag]) => tag !== 1), null],
    ['only one angle', gpsPlace(48, 2).filter(([tag]) => tag !== 4), null],
  ])('%s', async (_, gps, place) => {
    expect((await factsOf(jpeg({ exif: tiff({ gps }) }))).place).toEqual(place);
  });
});

describe('JPEG', () => {
  test('finds EXIF data behind other segments of the same marker, and fill bytes', async () => {
    const xmp = jpegSegment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', new Uint8Array(60_000)));
    const file = jpeg({ before: [jpegSegment(0xe0, bytes('JFIF\0')), xmp, Uint8Array.of(0xff, 0xff)], exif: fullExif });
    expect(await factsOf(file)).toMatchObject({ ...everything, pixels: turned });
  });

  test('finds the size behind many large segments', async () => {
    const depthMap = Array.from({ length: 100 }, () => jpegSegment(0xe1, new Uint8Array(65_000)));
    expect((await factsOf(jpeg({ before: depthMap }))).pixels).toEqual(upright);
  });

  test.each([2, 3, 4])('orientation %d keeps width and height', async (orientation) => {
    const exif = tiff({ main: [[0x112, 'short', [orientation]]] });
    expect((await factsOf(jpeg({ exif }))).pixels).toEqual(upright);
  });

  test.each([5, 6, 7, 8])('orientation %d swaps width and height', async (orientation) => {
    const exif = tiff({ main: [[0x112, 'short', [orientation]]] });
    expect((await factsOf(jpeg({ exif }))).pixels).toEqual(turned);
  });
});

describe('PNG', () => {
  test.each([
    ['tEXt', 'Creation Time\x002023-08-12T10:15:30+02:00', { ...local, reason: 'exif' }],
    ['iTXt', 'Creation Time\0\0\0en\0Zeit\x002023:08:12 10:15:30', { ...local, zoneMinutes: null, reason: 'exif' }],
    ['tEXt', 'Creation Time\0Sat, 12 Aug 2023 10:15:30 +0200', { ...local, reason: 'exif' }],
    [
      'tEXt',
      'Creation Time\0Sat, 12 Aug 2023 10:15:30 GMT',
      { kind: 'instant', utc: '2023-08-12T10:15:30.000Z', reason: 'exif' },
    ],
    ['tEXt', 'Creation Time\0last summer', null],
    ['iTXt', 'Creation Time\0\x01\0en\0Zeit\0packed', null],
    ['tEXt', 'date:create\x002023-08-12T10:15:30+02:00', null],
  ])('%s %j', async (type, text, taken) => {
    expect((await factsOf(png(pngChunk(type, text)))).taken).toEqual(taken);
  });
});

describe('WebP', () => {
  test.each(['VP8X', 'VP8 ', 'VP8L'] as const)('reads the size from %s', async (kind) => {
    expect((await factsOf(webp(kind))).pixels).toEqual(upright);
  });

  test('takes EXIF data with the prefix of JPEG', async () => {
    expect(await factsOf(webp('VP8X', bytes('Exif\0\0', fullExif)))).toMatchObject(everything);
  });
});

describe('TIFF and raw', () => {
  test('reads directories behind the picture data', async () => {
    const parts: TiffParts = { exif: exifDate('2023:08:12 10:15:30', '+02:00'), gap: 3_000_000 };
    expect(await factsOf(tiff(parts))).toMatchObject({ taken: local });
  });

  test('takes the size of the picture, not of the preview in the main directory', async () => {
    const main: readonly Field[] = [
      [0x100, 'short', [4]],
      [0x101, 'short', [3]],
    ];
    const sub: readonly Field[] = [
      [0x100, 'long', [40]],
      [0x101, 'long', [30]],
    ];
    expect((await factsOf(tiff({ order: 'MM', main, sub }))).pixels).toEqual(upright);
  });

  test.each([
    ['Panasonic', 0x55],
    ['Olympus', 0x4f52],
  ])('reads the variant of %s', async (_, magic) => {
    const file = tiff({ magic, main: [[0x110, 'text', 'M']], exif: exifDate('2023:08:12 10:15:30') });
    expect(await factsOf(file)).toMatchObject({
      taken: { local: '2023-08-12T10:15:30' },
      camera: { make: null, model: 'M' },
    });
  });
});

test('JPEG XL: a part of a codestream has its size too, turned by its own orientation', async () => {
  // All by 8: 2 high (0), ratio 7 (two to one); then not by default, with an orientation of 6 (5).
  const bits = [
    [1, 1],
    [1, 5],
    [7, 3],
    [0, 1],
    [1, 1],
    [5, 3],
  ] as const;
  const number = bits.reduceRight((sum, [value, length]) => (sum << BigInt(length)) | BigInt(value), 0n);
  const codestream = bytes([0xff, 0x0a], be(Number(number & 0xffn), 1), be(Number(number >> 8n), 1));
  const file = bytes('\0\0\0\x0cJXL \r\n\x87\n', ftyp('jxl ', 'jxl '), box('jxlp', be(0, 4), codestream));
  expect((await factsOf(file)).pixels).toEqual({ width: 16, height: 32 });
});

test.each(['jpeg', 'png', 'webp', 'heic', 'tiff'])('agrees with the package exifreader about %s', async (name) => {
  const file = samples[name] ?? new Uint8Array();
  const theirs = ExifReader.load(Uint8Array.from(file).buffer, { expanded: true });
  const ours = await factsOf(file);
  expect(ours.camera).toEqual({ make: theirs.exif?.Make?.description, model: theirs.exif?.Model?.description });
  expect(ours.place?.latitude).toBeCloseTo(theirs.gps?.Latitude ?? Number.NaN, 9);
  expect(ours.place?.longitude).toBeCloseTo(theirs.gps?.Longitude ?? Number.NaN, 9);
  expect(theirs.exif?.DateTimeOriginal?.description).toBe('2023:08:12 10:15:30');
  expect(theirs.exif?.OffsetTimeOriginal?.description).toBe('+02:00');
  expect(ours.taken).toEqual({ ...local, reason: 'exif' });
});
