import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FoundParts, findParts } from '../../../electron/engine/sources/takeout/archive/find-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fileOf, listed, opened, writePart } from './part-reading.ts';

const stamp = '20260301T120000Z';
const later = '20260501T120000Z';

async function folderWith(...names: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) await writeFile(join(folder, name), 'x');
  return folder;
}

function told({ exports }: FoundParts): unknown {
  return exports.map((one) => [one.stamp, one.parts.map(({ name }) => name), one.missing]);
}

function refused({ unrecognised: strangers }: FoundParts): unknown {
  return strangers.map(({ path, problem }) => [basename(path), problem.code]);
}

describe('archives', () => {
  test('are grouped by export, in the order of their numbers, and missing ones are named', async () => {
    const folder = await folderWith(
      `takeout-${later}-001.tgz`,
      `takeout-${stamp}-3-010.zip`,
      `takeout-${stamp}-3-007.zip`,
      `takeout-${stamp}-3-009 (1).zip`,
      `takeout-${stamp}-4-001.zip`,
      'notes.txt',
    );
    for (const number of ['001', '002', '003', '004', '005', '009']) {
      await writeFile(join(folder, `takeout-${stamp}-3-${number}.zip`), 'x');
    }
    const found = await findParts([folder]);
    const numbers = ['001', '002', '003', '004', '005', '007', '009 (1)', '009', '010'];
    const names = [...numbers.map((number) => `takeout-${stamp}-3-${number}.zip`), `takeout-${stamp}-4-001.zip`];
    expect(told(found)).toEqual([
      [stamp, names, [`takeout-${stamp}-3-006.zip`, `takeout-${stamp}-3-008.zip`]],
      [later, [`takeout-${later}-001.tgz`], []],
    ]);
    expect(found.unrecognised).toEqual([]);
    expect(found.exports[0]?.parts[6]).toEqual({
      name: `takeout-${stamp}-3-009 (1).zip`,
      path: join(folder, `takeout-${stamp}-3-009 (1).zip`),
      format: 'zip',
      runIndex: 3,
      number: 9,
    });
  });

  test('are the same whichever way they are given, and count once', async () => {
    const folder = await folderWith(`takeout-${stamp}-001.zip`, `takeout-${stamp}-002.zip`);
    const one = join(folder, `takeout-${stamp}-001.zip`);
    const link = join(await temporaryFolder(), 'link');
    await symlink(folder, link);
    expect(await findParts([one, folder, link, one])).toEqual(await findParts([folder]));
    expect(told(await findParts([one]))).toEqual([[stamp, [basename(one)], []]]);
  });

  test('are found in the folders of a folder, and no deeper', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a', 'b'), { recursive: true });
    await writeFile(join(folder, 'a', `takeout-${stamp}-001.zip`), 'x');
    await writeFile(join(folder, 'a', 'b', `takeout-${stamp}-002.zip`), 'x');
    expect(told(await findParts([folder]))).toEqual([[stamp, [`takeout-${stamp}-001.zip`], []]]);
  });

  test('that were renamed are known by what they hold, and belong to what lies beside them', async () => {
    const folder = await temporaryFolder();
    const names = ['first.zip', 'takeout second.zip'];
    for (const name of names) {
      const path = await writePart('zip', [fileOf(`Takeout/Google Photos/${name}.jpg`, name)]);
      await rename(path, join(folder, name));
    }
    await writeFile(join(folder, 'photos.zip'), 'x');
    const other = await writePart('zip', [fileOf('helper/readme.txt', 'x')]);
    await rename(other, join(folder, 'takeout-helper.zip'));
    const found = await findParts([join(folder, 'first.zip'), folder]);
    expect(found.exports).toHaveLength(1);
    expect(found.exports[0]?.stamp).toMatch(/^folder-[\da-f]{12}$/);
    expect(found.exports[0]?.parts.map(({ name, number }) => [name, number])).toEqual(
      names.map((name) => [name, null]),
    );
    expect(found.unrecognised).toEqual([]);
    expect(refused(await findParts([join(folder, 'takeout-helper.zip')]))).toEqual([
      ['takeout-helper.zip', 'part-not-recognised'],
    ]);
    expect(refused(await findParts([join(folder, 'photos.zip')]))).toEqual([['photos.zip', 'part-not-archive']]);
  });
});

