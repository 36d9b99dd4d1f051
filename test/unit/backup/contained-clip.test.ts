import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { isContainedClip, isEndOf } from '../../../electron/engine/backup/contained-clip.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { sha256 } from './backup-fixture.ts';
import { wanted } from './staged-bytes.ts';

const clip = Buffer.from('a film of three seconds');
const picture = Buffer.from('a picture, ');
const said = { takenAt: 1_700_000_000, latitude: null, longitude: null, takenYear: 2023 };
let path: string;

beforeEach(async () => {
  path = await mkdtemp(join(await temporaryFolder(), 'backup-'));
  await writeFile(join(path, 'photo.jpg'), Buffer.concat([picture, clip]));
});

function contentOf(bytes: Buffer) {
  return { bytes: bytes.length, sha256: sha256(bytes), stagedPath: '/staging/it' };
}

test('a clip that is the end of its photo, byte for byte, is contained in it', async () => {
  expect(await isEndOf({ path }, 'photo.jpg', contentOf(clip))).toBe(true);
});

test.each([
  ['one other byte', Buffer.from('A film of three seconds')],
  ['bytes from the midst of the photo', picture],
  ['the whole of it', Buffer.concat([picture, clip])],
  ['more than all of it', Buffer.concat([picture, clip, clip])],
])('%s are not its end', async (_what, bytes) => {
  expect(await isEndOf({ path }, 'photo.jpg', contentOf(bytes))).toBe(false);
});

test('an end of more than a megabyte is read to its last byte', async () => {
  const long = Buffer.alloc(2 * 1024 * 1024 + 17, 'film ');
  await writeFile(join(path, 'photo.jpg'), Buffer.concat([picture, long]));
  expect(await isEndOf({ path }, 'photo.jpg', contentOf(long))).toBe(true);
  await writeFile(join(path, 'photo.jpg'), Buffer.concat([picture, long.subarray(0, -1), Buffer.from('!')]));
  expect(await isEndOf({ path }, 'photo.jpg', contentOf(long))).toBe(false);
});

test('a photo that is gone, is a link, or cannot be read contains nothing', async () => {
  expect(await isEndOf({ path }, 'none.jpg', contentOf(clip))).toBe(false);
  await symlink(join(path, 'photo.jpg'), join(path, 'link.jpg'));
  expect(await isEndOf({ path }, 'link.jpg', contentOf(clip))).toBe(false);
  watchDisk(path, new StepFaults().failing(/photo\.jpg/u, 'EIO'));
  expect(await isEndOf({ path }, 'photo.jpg', contentOf(clip))).toBe(false);
});

test('only what an export holds beside a stored photo is asked for', async () => {
  const content = contentOf(clip);
  const beside = 'photo.jpg';
  expect(await isContainedClip({ path }, { item: wanted(1, { beside, said }), content })).toBe(true);
  expect(await isContainedClip({ path }, { item: wanted(1, { beside, said: null }), content })).toBe(false);
  expect(await isContainedClip({ path }, { item: wanted(1, { beside: null, said }), content })).toBe(false);
});
