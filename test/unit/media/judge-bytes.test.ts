import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeBytes } from '../../../electron/engine/media/judge-bytes.ts';
import { mediaTypes } from '../../../electron/engine/media/media-type.ts';
import { ftyp, movie } from './build/iso-media.ts';
import { gif, jpeg, png } from './build/photos.ts';
import { samples } from './build/samples.ts';

function judge(
  head: Uint8Array | string,
  expectedMime: string | null,
  contentType: string | null = null,
  length?: number,
) {
  const bytes = typeof head === 'string' ? Buffer.from(head, 'utf8') : head;
  return judgeBytes({ head: bytes.subarray(0, 4096), contentType, expectedMime, length: length ?? bytes.length });
}

function detailOf(result: ReturnType<typeof judgeBytes>): string | undefined {
  expect(result.ok).toBe(false);
  if (result.ok) return undefined;
  expect(result.problem.code).toBe('bytes-not-media');
  return result.problem.detail;
}

describe('refuses what is no photo and says what it is', () => {
  test.each([
    [
      '<!DOCTYPE html>\n<title>Error 403\n (Forbidden)!!1</title>',
      'text/html; charset=utf-8',
      'A web page titled “Error 403 (Forbidden)!!1” announced as text/html came instead of image/jpeg.',
    ],
    ['<html><body>Sorry…</body></html>', null, 'A web page came instead of image/jpeg.'],
    ['\ufeff  <html>', null, 'A web page came instead of image/jpeg.'],
    [
      '{"error":{"code":429}}',
      'application/json',
      'A JSON answer announced as application/json came instead of image/jpeg.',
    ],
    ['<?xml version="1.0"?><Error/>', null, 'An XML answer came instead of image/jpeg.'],
    ['<svg width="9"></svg>', 'image/svg+xml', 'An SVG drawing announced as image/svg+xml came instead of image/jpeg.'],
    ['Too many requests', 'image/jpeg', 'Plain text announced as image/jpeg came instead of image/jpeg.'],
    ['', 'image/jpeg', 'Nothing (0 bytes) came instead of image/jpeg.'],
    ['PK\x03\x04\x01', null, 'Unknown bytes (504b030401) came instead of image/jpeg.'],
  ])('%j', (body, contentType, detail) => {
    expect(detailOf(judge(body, 'image/jpeg', contentType))).toBe(detail);
  });

  test('without knowing what to expect', () => {
    expect(detailOf(judge('[]', null))).toBe('A JSON answer came instead of a photo or video.');
  });
});

test('refuses a still picture for a video', () => {
  expect(detailOf(judge(jpeg(), 'video/mp4', 'video/mp4', 90_000))).toBe(
    'A still picture (image/jpeg) came instead of video/mp4.',
  );
});

test.each([
  ['image/jpeg', gif()],
  ['image/heic', png()],
  ['image/gif', png()],
])('refuses a tiny placeholder for %s', (expected, placeholder) => {
  expect(detailOf(judge(placeholder, expected, expected))).toContain('A placeholder picture');
});

test.each([
  ['a photo as announced', jpeg(), 'image/jpeg', 'image/jpeg'],
  ['JPEG for HEIC, as Google converts', jpeg(), 'image/heic', 'image/jpeg'],
  ['HEIC under the name of a JPEG', samples['heic'] ?? [], 'image/jpeg', 'image/heic'],
  ['a tiny PNG that is expected', png(), 'image/png', 'image/png'],
  ['a tiny PNG that is expected under another name', png(), 'image/apng', 'image/png'],
  ['a tiny GIF where nothing is known', gif(), null, 'image/gif'],
  ['a tiny GIF where bytes of any kind are announced', gif(), 'application/octet-stream', 'image/gif'],
  ['MOV for MP4', ftyp('qt  ', 'qt  '), 'video/mp4', 'video/quicktime'],
  ['a video for a photo', movie({}), 'image/heic', 'video/mp4'],
])('accepts %s', (_, head, expectedMime, mime) => {
  const result = judge(Uint8Array.from(head), expectedMime, 'text/html');
  expect(result).toMatchObject({ ok: true, value: { mime } });
});

test('accepts a PNG of ordinary size for a JPEG: people rename files', () => {
  expect(judge(png(), 'image/jpeg', null, 4096)).toEqual({ ok: true, value: mediaTypes.png });
});

test('whatever the headers claim, only bytes of media are accepted', () => {
  const claims = fc.constantFrom(null, 'image/jpeg', 'video/mp4', 'text/html', '', ';');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), claims, claims, (head, contentType, expectedMime) => {
      // Two bytes are all the signature that a bare JPEG XL has.
      fc.pre(!(head[0] === 0xff && head[1] === 0x0a));
      expect(judgeBytes({ head, contentType, expectedMime, length: null }).ok).toBe(false);
    }),
  );
});

describe('bytes of no known format', () => {
  const dated = (head: Uint8Array, datedName: string | null) =>
    judgeBytes({ head, contentType: null, expectedMime: null, length: head.length, datedName });

  test.each([
    ['IMG_1.ABC', 'application/octet-stream', 'photo'],
    ['Video1', 'application/octet-stream', 'photo'],
    ['old.RM', 'video/x-unknown', 'video'],
    ['old.divx', 'video/x-unknown', 'video'],
  ])('are believed under a name that details date: %s', (name, mime, kind) => {
    const bytes = Buffer.from([1, 2, 3, 4, 0, 0, 200]);
    expect(dated(bytes, name)).toMatchObject({ ok: true, value: { mime, kind, extension: '', container: 'unknown' } });
    expect(dated(bytes, null).ok).toBe(false);
  });

  test.each([
    '',
    'PK\x03\x04\0\0',
    '\x1f\x8b\x08\0',
    '%PDF-1.7\0',
    '\x7fELF\0',
    'Rar!\x1a\x07',
    '<html>',
    '{"a":1}',
    'a note',
  ])('can be nobody’s photo, whatever details say: %j', (text) => {
    expect(dated(Buffer.from(text, 'latin1'), 'IMG_1.JPG').ok).toBe(false);
  });
});
