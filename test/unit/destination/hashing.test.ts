import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHashing } from '../../../electron/engine/destination/hashing.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { hashingForTest } from './open-folder.ts';

const { signal } = new AbortController();

function block(text: string): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(64);
  new Uint8Array(shared).set(Buffer.from(text));
  return shared;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

test('streams on one thread do not mix, and take blocks in order', async () => {
  const hashing = hashingForTest();
  const [one, other, empty] = [hashing.stream(), hashing.stream(), hashing.stream()];
  const updates = [one.update(block('a'), 1), other.update(block('xy'), 2), one.update(block('bc'), 2)];
  const digests = await Promise.all([one.digest(), other.digest(), empty.digest()]);
  await Promise.all(updates);
  expect(digests.map(({ bytes }) => bytes)).toEqual([3, 2, 0]);
  expect(digests.map((digest) => digest.sha256)).toEqual([sha256('abc'), sha256('xy'), sha256('')]);
});

test('hashes files on several threads', async () => {
  const folder = await temporaryFolder();
  const hashing = openHashing(2);
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) await writeFile(join(folder, name), name.repeat(100_000));
  const hashes = await Promise.all(names.map((name) => hashing.file(join(folder, name), signal)));
  expect(hashes).toEqual(names.map((name) => ({ sha256: sha256(name.repeat(100_000)), bytes: 100_000 })));
  await hashing.close();
});

test("tells the system's error for a file that is not there", async () => {
  const missing = hashingForTest().file(join(await temporaryFolder(), 'gone'), signal);
  await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file is not begun after a stop, and given up at one', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, Buffer.alloc(8 * 1024 * 1024));
  const hashing = hashingForTest();
  await expect(hashing.file(file, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  const stopping = new AbortController();
  const hash = hashing.file(file, stopping.signal);
  stopping.abort(new Error('enough'));
  await expect(hash).rejects.toThrow('enough');
});

test('what is under way when hashing is closed rejects, and a stream never goes on without its beginning', async () => {
  const hashing = hashingForTest();
  const stream = hashing.stream();
  await stream.update(block('abc'), 3);
  const underWay = stream.update(block('def'), 3);
  const closing = hashing.close();
  await expect(underWay).rejects.toThrow('closed');
  await closing;
  await expect(stream.digest()).rejects.toThrow('Hashed 0 bytes of 6');
});
