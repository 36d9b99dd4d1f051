import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { albumText, googlePhotos, sidecarText, smallPicture, writeTree } from '../../support/small-export.ts';

const infix = '.supplemental-metadata.json';
const year = `${googlePhotos}/Photos from 2019`;

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((one) => !one.isDirectory() && !one.name.endsWith('.xmp'))
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
    .toSorted();
}

test('what systems and storage boxes left beside the photos is no photo and no problem', async () => {
  const { folder, backup, call } = await openImportWorld();
  const junk = Buffer.from('00051607000200004d6163204f532058', 'hex');
  await writeTree(folder, {
    [`${year}/a.jpg`]: await smallPicture(1),
    [`${year}/a.jpg${infix}`]: sidecarText('a.jpg', '2019-08-01T10:00:00Z'),
    [`${year}/._a.jpg`]: junk,
    [`${year}/._a.jpg${infix}`]: junk,
    [`${year}/.DS_Store`]: junk,
    [`${year}/@eaDir/a.jpg/SYNOFILE_THUMB_M.jpg`]: await smallPicture(2),
    [`${year}/@eaDir/a.jpg@SynoEAStream`]: junk,
  });
  const ended = await call(['import', '--json', join(folder, 'Takeout')]);
  expect(ended.code, ended.stdout).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ entries: { stored: 1, sidecar: 1, other: 5, failed: 0 } });
  expect(await filesBelow(join(backup, 'Photos'))).toEqual(['2019/08/a.jpg']);
});

test('what its sidecar says was thrown away is left out wherever it lies, until it is asked for', async () => {
  const { folder, backup, call } = await openImportWorld();
  const trashed = (title: string) => sidecarText(title, '2019-06-02T10:00:00Z', { trashed: true });
  await writeTree(folder, {
    [`${googlePhotos}/Отпад/a.jpg`]: await smallPicture(1),
    [`${googlePhotos}/Отпад/a.jpg${infix}`]: trashed('a.jpg'),
    [`${year}/b.jpg`]: await smallPicture(2),
    [`${year}/b.jpg${infix}`]: `\ufeff${trashed('b.jpg')}`,
    [`${year}/b-edited.jpg`]: await smallPicture(3),
    [`${year}/c.jpg`]: await smallPicture(4),
    [`${year}/c.jpg${infix}`]: sidecarText('c.jpg', '2019-06-02T10:00:00Z', { trashed: false }),
  });
  const takeout = join(folder, 'Takeout');
  const dry = await call(['import', '--dry-run', '--json', takeout]);
  expect(lastRecord(dry)).toMatchObject({ entries: { stored: 1, trash: 5 } });
  const ended = await call(['import', '--json', takeout]);
  expect(ended.code, ended.stdout).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ entries: { stored: 1, trash: 5, pending: 0 } });
  expect((await call(['exports', '--json'])).records[0]).toMatchObject({
    exports: [{ parts: [{ state: 'imported' }] }],
  });
  expect(await filesBelow(join(backup, 'Photos'))).toEqual(['2019/06/c.jpg']);
  const all = await call(['import', '--json', '--include-trash', takeout]);
  expect(all.code, all.stdout).toBe(0);
  expect(await filesBelow(join(backup, 'Photos'))).toHaveLength(4);
});

test('a year folder with metadata of its own is no album, and dates what nothing else dates', async () => {
  const { folder, backup, call } = await openImportWorld();
  await writeTree(folder, {
    [`${googlePhotos}/Fotos von 2018/metadata.json`]: JSON.stringify({ albumData: { title: 'Fotos von 2018' } }),
    [`${googlePhotos}/Fotos von 2018/a.jpg`]: await smallPicture(1),
  });
  expect((await call(['import', join(folder, 'Takeout')])).code).toBe(0);
  expect(await filesBelow(join(backup, 'Photos'))).toEqual(['2018/01/a.jpg']);
  expect(await filesBelow(join(backup, 'Albums'))).toEqual([]);
});

test.each(['photo first', 'album first'])(
  'an album of sidecars finds its photo in another export: %s',
  async (order) => {
    const { folder, backup, call } = await openImportWorld();
    const sidecar = sidecarText('a.jpg', '2019-05-05T10:00:00Z');
    const photo = await writeTree(join(folder, 'one'), {
      [`${year}/a.jpg`]: await smallPicture(1),
      [`${year}/a.jpg${infix}`]: sidecar,
    });
    const album = await writeTree(join(folder, 'two'), {
      [`${googlePhotos}/Island/metadata.json`]: albumText('Island'),
      [`${googlePhotos}/Island/a.jpg${infix}`]: sidecar,
      // Another photo of this title, whose moment is another one, is not meant.
      [`${googlePhotos}/Other/metadata.json`]: albumText('Other'),
      [`${googlePhotos}/Other/a.jpg${infix}`]: sidecarText('a.jpg', '2019-05-05T10:00:01Z'),
    });
    for (const given of order === 'photo first' ? [photo, album] : [album, photo]) {
      const ended = await call(['import', '--json', join(given, 'Takeout')]);
      expect(ended.code, ended.stdout).toBe(0);
    }
    expect(await filesBelow(join(backup, 'Albums'))).toEqual(['Island/a.jpg']);
  },
);
