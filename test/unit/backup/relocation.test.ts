import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { noticeMissingFiles } from '../../../electron/engine/backup/presence.ts';
import { finalizeRelocations, type RelocationRequest, relocate } from '../../../electron/engine/backup/relocation.ts';
import type { AssetTaken } from '../../../electron/engine/catalog/assets/asset-row.ts';
import { photoPathCandidates } from '../../../electron/engine/destination/candidates.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { crashAtEveryStep } from './crash-sweep.ts';

const march: AssetTaken = {
  ...{ takenLocal: '2020-03-01T10:00:00', zoneMinutes: null, takenReason: 'sidecar', zoneReason: 'none' },
  takenAt: Date.UTC(2020, 2, 1, 10) / 1_000,
};

let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
});

function toMarch({ assetId }: { readonly assetId: number }, filename: string): RelocationRequest {
  return {
    assetId,
    candidates: () => photoPathCandidates({ takenLocal: march.takenLocal, filename }),
    body: { kind: 'move', taken: march, wantedPath: `Photos/2020/03/${filename}` },
  };
}

test('a file goes to the first place that is free, and the catalog knows where it lies', async () => {
  const a = await backup.store('A');
  const places = await relocate(backup, [toMarch(a, 'A.JPG')]);
  expect([...places]).toEqual([[a.assetId, 'Photos/2020/03/A.JPG']]);
  expect(await backup.files()).toEqual(['Photos/2020/03/A.JPG']);
  expect(backup.known()).toEqual(['Photos/2020/03/A.JPG']);
  expect(backup.catalog.assets.atPath('Photos/2020/03/A.JPG')).toMatchObject({ takenLocal: march.takenLocal });
});

test.each([1, 2, 9])("%i files of the person's own in the way: it takes the next name", async (own) => {
  const a = await backup.store('A');
  const taken = Array.from({ length: own }, (_none, index) =>
    index === 0 ? 'Photos/2020/03/A.JPG' : `Photos/2020/03/A (${index + 1}).JPG`,
  );
  for (const path of taken) await backup.put(path, 'mine');
  const places = await relocate(backup, [toMarch(a, 'A.JPG')]);
  const place = `Photos/2020/03/A (${own + 1}).JPG`;
  expect(places.get(a.assetId)).toBe(place);
  expect(await backup.read(place)).toBe(jpeg('A').toString());
  for (const path of taken) expect(await backup.read(path)).toBe('mine');
  expect(backup.problems).toEqual([]);
});

test("a folder of the person's own, with the photo's name, is as good as a file", async () => {
  const a = await backup.store('A');
  await backup.put('Photos/2020/03/A.JPG/mine.txt', 'mine');
  expect((await relocate(backup, [toMarch(a, 'A.JPG')])).get(a.assetId)).toBe('Photos/2020/03/A (2).JPG');
});

test('a file that nobody finds is left out, and the others go', async () => {
  const [gone, there] = [await backup.store('A', { isMissing: true }), await backup.store('B')];
  const places = await relocate(backup, [toMarch(gone, 'A.JPG'), toMarch(there, 'B.JPG')]);
  expect([...places.keys()]).toEqual([there.assetId]);
  expect(backup.catalog.relocations.open()).toEqual([]);
});

test.each([
  ['a link', 'destination-link', (path: string, elsewhere: string) => symlink(elsewhere, path)],
  ["a file of the person's own", 'destination-unsuitable', () => backup.put('Photos/2020', 'mine')],
])('%s in place of the folder keeps one file where it lies, and is told', async (_what, code, lay) => {
  const [a, b] = [await backup.store('A'), await backup.store('B')];
  await lay(join(backup.destination.path, 'Photos/2020'), await temporaryFolder());
  const may = {
    ...toMarch(b, 'B.JPG'),
    candidates: () => photoPathCandidates({ takenLocal: '2021-05-01T00:00:00', filename: 'B.JPG' }),
  };
  const places = await relocate(backup, [toMarch(a, 'A.JPG'), may]);
  expect([...places]).toEqual([[b.assetId, 'Photos/2021/05/B.JPG']]);
  expect(backup.problems).toMatchObject([{ code, subject: 'Photos/2020/03/A.JPG' }]);
  expect(backup.known()).toEqual(['Photos/2021/05/B.JPG', a.path]);
  expect(backup.catalog.relocations.open()).toEqual([]);
});