describe('files too large for an archive', () => {
  test('lie bare beside the archives, and their number is no missing one', async () => {
    const folder = await folderWith(
      `takeout-${stamp}-3-001.zip`,
      `takeout-${stamp}-3-004.zip`,
      'GH010015-002.MP4',
      'IMG_2063-005 (1).MOV',
      'film-720.mp4',
      'picture-003.jpg',
      'clip-003.mp4.crdownload',
    );
    const found = await findParts([folder]);
    expect(told(found)).toContainEqual([
      stamp,
      [`takeout-${stamp}-3-001.zip`, 'GH010015-002.MP4', `takeout-${stamp}-3-004.zip`, 'IMG_2063-005 (1).MOV'],
      [`takeout-${stamp}-3-003.zip`],
    ]);
    const bare = found.exports.flatMap(({ parts }) => parts.flatMap((part) => part.bare ?? []));
    expect(bare.toSorted()).toEqual(['far', 'near', 'near']);
  });

  test('are taken when they are given, whatever lies beside them', async () => {
    const folder = await folderWith('GH010015-002.MP4', 'picture-003.jpg');
    for (const given of [join(folder, 'GH010015-002.MP4'), folder]) {
      const { exports, unrecognised } = await findParts([given]);
      expect(unrecognised).toEqual([]);
      expect(exports.flatMap(({ parts }) => parts)).toMatchObject([{ format: 'file', number: 2, bare: 'given' }]);
    }
    const { exports } = await findParts([join(folder, 'picture-003.jpg')]);
    expect(exports.flatMap(({ parts }) => parts)).toMatchObject([{ format: 'file', number: 3, bare: 'given' }]);
  });
});

describe('downloads in progress', () => {
  test('are told of', async () => {
    const folder = await folderWith(
      `takeout-${stamp}-001.zip.crdownload`,
      `takeout-${stamp}-002.zip`,
      `takeout-${stamp}-002.zip.part`,
      `takeout-${stamp}-003.zip`,
      'Unconfirmed 1234.crdownload',
    );
    await mkdir(join(folder, `takeout-${stamp}-004.zip.download`));
    const found = await findParts([folder]);
    expect(told(found)).toEqual([
      [stamp, [`takeout-${stamp}-003.zip`], [`takeout-${stamp}-001.zip`, `takeout-${stamp}-002.zip`]],
    ]);
    expect(new Map(found.unrecognised.map(({ path, problem }) => [basename(path), problem.code]))).toEqual(
      new Map(
        [
          `takeout-${stamp}-001.zip.crdownload`,
          `takeout-${stamp}-002.zip`,
          `takeout-${stamp}-002.zip.part`,
          `takeout-${stamp}-004.zip.download`,
        ].map((name) => [name, 'part-unfinished']),
      ),
    );
  });

  test('also when one is given by its name', async () => {
    const folder = await folderWith(
      `takeout-${stamp}-002.zip`,
      `takeout-${stamp}-002.zip.part`,
      'Unconfirmed 1.crdownload',
    );
    const given = [`takeout-${stamp}-002.zip`, 'Unconfirmed 1.crdownload'];
    const found = await findParts(given.map((name) => join(folder, name)));
    expect(refused(found)).toEqual(given.map((name) => [name, 'part-unfinished']));
    expect(found.exports).toEqual([]);
  });
});

