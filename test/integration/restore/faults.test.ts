import { renameSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FaultAnswer } from '../../simulator/server/faults/fault-rules.ts';
import { photosInAlbum } from '../../support/album-export.ts';
import { openRestoreWorld, type RestoreWorld } from '../../support/restore-world.ts';
import { isLong } from '../../support/test-environment.ts';
import { restored } from './restored.ts';

const day = 86_400_000;
/** Of the issue: 1,200 items and 300 requests a day. */
const { photos, dailyRequests } = isLong() ? { photos: 1_200, dailyRequests: 300 } : { photos: 120, dailyRequests: 60 };

function strike({ google }: RestoreWorld, operation: string, answer: FaultAnswer, times = 1, after = 0): void {
  google.planFaults({ rules: [{ match: { operation }, times, after, answer }] });
}

describe('what Google does to a restore', () => {
  test.each<{ what: string; operation: string; answer: FaultAnswer; times?: number; after?: number }>([
    {
      what: 'the answer is lost after the items were made',
      operation: 'mediaItems.batchCreate',
      answer: { kind: 'truncate', afterBytes: 5 },
    },
    {
      what: 'items fail with code 13, over and over',
      operation: 'mediaItems.batchCreate',
      answer: { kind: 'result-status', code: 13, every: 2 },
      times: 4,
    },
    {
      what: 'items fail with code 13 and are made all the same',
      operation: 'mediaItems.batchCreate',
      answer: { kind: 'result-status', code: 13, made: true },
      times: 2,
    },
    { what: 'results are missing', operation: 'mediaItems.batchCreate', answer: { kind: 'fewer-results', by: 3 } },
    {
      what: 'another program writes for an hour',
      operation: 'mediaItems.batchCreate',
      answer: { kind: 'quota-concurrent' },
      times: 8,
    },
    {
      what: 'the album is made and its answer lost',
      operation: 'albums.create',
      answer: { kind: 'truncate', afterBytes: 5 },
    },
    {
      what: 'an addition to the album is lost',
      operation: 'albums.batchAddMediaItems',
      answer: { kind: 'reset' },
      times: 2,
    },
    { what: 'uploads break off', operation: 'uploads', answer: { kind: 'reset' }, times: 3 },
    { what: 'tokens are refused', operation: 'uploads', answer: { kind: 'unauthorized' }, after: 3 },
  ])('$what', async ({ operation, answer, times = 1, after = 0 }) => {
    const world = await openRestoreWorld();
    strike(world, operation, answer, times, after);
    await restored(world);
  });

  test('tokens are lost between upload and making, and used up by a restore that was killed', async () => {
    const world = await openRestoreWorld();
    strike(world, 'mediaItems.batchCreate', { kind: 'status', status: 403 }, 1);
    expect(await world.restore()).toMatchObject({ outcome: 'stopped', sent: 0 });
    world.google.changeUploads({ action: 'forget-tokens' });
    await restored(world);
  });

  test('tokens are older than a day when the restore continues', async () => {
    let now = Date.now();
    const world = await openRestoreWorld({ now: () => now });
    strike(world, 'mediaItems.batchCreate', { kind: 'status', status: 403 }, 1);
    expect(await world.restore()).toMatchObject({ outcome: 'stopped', sent: 0 });
    now += 1.5 * day;
    world.google.resetStatistics();
    await restored(world);
    // None of the old tokens was tried: all bytes were sent again.
    expect(world.google.statistics().requests['uploads']).toBe(14);
  });

  test('tokens of today are used without sending the bytes again', async () => {
    const world = await openRestoreWorld();
    strike(world, 'mediaItems.batchCreate', { kind: 'status', status: 403 }, 1);
    expect(await world.restore()).toMatchObject({ outcome: 'stopped', sent: 0 });
    world.google.resetStatistics();
    await restored(world);
    expect(world.google.statistics().requests['uploads'] ?? 0).toBe(0);
  });

  test('an item is refused for good: the others arrive, and it is not tried again', async () => {
    const world = await openRestoreWorld();
    strike(world, 'mediaItems.batchCreate', { kind: 'result-status', code: 3, every: 50 }, 3);
    const report = await world.restore();
    expect(report).toMatchObject({ outcome: 'problems', sent: 13, failed: 1, left: 0 });
    expect(report.failures).toMatchObject([{ problem: { code: 'restore-item-refused' } }]);
    world.google.resetStatistics();
    expect(await world.restore()).toMatchObject({ sent: 0, failed: 1, present: 13 });
    expect(world.google.statistics().requests['uploads'] ?? 0).toBe(0);
    // Whoever asks for what is missing has it tried once more.
    expect(await world.restore({ selection: { missing: true } })).toMatchObject({ sent: 1, failed: 0 });
  });

  test('the storage is full: it stops, says so, and continues once there is room', async () => {
    const world = await openRestoreWorld({ uploads: { storageBytes: 4_000 } });
    const stopped = await world.restore();
    expect(stopped).toMatchObject({ outcome: 'stopped', problem: { code: 'restore-storage-full' } });
    expect(stopped.sent + stopped.left).toBe(14);
    world.google.changeUploads({ action: 'limit-storage', bytes: null });
    await restored(world);
  });

  test('a daily limit in mid-album: it waits, says until when, and resumes on the day that was planned', async () => {
    let now = Date.parse('2026-03-02T12:00:00Z');
    const world = await openRestoreWorld({ dailyRequests, now: () => now, files: await photosInAlbum('Long', photos) });
    const request = { ...world.request, limits: { ...world.request.limits, dailyRequests } };
    const plan = await world.engine.planRestore(request, new AbortController().signal);
    const days = plan.ok ? plan.value.days : 0;
    const waits: string[] = [];
    const running = world.engine.startRestore(request, (event) => {
      if (event.event !== 'restore-waiting') return;
      waits.push(event.until);
      void world.engine.restores().then((all) => {
        expect(all).toMatchObject({ value: [{ state: 'waiting', waitingUntil: event.until }] });
        now = Date.parse(event.until) + 1_000;
      });
    });
    const ended = await running.ended;
    expect(ended).toMatchObject({ ok: true, value: { outcome: 'complete', sent: photos } });
    expect(Math.abs(waits.length + 1 - days)).toBeLessThanOrEqual(1);
    expect(waits.length).toBeGreaterThan(1);
    expect(await world.albumsThere()).toMatchObject({ Long: { length: photos } });
  });
});

