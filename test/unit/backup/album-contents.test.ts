import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { damageOfContents } from '../../../electron/engine/backup/album-verification.ts';
import { CopyVerification, copiesToVerify } from '../../../electron/engine/backup/copy-verification.ts';
import { finalize } from '../../../electron/engine/backup/finalize.ts';
import { healFromAlbums } from '../../../electron/engine/backup/heal-from-albums.ts';
import { shareOf } from '../../../electron/engine/backup/scrub-share.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, jpeg, policyOf } from './backup-fixture.ts';

const never = new AbortController().signal;
const dayMs = 86_400_000;
let backup: BackupFixture;
let faults: StepFaults;
let bytesRead: number;

beforeEach(async () => {
  backup = await backupFixture();
  faults = new StepFaults();
  bytesRead = 0;
});

/** Photos that an album shows as copies. */
async function albumOf(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await backup.store(key, { album: 'Trip' });
  const { destination, catalog, clock, onProblem } = backup;
  const deps = { destination, catalog, now: clock.now, onProblem, signal: never };
  await finalize({ ...deps, view: 'copy', room: {}, policyOf });
}

function deps() {
  const { destination, catalog, clock } = backup;
  return {
    ...{ destination, catalog, now: clock.now, signal: never },
    threads: observed(diskThreadsHere(), { faults, rejecting: true }),
    onRead: (bytes: number) => {
      bytesRead += bytes;
    },
  };
}

function album() {
  const [folder] = [...backup.catalog.albumViews.folders()];
  if (folder === undefined) throw new Error('There is no album');
  return folder;
}

/** Other bytes in the place of a file, of so many milliseconds after the time that it had: none as a disk does it. */
async function replace(path: string, bytes: Uint8Array, laterMs = 0): Promise<void> {
  const absolute = join(backup.destination.path, path);
  const { mtimeMs } = await stat(absolute);
  await backup.put(path, bytes);
  const time = new Date(mtimeMs + laterMs);
  await utimes(absolute, time, time);
}

async function found(kind: 'hashed' | 'missing', key: string, sha256?: string) {
  const [file] = [...copiesToVerify(backup.catalog, [{ albumId: album().id, name: `${key}.JPG` }])];
  if (file === undefined) throw new Error(`${key} is no copy`);
  return kind === 'missing'
    ? { kind, file }
    : { kind, file, hash: { sha256: sha256 ?? file.sha256, bytes: jpeg(key).length } };
}

test('copies that hold their photos are right, and each is read', async () => {
  await albumOf('A', 'B');
  expect(await damageOfContents(album(), deps())).toBeNull();
  expect(bytesRead).toBe(jpeg('A').length + jpeg('B').length);
});

test('a copy with other bytes is named; one that is only missing is not told here', async () => {
  await albumOf('A', 'B', 'C');
  await replace('Albums/Trip/B.JPG', jpeg('!'));
  await backup.remove('Albums/Trip/C.JPG');
  expect(await damageOfContents(album(), deps())).toEqual({
    ...{ fault: 'changed', detail: 'other content: B.JPG', mayBeEdit: false },
  });
});

test('five are named, and the others counted', async () => {
  const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  await albumOf(...keys);
  for (const key of keys) await replace(`Albums/Trip/${key}.JPG`, jpeg('!'));
  expect((await damageOfContents(album(), deps()))?.detail).toMatch(
    /^other content: (?:\w\.JPG(?:, | )){5}and 2 more$/u,
  );
});

test('a copy that a program has saved since may be an edit, but not if another one is just damaged', async () => {
  await albumOf('A', 'B');
  await replace('Albums/Trip/A.JPG', jpeg('edited, and longer'), dayMs);
  expect((await damageOfContents(album(), deps()))?.mayBeEdit).toBe(true);
  await replace('Albums/Trip/B.JPG', jpeg('!'));
  expect((await damageOfContents(album(), deps()))?.mayBeEdit).toBe(false);
});

test('a copy that cannot be read is told as that', async () => {
  await albumOf('A');
  faults.failing(/^hash$/u, 'EIO');
  expect((await damageOfContents(album(), deps()))?.detail).toBe('other content: A.JPG (cannot be read)');
});

