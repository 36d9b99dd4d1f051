import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolders } from '../../../electron/base/make-folders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

test('folders are made from the topmost that is missing, and one that is there is left', async () => {
  const root = await temporaryFolder();
  expect(await makeFolders(join(root, 'a/b/c'))).toBe(join(root, 'a'));
  expect(await makeFolders(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
  expect(await makeFolders(join(root, 'a/b/d'))).toBeUndefined();
});

test('many at once that share the folders above them are all made', async () => {
  const root = await temporaryFolder();
  for (let round = 0; round < 60; round += 1) {
    const paths = Array.from({ length: 12 }, (_, index) => join(root, `${round}/shared/deep/${index % 8}/leaf`));
    await Promise.all(paths.map(async (path) => makeFolders(path)));
    for (const path of paths) expect(await isFolder(path)).toBe(true);
  }
});

test('a folder that somebody else makes while it is being looked for is no error', async () => {
  const root = await temporaryFolder();
  const path = join(root, 'above/leaf');
  // `mkdir` of the leaf fails, because the one above is missing; it is there by the time that is looked at.
  const [made] = await Promise.all([makeFolders(path), mkdir(dirname(path))]);
  expect(made === path || made === undefined || made === dirname(path)).toBe(true);
  expect(await isFolder(path)).toBe(true);
});

test('a file in the way is told', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'file'), '');
  await expect(makeFolders(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolders(join(root, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
