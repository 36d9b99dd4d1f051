import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
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
import { openImportEngine, openImportWorld } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20250302T120000Z';
const photos = 'Takeout/Google Photos';

async function imported(files: ExportFiles, format: 'zip' | 'tgz' | 'folder') {
  const world = await openImportWorld();
  const place = join(await temporaryFolder(), `takeout-${stamp}-3-001`);
  if (format === 'folder') await extracted(place, files);
  const path = format === 'folder' ? place : await archived(`${place}.${format}`, files);
  const ended = await world.call(['import', '--json', path]);
  const problems = ended.records.flatMap(({ event, problem }) => (event === 'problem' ? [Object(problem)] : []));
  const [exports] = (await world.call(['exports', '--json'])).records;
  const [known] = (exports?.['exports'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  return { ended, problems, known };
}

test.each(['zip', 'tgz', 'folder'] as const)(
  'details that cannot be read cost neither their photo nor the run: %s',
  async (format) => {
    const { ended, problems, known } = await imported(
      {
        [`${year}/b.jpg`]: await picture(1),
        [`${year}/b.jpg${details}`]: '{"title": "b.jpg", "photoTak',
        [`${year}/c.jpg`]: await picture(2),
        [`${year}/c.jpg${details}`]: sidecar('c.jpg', '2019-06-03'),
      },
      format,
    );
    expect(ended.code, ended.stdout).toBe(0);
    expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 2, failed: 0 });
    expect(problems).toMatchObject([{ code: 'sidecar-unreadable', subject: `${year}/b.jpg${details}` }]);
    expect(known).toMatchObject({ state: 'losses', failed: 1 });
  },
);

test('what speaks of no photo is no problem, whatever stands in it', async () => {
  const broken = '{"comments": [';
  const { ended, problems, known } = await imported(
    {
      [`${photos}/shared_album_comments.json`]: broken,
      [`${photos}/print-subscriptions.json`]: '',
      [`${photos}/user-generated-memory-titles.json`]: '{"title": [1, 2]}',
      [`${photos}/Trip/shared_album_comments(1).json`]: broken,
      'Takeout/Location History/Records.json': broken,
      [`${year}/@eaDir/b.jpg/SYNOPHOTO_THUMB_XL.jpg`]: await picture(7),
      [`${year}/._b.jpg${details}`]: Buffer.from([0, 5, 22, 7]),
      [`${year}/b.jpg`]: await picture(1),
      [`${year}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03'),
    },
    'zip',
  );
  expect(ended.code, ended.stdout).toBe(0);
  expect(problems).toEqual([]);
  expect(lastRecord(ended)).toMatchObject({ stored: 1, failed: 0 });
  expect(known).toMatchObject({ state: 'unproven', failed: 0, missing: 0 });
});

test.each([
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
] as const)('details in %s are read like any others', async (_, encoded) => {
  const world = await openImportEngine();
  const place = await temporaryFolder();
  const album = `${photos}/Été`;
  const part = await archived(join(place, `takeout-${stamp}-3-001.zip`), {
    [`${year}/b.jpg`]: await picture(1),
    [`${year}/b.jpg${details}`]: encoded(sidecar('b.jpg', '2018-05-03', 'Größe 日')),
    [`${album}/b.jpg`]: await picture(1),
    [`${album}/metadata.json`]: encoded(albumMetadata('Été à Nîmes')),
  });
  await world.importParts([part]);
  expect(world.problems()).toEqual([]);
  expect(await libraryLines(world.backup)).toEqual({ 'Photos/2018/05/b.jpg': '2018-05-03 "Größe 日" in Été à Nîmes' });
});
