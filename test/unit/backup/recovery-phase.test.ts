import { beforeEach, expect, test } from 'vitest';
import { recover } from '../../../electron/engine/backup/recovery-phase.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { beginRun } from './run-fixture.ts';

const path = 'Photos/2023/08/A.JPG';
const unknown = 'Photos/2020/03/B.JPG';
let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
  await backup.store('A');
  await backup.put(unknown, jpeg('B'));
});

test.each([
  ['an ordinary run looks for no new files', {}, [path]],
  ['a folder that the catalog does not know is compared', { request: { unfamiliar: true } }, [unknown, path]],
  ['after a crash the folder is compared', { afterCrash: true }, [unknown, path]],
] as const)('%s', async (_title, changes, known) => {
  await recover(beginRun(backup, changes).run);
  expect(backup.known()).toEqual(known);
});

test.each([
  ['full', 'missing', true],
  ['quick', 'stored', false],
] as const)('a %s run takes a file that is gone for %s', async (kind, state, looksForNew) => {
  await backup.remove(path);
  await recover(beginRun(backup, { request: { kind } }).run);
  expect(backup.catalog.assets.atPath(path)?.state).toBe(state);
  expect(backup.known().includes(unknown)).toBe(looksForNew);
});

test('a photo that a person moved is neither missing nor fetched again', async () => {
  await backup.remove(path);
  await backup.put('Photos/Rome/A.JPG', jpeg('A'));
  const { run } = beginRun(backup);
  await recover(run);
  expect(backup.catalog.assets.atPath('Photos/Rome/A.JPG')?.state).toBe('stored');
  expect(backup.catalog.transfers.countWanted(backup.source, run.runId)).toBe(0);
});

test('moves that a crash cut off are ended before anything looks for the files', async () => {
  const [{ id: assetId } = { id: 0 }] = [...backup.catalog.assets.inFolder('Photos')];
  const taken = {
    takenLocal: null,
    zoneMinutes: null,
    takenReason: 'none',
    takenAt: null,
    zoneReason: 'none',
  } as const;
  const place = { path: 'Photos/Undated/A.JPG', key: 'photos/undated/a.jpg' };
  backup.catalog.relocations.plan([
    { assetId, candidates: [place], body: { kind: 'move', taken, wantedPath: place.path } },
  ]);
  await backup.put(place.path, jpeg('A'));
  await backup.remove(path);
  await recover(beginRun(backup).run);
  expect(backup.catalog.assets.atPath(place.path)?.state).toBe('stored');
  expect(backup.catalog.relocations.open()).toEqual([]);
});

test('an abort ends it, and the next run compares all the same', async () => {
  const faults = new StepFaults();
  const threads = observed(diskThreadsHere(), { faults, rejecting: true });
  const { run, control } = beginRun(backup, { afterCrash: true, threads });
  faults.before(/^hash$/u, () => control.abort());
  await expect(recover(run)).rejects.toMatchObject({ name: 'AbortError' });
  control.dispose();
  const next = beginRun(backup, { afterCrash: true });
  await recover(next.run);
  expect(backup.known()).toEqual([unknown, path]);
});
