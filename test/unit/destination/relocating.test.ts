import { link, mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { relocateFiles } from '../../../electron/engine/destination/relocation-moves.ts';
import { openedDestination, valueIn } from './open-folder.ts';

const from = 'Photos/Undated/a.jpg';
const to = 'Photos/2020/03/a.jpg';
const time = Date.UTC(2020, 2, 1);
const move = { from, to, bytes: 5, time };

async function withPhoto() {
  const destination = await openedDestination();
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(destination.path, path)), { recursive: true });
    await writeFile(join(destination.path, path), text);
  };
  await put(from, 'photo');
  const read = (path: string): Promise<string | null> =>
    readFile(join(destination.path, path), 'utf8').catch(() => null);
  return { destination, put, read };
}

test('a file goes with its sidecar, and gets its time', async () => {
  const { destination, put, read } = await withPhoto();
  await put(`${from}.xmp`, 'said');
  expect(valueIn(await relocateFiles(destination, [move]))).toEqual([{ kind: 'moved', mtime: time }]);
  expect([await read(from), await read(`${from}.xmp`)]).toEqual([null, null]);
  expect([await read(to), await read(`${to}.xmp`)]).toEqual(['photo', 'said']);
  expect((await stat(join(destination.path, to))).mtimeMs).toBe(time);
});

test('after a kill at any instruction the same move ends well', async () => {
  const { destination, put, read } = await withPhoto();
  await put(`${from}.xmp`, 'said');
  await mkdir(join(destination.path, 'Photos/2020/03'), { recursive: true });
  // Linked, and not yet unlinked.
  await link(join(destination.path, from), join(destination.path, to));
  expect(valueIn(await relocateFiles(destination, [move]))).toMatchObject([{ kind: 'moved' }]);
  // Everything done, and not yet committed.
  expect(valueIn(await relocateFiles(destination, [move]))).toMatchObject([{ kind: 'moved' }]);
  expect([await read(from), await read(to), await read(`${to}.xmp`)]).toEqual([null, 'photo', 'said']);
});

test('nothing is ever replaced', async () => {
  const { destination, put, read } = await withPhoto();
  await put(to, 'other');
  expect(valueIn(await relocateFiles(destination, [move]))).toEqual([{ kind: 'taken' }]);
  expect([await read(from), await read(to)]).toEqual(['photo', 'other']);
});

test('what lies in neither place is gone; a file of another length there is not it', async () => {
  const { destination, put, read } = await withPhoto();
  const missing = { ...move, from: 'Photos/Undated/b.jpg' };
  expect(valueIn(await relocateFiles(destination, [missing]))).toEqual([{ kind: 'gone' }]);
  await put(to, 'another length');
  expect(valueIn(await relocateFiles(destination, [missing]))).toEqual([{ kind: 'gone' }]);
  expect(await read(to)).toBe('another length');
});

test('a file that stays where it is gets its time', async () => {
  const { destination } = await withPhoto();
  const path = join(destination.path, from);
  await utimes(path, 1, 1);
  expect(valueIn(await relocateFiles(destination, [{ ...move, to: from }]))).toEqual([{ kind: 'moved', mtime: time }]);
  expect((await stat(path)).mtimeMs).toBe(time);
});
