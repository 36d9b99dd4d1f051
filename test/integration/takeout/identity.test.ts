import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  albumMetadata,
  archived,
  details,
  type ExportFiles,
  extracted,
  libraryLines,
  picture,
  sidecar,
  year,
} from '../../support/hand-made-export.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

function one(name: string, bytes: Uint8Array, taken: string, caption?: string, uploaded?: string) {
  return { [`${year}/${name}`]: bytes, [`${year}/${name}${details}`]: sidecar(name, taken, caption, uploaded) };
}

/** The files of a part, in a folder that was numbered by the system. */
function inFolder(name: string, files: ExportFiles): ExportFiles {
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path.replace(/^Takeout/, name), bytes]));
}

async function exportsOf({ exportsReport }: Awaited<ReturnType<typeof openImportEngine>>) {
  return exportsReport().exports.map(({ parts }) => parts.map(({ state }) => state));
}

describe('two exports', () => {
  test.for(['certain first', 'certain last'])(
    'a pairing in doubt takes nothing from a certain one: %s',
    async (order) => {
      const { backup, importParts } = await openImportEngine();
      const [plain, smiling] = [await picture(1), await picture(2)];
      const stamped = async (stamp: string, files: ExportFiles): Promise<string> => {
        const path = join(await temporaryFolder(), `takeout-${stamp}-001.zip`);
        await archived(path, files);
        return path;
      };
      const certain = await stamped('20260101T000000Z', one('a-smile.jpg', smiling, '2019-01-05', 'she laughed'));
      const later = await stamped('20260301T000000Z', {
        ...one('a.jpg', plain, '2019-08-05', 'at the lake'),
        [`${year}/a-smile.jpg`]: smiling,
      });
      for (const part of order === 'certain first' ? [certain, later] : [later, certain]) await importParts([part]);
      expect(await libraryLines(backup)).toEqual({
        'Photos/2019/01/a-smile.jpg': '2019-01-05 "she laughed"',
        'Photos/2019/08/a.jpg': '2019-08-05 "at the lake"',
      });
    },
  );

  test('side by side stay two: each photo has the details that lie beside it', async () => {
    const { backup, importParts, ...rest } = await openImportEngine();
    const folder = await temporaryFolder();
    await extracted(folder, one('a.jpg', await picture(1), '2019-01-05', 'mine'));
    await extracted(folder, inFolder('Takeout 2', one('a.jpg', await picture(2), '2019-08-05', 'hers')));
    await importParts([folder]);
    expect(await libraryLines(backup)).toEqual({
      'Photos/2019/01/a.jpg': '2019-01-05 "mine"',
      'Photos/2019/08/a.jpg': '2019-08-05 "hers"',
    });
    expect(await exportsOf({ backup, importParts, ...rest })).toEqual([['imported'], ['imported']]);
  });

  test('that number the doubles differently leave every photo where it is', async () => {
    const { backup, importParts } = await openImportEngine();
    const folder = await temporaryFolder();
    const [first, second] = [await picture(1), await picture(2)];
    const numbered = (plain: Uint8Array, plainDate: string, double: Uint8Array, doubleDate: string): ExportFiles => ({
      [`${year}/i.jpg`]: plain,
      [`${year}/i.jpg${details}`]: sidecar('i.jpg', plainDate),
      [`${year}/i(1).jpg`]: double,
      [`${year}/i.jpg.supplemental-metadata(1).json`]: sidecar('i.jpg', doubleDate),
    });
    await extracted(folder, numbered(first, '2019-01-01', second, '2019-06-01'));
    await importParts([join(folder, 'Takeout')]);
    const before = await libraryLines(backup);
    expect(Object.values(before)).toEqual(['2019-01-01 ""', '2019-06-01 ""']);
    await extracted(folder, inFolder('Takeout 2', numbered(second, '2019-06-01', first, '2019-01-01')));
    await importParts([join(folder, 'Takeout 2')]);
    expect(await libraryLines(backup)).toEqual(before);
  });

  test('one after the other in the same place: the correction arrives', async () => {
    const world = await openImportEngine();
    const folder = await temporaryFolder();
    await extracted(folder, one('a.jpg', await picture(1), '2019-01-05', 'old'), '2025-01-01');
    await world.importParts([join(folder, 'Takeout')]);
    await rm(folder, { recursive: true });
    await extracted(folder, one('a.jpg', await picture(1), '2019-03-05', 'new'), '2025-03-01');
    await world.importParts([join(folder, 'Takeout')]);
    expect(await libraryLines(world.backup)).toEqual({ 'Photos/2019/03/a.jpg': '2019-03-05 "new"' });
    expect(await exportsOf(world)).toEqual([['imported'], ['imported']]);
  });

  test('that lack the same sidecar are told apart by the rest of what they hold', async () => {
    const { backup, importParts } = await openImportEngine();
    const folder = await temporaryFolder();
    const same = { [`${year}/lone.jpg`]: await picture(3) };
    await extracted(folder, { ...same, ...one('a.jpg', await picture(1), '2019-01-05', 'mine') });
    const lone = { [`${year}/lone.jpg${details}`]: sidecar('lone.jpg', '2019-02-02', 'of another photo') };
    await extracted(
      folder,
      inFolder('Takeout 2', { ...lone, ...one('a.jpg', await picture(2), '2019-08-05', 'hers') }),
    );
    await importParts([folder]);
    const lines = await libraryLines(backup);
    expect(Object.values(lines).filter((line) => line.includes('of another photo'))).toEqual([]);
  });
});

