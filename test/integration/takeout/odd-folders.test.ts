import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';
import {
  albumText,
  googlePhotos,
  sidecarText,
  smallFilm,
  smallPicture,
  writeTree,
} from '../../support/small-export.ts';

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
    // A folder's own icon, and the shadow that a Mac's archive holds of each folder.
    [`${year}/Icon\r`]: junk,
    [`__MACOSX/${year}/._a.jpg`]: junk,
  });
  const ended = await call(['import', '--json', folder]);
  expect(ended.code, ended.stdout).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ entries: { stored: 1, sidecar: 1, other: 6, failed: 0 } });
  expect(ended.records.filter(({ event }) => event === 'problem')).toEqual([]);
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

test('without any JSON, copies and clips are taken when their picture was, and a look says the same', async () => {
  const { folder, backup, call } = await openImportWorld();
  const places = `${googlePhotos}/Photos from 2012`;
  await writeTree(folder, {
    [`${places}/A.HEIC`]: await smallPicture(1, '2019:07:04 10:11:12', '+02:00'),
    [`${places}/A.MP4`]: smallFilm(1),
    [`${places}/A-edited.jpg`]: await smallPicture(2),
    // Before its picture, and of a picture that knows no zone.
    [`${places}/B-edited.jpg`]: await smallPicture(3),
    [`${places}/B.jpg`]: await smallPicture(4, '2019:09:04 10:11:12'),
    // It tells its own time.
    [`${places}/B-smile.jpg`]: await smallPicture(5, '2019:10:04 10:11:12'),
    [`${places}/C-edited.jpg`]: await smallPicture(6),
  });
  const takeout = join(folder, 'Takeout');
  const dry = await call(['import', '--dry-run', '--json', takeout]);
  const months = dry.records
    .filter(({ event }) => event === 'media')
    .map(({ path, taken }) => `${String(taken).slice(0, 7).replace('-', '/')}/${String(path).split('/').at(-1)}`);
  const ended = await call(['import', '--json', takeout]);
  expect(ended.code, ended.stdout).toBe(0);
  const placed = await filesBelow(join(backup, 'Photos'));
  expect(placed).toEqual([
    '2012/01/C-edited.jpg',
    ...['2019/07/A-edited.jpg', '2019/07/A.HEIC', '2019/07/A.MP4'],
    ...['2019/09/B-edited.jpg', '2019/09/B.jpg', '2019/10/B-smile.jpg'],
  ]);
  expect(months.map((one) => one.replace('2012/', '2012/01/')).toSorted()).toEqual(placed);
  const { mtimeMs } = await stat(join(backup, 'Photos/2019/07/A.MP4'));
  expect(mtimeMs).toBe(Date.parse('2019-07-04T08:11:12Z'));
});

test('a picture that comes later dates the copy that came before', async () => {
  const { folder, backup, call } = await openImportWorld();
  const takeout = join(folder, 'Takeout');
  await writeTree(folder, { [`${year}/A-edited.jpg`]: await smallPicture(2) });
  await call(['import', takeout]);
  expect(await filesBelow(join(backup, 'Photos'))).toEqual(['2019/01/A-edited.jpg']);
  await writeTree(folder, { [`${year}/A.jpg`]: await smallPicture(1, '2019:07:04 10:11:12') });
  await call(['import', takeout]);
  expect(await filesBelow(join(backup, 'Photos'))).toEqual(['2019/07/A-edited.jpg', '2019/07/A.jpg']);
});

test('a sidecar tells no zone that nobody knows', async () => {
  const { folder, backup, call } = await openImportWorld();
  await writeTree(folder, {
    [`${year}/a.jpg`]: await smallPicture(1),
    [`${year}/a.jpg${infix}`]: sidecarText('a.jpg', '2019-08-01T10:00:00Z', { favorited: true }),
    [`${year}/b.jpg`]: await smallPicture(2),
    [`${year}/b.jpg${infix}`]: sidecarText('b.jpg', '2019-11-01T10:00:00Z', {
      geoData: { latitude: 47.37, longitude: 8.54, altitude: 0 },
    }),
  });
  expect((await call(['import', join(folder, 'Takeout')])).code).toBe(0);
  const [open, known] = await Promise.all(
    ['08/a', '11/b'].map((name) => readFile(join(backup, `Photos/2019/${name}.jpg.xmp`), 'utf8')),
  );
  expect(open).toContain('<exif:DateTimeOriginal>2019-08-01T10:00:00</exif:DateTimeOriginal>');
  expect(open).toContain('<photoshop:SidecarForExtension>jpg</photoshop:SidecarForExtension>');
  expect(known).toContain('<exif:DateTimeOriginal>2019-11-01T11:00:00+01:00</exif:DateTimeOriginal>');
});

test('JSON that cannot be read is told, and its photo is stored', async () => {
  const { folder, backup, call } = await openImportWorld();
  await writeTree(folder, {
    [`${year}/a.jpg`]: await smallPicture(1, '2019:07:04 10:11:12'),
    [`${year}/a.jpg${infix}`]: '{"title": "a.jpg", "photoTak',
    [`${year}/b.jpg`]: await smallPicture(2, '2019:07:04 10:11:12'),
    [`${year}/b.jpg${infix}`]: Buffer.alloc(40),
  });
  const ended = await call(['import', '--json', join(folder, 'Takeout')]);
  expect(ended.code).toBe(0);
  expect(ended.records.filter(({ event }) => event === 'problem')).toHaveLength(2);
  expect(lastRecord(ended)).toMatchObject({ stored: 2, failed: 0, entries: { stored: 2, failed: 2 } });
  expect(await filesBelow(join(backup, 'Photos'))).toEqual(['2019/07/a.jpg', '2019/07/b.jpg']);
});
