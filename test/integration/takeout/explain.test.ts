import { appendFile, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { albumMetadata, archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20260301T120000Z';
const album = 'Takeout/Google Photos/Trip';

async function imported(view: string, caption = 'a caption') {
  const world = await openImportWorld();
  const part = `takeout-${stamp}-3-001.zip`;
  const files = (said: string) => ({
    [`${album}/metadata.json`]: albumMetadata('Trip', 'Some words'),
    [`${year}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', said),
  });
  const bytes = await picture(1);
  const write = async (name: string, said: string) =>
    archived(join(await temporaryFolder(), name), {
      ...files(said),
      [`${album}/b.jpg`]: bytes,
      [`${album}/b.jpg${details}`]: sidecar('b.jpg', '2019-05-03', said),
      [`${year}/b.jpg`]: bytes,
    });
  const settings = join(world.folder, 'data/settings.json');
  const known = Object(JSON.parse(await readFile(settings, 'utf8')));
  await writeFile(settings, JSON.stringify({ ...known, albumView: view }));
  expect((await world.call(['import', await write(part, caption)])).code).toBe(0);
  return { ...world, part, write };
}

test.each(['symlink', 'hardlink', 'copy'])(
  'every file of the folder is explained, with its export and its part; albums as %s',
  async (view) => {
    const { backup, call, part } = await imported(view);
    const photo = 'Photos/2019/05/b.jpg';
    for (const file of [photo, `${photo}.xmp`, 'Albums/Trip/b.jpg', join(backup, 'Albums/Trip/b.jpg')]) {
      const told = await call(['explain', '--json', file]);
      expect(told.code, `${file}: ${told.stdout}${told.stderr}`).toBe(0);
      expect(told.records).toMatchObject([{ path: photo, sources: [{ entry: { stamp, part } }, {}] }]);
      expect((await call(['explain', file])).stdout).toContain(`export ${stamp}, ${part}: ${album}/b.jpg`);
    }
    const unknown = await call(['explain', 'Photos/2019/05/b.xmp']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Check the path')]);
  },
);

test('files of Afterimage itself are explained, too: what they are for, and where an album has its words from', async () => {
  const { backup, call, part } = await imported('symlink');
  const [report = ''] = await readdir(join(backup, '.afterimage/reports'));
  for (const [file, kind] of [
    ['SHA256SUMS', 'checksums'],
    ['.afterimage/destination.json', 'identity'],
    ['.afterimage/stamp.json', 'stamp'],
    ['.afterimage/catalog.sqlite', 'catalog'],
    [`.afterimage/reports/${report}`, 'run-report'],
    ['Albums/Trip', 'album-folder'],
    ['Albums/Trip/album.txt', 'album-text'],
  ] as const) {
    const told = await call(['explain', '--json', file]);
    expect([file, told.code, told.records]).toMatchObject([file, 0, [{ path: file, kind }]]);
    expect((await call(['explain', file])).stdout).toContain(`file       ${file}\nis         `);
  }
  const words = (await call(['explain', 'Albums/Trip/album.txt'])).stdout;
  expect(words).toContain(`source     export ${stamp}, ${part}: ${album}/metadata.json`);
  // What was damaged is explained by what took its place.
  const photo = join(backup, 'Photos/2019/05/b.jpg');
  await mkdir(join(backup, '.afterimage/quarantine/Photos/2019/05'), { recursive: true });
  await copyFile(photo, join(backup, '.afterimage/quarantine/Photos/2019/05/b.jpg'));
  const damaged = await call(['explain', '.afterimage/quarantine/Photos/2019/05/b.jpg']);
  expect(damaged.stdout).toContain('instead    Photos/2019/05/b.jpg');
});

test('a sidecar that another program changed is left alone, and said', async () => {
  const { backup, call, write } = await imported('symlink');
  const xmp = join(backup, 'Photos/2019/05/b.jpg.xmp');
  await appendFile(xmp, '<!-- rated by another program -->');
  const before = await readFile(xmp, 'utf8');
  const ended = await call(['import', '--json', await write('takeout-20260401T120000Z-001.zip', 'a new caption')]);
  const problems = ended.records.filter(({ event }) => event === 'problem').map(({ problem }) => Object(problem));
  expect(problems).toMatchObject([{ code: 'sidecar-edited', subject: 'Photos/2019/05/b.jpg.xmp' }]);
  expect(await readFile(xmp, 'utf8')).toBe(before);
});
