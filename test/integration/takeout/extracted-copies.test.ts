import { join } from 'node:path';
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

const album = 'Takeout/Google Photos/Rome';

async function photo(name: string, number: number, caption = name): Promise<ExportFiles> {
  return {
    [`${year}/${name}`]: await picture(number),
    [`${year}/${name}${details}`]: sidecar(name, `2019-0${number}-03`, caption),
  };
}

/** Two parts of one export. */
async function parts(): Promise<readonly [ExportFiles, ExportFiles]> {
  const beside = { [`${album}/metadata.json`]: albumMetadata('Rome'), [`${album}/b.jpg`]: await picture(2) };
  return [
    { ...(await photo('a.jpg', 1)), ...(await photo('a(1).jpg', 3)) },
    { ...(await photo('b.jpg', 2)), ...beside },
  ];
}

function indexPage(job: string, files: readonly string[]): string {
  const leaf = (name: string): string =>
    `<div class="extracted-child"><div class="file-leaf"><div class="extracted-file-name"> ${name}</div></div></div>`;
  return `<!doctype html><html><body><div class="job-id hidden">${job}</div>
<h1 class="header_title">Archive for a@example.org</h1>
<div id="service-details-PHOTOS" class="service-detail"><div class="service_name"><h1>Google Photos</h1></div>
<div class="table-row"><button class="extracted-folder"><div class="extracted-folder-name">Photos from 2019</div></button>
${files.map(leaf).join('')}</div></div></body></html>`;
}

/** As the stamp below says, in the time zone of whoever unpacked it. */
const thatDay = '2026-03-01T19:00:00Z';
const stamp = '20260301T120000Z';
type World = Awaited<ReturnType<typeof openImportEngine>>;

function exportsOf({ exportsReport }: World): readonly (readonly [stamp: string, parts: number])[] {
  return exportsReport().exports.map((one) => [one.stamp, one.parts.length] as const);
}

describe.each(['zip', 'tgz'] as const)('what was extracted of a %s is of its export', (format) => {
  test.each(['archives first', 'folder first'])('%s', async (order) => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const [first, second] = await parts();
    const archives = [
      await archived(join(place, `takeout-${stamp}-3-001.${format}`), first, thatDay),
      await archived(join(place, `takeout-${stamp}-3-002.${format}`), second, thatDay),
    ];
    const folder = await extracted(join(place, 'mine'), { ...first, ...second }, thatDay);
    for (const paths of order === 'archives first' ? [archives, [folder]] : [[folder], archives]) {
      await world.importParts(paths);
    }
    expect(exportsOf(world)).toEqual([[stamp, 3]]);
    const lines = await libraryLines(world.backup);
    expect(lines).toEqual({
      'Photos/2019/01/a.jpg': '2019-01-03 "a.jpg"',
      'Photos/2019/02/b.jpg': '2019-02-03 "b.jpg" in Rome',
      'Photos/2019/03/a(1).jpg': '2019-03-03 "a(1).jpg"',
    });
    expect(world.exports()).toMatchObject([{ state: 'unproven', failed: 0, missing: 0, doubtful: 0 }]);
    for (const path of [folder, ...archives]) {
      expect(await world.importParts([path])).toMatchObject({ outcome: 'complete', stored: 0 });
    }
    expect(exportsOf(world)).toEqual([[stamp, 3]]);
    expect(await libraryLines(world.backup)).toEqual(lines);
  });

  test('of one of its parts alone', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const [first, second] = await parts();
    await world.importParts([
      await archived(join(place, `takeout-${stamp}-3-001.${format}`), first, thatDay),
      await archived(join(place, `takeout-${stamp}-3-002.${format}`), second, thatDay),
    ]);
    await world.importParts([await extracted(join(place, 'mine'), second, thatDay)]);
    expect(exportsOf(world)).toEqual([[stamp, 3]]);
  });

  test.each<[string, (files: ExportFiles) => Promise<ExportFiles> | ExportFiles, string]>([
    ['made two months later of the same library', (files) => files, '2026-05-01T12:00:00Z'],
    ['with other words', async (files) => ({ ...files, ...(await photo('a.jpg', 1, 'other')) }), thatDay],
    ['with one photo more', async (files) => ({ ...files, ...(await photo('c.jpg', 4)) }), thatDay],
    ['with one photo less', (files) => without(files, `${year}/a(1).jpg`), thatDay],
  ])('but not another export: %s', async (_, changed, time) => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const [files] = await parts();
    await world.importParts([await archived(join(place, `takeout-${stamp}-3-001.${format}`), files, thatDay)]);
    await world.importParts([await extracted(join(place, 'mine'), await changed(files), time)]);
    expect(exportsOf(world)).toHaveLength(2);
  });
});

function without(files: ExportFiles, path: string): ExportFiles {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path && name !== `${path}${details}`));
}

describe('where the index page is there', () => {
  const listed = ['a.jpg', 'a(1).jpg'];
  const name = 'Takeout/archive_browser.html';

  test('it proves that both are one export, whatever the times and the name of the archive', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const [first] = await parts();
    const files = { ...first, [name]: indexPage('1f2e', listed) };
    await world.importParts([await archived(join(place, 'my takeout.zip'), files)]);
    await world.importParts([await extracted(join(place, 'mine'), without(files, `${year}/a(1).jpg`), '2026-09-09')]);
    expect(world.exportsReport().exports).toMatchObject([{ parts: [{ format: 'zip' }, { format: 'folder' }] }]);
  });

  test('that of another job proves that they are two', async () => {
    const world = await openImportEngine();
    const place = await temporaryFolder();
    const [files] = await parts();
    const zip = join(place, `takeout-${stamp}-3-001.zip`);
    await world.importParts([await archived(zip, { ...files, [name]: indexPage('1f2e', listed) })]);
    const other = { ...files, [name]: indexPage('1f2f', listed) };
    await world.importParts([await extracted(join(place, 'mine'), other, thatDay)]);
    expect(exportsOf(world)).toHaveLength(2);
  });
});
