import { describe, expect, test } from 'vitest';
import { endOf } from '../../../electron/engine/media/cut-short.ts';
import { sniffMedia } from '../../../electron/engine/media/media-type.ts';
import { bytesAccess } from '../../../electron/engine/media/random-access.ts';

function segment(marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Compressed picture data with stuffed zeros and a restart, longer than one window. */
const picture = Buffer.concat([Buffer.alloc(70_000, 0x5a), Buffer.from([0xff, 0x00, 0x12, 0xff, 0xd3, 0x34])]);
const endOfImage = Buffer.from([0xff, 0xd9]);
const thumbnail = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(20, 7), endOfImage]);
const jpegHead = [Buffer.from([0xff, 0xd8]), segment(0xe1, thumbnail), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))];
const jpeg = Buffer.concat([...jpegHead, picture, endOfImage]);
const progressive = Buffer.concat([
  ...[...jpegHead, picture, segment(0xc4, endOfImage), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))],
  ...[picture, endOfImage],
]);

function chunk(type: string, bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return Buffer.concat([length, Buffer.from(type), Buffer.alloc(bytes + 4, 1)]);
}
const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  ...[chunk('IHDR', 13), chunk('IDAT', 5_000), chunk('IDAT', 5_000), chunk('IEND', 0)],
]);

function riff(form: string, bytes: number): Buffer {
  const whole = Buffer.alloc(bytes, 1);
  whole.write('RIFF', 0);
  whole.writeUInt32LE(bytes - 8, 4);
  whole.write(form, 8);
  return whole;
}

function box(type: string, bytes: number, content = Buffer.alloc(bytes - 8)): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function largeBox(type: string, bytes: number): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, 'latin1');
  head.writeBigUInt64BE(BigInt(bytes), 8);
  return Buffer.concat([head, Buffer.alloc(bytes - 16)]);
}
const brand = (name: string) => box('ftyp', 16, Buffer.from(`${name}\0\0\0\0`));
const mp4 = Buffer.concat([brand('mp42'), box('mdat', 9_000), box('moov', 600)]);
const quickStart = Buffer.concat([brand('qt  '), box('moov', 600), largeBox('mdat', 9_000)]);
const heic = Buffer.concat([brand('heic'), box('meta', 300), box('mdat', 9_000)]);
const avif = Buffer.concat([brand('avif'), box('meta', 300), box('mdat', 9_000)]);

const gif = Buffer.concat([
  Buffer.from('GIF89a'),
  Buffer.from([4, 0, 4, 0, 0x80, 0, 0]),
  ...[Buffer.alloc(6), Buffer.from([0x21, 0xfe, 3, 1, 2, 3, 0])],
  ...[Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 4, 0, 0, 2, 200]), Buffer.alloc(200, 0x3b), Buffer.from([0, 0x3b])],
]);
const bmp = Buffer.alloc(5_000, 1);
bmp.write('BM');
bmp.writeUInt32LE(5_000, 2);
bmp.writeUInt32LE(54, 10);
bmp.writeUInt32LE(40, 14);
const webm = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
  Buffer.from('webm'),
  Buffer.from([0x18, 0x53, 0x80, 0x67, 0x53, 0x88]),
  Buffer.alloc(5_000, 2),
]);

const files = { jpeg, progressive, png, webp: riff('WEBP', 5_000), avi: riff('AVI ', 5_000), mp4, quickStart };
const others = { heic, avif, gif, bmp, webm };
const all = Object.entries({ ...files, ...others });

async function kindOf(bytes: Uint8Array): Promise<string> {
  const type = sniffMedia(bytes.subarray(0, 4_096));
  return type === null ? 'no media' : (await endOf(bytesAccess(bytes), type)).kind;
}

describe('the end of a photo or video', () => {
  test.each(all)('%s: whole', async (_name, bytes) => {
    expect(await kindOf(bytes)).toBe('whole');
  });

  test.each(all)('%s: cut short, wherever', async (_name, bytes) => {
    for (const part of [0.2, 0.5, 0.9, 0.999]) {
      expect(await kindOf(bytes.subarray(0, Math.floor(bytes.length * part)))).toBe('cut-short');
    }
    expect(await kindOf(bytes.subarray(0, -1))).toBe('cut-short');
  });

  test.each(['jpeg', 'progressive', 'png', 'webp', 'mp4', 'heic', 'gif'] as const)(
    '%s: what a camera wrote behind it does not matter',
    async (name) => {
      const bytes = { ...files, ...others }[name];
      expect(await kindOf(Buffer.concat([bytes, Buffer.alloc(3)]))).toBe('whole');
      expect(await kindOf(Buffer.concat([bytes, Buffer.from('\0\0\0\x03\x01\x02 a trailer', 'latin1')]))).toBe('whole');
    },
  );

  test('the end of the thumbnail is not that of the photo', async () => {
    const head = Buffer.concat(jpegHead);
    expect(await kindOf(head.subarray(0, 2 + 4 + thumbnail.length))).toBe('cut-short');
    expect(await kindOf(Buffer.concat([head, picture]))).toBe('cut-short');
  });

  test('a box that is left out at the end is missed', async () => {
    expect(await kindOf(Buffer.concat([brand('mp42'), box('mdat', 9_000)]))).toBe('cut-short');
    expect(await kindOf(brand('heic'))).toBe('cut-short');
  });

  test('a box that reaches to the end may have any length', async () => {
    const open = box('mdat', 9_000);
    open.writeUInt32BE(0);
    expect(await kindOf(Buffer.concat([brand('mp42'), box('moov', 600), open.subarray(0, 4_000)]))).toBe('whole');
  });

  test('where no end is written, none is missed', async () => {
    const neverClosed = riff('AVI ', 5_000);
    neverClosed.writeUInt32LE(0, 4);
    const live = Buffer.concat([webm.subarray(0, 16), Buffer.from([0xff]), Buffer.alloc(100, 2)]);
    expect(await kindOf(neverClosed)).toBe('unknown');
    expect(await kindOf(live)).toBe('unknown');
    expect(
      await kindOf(Buffer.from('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c', 'latin1')),
    ).toBe('unknown');
  });
});
