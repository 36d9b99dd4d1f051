import { mkdir, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPart } from '../../../electron/engine/sources/takeout/archive/part.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { entryAt, fetched, fileOf, keepingSink, listed, opened, unstopped, writePart } from './part-reading.ts';

const photos = 'Google Photos/Photos from 2024';
const files = [
  fileOf(`Takeout/${photos}/a.jpg`, 'photo a'),
  fileOf(`Takeout/${photos}/b.jpg`, 'photo b'),
  fileOf('Takeout/archive_browser.html', '<html>'),
];

async function folder(): Promise<string> {
  return writePart('folder', files);
}

describe('the same entries, however it is given', () => {
  test.each([
    ['the folder named like the part', ''],
    ['what is called Takeout', 'Takeout'],
    ['the container of the photos', 'Takeout/Google Photos'],
  ])('%s', async (_, below) => {
    const path = join(await folder(), below);
    const { entries } = await listed(await opened(path));
    const expected = files
      .map((file) => file.path)
      .filter((name) => below !== 'Takeout/Google Photos' || name.includes('Photos'));
    expect(entries.map((entry) => entry.path)).toEqual(expected);
  });

  test('its name is that of the part', async () => {
    const path = await folder();
    expect(await opened(join(path, 'Takeout'))).toMatchObject({
      name: 'takeout-20260905T101112Z-3-001',
      path: join(path, 'Takeout'),
      format: 'folder',
      bytes: 20,
    });
  });
});

test.each([
  ['nothing in it', [], 'part-not-recognised'],
  ['something else called Takeout', ['Takeout', 'pizza'], 'part-not-recognised'],
  ['an export without files', ['Takeout', 'Google Photos', 'Photos from 2024'], 'part-empty'],
])('a folder with %s', async (_, steps, code) => {
  const path = await temporaryFolder();
  await mkdir(join(path, ...steps), { recursive: true });
  const part = await openPart(path);
  expect(part.ok ? (await listed(part.value)).end?.code : part.problem.code).toBe(code);
});

describe('links', () => {
  test('are told of and never followed', async () => {
    const path = await folder();
    const outside = join(await temporaryFolder(), 'secret.jpg');
    await writeFile(outside, 'secret');
    await symlink(outside, join(path, 'Takeout', photos, 'link.jpg'));
    await symlink('/', join(path, 'Takeout', photos, 'root'));
    const part = await opened(path);
    const refused = (await listed(part)).entries.filter(({ refusal }) => refusal !== null);
    expect(refused.map((entry) => [entry.path, entry.refusal?.code])).toEqual([
      [`Takeout/${photos}/link.jpg`, 'entry-refused'],
      [`Takeout/${photos}/root`, 'entry-refused'],
    ]);
    for (const entry of refused) expect(await fetched(part, entry)).toBe('entry-refused');
  });

  test('that take the place of a file or a folder later are not followed either', async () => {
    const path = await folder();
    const part = await opened(path);
    const { entries } = await listed(part);
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'b.jpg'), 'secret');
    await rm(join(path, 'Takeout', photos, 'a.jpg'));
    await symlink(join(outside, 'b.jpg'), join(path, 'Takeout', photos, 'a.jpg'));
    expect(await fetched(part, entryAt(entries, `Takeout/${photos}/a.jpg`))).toBe('entry-refused');
    await rename(join(path, 'Takeout', photos), join(path, 'away'));
    await symlink(outside, join(path, 'Takeout', photos));
    expect(await fetched(part, entryAt(entries, `Takeout/${photos}/b.jpg`))).toBe('entry-refused');
  });

  test('to the folder itself may be given', async () => {
    const link = join(await temporaryFolder(), 'export');
    await symlink(await folder(), link);
    const part = await opened(link);
    expect(await fetched(part, { path: `Takeout/${photos}/a.jpg`, position: 0 })).toEqual(Buffer.from('photo a'));
  });
});

test.each([
  '../../../../etc/passwd',
  'Takeout/../../x',
  '/etc/passwd',
  'Takeout',
  'Elsewhere/a.jpg',
  'Takeout//a.jpg',
  '',
])('a path that was never told is not opened: %s', async (path) => {
  expect(await fetched(await opened(await folder()), { path, position: 0 })).toBe('entry-refused');
});

describe('a folder that changes', () => {
  test('has another fingerprint', async () => {
    const path = await folder();
    const before = (await opened(path)).fingerprint;
    expect((await opened(path)).fingerprint).toBe(before);
    await utimes(join(path, 'Takeout', photos, 'a.jpg'), 1, 1);
    expect((await opened(path)).fingerprint).not.toBe(before);
  });

  test('while a file is read: the file is not taken for whole', async () => {
    const path = await folder();
    const part = await opened(path);
    const { entries } = await listed(part);
    const sink = keepingSink(() => truncate(join(path, 'Takeout', photos, 'a.jpg'), 2));
    const result = await part.fetch(entryAt(entries, `Takeout/${photos}/a.jpg`), sink, unstopped);
    expect(result).toMatchObject({ ok: false, problem: { code: 'part-changed' } });
    expect(sink.hasEnded()).toBe(false);
  });

  test('tells a file that was removed from a disk that is gone', async () => {
    const path = await folder();
    const part = await opened(path);
    const { entries } = await listed(part);
    await rm(join(path, 'Takeout', photos, 'a.jpg'));
    expect(await fetched(part, entryAt(entries, `Takeout/${photos}/a.jpg`))).toBe('part-changed');
    await rename(path, `${path}-unplugged`);
    expect(await fetched(part, entryAt(entries, `Takeout/${photos}/b.jpg`))).toBe('part-gone');
    expect((await listed(part)).end?.code).toBe('part-gone');
  });
});

test('a name that is not text is told of, and the others are read', async () => {
  const path = await folder();
  await writeFile(Buffer.concat([Buffer.from(join(path, 'Takeout', photos, 'x')), Buffer.from([0x81])]), 'umlaut');
  const { entries } = await listed(await opened(path));
  expect(entries.filter(({ refusal }) => refusal !== null).map((entry) => entry.path)).toEqual([
    `Takeout/${photos}/xü`,
  ]);
  expect(entries).toHaveLength(4);
});
