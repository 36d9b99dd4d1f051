import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import {
  archived,
  details,
  type ExportFiles,
  libraryLines,
  picture,
  sidecar,
  year,
} from '../../support/hand-made-export.ts';
import { openImportEngine, openImportWorld } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20260301T120000Z';
const odd = Buffer.from([0, 200, 7, 99, 0, 1, 2, 3, 4, 5, 6, 7]);
const sampleFilm = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.alloc(64)]);
const flash = Buffer.concat([Buffer.from('FLV\x01\x05', 'latin1'), Buffer.alloc(64, 3)]);

function partNamed(folder: string, number: number): string {
  return join(folder, `takeout-${stamp}-3-00${number}.zip`);
}

const films: ExportFiles = {
  [`${year}/old.flv`]: flash,
  [`${year}/older.xyz`]: odd,
  [`${year}/b.jpg`]: Buffer.from('a note'),
};
const words: ExportFiles = {
  [`${year}/old.flv${details}`]: sidecar('old.flv', '2006-05-03', 'a'),
  [`${year}/older.xyz${details}`]: sidecar('older.xyz', '2005-05-03', 'b'),
  [`${year}/b.jpg${details}`]: sidecar('b.jpg', '2004-05-03', 'c'),
};
const stored = { 'Photos/2005/05/older.xyz': '2005-05-03 "b"', 'Photos/2006/05/old.flv': '2006-05-03 "a"' };

test.each([
  { order: 'together', calls: [[1, 2]] },
  { order: 'details first', calls: [[2], [1]] },
  { order: 'films first', calls: [[1], [2]] },
])('what details date is stored whatever its format, text is not: $order', async ({ calls }) => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  await archived(partNamed(place, 1), films);
  await archived(partNamed(place, 2), words);
  for (const numbers of calls) await world.importParts(numbers.map((number) => partNamed(place, number)));
  expect(await libraryLines(world.backup)).toEqual(stored);
  expect(world.exports()).toMatchObject([{ state: 'losses', failed: 1 }]);
  expect(await world.lacking(stamp)).toMatchObject([{ path: `${year}/b.jpg`, why: 'not-stored' }]);
});

test('a part that is gone when the details come is wanted again', async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  const first = await archived(partNamed(place, 1), { [`${year}/older.xyz`]: odd });
  const second = await archived(partNamed(place, 2), words);
  await world.importParts([first]);
  await rename(first, `${first}.away`);
  await world.importParts([second]);
  expect(world.problems()).toContain('part-wanted-again');
  await rename(`${first}.away`, first);
  await world.importParts([first]);
  expect(await libraryLines(world.backup)).toEqual({ 'Photos/2005/05/older.xyz': '2005-05-03 "b"' });
});

test('a dry run says the same', async () => {
  const world = await openImportWorld();
  const place = await temporaryFolder();
  await archived(partNamed(place, 1), { ...films, ...words });
  const dry = await world.call(['import', '--json', '--dry-run', partNamed(place, 1)]);
  const states = dry.records.flatMap((record) =>
    record['event'] === 'media' ? [[record['path'], record['state']]] : [],
  );
  expect(Object.fromEntries(states)).toEqual({
    [`${year}/b.jpg`]: 'fail',
    [`${year}/old.flv`]: 'store',
    [`${year}/older.xyz`]: 'store',
  });
  expect([dry.code, lastRecord(dry)]).toMatchObject([3, { outcome: 'problems', entries: { failed: 1 } }]);
  expect((await world.call(['import', partNamed(place, 1)])).code).toBe(3);
  expect(await libraryLines(world.backup)).toEqual(stored);
});

test('a name without an ending gets the one of its bytes, and keeps every other', async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  const media = { IMG_1: 1, 'IMG 2019.07': 2, 'Mr.PNG': 3 };
  const files: Record<string, string | Uint8Array> = {};
  for (const [name, number] of Object.entries(media)) {
    files[`${year}/${name}`] = await picture(number);
    files[`${year}/${name}${details}`] = sidecar(name, '2019-07-04', name);
  }
  await world.importParts([await archived(partNamed(place, 1), files)]);
  const lines = {
    'Photos/2019/07/IMG 2019.07.jpg': '2019-07-04 "IMG 2019.07"',
    'Photos/2019/07/IMG_1.jpg': '2019-07-04 "IMG_1"',
    'Photos/2019/07/Mr.PNG': '2019-07-04 "Mr.PNG"',
  };
  expect(await libraryLines(world.backup)).toEqual(lines);
  // A later export says the same: nothing moves.
  const later = join(place, 'takeout-20260401T120000Z-3-001.zip');
  await world.importParts([await archived(later, files)]);
  expect(await libraryLines(world.backup)).toEqual(lines);
});

test("a name whose ending is nobody's gets the one of its bytes behind it, and is the same photo in a later export", async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  const files: Record<string, string | Uint8Array> = {
    [`${year}/foto.xyz`]: await picture(1),
    [`${year}/foto.xyz${details}`]: sidecar('foto.xyz', '2019-07-04', 'one'),
    [`${year}/film.qqq`]: sampleFilm,
    [`${year}/film.qqq${details}`]: sidecar('film.qqq', '2019-07-05', 'two'),
    [`${year}/foto-edited.xyz`]: await picture(2),
  };
  const archive = await archived(partNamed(place, 1), files);
  const lines = {
    'Photos/2019/07/film.qqq.mp4': '2019-07-05 "two"',
    'Photos/2019/07/foto-edited.xyz.jpg': '2019-07-04 "one"',
    'Photos/2019/07/foto.xyz.jpg': '2019-07-04 "one"',
  };
  await world.importParts([archive]);
  expect(await libraryLines(world.backup)).toEqual(lines);
  expect(await world.importParts([archive])).toMatchObject({ stored: 0, failed: 0 });
  const later = join(place, 'takeout-20260401T120000Z-3-001.zip');
  expect(await world.importParts([await archived(later, files)])).toMatchObject({ stored: 0, failed: 0 });
  expect(await libraryLines(world.backup)).toEqual(lines);
});
