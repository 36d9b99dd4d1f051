import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { indexPage } from '../../simulator/takeout/index-page.ts';
import {
  albumMetadata,
  archived,
  details,
  extracted,
  libraryLines,
  picture,
  sidecar,
} from '../../support/hand-made-export.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20250302T120000Z';
/** Names that no list holds; in the second not even Google's own is to be read. */
const unknownYears = ['Takeout/Ljósmyndir Google/Myndir frá 2019', 'Takeout/Гугъл сүрөттөр/2019-жылдын сүрөттөрү'];
const stored = { 'Photos/2019/05/b.jpg': '2019-05-03 "b"' };

describe.each(unknownYears)('the folder of Google Photos in a language that no list holds: %s', (folder) => {
  async function written(place: string): Promise<readonly [words: string, bytes: string]> {
    return [
      await archived(join(place, `takeout-${stamp}-3-001.zip`), {
        [`${folder}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', 'b'),
      }),
      await archived(join(place, `takeout-${stamp}-3-002.zip`), { [`${folder}/b.jpg`]: await picture(1) }),
    ];
  }

  test('is told by what lies in it, in any order of the parts', async () => {
    for (const order of [[0, 1], [1, 0], ['all']] as const) {
      const world = await openImportEngine();
      const parts = await written(await temporaryFolder());
      for (const which of order) await world.importParts(which === 'all' ? parts : [parts[which]]);
      expect(await libraryLines(world.backup)).toEqual(stored);
      expect(world.exportsReport().exports[0]?.parts.map(({ state }) => state)).toEqual(['imported', 'imported']);
    }
  });

  test('and in an extracted folder', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    await extracted(place, {
      [`${folder}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', 'b'),
      [`${folder}/b.jpg`]: await picture(1),
    });
    await world.importParts([place]);
    expect(await libraryLines(world.backup)).toEqual(stored);
  });
});

test('a part that was imported too early and is gone since is wanted again, and not imported until then', async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  const folder = 'Takeout/Гугъл сүрөттөр/Жай';
  const bytes = await archived(join(place, `takeout-${stamp}-002.zip`), { [`${folder}/b.jpg`]: await picture(1) });
  const words = await archived(join(place, `takeout-${stamp}-001.zip`), {
    [`${folder}/metadata.json`]: albumMetadata('Summer'),
    [`${folder}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', 'b'),
  });
  await world.importParts([bytes]);
  expect(world.problems()).toEqual(['part-without-photos']);
  const elsewhere = join(await temporaryFolder(), 'renamed.zip');
  await rename(bytes, elsewhere);
  expect(await world.importParts([words])).toMatchObject({ outcome: 'problems' });
  expect(world.problems()).toContain('part-wanted-again');
  expect(world.exportsReport().exports).toMatchObject([{ complete: false, parts: [{}, { state: 'arrived' }] }]);
  await world.importParts([elsewhere]);
  expect(await libraryLines(world.backup)).toEqual({ 'Photos/2019/05/b.jpg': '2019-05-03 "b" in Summer' });
  expect(world.exportsReport().exports).toMatchObject([
    { state: 'unproven', missing: 0, parts: [{ state: 'imported' }, { state: 'imported' }] },
  ]);
});

test('without any JSON, a folder with Google in its name and years in it is that of Google Photos', async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  await world.importParts([
    await archived(join(place, `takeout-${stamp}-001.zip`), {
      'Takeout/Ljósmyndir Google/Myndir frá 2019/b.jpg': await picture(1),
      'Takeout/Drive/Bilder 2018/mine.jpg': await picture(2),
      'Takeout/Keep/note.jpg': await picture(3),
    }),
  ]);
  expect(Object.keys(await libraryLines(world.backup))).toEqual(['Photos/2019/01/b.jpg']);
});

test('the index page names the folder of Google Photos where nothing else tells it, in any order of the parts', async () => {
  for (const order of [[0, 1], [1, 0], ['all']] as const) {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const path = 'Takeout/Гугъл сүрөттөр/2019-жыл/b.jpg';
    const page = indexPage({ container: 'Гугъл сүрөттөр', email: 'me@example.com', failed: [], files: [path] });
    const parts = [
      await archived(join(place, `takeout-${stamp}-3-001.zip`), { [path]: await picture(1) }),
      await archived(join(place, `takeout-${stamp}-001.zip`), { 'Takeout/archive_browser.html': page }),
    ] as const;
    for (const which of order) await world.importParts(which === 'all' ? parts : [parts[which]]);
    expect(Object.keys(await libraryLines(world.backup))).toEqual(['Photos/2019/01/b.jpg']);
    expect(world.exportsReport().exports).toMatchObject([{ state: 'complete' }]);
  }
});

test('a part without photos is said to be one, and is nothing that went wrong', async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  const index = {
    'Takeout/archive_browser.html': indexPage({
      ...{ container: 'Google Photos', email: 'me@example.com', failed: [] },
      files: ['Takeout/Google Photos/Photos from 2019/b.jpg'],
    }),
  };
  const report = await world.importParts([await archived(join(place, `takeout-${stamp}-001.zip`), index)]);
  expect(report).toMatchObject({ outcome: 'complete', stored: 0 });
  expect(world.problems()).toEqual(['part-without-photos']);
});
