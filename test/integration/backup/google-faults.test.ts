import { expect, test } from 'vitest';
import type { FaultAnswer } from '../../simulator/server/faults/fault-rules.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { openWorld, type World } from '../../support/world.ts';

const small = { items: 24, albums: 3, seed: 17 } as const;

async function expectWholeAfterAll({ google, backup, call }: World): Promise<void> {
  const ended = await call(['backup', '--json']);
  expect(ended.code, ended.stderr).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
  await expectWholeBackup(google.url, backup);
}

const passing: readonly (readonly [name: string, operation: string, answer: FaultAnswer, times?: number])[] = [
  ['a reset', 'media.download', { kind: 'reset' }],
  ['a truncation', 'media.download', { kind: 'truncate', afterBytes: 1_500 }],
  ['a wrong length', 'media.download', { kind: 'wrong-length', by: 10 }],
  ['a web page as a body', 'media.download', { kind: 'html' }],
  ['an error picture as a body', 'media.download', { kind: 'image' }],
  ['a web page with status 403', 'media.download', { kind: 'html', status: 403 }],
  ['a picture with status 404', 'media.download', { kind: 'image', status: 404 }],
  ['a server error of the byte host', 'media.download', { kind: 'status', status: 503 }],
  ['server errors of the API', 'mediaItems.list', { kind: 'status', status: 500 }],
  ['502 with a web page from the API', 'albums.list', { kind: 'html', status: 502 }],
  ['a reset in mid-listing', 'mediaItems.search', { kind: 'reset' }],
  ['429 per minute', 'mediaItems.list', { kind: 'quota-minute' }],
  ['429 for concurrency', 'mediaItems.search', { kind: 'quota-concurrent' }],
  ['429 of the byte host', 'media.download', { kind: 'quota-minute' }],
  ['an access token refused once although fresh', 'mediaItems.list', { kind: 'unauthorized' }, 1],
  ['a link that has expired', 'media.download', { kind: 'expired-url' }],
];

test.for(passing)('%s passes by itself', async ([, operation, answer, times = 2]) => {
  const world = await openWorld({ ...small, items: 12 });
  world.google.planFaults({ rules: [{ match: { operation }, times, answer }] });
  await expectWholeAfterAll(world);
  expect(world.google.faultReport().rules[0]?.struck).toBeGreaterThan(0);
});

test('a transfer that stands still is broken off and made again', async () => {
  const world = await openWorld({ ...small, items: 12 });
  world.google.planFaults({
    rules: [{ match: { operation: 'media.download' }, times: 1, answer: { kind: 'stall', afterBytes: 900 } }],
  });
  await expectWholeAfterAll(world);
});

test("the day's limit stops the run with the reset time, and the next day it goes on", async () => {
  const world = await openWorld({ ...small, items: 600, albums: 30, dailyRequests: 30 });
  const stopped = await world.call(['backup', '--json']);
  expect(stopped.code).toBe(5);
  expect(lastRecord(stopped)).toMatchObject({ outcome: 'stopped', problem: { code: 'quota-day' } });
  const quota = stopped.records.filter((record) => record['event'] === 'quota').at(-1);
  expect(quota).toMatchObject({ state: 'stopped', reason: { code: 'quota-day' } });
  expect(Date.parse(String(quota?.['waitingUntil']))).toBeGreaterThan(Date.now());
  // The ledger remembers: not even one more request is made today.
  world.google.resetStatistics();
  const again = await world.call(['backup', '--json']);
  expect(again.code).toBe(5);
  expect(world.google.statistics().apiRequests).toBe(0);
});

test('an API that is switched off is named, with the page that switches it on', async () => {
  const world = await openWorld(small);
  world.google.changeProject({ apis: { photoslibrary: false } });
  const stopped = await world.call(['backup', '--json']);
  expect(stopped.code).toBe(3);
  const report = lastRecord(stopped);
  expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'api-disabled' } });
  expect(JSON.stringify(report)).toContain(
    'https://console.developers.google.com/apis/api/photoslibrary.googleapis.com',
  );
  world.google.changeProject({ apis: { photoslibrary: true } });
  await expectWholeAfterAll(world);
});

