import { symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { lookAtChanged } from '../../../electron/engine/backup/changed-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';

const path = 'Photos/2023/08/A.JPG';
const whole = jpeg('A');
const storedMs = Date.parse('2023-08-01T10:00:00.000Z');
let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
  await backup.store('A');
});

/** What is made of other bytes in the photo's place, which bear a time so many milliseconds after its own. */
async function looked(bytes: Uint8Array, laterMs: number) {
  await backup.put(path, bytes);
  const time = new Date(storedMs + laterMs);
  await utimes(join(backup.destination.path, path), time, time);
  const asset = backup.catalog.assets.atPath(path);
  if (asset === null) throw new Error(`${path} is unknown`);
  return lookAtChanged(backup.destination, asset);
}

const day = 86_400_000;
test.each([
  ['nothing is left of it', Buffer.alloc(0), day, { isCut: true, mayBeEdit: false }],
  ['its beginning is left', whole.subarray(0, -2), day, { isCut: true, mayBeEdit: false }],
  ['a whole picture that is shorter lies there, of another time', jpeg(''), day, { isCut: false, mayBeEdit: true }],
  ['a longer one lies there, of another time', jpeg('A, edited'), day, { isCut: false, mayBeEdit: true }],
  [
    'the beginning of a longer one lies there',
    jpeg('A, edited').subarray(0, -2),
    day,
    { isCut: false, mayBeEdit: true },
  ],
  ['other bytes lie there, and the time is as it was', jpeg('B'), 0, { isCut: false, mayBeEdit: false }],
  ['the time differs by less than a disk can say', jpeg('B'), -2_000, { isCut: false, mayBeEdit: false }],
  ['the time differs by more', jpeg('B'), 2_001, { isCut: false, mayBeEdit: true }],
  ['what is no picture lies there, shorter', Buffer.from('words'), day, { isCut: false, mayBeEdit: true }],
])('%s', async (_what, bytes, laterMs, expected) => {
  expect(await looked(bytes, laterMs)).toEqual(expected);
});

test('what cannot be read, or is a link to elsewhere, nobody edited', async () => {
  const asset = backup.catalog.assets.atPath(path);
  if (asset === null) throw new Error(`${path} is unknown`);
  await backup.remove(path);
  expect(await lookAtChanged(backup.destination, asset)).toEqual({ isCut: false, mayBeEdit: false });
  const elsewhere = await temporaryFolder();
  await symlink(elsewhere, join(backup.destination.path, path));
  expect(await lookAtChanged(backup.destination, asset)).toEqual({ isCut: false, mayBeEdit: false });
});
