import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openPart } from '../../../electron/engine/sources/takeout/archive/part.ts';
import {
  albumMetadata,
  archived,
  details,
  libraryLines,
  picture,
  sidecar,
  year,
} from '../../support/hand-made-export.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20250302T120000Z';
const album = 'Takeout/Google Photos/Trip';
const lines = { 'Photos/2019/05/b.jpg': '2019-05-03 "b" in Trip', 'Photos/2019/06/c.jpg': '2019-06-03 "c"' };

/** Two parts, of which one has the details of what lies in the other. */
async function parts(endings: readonly [string, string]): Promise<readonly string[]> {
  const place = await temporaryFolder();
  return [
    await archived(join(place, `takeout-${stamp}-3-001${endings[0]}`), {
      [`${year}/b.jpg`]: await picture(1),
      [`${year}/c.jpg${details}`]: sidecar('c.jpg', '2019-06-03', 'c'),
      [`${album}/metadata.json`]: albumMetadata('Trip'),
    }),
    await archived(join(place, `takeout-${stamp}-3-002${endings[1]}`), {
      [`${year}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', 'b'),
      [`${year}/c.jpg`]: await picture(2),
      [`${album}/b.jpg`]: await picture(1),
      [`${album}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', 'b'),
    }),
  ];
}

async function packed(
  name: string,
  within: string,
  paths: readonly string[],
  options: { readonly packing?: 'stored' | 'deflated'; readonly names?: readonly string[] } = {},
): Promise<string> {
  const files: Record<string, Uint8Array> = {};
  for (const [index, path] of paths.entries()) {
    files[`${within}${options.names?.[index] ?? basename(path)}`] = await readFile(path);
    await rm(path);
  }
  const place = await temporaryFolder();
  return archived(join(place, name), files, '2026-03-01', options.packing ?? 'stored');
}

test.each([
  { name: 'drive-download-20250302T120000Z-001.zip', within: 'Takeout/', given: 'its folder' },
  { name: 'drive-download-20250302T120000Z-001.zip', within: '', given: 'itself' },
  { name: 'Takeout-20250302T120000Z-001.zip', within: 'Takeout/', given: 'its folder' },
  { name: 'photos.zip', within: 'My exports/2025/', given: 'itself' },
])('parts in an archive are read where they lie: $name, $within, given by $given', async ({ name, within, given }) => {
  const world = await openImportEngine();
  const path = await packed(name, within, await parts(['.zip', '.tgz']));
  const report = await world.importParts([given === 'itself' ? path : dirname(path)]);
  expect(report, JSON.stringify(world.problems())).toMatchObject({ outcome: 'complete', stored: 2 });
  expect(await libraryLines(world.backup)).toEqual(lines);
  expect(world.exports()).toMatchObject([{ stamp, parts: [{ number: 1 }, { number: 2 }], missingParts: [] }]);
  // Again, and extracted from the outer archive since: nothing new.
  expect(await world.importParts([path])).toMatchObject({ outcome: 'complete', stored: 0 });
  expect(world.exports()).toHaveLength(1);
});

test('their names do not matter, and packed once more they are read in memory', async () => {
  const world = await openImportEngine();
  const options = { packing: 'deflated', names: ['first.zip', 'second.zip'] } as const;
  const path = await packed('photos.zip', '', await parts(['.zip', '.zip']), options);
  await world.importParts([path]);
  expect(await libraryLines(world.backup)).toEqual(lines);
});

test('a large one that is packed once more is refused by name, and the others are imported', async () => {
  const world = await openImportEngine();
  const [first = '', second = ''] = await parts(['.zip', '.zip']);
  const bomb = await archived(join(await temporaryFolder(), `takeout-${stamp}-3-003.zip`), {
    [`${year}/zeros.jpg`]: Buffer.alloc(70 << 20),
  });
  const plain = await packed('inner.zip', '', [bomb]);
  const whole = await readFile(plain);
  const outer = await archived(
    join(await temporaryFolder(), 'photos.zip'),
    {
      [basename(first)]: await readFile(first),
      [basename(second)]: await readFile(second),
      // So large that nobody would hold it in memory, and packed to next to nothing.
      [`takeout-${stamp}-3-003.zip`]: Buffer.concat([whole, Buffer.alloc(70 << 20)]),
    },
    '2026-03-01',
    'deflated',
  );
  expect(await world.importParts([outer])).toMatchObject({ outcome: 'problems', stored: 2 });
  expect(world.problems()).toEqual(['part-holds-archives']);
  expect(await libraryLines(world.backup)).toEqual(lines);
  expect(world.exports()).toMatchObject([{ complete: false }]);
});

test('two archives deep is refused by name', async () => {
  const world = await openImportEngine();
  const inner = await packed('photos.zip', '', await parts(['.zip', '.zip']));
  const outer = await packed('more.zip', '', [inner], { names: ['takeout-20250302T120000Z-001.zip'] });
  expect(await world.importParts([outer])).toMatchObject({ outcome: 'problems', stored: 0 });
  expect(world.problems()).toEqual(['part-holds-archives']);
});

test('a person’s own archives in an export are no parts, and a film beside the archives is', async () => {
  const world = await openImportEngine();
  const [first = '', second = ''] = await parts(['.zip', '.zip']);
  const own = await archived(join(await temporaryFolder(), 'x.zip'), { 'a.txt': 'mine' });
  const mixed = await archived(join(await temporaryFolder(), 'takeout-20250302T120000Z-3-004.zip'), {
    'Takeout/Drive/old/takeout-20200101T000000Z-001.zip': await readFile(own),
    'Takeout/Drive/mine.zip': await readFile(own),
    [`${year}/GH010015.MP4${details}`]: sidecar('GH010015.MP4', '2019-07-03', 'film'),
  });
  const film = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypisom'), Buffer.alloc(400, 7)]);
  const outer = await archived(
    join(await temporaryFolder(), 'all.zip'),
    {
      'mine.zip': await readFile(own),
      'GH010015-005.MP4': film,
      [basename(first)]: await readFile(first),
      [basename(second)]: await readFile(second),
      [basename(mixed)]: await readFile(mixed),
    },
    '2026-03-01',
    'stored',
  );
  expect(await world.importParts([outer]), JSON.stringify(world.problems())).toMatchObject({ stored: 3 });
  expect(await libraryLines(world.backup)).toEqual({ ...lines, 'Photos/2019/07/GH010015.MP4': '2019-07-03 "film"' });
  expect(world.exports()).toHaveLength(1);
});

test('the watch folder knows an archive of archives once all of it is imported', async () => {
  const world = await openImportEngine();
  const path = await packed('photos.zip', '', await parts(['.zip', '.zip']));
  expect(await world.states([path])).toMatchObject([{ state: null, problem: null }]);
  await world.importParts([path]);
  expect(await world.states([path])).toMatchObject([{ state: 'imported', problem: null }]);
});

test('a path into an archive that leads nowhere is missing', async () => {
  const path = await packed('photos.zip', '', await parts(['.zip', '.zip']));
  const inner = await openPart(join(path, `takeout-${stamp}-3-001.zip`));
  expect(inner.ok && inner.value.format).toBe('zip');
  if (inner.ok) await inner.value.close();
  for (const nowhere of [join(path, 'x.zip'), join(path, 'a/b/c.zip'), join(dirname(path), 'no.zip/x.zip')]) {
    expect(await openPart(nowhere)).toMatchObject({ ok: false, problem: { code: 'part-missing' } });
  }
});
