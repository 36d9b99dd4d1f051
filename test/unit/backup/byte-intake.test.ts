import { expect, test } from 'vitest';
import type { ByteHead } from '../../../electron/contract/bytes.ts';
import { byteIntake } from '../../../electron/engine/backup/byte-intake.ts';
import { judgedBytes } from '../../../electron/engine/media/judge-bytes.ts';
import { codeOf, valueIn } from '../destination/open-folder.ts';
import { jpeg, stagedBytes } from './staged-bytes.ts';

const page = Buffer.from(`<!doctype html><title>Error 403</title>${' '.repeat(judgedBytes)}`);

function head(changes: Partial<ByteHead> = {}): ByteHead {
  return { length: null, contentType: null, from: 0, etag: null, ...changes };
}

test('an error page is refused as soon as its beginning is there, and nothing of it is kept', async () => {
  const file = stagedBytes();
  const intake = byteIntake(file, { expectedMime: 'image/jpeg' }, () => undefined);
  await intake.start(head());
  expect(() => intake.write(page)).toThrow('came instead');
  expect(file.content()).toHaveLength(0);
});

test.each([1, 100, judgedBytes - 1, judgedBytes, 10_000])(
  'chunks of %i bytes are judged on the way, once',
  async (size) => {
    const file = stagedBytes();
    let heard = 0;
    const intake = byteIntake(file, { expectedMime: 'image/jpeg' }, (bytes) => {
      heard += bytes;
    });
    const bytes = jpeg('a photo', 9_000);
    await intake.start(head({ length: bytes.length }));
    const chunk = Buffer.alloc(size);
    for (let from = 0; from < bytes.length; from += size) {
      // The connection's memory is used again for every chunk.
      const length = bytes.copy(chunk, 0, from, from + size);
      await intake.write(chunk.subarray(0, length));
    }
    await intake.end();
    expect(file.content()).toEqual(bytes);
    expect(heard).toBe(bytes.length);
    expect(valueIn(await intake.verdict())).toMatchObject({ mime: 'image/jpeg', kind: 'photo' });
    expect(file.reads()).toBe(0);
  },
);

test('the beginning in small chunks is refused where it is enough to judge', async () => {
  const intake = byteIntake(stagedBytes(), { expectedMime: 'image/jpeg' }, () => undefined);
  await intake.start(head());
  await intake.write(page.subarray(0, judgedBytes - 1));
  expect(() => intake.write(page.subarray(judgedBytes - 1))).toThrow('came instead');
});

test('what is shorter than that is judged at its end', async () => {
  const intake = byteIntake(stagedBytes(), { expectedMime: 'image/jpeg' }, () => undefined);
  await intake.start(head());
  await intake.write(page.subarray(0, 100));
  expect(() => intake.end()).toThrow('came instead');
});

test('nothing at all is refused', async () => {
  const intake = byteIntake(stagedBytes(), { expectedMime: 'image/jpeg' }, () => undefined);
  await intake.start(head({ length: 0 }));
  expect(() => intake.end()).toThrow('0 bytes');
});

test('an attempt that begins again is judged again', async () => {
  const file = stagedBytes();
  const intake = byteIntake(file, { expectedMime: 'image/jpeg' }, () => undefined);
  await intake.start(head());
  await intake.write(jpeg('first', 5_000));
  await intake.start(head());
  expect(() => intake.write(page)).toThrow('came instead');
});

test('an attempt that continues what was judged is not judged again', async () => {
  const file = stagedBytes();
  const intake = byteIntake(file, { expectedMime: 'image/jpeg' }, () => undefined);
  await intake.start(head());
  await intake.write(jpeg('whole', 5_000));
  await intake.start(head({ from: 5_000 }));
  await intake.write(page);
  await intake.end();
  expect(valueIn(await intake.verdict())).toMatchObject({ mime: 'image/jpeg' });
  expect(file.reads()).toBe(0);
});

test.each([
  ['a photo', jpeg('left', 5_000), 'none'],
  ['an error page', page, 'bytes-not-media'],
])('what an earlier run left is judged from the file: %s', async (_what, left, code) => {
  const file = stagedBytes(left);
  const intake = byteIntake(file, { expectedMime: 'image/jpeg' }, () => undefined);
  expect(intake.resumeFrom()).toEqual({ offset: left.length, etag: '"left"' });
  await intake.start(head({ from: left.length, etag: '"left"' }));
  await intake.write(Buffer.alloc(100));
  await intake.end();
  expect(codeOf(await intake.verdict())).toBe(code);
  expect(file.reads()).toBe(1);
});
