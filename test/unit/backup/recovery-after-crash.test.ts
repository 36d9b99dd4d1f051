import { rmSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { adoptUnknownFiles, type RecoveryDeps, resolveReservations } from '../../../electron/engine/backup/recovery.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { crashAtEveryStep } from './crash-sweep.ts';

let backup: BackupFixture;
let faults: StepFaults;
let stopping: AbortController;

beforeEach(async () => {
  backup = await backupFixture();
  faults = new StepFaults();
  stopping = new AbortController();
});

function deps(fixture = backup): RecoveryDeps {
  const threads = observed(diskThreadsHere(), { faults, rejecting: true });
  const { destination, catalog, clock } = fixture;
  return { destination, catalog, threads, now: clock.now, signal: stopping.signal };
}

const reserved = { isUncommitted: true };
const path = 'Photos/2023/08/A.JPG';

function isStored(): boolean {
  return backup.catalog.assets.atPath(path)?.state === 'stored';
}

test('a reserved file that is there with its bytes is stored', async () => {
  await backup.store('A', reserved);
  await resolveReservations(deps(), backup.run);
  expect(isStored()).toBe(true);
  expect([...backup.catalog.storage.leftovers()]).toEqual([]);
});

test.each([
  ['is not there', () => backup.remove(path)],
  ['has other bytes', () => backup.put(path, 'half of i')],
  [
    'is a link',
    () => backup.remove(path).then(async () => symlink(await temporaryFolder(), join(backup.destination.path, path))),
  ],
  ['is a folder', () => backup.remove(path).then(() => backup.put(`${path}/mine.txt`, 'mine'))],
])('a reserved file that %s is forgotten, and fetched again', async (_what, spoil) => {
  await backup.store('A', reserved);
  await spoil();
  await resolveReservations(deps(), backup.run);
  expect(isStored()).toBe(false);
  expect([...backup.catalog.storage.leftovers()]).toEqual([]);
});

test.each(['EIO', 'EACCES', 'ESTALE'])(
  'a disk that fails with %s proves nothing: the reservation stays',
  async (errno) => {
    await backup.store('A', reserved);
    faults.failing(/^hash$/u, errno);
    await expect(resolveReservations(deps(), backup.run)).rejects.toMatchObject({ name: 'ProblemError' });
    expect([...backup.catalog.storage.leftovers()]).toHaveLength(1);
  },
);

test('"not there" is no answer once the folder is gone', async () => {
  await backup.store('A', reserved);
  faults.before(/^hash$/u, () => rmSync(backup.destination.path, { recursive: true }));
  await expect(resolveReservations(deps(), backup.run)).rejects.toMatchObject({
    problem: { code: 'destination-missing' },
  });
  expect([...backup.catalog.storage.leftovers()]).toHaveLength(1);
});

test('an abort in the middle keeps what was not hashed yet', async () => {
  for (const key of ['A', 'B', 'C', 'D']) await backup.store(key, reserved);
  faults.before(/^storage\.commit$/u, () => stopping.abort());
  const observing = { ...backup, catalog: observed(backup.catalog, { faults }) };
  await expect(resolveReservations(deps(observing), backup.run)).rejects.toMatchObject({ name: 'AbortError' });
  expect(isStored()).toBe(true);
  // One more may have been hashed already.
  expect([...backup.catalog.storage.leftovers()].length).toBeGreaterThanOrEqual(2);
});

test('photos that the catalog does not know are taken in, and nothing else is', async () => {
  await backup.store('A');
  await backup.put('Photos/2020/03/B.JPG', jpeg('B'));
  await backup.put('Photos/2020/03/notes.txt', 'mine');
  await backup.put('Photos/2020/03/B.JPG.xmp', 'said');
  expect(await adoptUnknownFiles(deps())).toBe(1);
  expect(backup.known()).toEqual(['Photos/2020/03/B.JPG', path]);
});

test('files that both know cost only their names', async () => {
  await backup.store('A');
  expect(await adoptUnknownFiles(deps())).toBe(0);
  expect(faults.steps).toEqual([]);
});

test('a second file with the same bytes is left alone', async () => {
  await backup.store('A');
  await backup.put('Photos/2020/03/again.JPG', jpeg('A'));
  expect(await adoptUnknownFiles(deps())).toBe(0);
  expect(backup.known()).toEqual([path]);
});

test('a photo that a person moved is found again where it is', async () => {
  const { assetId } = await backup.store('A');
  await backup.remove(path);
  await backup.put('Photos/Rome/A.JPG', jpeg('A'));
  backup.catalog.assets.recordVerification(assetId, 'missing', backup.clock.now().toISOString());
  expect(await adoptUnknownFiles(deps())).toBe(1);
  expect(backup.known()).toEqual(['Photos/Rome/A.JPG']);
});

test.each([
  ['before it is hashed', /^hash$/u],
  ['after it was hashed', /^open Photos/u],
])('a file that vanishes %s is none', async (_when, step) => {
  const own = 'Photos/2020/03/B.JPG';
  await backup.put(own, jpeg('B'));
  faults.before(step, () => rmSync(join(backup.destination.path, own), { force: true }));
  watchDisk(backup.destination.path, faults);
  expect(await adoptUnknownFiles(deps())).toBe(0);
});

test.each([
  ['opendir Photos', 'EACCES', 'destination-not-writable'],
  ['read Photos', 'EIO', 'destination-missing'],
])('a disk that fails at %s with %s says so', async (step, errno, code) => {
  await backup.put('Photos/2020/03/B.JPG', jpeg('B'));
  watchDisk(backup.destination.path, faults.failing(new RegExp(`^${step}`, 'u'), errno));
  await expect(adoptUnknownFiles(deps())).rejects.toMatchObject({ problem: { code } });
  expect(backup.known()).toEqual([]);
});

test('a file that cannot be read is left alone, and the others are taken in', async () => {
  for (const name of ['B', 'C']) await backup.put(`Photos/2020/03/${name}.JPG`, jpeg(name));
  watchDisk(backup.destination.path, faults.failing(/^hash/u, 'EIO', 1));
  expect(await adoptUnknownFiles(deps())).toBe(1);
  expect(backup.known()).toHaveLength(1);
});

test.each([/^opendir Photos\/2020$/u, /^hash$/u])('an abort at %s ends the comparison', async (step) => {
  for (const name of ['B', 'C', 'D']) await backup.put(`Photos/2020/03/${name}.JPG`, jpeg(name));
  watchDisk(
    backup.destination.path,
    faults.before(step, () => stopping.abort()),
  );
  await expect(adoptUnknownFiles(deps())).rejects.toMatchObject({ name: 'AbortError' });
});

test('a crash at any step of the recovery is recovered from', async () => {
  const outcome = await crashAtEveryStep({
    given: async () => {
      const fixture = await backupFixture();
      await fixture.store('A', reserved);
      await fixture.store('B', { ...reserved, isMissing: true });
      await fixture.put('Photos/2020/03/C.JPG', jpeg('C'));
      return fixture;
    },
    when: async (fixture) => {
      await resolveReservations(deps(fixture), fixture.run);
      await adoptUnknownFiles(deps(fixture));
    },
    outcome: async ({ known, catalog }) => [known(), [...catalog.storage.leftovers()]],
  });
  expect(outcome).toEqual([['Photos/2020/03/C.JPG', path], []]);
});

test('a damaged copy that a crash left in its place is damaged all the same, and one that is not there is none', async () => {
  for (const [key, isThere] of [
    ['A', true],
    ['B', false],
  ] as const) {
    await backup.store(key, { ...reserved, damage: problem('photo-damaged'), isMissing: !isThere });
  }
  await resolveReservations(deps(), backup.run);
  const open = backup.catalog.problems.open({ limit: 9, after: 0 });
  expect(open.map(({ problem: { code, subject } }) => [code, subject])).toEqual([['photo-damaged', path]]);
  expect(backup.known()).toEqual([path]);
});