describe('what happens on this side', () => {
  test('a file changes and another vanishes between plan and sending: both are named, the others arrive', async () => {
    const world = await openRestoreWorld();
    const place = join(world.backup, 'Photos/2019/08');
    await writeFile(join(place, 'IMG_00003.jpg'), 'something else');
    await rm(join(place, 'IMG_00005.jpg'));
    const report = await world.restore();
    expect(report).toMatchObject({ outcome: 'problems', sent: 12, failed: 2 });
    expect(report.failures.map(({ path, problem }) => [path.slice(-13), problem.code]).sort()).toEqual([
      ['IMG_00003.jpg', 'restore-file-changed'],
      ['IMG_00005.jpg', 'restore-file-changed'],
    ]);
    expect(report.albums).toMatchObject([{ items: 10, found: 10, inOrder: true }]);
    // Status, verify and repair know of them from now on.
    expect(await world.findings()).toMatchObject([
      { thing: 'photo', fault: 'changed', path: expect.stringContaining('IMG_00003.jpg') },
      { thing: 'photo', fault: 'missing', path: expect.stringContaining('IMG_00005.jpg') },
    ]);
  });

  test('the disk is unplugged: it stops for that, no file is counted as gone, and it continues once it is back', async () => {
    const world = await openRestoreWorld();
    let isPlugged = true;
    const report = await world.restore({
      stopAt: ({ event }) => {
        // As soon as it begins to send.
        if (event === 'restore-progress' && isPlugged) renameSync(world.backup, `${world.backup}-elsewhere`);
        if (event === 'restore-progress') isPlugged = false;
        return false;
      },
    });
    expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'destination-missing' }, failed: 0 });
    renameSync(`${world.backup}-elsewhere`, world.backup);
    await restored(world);
  });

  test('it is stopped again and again, wherever it is: the end is the same', async () => {
    const world = await openRestoreWorld();
    for (let stop = 1; stop < 9; stop += 1) {
      let seen = 0;
      await world.restore({
        stopAt: (event) => {
          seen += event.event === 'restore-progress' || event.event === 'quota' ? 1 : 0;
          return seen >= stop;
        },
      });
    }
    await restored(world);
  });

  test('the journal is lost: what is there is recognised, nothing is sent and no album made again', async () => {
    const world = await openRestoreWorld();
    await restored(world);
    await rm(join(world.data, 'restores.sqlite'));
    world.google.resetStatistics();
    const report = await world.restore();
    expect(report).toMatchObject({ sent: 0, present: 14 });
    const { requests } = world.google.statistics();
    expect(requests['uploads'] ?? 0).toBe(0);
    expect(requests['albums.create'] ?? 0).toBe(0);
    expect(report.albums).toMatchObject([{ title: 'Rome', found: 12, inOrder: true }]);
  });

  test('an item and the album are deleted at Google: only "missing" sends it again, the album is made again', async () => {
    const world = await openRestoreWorld();
    await restored(world);
    const gone = (await world.uploads()).find(({ filename }) => filename === 'IMG_00007.jpg');
    world.google.changeLibrary([
      { kind: 'remove-items', ids: [gone?.id ?? ''] },
      { kind: 'remove-album', id: gone?.albums[0]?.id ?? '' },
    ]);
    const report = await world.restore({ selection: { missing: true } });
    expect(report).toMatchObject({ sent: 1, present: 13, failed: 0 });
    expect(await world.uploads()).toHaveLength(14);
    expect((await world.restore({ selection: { missing: true } })).albums).toMatchObject([{ found: 12 }]);
  });

  test('another client ID sees nothing of it, and sends the same bytes, which are no second items', async () => {
    const world = await openRestoreWorld();
    await restored(world);
    const account = { ...world.request.account, clientId: '123-other.apps.googleusercontent.com' };
    const ended = await world.engine.startRestore({ ...world.request, account }, () => undefined).ended;
    expect(ended).toMatchObject({ value: { failed: 0 } });
    expect(await world.uploads()).toHaveLength(14);
  });

  test('another account gets all of it', async () => {
    const world = await openRestoreWorld({
      accounts: ['first', 'second'].map((name) => ({ email: `${name}@example.com`, items: 0, albums: 0 })),
    });
    await restored(world);
    const second = world.google.accounts[1] ?? { id: '', email: '' };
    const plan = await world.engine.planRestore(
      { ...world.request, account: { ...world.request.account, ...second } },
      new AbortController().signal,
    );
    expect(plan).toMatchObject({ value: { items: 14, present: 0, newAlbums: 1 } });
  });

  test('two restores at once: one of them is told', async () => {
    const world = await openRestoreWorld();
    const both = [1, 2].map(() => world.engine.startRestore(world.request, () => undefined).ended);
    // Whichever has the lock first.
    expect((await Promise.all(both)).sort((a, b) => Number(b.ok) - Number(a.ok))).toMatchObject([
      { ok: true, value: { sent: 14 } },
      { ok: false, problem: { code: 'restore-busy' } },
    ]);
  });

  test('an account that may hold the photos takes its address, once', async () => {
    const world = await openRestoreWorld();
    const email = 'someone.else@example.com';
    const request = { ...world.request, account: { ...world.request.account, email } };
    const begin = (typedEmail: string | null) =>
      world.engine.startRestore({ ...request, typedEmail }, () => undefined).ended;
    expect(await begin(null)).toMatchObject({ problem: { code: 'restore-not-confirmed' } });
    expect(await begin('yes')).toMatchObject({ problem: { code: 'restore-not-confirmed' } });
    expect(await world.uploads()).toEqual([]);
    strike(world, 'mediaItems.batchCreate', { kind: 'status', status: 403 }, 1);
    expect(await begin('Someone.Else@example.com ')).toMatchObject({ value: { outcome: 'stopped' } });
    // What was interrupted continues without asking again.
    expect(await begin(null)).toMatchObject({ value: { sent: 14 } });
  });
});

test('what was sent is never fetched as copies by a backup of the library', async () => {
  const world = await openRestoreWorld();
  await restored(world);
  const request = { ...world.request, kind: 'full', dryRun: false, albumView: 'auto' } as const;
  // What this has listed waits to be fetched.
  await world.engine.startBackup({ ...request, dryRun: true }, () => undefined).ended;
  const ended = await world.engine.startBackup(request, () => undefined).ended;
  expect(ended).toMatchObject({ value: { outcome: 'complete', discovered: 14, stored: 0, present: 14 } });
  expect(world.google.statistics().mediaRequests).toBe(0);
});
