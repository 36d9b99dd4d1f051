import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findParts } from '../../../electron/engine/sources/takeout/archive/find-parts.ts';
import { leaveOut } from '../../../electron/engine/sources/takeout/archive/left-out.ts';
import { openPart } from '../../../electron/engine/sources/takeout/archive/part.ts';
import { systemDisk } from '../../../electron/engine/sources/takeout/archive/part-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { entryAt, fetched, fileOf, listed, opened, writePart } from './part-reading.ts';

const photos = 'Takeout/Google Photos/Photos from 2024';

async function exportAround(below: string) {
  const path = await writePart('folder', [fileOf(`${photos}/a.jpg`, 'a'), fileOf(`${photos}/z.jpg`, 'z')]);
  const backup = join(path, below);
  await mkdir(join(backup, '.afterimage'), { recursive: true });
  await writeFile(join(backup, '.afterimage', 'lock.sqlite'), 'locked');
  await writeFile(join(backup, 'takeout-20260905T101112Z-3-002.zip'), 'PK');
  return { path, backup };
}

test.each(['Takeout/Google Photos/Backup', `${photos}/Backup`, 'Takeout/Backup'])(
  'nothing of the backup folder is told, opened or part of the fingerprint: %s',
  async (below) => {
    const { path, backup } = await exportAround(below);
    const opens: string[] = [];
    const disk: typeof systemDisk = (file, flags) => {
      opens.push(file);
      return systemDisk(file, flags);
    };
    const leftOut = await leaveOut(backup);
    const part = await openPart(path, disk, leftOut);
    if (!part.ok) throw new Error(part.problem.code);
    const { entries } = await listed(part.value);
    expect(entries.map((entry) => entry.path)).toEqual([`${photos}/a.jpg`, `${photos}/z.jpg`]);
    const lock = `${below}/.afterimage/lock.sqlite`;
    expect(await fetched(part.value, { path: lock, position: 0 })).toBe('entry-refused');
    expect(opens).toEqual([]);
    await writeFile(join(backup, 'more'), 'more');
    const again = await openPart(path, disk, leftOut);
    expect(again.ok && again.value.fingerprint).toBe(part.value.fingerprint);
    expect(
      (await findParts([path], leftOut)).exports.flatMap(({ parts }) => parts.map(({ format }) => format)),
    ).toEqual(['folder']);
  },
);

test('what is given and lies in the backup folder is refused by name, whatever way leads there', async () => {
  const { path, backup } = await exportAround('Takeout/Google Photos/Backup');
  const link = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.zip');
  await symlink(join(backup, '.afterimage', 'lock.sqlite'), link);
  const leftOut = await leaveOut(await linkTo(backup));
  const given = [backup, join(backup, 'takeout-20260905T101112Z-3-002.zip'), link];
  const found = await findParts(given, leftOut);
  expect(found.exports).toEqual([]);
  expect(found.unrecognised.map(({ problem }) => [problem.code, problem.detail])).toEqual(
    given.map(() => ['part-not-recognised', 'It lies in the backup folder.']),
  );
  expect((await findParts([path], await leaveOut(path))).exports).toEqual([]);
});

async function linkTo(folder: string): Promise<string> {
  const link = join(await temporaryFolder(), 'link');
  await symlink(folder, link);
  return link;
}

test('a named pipe in an extracted folder is told and never waited for', async () => {
  const path = await writePart('folder', [fileOf(`${photos}/a.jpg`, 'a')]);
  for (const name of ['b.jpg', 'b.jpg.json', 'metadata.json']) execFileSync('mkfifo', [join(path, photos, name)]);
  const part = await opened(path);
  const { entries, end } = await listed(part);
  expect(end).toBeNull();
  expect(entries.map(({ refusal }) => refusal?.detail)).toEqual([
    undefined,
    ...['b.jpg', 'b.jpg.json', 'metadata.json'].map(() => 'It is a device or a pipe.'),
  ]);
  const pipe = entryAt(entries, `${photos}/b.jpg`);
  expect(await fetched(part, pipe)).toBe('entry-refused');
});

test('a folder that is swapped for a link between the look and the opening gives nothing from outside', async () => {
  const path = await writePart('folder', [fileOf(`${photos}/a.jpg`, 'a')]);
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'a.jpg'), 'secret');
  const folder = join(path, photos);
  for (const swapBack of [false, true]) {
    const swapping: typeof systemDisk = async (file, flags) => {
      await rename(folder, `${folder} away`);
      await symlink(outside, folder);
      const handle = await systemDisk(file, flags);
      if (swapBack) {
        await rename(folder, join(outside, `link ${swapBack}`));
        await rename(`${folder} away`, folder);
      }
      return handle;
    };
    const part = await openPart(path, swapping);
    if (!part.ok) throw new Error(part.problem.code);
    expect(await fetched(part.value, { path: `${photos}/a.jpg`, position: 0 })).toBe('entry-refused');
    if (!swapBack) {
      await rename(folder, join(outside, 'link'));
      await rename(`${folder} away`, folder);
    }
  }
});