test('access revoked mid-run stops the run; signing in again continues', async () => {
  const world = await openWorld({ ...small, items: 120, itemBytes: 60_000 });
  let isRevoked = false;
  const stopped = await world.call(['backup', '--json'], {
    onLine: (line) => {
      if (isRevoked || !line.includes('"started"')) return;
      isRevoked = true;
      world.google.revoke();
    },
  });
  expect(stopped.code, stopped.stdout).toBe(4);
  expect(lastRecord(stopped)).toMatchObject({ outcome: 'stopped', problem: { code: 'token-revoked' } });
  expect((await world.call(['accounts'])).stdout).toContain('Access was withdrawn');
  expect((await world.signIn()).code).toBe(0);
  await expectWholeAfterAll(world);
});

test('access tokens that all expire mid-run are renewed without anybody noticing', async () => {
  const world = await openWorld({ ...small, items: 300 });
  let isExpired = false;
  const ended = await world.call(['backup', '--json'], {
    onLine: (line) => {
      if (isExpired || !line.includes('"started"')) return;
      isExpired = true;
      world.google.spoilAccessTokens('expire');
    },
  });
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectWholeBackup(world.google.url, world.backup);
});

test('a sign-in of a Testing project that is seven days old says so', async () => {
  const world = await openWorld({ ...small, status: 'testing' });
  const accounts = await world.call(['accounts', '--json']);
  expect(Date.parse(String(accounts.records[0]?.['signInExpiresAt']))).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  world.google.advance(8 * 86_400);
  const stopped = await world.call(['backup', '--json']);
  expect(stopped.code).toBe(4);
  expect(lastRecord(stopped)).toMatchObject({
    problem: { code: expect.stringMatching(/^token-(expired-testing|revoked)$/) },
  });
});

test('a client that was deleted is distinguished from a withdrawn access', async () => {
  const world = await openWorld(small);
  world.google.changeProject({ client: 'deleted' });
  world.google.spoilAccessTokens('expire');
  const stopped = await world.call(['backup', '--json']);
  expect(stopped.code).toBe(4);
  expect(lastRecord(stopped)).toMatchObject({ problem: { code: 'client-deleted' } });
});

test('links that expire while their items are queued are renewed in batches', async () => {
  const world = await openWorld({ ...small, items: 150, baseUrlSeconds: 3_600 });
  world.google.planFaults({
    rules: [{ match: { operation: 'albums.list' }, times: 1, answer: { kind: 'status', status: 503 } }],
  });
  let isLater = false;
  const ended = await world.call(['backup', '--json'], {
    onLine: (line) => {
      if (isLater || !line.includes('"started"')) return;
      isLater = true;
      // For Google an hour passes; the engine's own clock does not know, so it meets links that are refused.
      world.google.advance(3_700);
    },
  });
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectWholeBackup(world.google.url, world.backup);
});

test('an item that is removed while it is queued is left out with a reason', async () => {
  const world = await openWorld({ items: 30, albums: 1, seed: 17 });
  const listed = await world.call(['items', 'list', '--json']);
  const id = String(listed.records.at(-1)?.['id']);
  // Its bytes are refused as for an old link; asking for a fresh one tells that it is gone.
  world.google.planFaults({
    rules: [
      {
        match: { operation: 'mediaItems.batchGet' },
        answer: {
          kind: 'status',
          status: 200,
          body: { mediaItemResults: [{ status: { code: 5, message: 'NOT_FOUND' } }] },
        },
      },
      { match: { path: id }, answer: { kind: 'expired-url' } },
    ],
  });
  const ended = await world.call(['backup', '--json']);
  expect(ended.code, ended.stdout).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', stored: 29, skipped: 1, failed: 0 });
  const stored = await world.call(['items', 'list', '--stored', '--state', 'skipped', '--json']);
  expect(stored.records).toMatchObject([{ key: id, problem: { code: 'item-gone' } }]);
});

test('an album that vanishes while it is listed is reported, and everything else is backed up', async () => {
  const world = await openWorld({ items: 80, albums: 6, seed: 17 });
  world.google.planFaults({
    rules: [
      {
        match: { operation: 'mediaItems.search' },
        times: 1,
        answer: {
          kind: 'status',
          status: 404,
          body: { error: { code: 404, message: 'Album not found.', status: 'NOT_FOUND' } },
        },
      },
    ],
  });
  const ended = await world.call(['backup', '--json']);
  expect(ended.code).toBe(3);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'problems', stored: 80, failed: 0 });
  expect(ended.records).toContainEqual(
    expect.objectContaining({ event: 'problem', problem: expect.objectContaining({ code: 'album-gone' }) }),
  );
  await expectWholeAfterAll(world);
});