test('single copies: what is wrong is a finding of the album, once, and each one read is noted', async () => {
  await albumOf('A', 'B', 'C');
  const verification = new CopyVerification(deps());
  await verification.add(await found('hashed', 'A'));
  await verification.add(await found('missing', 'B'));
  await verification.add(await found('hashed', 'C', 'f'.repeat(64)));
  expect([verification.intact(), verification.progress().files]).toEqual([1, 3]);
  expect(verification.findings()).toMatchObject([{ thing: 'album', path: 'Albums/Trip', detail: 'missing: B.JPG' }]);
  expect(backup.catalog.albumCopies.byDay()).toMatchObject([{ day: '2026-11-21', neverRead: false, files: 3 }]);
});

test('a copy whose photo is no longer in the album is not read', async () => {
  await albumOf('A');
  const key = { albumId: album().id, name: 'A.JPG' };
  expect([...copiesToVerify(backup.catalog, [key, { ...key, name: 'B.JPG' }])]).toHaveLength(1);
});

test("today's share mixes photos and copies, what was unread for longest first", async () => {
  await albumOf('A', 'B');
  const { catalog, clock } = backup;
  const idOf = (key: string) => catalog.assets.atPath(`Photos/2023/08/${key}.JPG`)?.id ?? 0;
  const ago = (days: number) => new Date(clock.now().getTime() - days * dayMs).toISOString();
  const copy = (key: string) => ({ albumId: album().id, name: `${key}.JPG` });
  catalog.assets.recordVerification(idOf('A'), 'intact', ago(400));
  catalog.assets.recordVerification(idOf('B'), 'intact', ago(200));
  catalog.albumCopies.recordRead(copy('A'), ago(300));
  catalog.albumCopies.recordRead(copy('B'), ago(100));
  // All four are overdue; four times the even share are two of them.
  const share = shareOf(catalog, { now: clock.now(), everyDays: 8 });
  expect([[...share.ids], share.copies, share.files]).toEqual([[idOf('A')], [copy('A')], 2]);
  expect(share.bytes).toBe(2 * jpeg('A').length);
});

test('nothing stored: nothing to read today', () => {
  expect(shareOf(backup.catalog, { now: backup.clock.now(), everyDays: 90 })).toMatchObject({ files: 0, bytes: 0 });
});

/** The path of a photo whose file is gone while a copy in an album is there. */
async function lostPhoto(): Promise<string> {
  await albumOf('A');
  const { catalog } = backup;
  const path = 'Photos/2023/08/A.JPG';
  const { id = 0 } = catalog.assets.atPath(path) ?? {};
  await backup.remove(path);
  catalog.assets.recordVerification(id, 'missing', backup.clock.now().toISOString());
  return path;
}

test('a photo that is lost is put back from its copy in an album, and is intact', async () => {
  const path = await lostPhoto();
  const { catalog } = backup;
  await healFromAlbums(deps());
  expect(await backup.read(path)).toBe(jpeg('A').toString());
  expect(catalog.assets.atPath(path)).toMatchObject({ state: 'stored', verified: { outcome: 'intact' } });
  expect(catalog.findings.counts().total).toBe(0);
  expect(await readdir(join(backup.destination.path, '.afterimage/staging'))).toEqual([]);
});

test('a copy with other bytes heals nothing: the photo stays missing', async () => {
  const path = await lostPhoto();
  const { catalog } = backup;
  await replace('Albums/Trip/A.JPG', jpeg('!'));
  await healFromAlbums(deps());
  expect(await backup.read(path)).toBeNull();
  expect(catalog.assets.atPath(path)?.state).toBe('missing');
});

test('a disk that does not take the photo back says so, and nothing stays in staging', async () => {
  const path = await lostPhoto();
  const stop = watchDisk(backup.destination.path, new StepFaults().failing(/^(?:link|rename) /u, 'EROFS'));
  await expect(healFromAlbums(deps())).rejects.toMatchObject({ problem: { code: 'destination-not-writable' } });
  stop();
  expect(await readdir(join(backup.destination.path, '.afterimage/staging'))).toEqual([]);
  expect(backup.catalog.assets.atPath(path)?.state).toBe('missing');
});
