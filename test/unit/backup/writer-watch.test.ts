import { beforeEach, expect, test } from 'vitest';
import { watchForWriters } from '../../../electron/engine/backup/writer-watch.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { goodValue } from '../catalog/catalog-fixture.ts';
import { type BackupFixture, backupFixture } from './backup-fixture.ts';

let backup: BackupFixture;
const clock = fakeClock();

beforeEach(async () => {
  backup = await backupFixture();
});

async function lock() {
  clock.pass(1_000);
  return goodValue(await lockDestination(backup.destination, clock.now));
}

async function watch() {
  const watching = await watchForWriters(backup.destination, clock.monotonic);
  if (watching === null) throw new Error('Somebody writes');
  return watching;
}

test('who writes already is no beginning: there is nothing to watch', async () => {
  const held = await lock();
  expect(await watchForWriters(backup.destination, clock.monotonic)).toBeNull();
  held.release();
  expect(await watchForWriters(backup.destination, clock.monotonic)).not.toBeNull();
});

test('who begins is noticed, also after they have ended again', async () => {
  const watching = await watch();
  expect(await watching.hasBegun(true)).toBe(false);
  const held = await lock();
  expect(await watching.hasBegun(true)).toBe(true);
  held.release();
  expect(await watching.hasBegun(true)).toBe(true);
});

test('who ended before the watch began is of no interest', async () => {
  (await lock()).release();
  const watching = await watch();
  expect(await watching.hasBegun(true)).toBe(false);
});

test('the disk is asked twice a second at most, unless it has to be at once', async () => {
  const watching = await watch();
  goodValue(await lockDestination(backup.destination, clock.now)).release();
  clock.pass(499);
  expect(await watching.hasBegun(false)).toBe(false);
  clock.pass(1);
  expect(await watching.hasBegun(false)).toBe(true);
});