describe('the parts of one export', () => {
  async function split(): Promise<readonly [ExportFiles, ExportFiles]> {
    return [
      {
        'Takeout/Google Photos/Trip/metadata.json': albumMetadata('Trip'),
        [`${year}/s.jpg${details}`]: sidecar('s.jpg', '2019-03-03', 'apart'),
      },
      {
        'Takeout/Google Photos/Trip/t.jpg': await picture(1),
        [`Takeout/Google Photos/Trip/t.jpg${details}`]: sidecar('t.jpg', '2019-03-04'),
        [`${year}/s.jpg`]: await picture(2),
      },
    ];
  }
  const whole = {
    'Photos/2019/03/s.jpg': '2019-03-03 "apart"',
    'Photos/2019/03/t.jpg': '2019-03-04 "" in Trip',
  };

  test.each([
    { given: 'together', order: [['']] },
    { given: 'one by one', order: [['A'], ['B']] },
    { given: 'one by one, the other first', order: [['B'], ['A']] },
  ])('are found to be one, whatever their folders are called: $given', async ({ order }) => {
    const world = await openImportEngine();
    const folder = await temporaryFolder();
    const [a, b] = await split();
    await extracted(join(folder, 'A'), a);
    await extracted(join(folder, 'B'), b);
    for (const names of order) await world.importParts(names.map((name) => join(folder, name)));
    expect(await libraryLines(world.backup)).toEqual(whole);
    expect(await exportsOf(world)).toEqual([['imported', 'imported']]);
    // Given once more, nothing is new.
    expect(await world.importParts([folder])).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
    expect(await exportsOf(world)).toEqual([['imported', 'imported']]);
  });

  test('are one when one of them is an archive with a stamp, in either order', async () => {
    for (const isArchiveFirst of [true, false]) {
      const world = await openImportEngine();
      const folder = await temporaryFolder();
      const [a, b] = await split();
      const archive = await archived(join(folder, 'takeout-20250301T120000Z-3-001.zip'), a);
      const loose = await extracted(join(folder, 'rest'), b);
      for (const path of isArchiveFirst ? [archive, loose] : [loose, archive]) await world.importParts([path]);
      expect(await libraryLines(world.backup)).toEqual(whole);
      expect(world.exportsReport().exports.map(({ stamp, parts }) => [stamp, parts.length])).toEqual([
        ['20250301T120000Z', 2],
      ]);
    }
  });

  test('that only a third one connects become one with it', async () => {
    const world = await openImportEngine();
    const folder = await temporaryFolder();
    const pair = async (name: string, number: number) => ({
      bytes: { [`${year}/${name}`]: await picture(number) },
      words: { [`${year}/${name}${details}`]: sidecar(name, `2019-0${number}-01`, name) },
    });
    const [x, y] = [await pair('x.jpg', 1), await pair('y.jpg', 2)];
    await extracted(join(folder, 'A'), { ...x.bytes });
    await extracted(join(folder, 'C'), { ...y.bytes });
    await extracted(join(folder, 'B'), { ...x.words, ...y.words });
    for (const name of ['A', 'C', 'B']) await world.importParts([join(folder, name)]);
    expect(await libraryLines(world.backup)).toEqual({
      'Photos/2019/01/x.jpg': '2019-01-01 "x.jpg"',
      'Photos/2019/02/y.jpg': '2019-02-01 "y.jpg"',
    });
    expect(await exportsOf(world)).toEqual([['imported', 'imported', 'imported']]);
  });

  test('a folder into which more was extracted is the same export, grown', async () => {
    const world = await openImportEngine();
    const folder = await temporaryFolder();
    await extracted(folder, one('a.jpg', await picture(1), '2019-01-05'), '2025-03-01');
    await world.importParts([folder]);
    await extracted(folder, one('b.jpg', await picture(2), '2019-02-05'), '2025-03-01');
    await world.importParts([folder]);
    expect(await libraryLines(world.backup)).toEqual({
      'Photos/2019/01/a.jpg': '2019-01-05 ""',
      'Photos/2019/02/b.jpg': '2019-02-05 ""',
    });
    expect(await exportsOf(world)).toEqual([['replaced', 'imported']]);
  });
});