test('an item whose bytes never come whole is reported, retried by the next run, and never half visible', async () => {
  const world = await openWorld({ items: 30, albums: 1, seed: 17 });
  world.google.planFaults({ rules: [{ match: { host: 'lh3.googleusercontent.com' }, answer: { kind: 'html' } }] });
  const ended = await world.call(['backup', '--json']);
  expect(ended.code).toBe(3);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'problems', stored: 0, failed: 30 });
  world.google.planFaults({});
  await expectWholeAfterAll(world);
});

test('a listing that breaks off in the middle: what was listed is fetched, and the run says that it was not all', async () => {
  const world = await openWorld({ items: 250, albums: 2, seed: 17 });
  world.google.planFaults({
    rules: [{ match: { operation: 'mediaItems.list' }, after: 1, answer: { kind: 'status', status: 400 } }],
  });
  const stopped = await world.call(['backup', '--json']);
  expect(stopped.code).toBe(3);
  const report = lastRecord(stopped);
  expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'google-refused' }, failed: 0, skipped: 0 });
  expect(Number(report['stored'])).toBeGreaterThanOrEqual(100);
  world.google.planFaults({});
  // What the broken listing did not show is not taken for gone.
  await expectWholeAfterAll(world);
});

test('albums that cannot be listed leave the items as they are', async () => {
  const world = await openWorld({ items: 150, albums: 2, seed: 17 });
  world.google.planFaults({
    rules: [{ match: { operation: 'albums.list' }, answer: { kind: 'status', status: 400 } }],
  });
  expect(lastRecord(await world.call(['backup', '--json']))).toMatchObject({ outcome: 'stopped', stored: 150 });
  world.google.planFaults({});
  await expectWholeAfterAll(world);
});

test('an item whose link is refused and cannot be renewed costs itself', async () => {
  const world = await openWorld({ ...small, items: 120 });
  const listed = await world.call(['items', 'list', '--json']);
  const bad = String(listed.records[60]?.['id']);
  const failing: FaultAnswer = { kind: 'status', status: 500 };
  world.google.planFaults({
    rules: [
      { match: { operation: 'mediaItems.batchGet', path: bad }, answer: failing },
      { match: { path: bad, host: 'lh3.googleusercontent.com' }, answer: 'expired-url' },
    ],
  });
  const ended = await world.call(['backup', '--json']);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'problems', stored: 119, failed: 1 });
});

const poison: readonly (readonly [string, FaultAnswer])[] = [
  ['two lengths that contradict each other', { kind: 'not-http' }],
  ['no HTTP at all', { kind: 'not-http', head: 'SSH-2.0-OpenSSH_9.6' }],
  ['a head beyond all bounds', { kind: 'not-http', head: `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(99_000)}` }],
  ['nothing but a reset', { kind: 'reset' }],
  ['a wish for a sign-in at a proxy', { kind: 'status', status: 407 }],
  ['an API that is switched off', { kind: 'status', status: 403, body: { error: { status: 'SERVICE_DISABLED' } } }],
  ['a sign-in that was withdrawn', { kind: 'status', status: 400, body: { error: 'invalid_grant' } }],
];

test.for(poison)('an item that is answered with %s costs itself', async ([, answer]) => {
  const world = await openWorld({ ...small, items: 80 });
  const listed = await world.call(['items', 'list', '--json']);
  const poisoned = String(listed.records[5]?.['id']);
  world.google.planFaults({ rules: [{ match: { path: poisoned, host: 'lh3.googleusercontent.com' }, answer }] });
  expect(lastRecord(await world.call(['backup', '--json']))).toMatchObject({
    outcome: 'problems',
    stored: 79,
    failed: 1,
  });
  // Nothing else is left to compare it with.
  expect(lastRecord(await world.call(['backup', '--json']))).toMatchObject({ outcome: 'problems', failed: 1 });
  world.google.planFaults({});
  await expectWholeAfterAll(world);
});
