import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archived, details, libraryLines, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20250302T120000Z';

test('where parts of one export claim one name, each photo has the details of its own part, in any order', async () => {
  for (const order of [[0, 1], [1, 0], ['all']] as const) {
    const { backup, importParts } = await openImportEngine();
    const place = await temporaryFolder();
    const part = async (number: number, taken: string, caption: string) =>
      archived(join(place, `takeout-${stamp}-00${number}.zip`), {
        [`${year}/a.jpg`]: await picture(number),
        [`${year}/a.jpg${details}`]: sidecar('a.jpg', taken, caption),
      });
    const parts = [await part(1, '2019-01-05', 'mine'), await part(2, '2019-08-05', 'hers')] as const;
    for (const which of order) await importParts(which === 'all' ? parts : [parts[which]]);
    expect(await libraryLines(backup)).toEqual({
      'Photos/2019/01/a.jpg': '2019-01-05 "mine"',
      'Photos/2019/08/a.jpg': '2019-08-05 "hers"',
    });
  }
});

test('an edited copy has the details of the picture in its own part', async () => {
  const { backup, importParts } = await openImportEngine();
  const place = await temporaryFolder();
  const part = async (number: number, taken: string, caption: string) =>
    archived(join(place, `takeout-${stamp}-00${number}.zip`), {
      [`${year}/a.jpg`]: await picture(number),
      [`${year}/a-edited.jpg`]: await picture(number + 10),
      [`${year}/a.jpg${details}`]: sidecar('a.jpg', taken, caption),
    });
  await importParts([await part(1, '2019-02-05', 'mine'), await part(2, '2019-08-05', 'hers')]);
  expect(await libraryLines(backup)).toEqual({
    'Photos/2019/02/a.jpg': '2019-02-05 "mine"',
    'Photos/2019/02/a-edited.jpg': '2019-02-05 "mine"',
    'Photos/2019/08/a.jpg': '2019-08-05 "hers"',
    'Photos/2019/08/a-edited.jpg': '2019-08-05 "hers"',
  });
});

test('a doubt that comes with a later part takes nothing away that was certain', async () => {
  const { backup, importParts } = await openImportEngine();
  const place = await temporaryFolder();
  const first = await archived(join(place, `takeout-${stamp}-001.zip`), { [`${year}/a.jpg`]: await picture(1) });
  const words = await archived(join(place, `takeout-${stamp}-002.zip`), {
    [`${year}/a.jpg${details}`]: sidecar('a.jpg', '2019-01-05', 'mine'),
  });
  await importParts([first, words]);
  const before = await libraryLines(backup);
  expect(before).toEqual({ 'Photos/2019/01/a.jpg': '2019-01-05 "mine"' });
  await importParts([
    await archived(join(place, `takeout-${stamp}-003.zip`), {
      [`${year}/a.jpg${details}`]: sidecar('a.jpg', '2019-09-05', 'another'),
    }),
  ]);
  expect(await libraryLines(backup)).toEqual(before);
});
