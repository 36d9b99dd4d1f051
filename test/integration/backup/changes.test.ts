import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBackupFolder, readTruth } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { openWorld } from '../../support/world.ts';

test('new items and albums are fetched by the next quick run, and nothing else', async () => {
  const { google, backup, call } = await openWorld({ items: 120, albums: 6, seed: 41 });
  await call(['backup']);
  const [added] = google.changeLibrary([{ kind: 'add-items', count: 7, description: 'A new caption' }]);
  if (added?.ok !== true) throw new Error('The library refused the change');
  google.changeLibrary([{ kind: 'add-album', title: 'Just now', itemIds: [...added.itemIds] }]);
  google.resetStatistics();
  const ended = await call(['backup', '--json']);
  expect(lastRecord(ended)).toMatchObject({ kind: 'quick', outcome: 'complete', stored: 7, present: 120 });
  expect(google.statistics().mediaRequests).toBe(7);
  const { sidecars, albums } = await expectWholeBackup(google.url, backup);
  expect(albums.get('Just now')).toHaveLength(7);
  expect(sidecars.length).toBeGreaterThanOrEqual(7);
});

test('renamed albums move their folder, changed memberships follow, and files keep their place', async () => {
  const { google, backup, call } = await openWorld({ items: 150, albums: 8, seed: 42 });
  await call(['backup']);
  const before = await readBackupFolder(backup);
  const truth = await readTruth(google.url);
  const album = truth.flatMap((item) => item.albums)[0];
  if (album === undefined) throw new Error('The library has no album with items');
  const members = truth.filter((item) => item.albums.some(({ id }) => id === album.id)).map(({ id }) => id);
  const outsiders = truth
    .filter((item) => !members.includes(item.id))
    .slice(0, 3)
    .map(({ id }) => id);
  google.changeLibrary([
    { kind: 'rename-album', id: album.id, title: 'Renamed: a/b' },
    { kind: 'add-album-items', id: album.id, itemIds: outsiders },
    { kind: 'remove-album-items', id: album.id, itemIds: members.slice(0, 1) },
  ]);
  const ended = await call(['backup', '--json', '--full']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
  const after = await expectWholeBackup(google.url, backup);
  expect(after.photos).toEqual(before.photos);
  expect((await readdir(join(backup, 'Albums'))).some((name) => name.startsWith('Renamed'))).toBe(true);
});

test('what is removed at Google stays on the disk', async () => {
  const { google, backup, call } = await openWorld({ items: 60, albums: 4, seed: 43 });
  await call(['backup']);
  const truth = await readTruth(google.url);
  const before = await readBackupFolder(backup);
  const albumIds = [...new Set(truth.flatMap((item) => item.albums.map(({ id }) => id)))];
  google.changeLibrary([
    { kind: 'remove-items', ids: truth.slice(0, 20).map(({ id }) => id) },
    { kind: 'remove-album', id: albumIds[0] ?? '' },
  ]);
  const ended = await call(['backup', '--json', '--full']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', discovered: 40, stored: 0, present: 40 });
  const after = await readBackupFolder(backup);
  expect(after.photos).toEqual(before.photos);
  expect([...after.albums.keys()].toSorted()).toEqual([...before.albums.keys()].toSorted());
});

test('the same bytes under two items are stored once and shown in both albums', async () => {
  const { google, backup, call } = await openWorld({ items: 30, albums: 0, seed: 44 });
  const [original] = await readTruth(google.url);
  const [twin] = google.changeLibrary([{ kind: 'duplicate-item', id: original?.id ?? '', filename: 'again.jpg' }]);
  if (twin?.ok !== true) throw new Error('The library refused the change');
  google.changeLibrary([
    { kind: 'add-album', title: 'One', itemIds: [original?.id ?? ''] },
    { kind: 'add-album', title: 'Other', itemIds: [...twin.itemIds] },
  ]);
  const ended = await call(['backup', '--json']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', discovered: 31, stored: 30, present: 1 });
  const { albums } = await expectWholeBackup(google.url, backup);
  expect(albums.get('One')).toEqual(albums.get('Other'));
});

test('a video that is still being processed waits, one that failed is skipped, both with their reason', async () => {
  const { google, backup, call } = await openWorld({ items: 100, albums: 0, seed: 45 });
  const videos = (await readTruth(google.url)).filter(({ filename }) => /\.mp4$/i.test(filename)).map(({ id }) => id);
  const [waiting = '', broken = ''] = videos;
  google.changeLibrary([
    { kind: 'set-video-status', id: waiting, status: 'PROCESSING' },
    { kind: 'set-video-status', id: broken, status: 'FAILED' },
  ]);
  const first = await call(['backup', '--json']);
  expect(first.code).toBe(3);
  expect(lastRecord(first)).toMatchObject({ outcome: 'problems', stored: 98, skipped: 1, failed: 1 });
  google.changeLibrary([
    { kind: 'set-video-status', id: waiting, status: 'READY' },
    { kind: 'set-video-status', id: broken, status: 'READY' },
  ]);
  const second = await call(['backup', '--json']);
  expect(lastRecord(second)).toMatchObject({ outcome: 'complete', stored: 2, present: 98 });
  await expectWholeBackup(google.url, backup);
});

test('several accounts share a folder without mixing up their items', async () => {
  const { google, backup, call } = await openWorld({
    accounts: [
      { email: 'first@example.com', items: 40, albums: 2, seed: 1 },
      { email: 'second@example.com', items: 30, albums: 2, seed: 2 },
    ],
  });
  const hinted = call(['sign-in', '--no-browser', '--login-hint', 'second@example.com'], {
    onLine: (line) => {
      if (line.startsWith('http')) void fetch(line).then((page) => page.text());
    },
  });
  expect((await hinted).stdout).toContain('second@example.com');
  for (const [email, count] of [
    ['first@example.com', 40],
    ['second@example.com', 30],
  ] as const) {
    const ended = await call(['backup', '--json', '--account', email]);
    expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: count });
  }
  const { photos } = await readBackupFolder(backup);
  expect(photos.size).toBe(70);
  expect(google.accounts).toHaveLength(2);
});