test('a folder that is given again after some of it was deleted is the same export, and lacks nothing', async () => {
  const { backup, importParts, exportsReport } = await openImportEngine();
  const folder = await temporaryFolder();
  const first = one('a.jpg', await picture(1), '2019-01-05');
  const second = one('b.jpg', await picture(2), '2019-06-05');
  await extracted(folder, { ...first, ...second, ...one('c.jpg', await picture(3), '2019-07-05') });
  await importParts([join(folder, 'Takeout')]);
  const before = await libraryLines(backup);
  for (const name of [`b.jpg`, `b.jpg${details}`, `c.jpg`]) await rm(join(folder, year, name));
  await importParts([join(folder, 'Takeout')]);
  expect(exportsReport().exports).toMatchObject([{ state: 'unproven', missing: 0, failed: 0 }]);
  expect(await libraryLines(backup)).toEqual(before);
  // Another export is another one, although all that it holds lies under names that are known.
  const other = await temporaryFolder();
  await extracted(other, one('a.jpg', await picture(9), '2019-01-05'));
  await importParts([join(other, 'Takeout')]);
  expect(exportsReport().exports).toHaveLength(2);
});

test('an archive is known whatever its name, and its true name tells of its export', async () => {
  const world = await openImportEngine();
  const folder = await temporaryFolder();
  const path = await archived(join(folder, 'photos.zip'), one('a.jpg', await picture(1), '2019-01-05'));
  await world.importParts([path]);
  const named = join(folder, 'takeout-20250301T120000Z-001.zip');
  await cp(path, named);
  await world.importParts([named]);
  await rename(named, join(folder, 'my takeout.zip'));
  await world.importParts([folder]);
  expect(world.exportsReport().exports.map(({ stamp, parts }) => [stamp, parts.length])).toEqual([
    ['20250301T120000Z', 1],
  ]);
});

describe('the later export has the last word', () => {
  const layouts = ['zip', 'tgz', 'folder with a stamp', 'folder', 'folder in two parts'] as const;

  /** One export: a photo that both have, one of its own, an album. */
  async function written(folder: string, layout: (typeof layouts)[number], age: 1 | 2): Promise<readonly string[]> {
    const [stamp, changed] = age === 1 ? ['20250101T000000Z', '2025-01-01'] : ['20250301T000000Z', '2025-03-01'];
    const [taken, caption] = age === 1 ? ['2019-01-05', 'old'] : ['2019-03-05', 'new'];
    const own = age === 1 ? 'first.jpg' : 'second.jpg';
    const rest = { [`${year}/${own}`]: await picture(1 + age) };
    const files = {
      ...one('both.jpg', await picture(1), taken, caption),
      [`${year}/${own}${details}`]: sidecar(own, '2019-05-05', own),
    };
    const place = join(folder, String(age));
    switch (layout) {
      case 'zip':
        return [await archived(join(place, `takeout-${stamp}-001.zip`), { ...files, ...rest })];
      case 'tgz':
        return [await archived(join(place, `takeout-${stamp}-001.tgz`), { ...files, ...rest }, changed)];
      case 'folder with a stamp':
        return [await extracted(join(place, `takeout-${stamp}-001`), { ...files, ...rest }, changed)];
      case 'folder':
        return [await extracted(place, { ...files, ...rest }, changed)];
      case 'folder in two parts':
        return [await extracted(join(place, 'A'), files, changed), await extracted(join(place, 'B'), rest, changed)];
    }
  }

  test('in every layout and any order', async () => {
    const layout = fc.constantFrom(...layouts);
    await fc.assert(
      fc.asyncProperty(layout, layout, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), async (old, late, ranks) => {
        const { backup, importParts } = await openImportEngine();
        const folder = await temporaryFolder();
        const paths = [...(await written(folder, old, 1)), ...(await written(folder, late, 2))];
        const order = paths.map((path, index) => ({ path, rank: ranks[index] ?? 0 }));
        for (const { path } of order.toSorted((a, b) => a.rank - b.rank)) await importParts([path]);
        expect(await libraryLines(backup)).toEqual({
          'Photos/2019/03/both.jpg': '2019-03-05 "new"',
          'Photos/2019/05/first.jpg': '2019-05-05 "first.jpg"',
          'Photos/2019/05/second.jpg': '2019-05-05 "second.jpg"',
        });
      }),
      { numRuns: isLong() ? 80 : 2, seed: 3 },
    );
  });

  test('of the same time, the one that was given later', async () => {
    const { backup, importParts } = await openImportEngine();
    const folder = await temporaryFolder();
    for (const words of ['first', 'second']) {
      const files = one('a.jpg', await picture(1), '2019-01-05', words);
      await importParts([await extracted(join(folder, words), files, '2025-01-01')]);
    }
    expect(Object.values(await libraryLines(backup))).toEqual(['2019-01-05 "second"']);
  });

  test('by when the photos in it were uploaded, where files tell no time', async () => {
    for (const order of [
      ['old', 'new'],
      ['new', 'old'],
    ]) {
      const { backup, importParts } = await openImportEngine();
      const folder = await temporaryFolder();
      for (const words of order) {
        const uploaded = words === 'new' ? '2024-01-01' : '2022-01-01';
        await importParts([
          await archived(join(folder, `${words}.zip`), one('a.jpg', await picture(1), '2019-01-05', words, uploaded)),
        ]);
      }
      expect(Object.values(await libraryLines(backup))).toEqual(['2019-01-05 "new"']);
    }
  });
});
