import fc from 'fast-check';
import { fileTypeFromBuffer } from 'file-type';
import { expect, test } from 'vitest';
import { type MediaTypeName, mediaTypes, sniffMedia } from '../../../electron/engine/media/media-type.ts';
import { runsOf } from '../../support/test-environment.ts';
import { bytes, padded } from './build/bytes.ts';
import { box, ftyp } from './build/iso-media.ts';
import { samples } from './build/samples.ts';
import { type Field, tiff } from './build/tiff.ts';

const made = (make: string): Field => [0x10f, 'text', make];
const preview: Field = [0xfe, 'long', [1]];
const sub: readonly Field[] = [[0x100, 'short', [10]]];

/** Heads of every type; several for types that come in several forms. */
const heads: readonly (readonly [name: MediaTypeName, head: Uint8Array])[] = [
  ...Object.entries(samples).map(([name, sample]) => [name as MediaTypeName, sample] as const),
  ['gif', bytes('GIF87a', new Uint8Array(20))],
  ['jxl', bytes([0xff, 0x0a], new Uint8Array(20))],
  ['heic', ftyp('mif1', 'mif1', 'heic', 'hevc')],
  ['heic', ftyp('hevc', 'msf1')],
  ['avif', ftyp('mif1', 'mif1', 'avif', 'miaf')],
  ['heif', ftyp('mif1', 'mif1', 'jpeg')],
  ['tiff', tiff({ order: 'MM', main: [made('EPSON')] })],
  ['tiff', tiff({ main: [made('NIKON'), [0x103, 'short', [1]]] })],
  ['tiff', tiff({ main: [made('NIKON')], gap: 8000 }).subarray(0, 4096)],
  ['tiff', bytes('II+\0', [8, 0, 0, 0])],
  ['dng', tiff({ main: [preview, made('Apple'), [0xc612, 'long', [0x104]]], sub })],
  ['cr2', bytes('II*\0', [16, 0, 0, 0], 'CR', [2, 0], new Uint8Array(16))],
  ['nef', tiff({ order: 'MM', main: [preview, made('NIKON CORPORATION')], sub })],
  ['nef', tiff({ main: [[0x103, 'short', [34713]], made('NIKON')] })],
  ['arw', tiff({ main: [preview, made('SONY')], sub })],
  ['srw', tiff({ main: [[0x103, 'short', [32770]], made('SAMSUNG')] })],
  ['pef', tiff({ order: 'MM', main: [[0x103, 'short', [65535]], made('PENTAX Corporation')] })],
  ['pef', tiff({ order: 'MM', main: [[0x106, 'short', [32803]], made('RICOH IMAGING')] })],
  ['rw2', bytes('IIU\0', [24, 0, 0, 0], new Uint8Array(24))],
  ['orf', bytes('IIRO', [8, 0, 0, 0], new Uint8Array(24))],
  ['orf', bytes('IIRS', [8, 0, 0, 0], new Uint8Array(24))],
  ['orf', bytes('MMOR', [0, 0, 0, 8], new Uint8Array(24))],
  ['crw', bytes('II', [26, 0, 0, 0], 'HEAPCCDR', new Uint8Array(12))],
  ['mrw', bytes('\0MRM', new Uint8Array(20))],
  ['x3f', bytes('FOVb', new Uint8Array(20))],
  ['mp4', ftyp('isom', 'isom', 'mp42')],
  ['mp4', ftyp('XAVC', 'XAVC')],
  ['mov', box('wide')],
  ['mov', bytes([0, 0, 0, 1], 'mdat', new Uint8Array(12))],
  ['m4v', ftyp('M4V ', 'M4V ')],
  ['threeGp', ftyp('3gp5', '3gp5')],
  ['threeG2', ftyp('3g2a', '3g2a')],
  ['webm', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm', new Uint8Array(40))],
  ['mkv', bytes([0x1a, 0x45, 0xdf, 0xa3, 0xa3, 0x42, 0x82, 0x88], 'matroska', new Uint8Array(40))],
  ['mpg', bytes([0, 0, 1, 0xba, 0x44], new Uint8Array(40))],
  ['mpg', bytes([0, 0, 1, 0xb3, 0x16], new Uint8Array(40))],
  ['ts', bytes(...Array.from({ length: 20 }, () => padded(bytes('G'), 188)))],
  ['m2ts', bytes(...Array.from({ length: 20 }, () => padded(bytes([0, 0, 0, 0], 'G'), 192)))],
  ['flv', bytes('FLV\x01\x05', new Uint8Array(40))],
  ['wmv', bytes(Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'), new Uint8Array(40))],
];

test.each(heads)('names %s', (name, head) => {
  expect(sniffMedia(padded(head, 64))).toEqual(mediaTypes[name]);
});

test('every type is among the heads above', () => {
  expect(Object.keys(mediaTypes).filter((name) => !heads.some(([covered]) => covered === name))).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['a web page', '<!doctype html><html><title>Error 403 (Forbidden)!!1</title></html>'],
  ['JSON', '{"error":{"code":403,"status":"PERMISSION_DENIED"}}'],
  ['text', 'GIF and BMP are formats of pictures.'],
  ['text that begins like a BMP', `BM${'bmp is a format of pictures. '.repeat(9)}`],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'],
  ['a text of the letter G', 'G'.repeat(100)],
  ['a ZIP', `PK\x03\x04${'\0'.repeat(60)}`],
  ['a PDF', '%PDF-1.7\n%abc'],
  ['a WAV', 'RIFF\x24\0\0\0WAVEfmt '],
  ['a Windows cursor', `\0\0\x02\0\x01\0${'\0'.repeat(40)}`],
])('%s is no media', (_, text) => {
  expect(sniffMedia(Buffer.from(text, 'latin1'))).toBeNull();
});

test('sound in an MP4 file is no media', () => {
  expect(sniffMedia(ftyp('M4A ', 'M4A ', 'isom'))).toBeNull();
});

test('a head that is cut off anywhere, or changed, never throws', () => {
  const cut = fc.constantFrom(...heads.map(([, head]) => head)).chain((head) =>
    fc.record({
      head: fc.constant(head),
      length: fc.nat(head.length),
      at: fc.nat(Math.min(head.length, 64)),
      value: fc.nat(255),
    }),
  );
  fc.assert(
    fc.property(cut, ({ head, length, at, value }) => {
      const changed = Uint8Array.from(head.subarray(0, length));
      if (at < changed.length) changed[at] = value;
      sniffMedia(changed);
    }),
    { numRuns: runsOf(2000) },
  );
});

test('no text that a person or a server writes is taken for a photo', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('', '<', '{', 'B', 'G', 'RIFF'),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      (start, text) => {
        expect(sniffMedia(Buffer.from(start + text, 'utf8').subarray(0, 4096))).toBeNull();
      },
    ),
  );
});

/** Where the package and this project name the same thing differently, and what the package does not know. */
const otherNames: Readonly<Record<string, string | null>> = {
  'video/x-msvideo': 'video/vnd.avi',
  'video/x-matroska': 'video/matroska',
  'video/x-ms-wmv': 'video/x-ms-asf',
  'image/x-fuji-raf': 'image/x-fujifilm-raf',
  'image/heif': 'image/heif',
};

test.each(Object.entries(samples))('agrees with the package file-type about the whole %s', async (_, sample) => {
  const ours = sniffMedia(sample);
  const theirs = await fileTypeFromBuffer(padded(sample, 4100));
  expect(theirs?.mime).toBe(otherNames[ours?.mime ?? ''] ?? ours?.mime);
});
