import { rmSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { monotonicClock, sleep } from '../../../electron/base/clock.ts';
import { type ScrubDeps, scrub } from '../../../electron/engine/backup/scrub.ts';
import { bytesPerFile } from '../../../electron/engine/backup/scrub-plan.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';
import { isLong } from '../../support/test-environment.ts';
import { type BackupFixture, backupFixture } from './backup-fixture.ts';

const dayMs = 86_400_000;
const mebibyte = 1_024 * 1_024;
const [a, b] = ['Photos/2023/08/A.JPG', 'Photos/2023/08/B.JPG'];

let backup: BackupFixture;
let stopping: AbortController;
let told: number[];
/** What happens while the scrub waits for its turn at the disk; by how often it has waited. */
let meanwhile: (waited: number) => unknown;

beforeEach(async () => {
  backup = await backupFixture();
  for (const key of ['A', 'B', 'C']) await backup.store(key);
  backup.clock.pass(400 * dayMs);
  stopping = new AbortController();
  told = [];
  meanwhile = () => undefined;
});

function deps(): ScrubDeps {
  const { destination, catalog, clock } = backup;
  let waited = 0;
  return {
    ...{ destination, catalog, now: clock.now, clock: clock.monotonic, signal: stopping.signal },
    wait: async (milliseconds, signal) => {
      clock.pass(milliseconds);
      waited += 1;
      await meanwhile(waited);
      signal.throwIfAborted();
    },
    onProgress: ({ files }) => void told.push(files),
  };
}

/** Everything is due on one day, and slow enough that each file waits. */
const slowly = { everyDays: 1, bytesPerSecond: bytesPerFile };

test('what is due is read again, and is not due any more', async () => {
  expect(await scrub(deps(), { everyDays: 1 })).toMatchObject({
    ...{ ended: 'done', checked: 3, intact: 3, findings: [], due: { files: 3 } },
  });
  expect(told).toEqual([1, 2, 3]);
  expect(backup.catalog.fileHealth.verified()).toEqual({
    verified: 3,
    lastVerifiedAt: backup.clock.now().toISOString(),
  });
  expect(await scrub(deps(), { everyDays: 1 })).toMatchObject({
    ended: 'done',
    checked: 0,
    due: { files: 0, bytes: 0 },
  });
});

test('a bounded share is read, the longest unread first', async () => {
  const { assets } = backup.catalog;
  for (const [path, days] of [
    [a, 100],
    [b, 300],
  ] as const) {
    const at = new Date(backup.clock.now().getTime() - days * dayMs).toISOString();
    assets.recordVerification(assets.atPath(path)?.id ?? 0, 'intact', at);
  }
  // C was never read, then comes B.
  expect(await scrub(deps(), { everyDays: 8 })).toMatchObject({ checked: 2, ended: 'done' });
  expect(assets.atPath(a)?.verified?.at).not.toBe(backup.clock.now().toISOString());
  expect(await scrub(deps(), { everyDays: 8 })).toMatchObject({ checked: 0 });
  backup.clock.pass(dayMs);
  expect(await scrub(deps(), { everyDays: 8 })).toMatchObject({ checked: 1 });
});

test('what changed, is missing or cannot be read is a finding, and the rest is read all the same', async () => {
  await backup.put(a, 'other bytes');
  await backup.remove(b);
  await backup.store('D', { createdAt: '2022-01-01T10:00:00.000Z' });
  const month = join(backup.destination.path, 'Photos/2022');
  await rename(month, join(backup.destination.path, 'elsewhere'));
  await symlink(join(backup.destination.path, 'elsewhere'), month);
  const report = await scrub(deps(), { everyDays: 1 });
  expect(report).toMatchObject({ checked: 4, intact: 1, ended: 'done' });
  expect(report.findings.map(({ path, fault }) => [path, fault])).toEqual([
    ['Photos/2022/01/D.JPG', 'unreadable'],
    [a, 'changed'],
    [b, 'missing'],
  ]);
  expect(backup.catalog.findings.counts().total).toBe(3);
  // What cannot be read would otherwise come first, again and again.
  expect(await scrub(deps(), { everyDays: 1 })).toMatchObject({ checked: 0, due: { files: 0 } });
});

test('no more bytes a second are read than it may, in the middle of a file as well', async () => {
  await backup.put(a, Buffer.alloc(4 * mebibyte));
  const begun = backup.clock.monotonic();
  const { seconds, bytes } = await scrub(deps(), { everyDays: 1, bytesPerSecond: mebibyte });
  const cost = (bytes + 3 * bytesPerFile) / mebibyte;
  expect(bytes).toBeGreaterThan(4 * mebibyte);
  expect(seconds).toBeGreaterThan(cost - 0.5);
  expect(seconds).toBeLessThan(cost + 0.5);
  expect(backup.clock.monotonic() - begun).toBeCloseTo(seconds * 1_000, 0);
});

test('stopped in the middle of a file, it ends there, and keeps what it had found', async () => {
  await backup.put(b, Buffer.alloc(4 * mebibyte));
  meanwhile = (waited) => (waited === 6 ? stopping.abort() : undefined);
  const report = await scrub(deps(), slowly);
  expect(report).toMatchObject({ ended: 'stopped', checked: 1, intact: 1 });
  expect(backup.catalog.assets.atPath(b)?.verified).toBeNull();
});

test('a disk that does not answer keeps nobody waiting', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  meanwhile = () => {
    resolve();
    return new Promise(() => undefined);
  };
  const ended = scrub(deps(), slowly);
  await asked;
  stopping.abort();
  expect(await ended).toMatchObject({ ended: 'stopped', checked: 0 });
});

