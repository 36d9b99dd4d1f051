import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { archived, details, extracted, libraryLines, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20250302T120000Z';
const stored = { 'Photos/2019/05/GH010015.MP4': '2019-05-03 "dive"', 'Photos/2019/06/a.jpg': '2019-06-01 "a"' };

/** A film as small as one can be: an `ftyp` and some bytes. */
function film(number: number): Buffer {
  const type = Buffer.from('\0\0\0\x14ftypisom\0\0\x02\0isom', 'latin1');
  return Buffer.concat([type, Buffer.from([0, 0, 1, 8]), Buffer.from('mdat'), Buffer.alloc(256, number)]);
}

/** Two archives, and the film of the first sidecar bare between them, as part 2. */
async function written(place: string) {
  return {
    first: await archived(join(place, `takeout-${stamp}-3-001.zip`), {
      [`${year}/GH010015.MP4${details}`]: sidecar('GH010015.MP4', '2019-05-03', 'dive'),
    }),
    bare: await bareIn(place, 'GH010015-002.MP4', 1),
    last: await archived(join(place, `takeout-${stamp}-3-003.zip`), {
      [`${year}/a.jpg`]: await picture(1),
      [`${year}/a.jpg${details}`]: sidecar('a.jpg', '2019-06-01', 'a'),
    }),
  };
}

async function bareIn(place: string, name: string, number: number): Promise<string> {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, name), film(number));
  return join(place, name);
}

describe('a file larger than the parts, delivered beside the archives', () => {
  test('is a part: in its folder, by its path, in any order', async () => {
    for (const order of [['folder'], ['first', 'last', 'bare'], ['bare', 'last', 'first']] as const) {
      const world = await openImportEngine();
      const place = await temporaryFolder();
      const parts = await written(place);
      for (const which of order) await world.importParts([which === 'folder' ? place : parts[which]]);
      expect(await libraryLines(world.backup), order.join()).toEqual(stored);
      const { exports } = world.exportsReport();
      expect(exports).toMatchObject([{ stamp, missingParts: [], missing: 0, state: 'unproven' }]);
      expect(exports[0]?.parts.map(({ number, format, state }) => [number, format, state])).toEqual([
        [1, 'zip', 'imported'],
        [2, 'file', 'imported'],
        [3, 'zip', 'imported'],
      ]);
      expect(await world.importParts([place])).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
    }
  });

  test('waits while its export is unknown, and is said to; gone when the export comes, it is wanted again', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const { first, bare } = await written(place);
    const elsewhere = await temporaryFolder();
    const alone = join(elsewhere, basename(bare));
    await cp(bare, alone);
    expect(await world.importParts([alone])).toMatchObject({ outcome: 'problems', stored: 0 });
    expect(world.problems()).toEqual(['bare-file-waiting']);
    expect(world.exportsReport().exports).toMatchObject([{ complete: false }]);
    await writeFile(alone, 'something else');
    await world.importParts([first]);
    expect(world.problems()).toContain('part-wanted-again');
    expect(world.exportsReport().exports).toMatchObject([{ stamp, complete: false }]);
    await world.importParts([bare]);
    expect(Object.values(await libraryLines(world.backup))).toEqual(['2019-05-03 "dive"']);
  });

  test('belongs to an extracted export, too, which has no numbers', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    await extracted(place, { [`${year}/IMG_2063.MOV${details}`]: sidecar('IMG_2063.MOV', '2019-05-03', 'run') });
    await bareIn(place, 'IMG_2063-031.MOV', 1);
    await world.importParts([place]);
    expect(await libraryLines(world.backup)).toEqual({ 'Photos/2019/05/IMG_2063.MOV': '2019-05-03 "run"' });
  });

  test('goes to the export beside which it lies, and to none whose part of that number is there', async () => {
    const world = await openImportEngine();
    const [here, there] = [await temporaryFolder(), await temporaryFolder()];
    const words = (caption: string) => ({ [`${year}/x.mp4${details}`]: sidecar('x.mp4', '2019-05-03', caption) });
    await archived(join(here, `takeout-${stamp}-001.zip`), words('right'));
    await archived(join(there, 'takeout-20250105T120000Z-001.zip'), words('elsewhere'));
    await archived(join(here, 'takeout-20250106T120000Z-002.zip'), words('number taken'));
    await bareIn(here, 'x-002.mp4', 1);
    await world.importParts([there, here]);
    expect(await libraryLines(world.backup)).toEqual({ 'Photos/2019/05/x.mp4': '2019-05-03 "right"' });
  });

  test('that two sidecars of its export may speak of is stored without either', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    await archived(join(place, `takeout-${stamp}-001.zip`), {
      [`${year}/x.mp4${details}`]: sidecar('x.mp4', '2019-05-03', 'one'),
      [`Takeout/Google Photos/Photos from 2021/x.mp4${details}`]: sidecar('x.mp4', '2021-05-03', 'other'),
    });
    await bareIn(place, 'x-002.mp4', 1);
    await world.importParts([place]);
    expect(await libraryLines(world.backup)).toEqual({ 'Photos/Undated/x.mp4': 'no date ""' });
  });
});

test("a person's own film beside archives is left alone, without a word", async () => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  await written(place);
  await bareIn(place, 'holiday-720.mp4', 7);
  await bareIn(join(place, 'films'), 'birthday-002.mp4', 8);
  expect(await world.importParts([place])).toMatchObject({ outcome: 'complete' });
  expect(await libraryLines(world.backup)).toEqual(stored);
  expect(world.exportsReport().exports).toHaveLength(1);
});
