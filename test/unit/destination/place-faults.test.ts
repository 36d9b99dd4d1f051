import { copyFileSync, linkSync, readdirSync, renameSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshBudget, patience } from '../../../electron/engine/destination/patience.ts';
import { placeFiles } from '../../../electron/engine/destination/place-files.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';

const staged = '.afterimage/staging/a.part';
const place = 'Photos/2023/08/A.JPG';

let root: string;

beforeEach(async () => {
  root = await temporaryFolder();
  await mkdir(join(root, '.afterimage/staging'), { recursive: true });
  await mkdir(join(root, 'Photos/2023/08'), { recursive: true });
  await writeFile(join(root, staged), 'photo');
});

function placeOnce(waitMs = 0): string | undefined {
  const budget = freshBudget();
  budget[0] = waitMs;
  const move = { from: join(root, staged), to: join(root, place), time: Date.UTC(2023, 7, 1) };
  return placeFiles(root, [move], patience(budget))[0]?.kind;
}

const photos = (): readonly string[] => readdirSync(join(root, 'Photos'), { recursive: true }).map(String);
const own = (text: string): Promise<void> => writeFile(join(root, place), text);

/** As a FAT disk answers. */
const noLinks = (faults: StepFaults): StepFaults => faults.failing(/^linkSync /u, 'EPERM');

test.each(['EROFS', 'EIO', 'ENOSPC', 'EDQUOT', 'ESTALE', 'EBUSY', 'EPERM', 'ETIMEDOUT'])(
  'when the name in staging cannot be removed (%s), the photo has its place all the same',
  (errno) => {
    watchDisk(root, new StepFaults().failing(/^unlinkSync /u, errno));
    expect(placeOnce()).toBe('moved');
    expect(photos()).toContain('2023/08/A.JPG');
  },
);

test.each([
  ['a hard link', (from: string, to: string) => linkSync(from, to)],
  ['a file of its own', (from: string, to: string) => copyFileSync(from, to)],
])('a photo that an earlier attempt put there, as %s, is recognised', async (_what, lay) => {
  lay(join(root, staged), join(root, place));
  expect(placeOnce()).toBe('moved');
  expect(await readFile(join(root, place), 'utf8')).toBe('photo');
  expect(await readdir(join(root, '.afterimage/staging'))).toEqual([]);
});

test('so it is where there are no links', async () => {
  await own('photo');
  watchDisk(root, noLinks(new StepFaults()));
  expect(placeOnce()).toBe('moved');
  expect(await readdir(join(root, '.afterimage/staging'))).toEqual([]);
});

describe.each([
  ['other bytes', 'other'],
  ['a longer file', 'photograph'],
  ['an empty file', ''],
])('%s under that name', (_what, text) => {
  test.each([
    ['with links', (faults: StepFaults) => faults],
    ['without', noLinks],
  ])('stay, %s', async (_links, having) => {
    await own(text);
    watchDisk(root, having(new StepFaults()));
    expect(placeOnce()).toBe('taken');
    expect([await readFile(join(root, place), 'utf8'), await readFile(join(root, staged), 'utf8')]).toEqual([
      text,
      'photo',
    ]);
  });
});

test('a link to the same bytes is not the photo', async () => {
  await writeFile(join(root, 'elsewhere'), 'photo');
  await symlink(join(root, 'elsewhere'), join(root, place));
  expect(placeOnce()).toBe('taken');
});

test.each(['EIO', 'EACCES'])('what is there and cannot be read (%s) is in the way, and no more', async (errno) => {
  await own('photo');
  watchDisk(root, new StepFaults().failing(/^openSync Photos/u, errno));
  expect(placeOnce()).toBe('taken');
});

test('what is there and is held for a moment is read then', async () => {
  await own('photo');
  watchDisk(root, new StepFaults().failing(/^openSync Photos/u, 'EBUSY', 1));
  expect(placeOnce(100)).toBe('moved');
});

test('a share that moves the file and reports a failure has moved it', () => {
  const faults = noLinks(new StepFaults()).before(/^renameSync /u, () => {
    stop();
    renameSync(join(root, staged), join(root, place));
    throw Object.assign(new Error('ETIMEDOUT: the answer got lost'), { code: 'ETIMEDOUT' });
  });
  const stop = watchDisk(root, faults);
  expect(placeOnce()).toBe('moved');
});

test.each([
  ['the name in staging', /^rmSync \.afterimage/u],
  ['the copy', /^rmSync Photos/u],
])('on a disk of its own a photo has its place although %s cannot be removed', (_what, step) => {
  const faults = new StepFaults().failing(/^linkSync /u, 'EXDEV', 1).failing(/^renameSync /u, 'EXDEV', 1);
  let removed = 0;
  // Before copying, room is made for the copy.
  faults.before(step, () => {
    removed += 1;
    if (removed > 1 || step.source.includes('afterimage')) throw Object.assign(new Error('EIO'), { code: 'EIO' });
  });
  watchDisk(root, faults);
  expect(placeOnce()).toBe('moved');
  expect(photos()).toContain('2023/08/A.JPG');
});
