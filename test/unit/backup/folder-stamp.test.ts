import { hostname } from 'node:os';
import { beforeEach, expect, test } from 'vitest';
import { advanceStamp, beginStamp, endStamp } from '../../../electron/engine/backup/folder-stamp.ts';
import { readStamp, writeStamp } from '../../../electron/engine/destination/stamp.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture } from './backup-fixture.ts';

let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
});

function deps() {
  const { destination, catalog, clock } = backup;
  return { destination, catalog, now: clock.now };
}

function inFolder() {
  return readStamp(backup.destination.path);
}

/** A whole run: begun, stood for by a state, told to the folder. */
async function wholeRun(run: number): Promise<void> {
  await beginStamp(deps(), run);
  advanceStamp(deps(), run);
  await endStamp(deps(), run);
}

test('while a run writes, the folder says who does, and no state of it is whole', async () => {
  await beginStamp(deps(), 7);
  const writing = { id: backup.catalog.stamps.writing(), machine: hostname(), run: 7 };
  expect(inFolder()).toMatchObject({ id: null, generation: 0, writing });
  expect(backup.catalog.stamps.current()).toBeNull();
});

test('after it, folder and catalog name the same state, one generation further', async () => {
  await wholeRun(7);
  const first = inFolder();
  expect(first).toMatchObject({ generation: 1, run: 7, writing: null });
  expect(backup.catalog.stamps.current()).toMatchObject({ id: first?.id, generation: 1 });
  expect(backup.catalog.stamps.writing()).toBeNull();
  backup.clock.pass(60_000);
  await wholeRun(8);
  expect(inFolder()).toMatchObject({ generation: 2, run: 8, at: backup.clock.now().toISOString() });
  expect(inFolder()?.id).not.toBe(first?.id);
});

test('a state is taken once: what is told again later changes neither its generation nor its author', async () => {
  await beginStamp(deps(), 7);
  advanceStamp(deps(), 7);
  const taken = backup.catalog.stamps.current();
  backup.clock.pass(60_000);
  advanceStamp(deps(), 8);
  expect(backup.catalog.stamps.current()).toEqual(taken);
});

test('a folder that another computer has taken further is never called older than it was', async () => {
  const at = backup.clock.now().toISOString();
  await writeStamp(backup.destination.path, {
    ...{ format: 1, id: crypto.randomUUID(), generation: 41, machine: 'elsewhere', run: 3, at, writing: null },
  });
  await beginStamp(deps(), 7);
  // The folder says nothing of the other's generation while this run writes; a kill in between leaves it so.
  await writeStamp(backup.destination.path, {
    ...{ format: 1, id: crypto.randomUUID(), generation: 41, machine: 'elsewhere', run: 3, at, writing: null },
  });
  advanceStamp(deps(), 7);
  expect(backup.catalog.stamps.current()?.generation).toBe(42);
});

test('nothing is said of a state that no run has begun', async () => {
  advanceStamp(deps(), 7);
  await endStamp(deps(), 7);
  expect([inFolder(), backup.catalog.stamps.current()]).toEqual([null, null]);
});

test('a disk that refuses the stamp is a problem by name, and the state stays unfinished', async () => {
  await beginStamp(deps(), 7);
  advanceStamp(deps(), 7);
  const stop = watchDisk(backup.destination.path, new StepFaults().failing(/^rename/u, 'EROFS'));
  await expect(endStamp(deps(), 7)).rejects.toMatchObject({ problem: { code: 'destination-not-writable' } });
  stop();
  expect(backup.catalog.stamps.writing()).not.toBeNull();
  await endStamp(deps(), 7);
  expect(inFolder()?.writing).toBeNull();
});
