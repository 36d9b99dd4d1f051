import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolders, makeFoldersSync } from '../../../electron/base/make-folders.ts';
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

test('at once: made from the topmost that is missing, left when there, and a file in the way is told', async () => {
  const root = await temporaryFolder();
  for (const _ of [1, 2]) makeFoldersSync(join(root, 'a/b/c'), 0o700);
  if (process.platform !== 'win32') expect((await stat(join(root, 'a'))).mode & 0o777).toBe(0o700);
  expect(await isFolder(join(root, 'a/b/c'))).toBe(true);
  await writeFile(join(root, 'file'), '');
  expect(() => makeFoldersSync(join(root, 'file'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(() => makeFoldersSync(join(root, 'file/below'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
});

test('two processes that make the same folders at the same time both succeed', async () => {
  const root = await temporaryFolder();
  const source = resolve('electron/base/make-folders.ts');
  const script = `
    const { makeFoldersSync } = await import(${JSON.stringify(pathToFileURL(source).href)});
    process.stdin.once('data', () => {
      for (let round = 0; round < 300; round += 1) makeFoldersSync(${JSON.stringify(root)} + '/' + round + '/a/b/c');
      process.exit();
    });
    console.log('ready');`;
  const makers = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script]));
  await Promise.all(makers.map(({ stdout }) => once(stdout, 'data')));
  const ends = makers.map((maker) => once(maker, 'close'));
  for (const { stdin } of makers) stdin.write('go\n');
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  expect(await isFolder(join(root, '299/a/b/c'))).toBe(true);
});

test.runIf(process.platform === 'linux')(
  'in a folder that takes no names, both end with what the system says',
  async () => {
    expect(() => makeFoldersSync('/proc/afterimage/data')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    await expect(makeFolders('/proc/afterimage/data')).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