test('a name that the disk refuses keeps one file where it lies', async () => {
  const a = await backup.store('A');
  watchDisk(backup.destination.path, new StepFaults().failing(/^link Photos/u, 'ENAMETOOLONG'));
  expect(await relocate(backup, [toMarch(a, 'A.JPG')])).toEqual(new Map());
  expect(backup.problems).toMatchObject([{ code: 'name-impossible' }]);
});

test.each([
  ['link', 'EIO', 'destination-missing'],
  ['mkdir', 'ENOSPC', 'destination-full'],
  ['mkdir', 'EROFS', 'destination-not-writable'],
  ['lutimes', 'EIO', 'destination-missing'],
  ['sync', 'EIO', 'destination-missing'],
] as const)(
  'when the disk fails at %s with %s, that is everybody’s problem, and the next run goes on',
  async (call, errno, code) => {
    const a = await backup.store('A');
    const stop = watchDisk(
      backup.destination.path,
      new StepFaults().failing(new RegExp(`^${call} Photos`, 'u'), errno),
    );
    await expect(relocate(backup, [toMarch(a, 'A.JPG')])).rejects.toMatchObject({ problem: { code } });
    stop();
    await finalizeRelocations(backup);
    if (backup.known()[0] === a.path) await relocate(backup, [toMarch(a, 'A.JPG')]);
    expect([backup.known(), await backup.files()]).toEqual([['Photos/2020/03/A.JPG'], ['Photos/2020/03/A.JPG']]);
  },
);

test.each(['EROFS', 'EBUSY', 'EPERM', 'EIO'])(
  'an old name that cannot be removed (%s) is told, and left to the next run',
  async (errno) => {
    const a = await backup.store('A');
    const stop = watchDisk(backup.destination.path, new StepFaults().failing(/^unlink Photos/u, errno));
    const left = [{ path: a.path, place: 'Photos/2020/03/A.JPG' }];
    const met = await relocate(backup, [toMarch(a, 'A.JPG')]).then(
      () => backup.problems,
      (thrown: unknown) => [thrown],
    );
    expect(met).toHaveLength(1);
    expect(backup.catalog.relocations.oldNames({ limit: 9, after: '' })).toEqual(left);
    // What failed once more is left to the run after; nothing turns round and round.
    await finalizeRelocations(backup).catch(() => undefined);
    stop();
    expect([backup.known(), await backup.files()]).toEqual([
      ['Photos/2020/03/A.JPG'],
      ['Photos/2020/03/A.JPG', a.path],
    ]);
    await finalizeRelocations(backup);
    expect(await backup.files()).toEqual(['Photos/2020/03/A.JPG']);
    expect(backup.catalog.relocations.oldNames({ limit: 9, after: '' })).toEqual([]);
  },
);

test.each([
  ['lutimes', 'EIO'],
  ['lutimes', 'EBUSY'],
] as const)(
  'a move that was begun and failed at %s with %s is ended by the next run, as it was planned',
  async (call, errno) => {
    const a = await backup.store('A');
    const stop = watchDisk(
      backup.destination.path,
      new StepFaults().failing(new RegExp(`^${call} Photos`, 'u'), errno),
    );
    await relocate(backup, [toMarch(a, 'A.JPG')]).catch(() => undefined);
    expect(backup.catalog.relocations.open()).toMatchObject([{ to: 'Photos/2020/03/A.JPG' }]);
    // What failed once more is left to the run after; nothing turns round and round.
    await finalizeRelocations(backup).catch(() => undefined);
    stop();
    // By now it would be to go elsewhere: that waits.
    expect(await relocate(backup, [toMarch(a, 'B.JPG')])).toEqual(new Map());
    await finalizeRelocations(backup);
    expect([backup.known(), await backup.files()]).toEqual([['Photos/2020/03/A.JPG'], ['Photos/2020/03/A.JPG']]);
    expect(backup.catalog.relocations.open()).toEqual([]);
  },
);

