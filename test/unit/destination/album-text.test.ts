import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAlbumText } from '../../../electron/engine/destination/album-text.ts';
import { bystander } from '../../support/bystander.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openedDestination, valueIn } from './open-folder.ts';

const album = 'Albums/Coast';

async function opened() {
  const root = await temporaryFolder();
  const destination = await openedDestination(root);
  await mkdir(join(root, album), { recursive: true });
  const keep = async (text: string | null) => valueIn(await keepAlbumText(destination, album, text));
  const file = join(root, album, 'album.txt');
  return { root, destination, keep, file, read: () => readFile(file, 'utf8') };
}

test('a text is written, kept, renewed and removed', async () => {
  const { root, keep, read } = await opened();
  expect(await keep('One')).toBe('written');
  expect(await keep('One')).toBe('unchanged');
  expect(await keep('Two\n\n(in brackets)')).toBe('written');
  expect((await read()).startsWith('Two\n\n(in brackets)\n\n')).toBe(true);
  expect(await keep(null)).toBe('removed');
  expect(await keep(null)).toBe('unchanged');
  expect(await readdir(join(root, album))).toEqual([]);
});

test('a text that a person wrote or changed stays', async () => {
  const { keep, file, read } = await opened();
  await writeFile(file, 'Mine');
  expect(await keep('One')).toBe('foreign');
  expect(await keep(null)).toBe('foreign');
  expect(await read()).toBe('Mine');
  await writeFile(file, '');
  expect(await keep('One')).toBe('foreign');
});

test('a changed word or line of ours makes it theirs', async () => {
  const { keep, file, read } = await opened();
  await keep('One');
  const ours = await read();
  for (const changed of [ours.replace('One', 'Once'), `${ours}more`, `Before ${ours}`]) {
    await writeFile(file, changed);
    expect(await keep('Two')).toBe('foreign');
    expect(await read()).toBe(changed);
  }
});

test('nothing is written through a link, and a folder in the way stays', async () => {
  const { root, destination, keep, file } = await opened();
  const outside = await bystander();
  const before = await outside.state();
  await symlink(outside.file, file);
  expect(await keep('One')).toBe('foreign');
  await symlink(outside.folder, join(root, 'Albums/Away'));
  expect((await keepAlbumText(destination, 'Albums/Away', 'One')).ok).toBe(false);
  expect(await outside.state()).toEqual(before);
});

test('an album without a folder has nothing to be removed', async () => {
  const { destination } = await opened();
  expect(valueIn(await keepAlbumText(destination, 'Albums/Nowhere', null))).toBe('unchanged');
});
