import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MediaBytes } from '../../../electron/contract/viewer-models.ts';
import { readByteRange } from '../../../electron/main/window/byte-range.ts';
import { mediaAnswer } from '../../../electron/main/window/media-answer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runsOf } from '../../support/test-environment.ts';

/** As long as three of the pieces that a file is read in, and some more. */
const content = Buffer.from(Array.from({ length: 3 * 256 * 1024 + 11 }, (_, index) => index % 251));

async function stored(media: Partial<MediaBytes> = {}) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'Photos', '2024'), { recursive: true });
  await writeFile(join(folder, 'Photos', '2024', 'film.mp4'), content);
  const usual = { path: 'Photos/2024/film.mp4', start: 0, bytes: content.length, mimeType: 'video/mp4' };
  return { folder, isNamedAsMedia: true, ...usual, ...media };
}

async function bytesOf(body: ReadableStream | null): Promise<Buffer> {
  return Buffer.from(await new Response(body).arrayBuffer());
}

test('a range is what a seek in a film asks for, and nothing else is read', async () => {
  const whole = await mediaAnswer(await stored(), null);
  expect(whole).toMatchObject({ status: 200, contentType: 'video/mp4' });
  expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': String(content.length) });
  expect((await bytesOf(whole.body)).equals(content)).toBe(true);

  const part = await mediaAnswer(await stored(), 'bytes=300000-300009');
  expect(part).toMatchObject({ status: 206 });
  expect(part.headers).toMatchObject({
    'content-range': `bytes 300000-300009/${content.length}`,
    'content-length': '10',
  });
  expect((await bytesOf(part.body)).equals(content.subarray(300_000, 300_010))).toBe(true);

  const tail = await mediaAnswer(await stored(), 'bytes=-5');
  expect((await bytesOf(tail.body)).equals(content.subarray(-5))).toBe(true);
  expect(await mediaAnswer(await stored(), `bytes=${content.length}-`)).toMatchObject({
    status: 416,
    headers: { 'content-range': `bytes */${content.length}` },
  });
});

test('a clip inside of a photo is sent as a film of its own, with ranges counted from its own beginning', async () => {
  const clip = await stored({ start: 1_000, bytes: 50, mimeType: 'video/mp4' });
  const part = await mediaAnswer(clip, 'bytes=10-');
  expect(part.headers).toMatchObject({ 'content-range': 'bytes 10-49/50' });
  expect((await bytesOf(part.body)).equals(content.subarray(1_010, 1_050))).toBe(true);
});

test('a file that is shorter than it was stored, gone, or a link is not sent', async () => {
  const media = await stored();
  await truncate(join(media.folder, media.path), 100);
  expect((await mediaAnswer(media, null)).status).toBe(404);
  expect((await mediaAnswer({ ...media, path: 'Photos/2024/gone.mp4' }, null)).status).toBe(404);
  await symlink('film.mp4', join(media.folder, 'Photos', '2024', 'link.mp4'));
  expect((await mediaAnswer({ ...media, path: 'Photos/2024/link.mp4', bytes: 100 }, null)).status).toBe(404);
});

test('whoever stops listening lets go of the file', async () => {
  const { body } = await mediaAnswer(await stored(), null);
  const reader = body?.getReader();
  expect((await reader?.read())?.value).toHaveLength(256 * 1024);
  await reader?.cancel();
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
});

test.each([
  ['text/html', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
  ['video/quicktime', 'video/mp4'],
  ['image/png', 'image/png'],
])('%s is sent as %s', async (mimeType, contentType) => {
  expect((await mediaAnswer(await stored({ mimeType }), null)).contentType).toBe(contentType);
});

test('whatever the header says, a range lies within the file', () => {
  const number = fc.oneof(fc.nat({ max: 300 }).map(String), fc.constantFrom('', '-1', 'x', '99999999999999', '1e3'));
  const header = fc.oneof(
    fc.tuple(number, number).map(([first, last]) => `bytes=${first}-${last}`),
    fc.string(),
    fc.constantFrom('bytes=0-1,3-4', 'items=0-1', 'bytes=', ' bytes=1-2 '),
  );
  fc.assert(
    fc.property(header, fc.nat({ max: 200 }), (text, size) => {
      const range = readByteRange(text, size);
      if (typeof range === 'string') return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.last).toBeGreaterThanOrEqual(range.first);
      expect(range.last).toBeLessThan(size);
    }),
    { numRuns: runsOf(500) },
  );
  expect(readByteRange('bytes=5-9', 200)).toEqual({ first: 5, last: 9 });
  expect(readByteRange('bytes=190-999', 200)).toEqual({ first: 190, last: 199 });
  expect(readByteRange('bytes=0-1,3-4', 200)).toBe('whole');
});