test('a move whose sidecar could not follow is ended by the next run, and no photo is missed meanwhile', async () => {
  const a = await backup.store('A');
  await backup.put(`${a.path}.xmp`, 'said');
  const faults = new StepFaults()
    .failing(/^link Photos.*\.xmp$/u, 'ENOSPC')
    .failing(/^rename Photos.*\.xmp$/u, 'ENOSPC');
  const stop = watchDisk(backup.destination.path, faults);
  await relocate(backup, [toMarch(a, 'A.JPG')]).catch(() => undefined);
  stop();
  const look = { signal: new AbortController().signal, onChanged: () => undefined, now: backup.clock.now };
  expect(await noticeMissingFiles({ ...backup, ...look, threads: diskThreadsHere() })).toBe(0);
  await finalizeRelocations(backup);
  expect(await backup.files()).toEqual(['Photos/2020/03/A.JPG', 'Photos/2020/03/A.JPG.xmp']);
  expect(backup.known()).toEqual(['Photos/2020/03/A.JPG']);
});

test('a folder that is gone in the middle leaves what was planned to the next run', async () => {
  const a = await backup.store('A');
  await backup.remove('.afterimage/destination.json');
  await expect(relocate(backup, [toMarch(a, 'A.JPG')])).rejects.toMatchObject({
    problem: { code: expect.stringMatching(/^destination-(missing|foreign)$/u) },
  });
  expect(backup.catalog.relocations.open()).toMatchObject([{ to: 'Photos/2020/03/A.JPG' }]);
  expect(await backup.files()).toEqual([a.path]);
});

test('what was planned and is on no way any more is dropped by the next run, and told', async () => {
  const a = await backup.store('A');
  backup.catalog.relocations.plan([{ ...toMarch(a, 'A.JPG'), candidates: toMarch(a, 'A.JPG').candidates() }]);
  await mkdir(join(backup.destination.path, 'Photos'), { recursive: true });
  await symlink(await temporaryFolder(), join(backup.destination.path, 'Photos/2020'));
  await finalizeRelocations(backup);
  expect(backup.catalog.relocations.open()).toEqual([]);
  expect(backup.problems).toMatchObject([{ code: 'destination-link' }]);
  expect(backup.known()).toEqual([a.path]);
});

test('a crash at any step loses no file, and the next run ends the move', async () => {
  const outcome = await crashAtEveryStep({
    given: async () => {
      const fixture = await backupFixture();
      await fixture.store('A');
      await fixture.put('Photos/2023/08/A.JPG.xmp', 'said of A');
      await fixture.put('Photos/2020/03/A.JPG', 'mine');
      return fixture;
    },
    when: (fixture) => relocate(fixture, [toMarch({ assetId: 1 }, 'A.JPG')]),
    again: async (fixture) => {
      await finalizeRelocations(fixture);
      if (fixture.known()[0] === 'Photos/2023/08/A.JPG') await relocate(fixture, [toMarch({ assetId: 1 }, 'A.JPG')]);
    },
    outcome: async ({ files, known }) => ({ files: await files(), known: known() }),
  });
  expect(outcome).toEqual({
    files: ['Photos/2020/03/A (2).JPG', 'Photos/2020/03/A (2).JPG.xmp', 'Photos/2020/03/A.JPG'],
    known: ['Photos/2020/03/A (2).JPG'],
  });
});