test('a backup that begins elsewhere has the lock at once, and what it does is not held against the files', async () => {
  meanwhile = async (waited) => {
    if (waited !== 2) return;
    const lock = await lockDestination(backup.destination, backup.clock.now);
    expect(lock.ok).toBe(true);
    await backup.remove(b);
  };
  expect(await scrub(deps(), slowly)).toMatchObject({ ended: 'busy', checked: 1, findings: [] });
  expect(backup.catalog.assets.atPath(b)).toMatchObject({ state: 'stored', verified: null });
});

test('a backup that begins in the middle of a long file does not wait for its end', async () => {
  await backup.put(a, Buffer.alloc(8 * mebibyte));
  let waits = 0;
  meanwhile = async (waited) => {
    waits = waited;
    if (waited !== 4) return;
    const lock = await lockDestination(backup.destination, backup.clock.now);
    expect(lock.ok).toBe(true);
  };
  expect(await scrub(deps(), slowly)).toMatchObject({ ended: 'busy', checked: 0, findings: [] });
  expect(waits).toBe(4);
});

test.runIf(isLong()).for(['stopped', 'busy'] as const)('in real time it ends within a second: %s', async (how) => {
  await backup.put(a, Buffer.alloc(128 * mebibyte));
  const done = scrub({ ...deps(), clock: monotonicClock, wait: sleep }, { everyDays: 1 });
  // Eight seconds at its usual pace.
  await setTimeout(1_000);
  const begun = monotonicClock();
  if (how === 'stopped') stopping.abort();
  else expect((await lockDestination(backup.destination, backup.clock.now)).ok).toBe(true);
  expect(await done).toMatchObject({ ended: how, checked: 0, findings: [] });
  expect(monotonicClock() - begun).toBeLessThan(1_000);
});

test('a backup that is short, or goes on, ends it as well', async () => {
  meanwhile = async (waited) => {
    if (waited !== 1) return;
    const lock = await lockDestination(backup.destination, () => new Date(0));
    if (lock.ok) lock.value.release();
  };
  expect(await scrub(deps(), slowly)).toMatchObject({ ended: 'busy' });
  const lock = await lockDestination(backup.destination, backup.clock.now);
  expect(lock.ok).toBe(true);
  meanwhile = () => undefined;
  expect(await scrub(deps(), slowly)).toMatchObject({ ended: 'busy', checked: 0 });
});

test('a disk that does not say who writes there ends it, and says nothing of the photo', async () => {
  await backup.put(a, Buffer.alloc(8 * mebibyte));
  const holder = join(backup.destination.path, '.afterimage/lock-holder.json');
  meanwhile = async (waited) => {
    if (waited !== 4) return;
    await rm(holder, { force: true });
    await mkdir(holder);
  };
  await expect(scrub(deps(), slowly)).rejects.toThrow();
  expect(backup.catalog.findings.counts().total).toBe(0);
  expect(backup.catalog.assets.atPath(a)?.verified).toBeNull();
});

test('a folder that is gone makes no file missing', async () => {
  meanwhile = () => rmSync(backup.destination.path, { recursive: true, force: true });
  await expect(scrub(deps(), slowly)).rejects.toMatchObject({ problem: { code: 'destination-missing' } });
  expect(backup.catalog.findings.counts().total).toBe(0);
});