describe('extracted exports', () => {
  const photo = (name: string) => fileOf(`Takeout/Google Photos/Photos from 2024/${name}`, name);

  test('that are named like parts belong to their export', async () => {
    const path = await writePart('folder', [photo('a.jpg')]);
    for (const given of [path, join(path, 'Takeout'), join(path, '..'), join(path, 'Takeout', 'Google Photos')]) {
      const { exports, unrecognised: strangers } = await findParts([given]);
      expect(strangers).toEqual([]);
      expect(exports).toMatchObject([
        { stamp: '20260905T101112Z', parts: [{ number: 1, runIndex: 3, format: 'folder' }] },
      ]);
    }
  });

  test('side by side without a name belong together, however they are given', async () => {
    const folder = await temporaryFolder();
    for (const name of ['Takeout', 'Takeout 2', 'Takeout (3)']) {
      const path = await writePart('folder', [photo(`${name}.jpg`)]);
      await rename(join(path, 'Takeout'), join(folder, name));
    }
    const all = await findParts([folder]);
    expect(all.exports).toHaveLength(1);
    expect(all.exports[0]?.parts.map(({ name, number }) => [name, number])).toEqual([
      ['Takeout', null],
      ['Takeout (3)', null],
      ['Takeout 2', null],
    ]);
    const single = await findParts([join(folder, 'Takeout 2')]);
    expect(single.exports[0]?.stamp).toBe(all.exports[0]?.stamp);
    const part = await opened(all.exports[0]?.parts[2]?.path ?? '');
    expect((await listed(part)).entries.map(({ path }) => path)).toEqual([
      'Takeout/Google Photos/Photos from 2024/Takeout 2.jpg',
    ]);
  });

  test.each(['Google\u00a0Photos', 'Google フォト', 'صور Google'])('in another language: %s', async (container) => {
    const path = await writePart('folder', [fileOf(`Takeout/${container}/Photos de 2024/a.jpg`, 'a')]);
    expect((await findParts([join(path, 'Takeout')])).exports).toHaveLength(1);
    expect((await findParts([join(path, 'Takeout', container)])).exports).toHaveLength(1);
  });
});

test('folders of Google Photos in folders of any name are found from the folder that holds those', async () => {
  const folder = await temporaryFolder();
  for (const [name, container] of [
    ['mine', 'Google Fotos'],
    ['hers', 'Google Photos'],
  ] as const) {
    await mkdir(join(folder, name, container, 'Photos from 2019'), { recursive: true });
  }
  await mkdir(join(folder, 'other', 'Google Drive'), { recursive: true });
  const found = await findParts([folder]);
  const paths = found.exports.flatMap(({ parts }) => parts.map(({ path }) => path)).toSorted();
  expect(paths).toEqual([join(folder, 'hers', 'Google Photos'), join(folder, 'mine', 'Google Fotos')]);
  expect(found.unrecognised).toEqual([]);
});

describe('what is no part', () => {
  test("is a Mac's shadow of an archive", async () => {
    const folder = await folderWith(`takeout-${stamp}-001.zip`, `._takeout-${stamp}-001.zip`, '._film-002.mp4');
    const found = await findParts([folder]);
    expect(told(found)).toEqual([[stamp, [`takeout-${stamp}-001.zip`], []]]);
    expect(found.unrecognised).toEqual([]);
  });

  test('is told when it was given', async () => {
    const folder = await folderWith('notes.txt');
    await mkdir(join(folder, 'empty'));
    const given = ['notes.txt', 'empty', 'missing.zip'].map((name) => join(folder, name));
    expect(refused(await findParts(given))).toEqual([
      ['notes.txt', 'part-not-archive'],
      ['empty', 'part-not-recognised'],
      ['missing.zip', 'part-missing'],
    ]);
  });

  test('is passed over in a folder that holds some', async () => {
    const folder = await folderWith('notes.txt', 'music.zip', `takeout-${stamp}-001.zip`);
    await mkdir(join(folder, 'Google Drive'));
    const found = await findParts([folder]);
    expect([found.exports.length, found.unrecognised.length]).toEqual([1, 0]);
  });

  test('nothing given, nothing found', async () => {
    expect(await findParts([])).toEqual({ exports: [], unrecognised: [] });
  });
});
