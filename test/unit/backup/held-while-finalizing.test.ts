import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finalize } from '../../../electron/engine/backup/finalize.ts';
import { writeFolderSnapshot } from '../../../electron/engine/backup/folder-snapshot.ts';
import { freshAllowance, type RunAllowance, withAllowance } from '../../../electron/engine/destination/patience.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, plainMetadata, policyOf } from './backup-fixture.ts';

/* A virus scanner or a cloud client holds what was just written, mostly for a moment. */

function finalizing({ destination, catalog, clock, onProblem }: BackupFixture, allowance: RunAllowance): Promise<void> {
  const signal = new AbortController().signal;
  return withAllowance(allowance, () =>
    finalize({ destination, catalog, now: clock.now, onProblem, signal, view: 'copy', room: {}, policyOf }),
  );
}

/** Little enough to be spent at once. */
function shortAllowance(): RunAllowance {
  const allowance = freshAllowance();
  allowance.budget[0] = 60;
  return allowance;
}

/** Moves to another month, has a sidecar, is in an album. */
async function givenPhoto(backup: BackupFixture, key: string): Promise<void> {
  await backup.store(key, {
    ...{ content: key, createdAt: '2020-03-01T10:00:00.000Z', takenLocal: '2023-08-01T10:00:00' },
    ...{ said: plainMetadata(), album: 'Trip', description: `Photo ${key}` },
  });
}

test.each([
  ['a sidecar', /^open \.afterimage\/staging\/.*xmp/u, 'EACCES'],
  ['a photo that moves', /^unlink Photos\/2023\/08\/A\.JPG$/u, 'EPERM'],
  ['the copy in an album', /^copyFile \.afterimage\/staging/u, 'EBUSY'],
  ['a file that becomes part of an album', /^open \.afterimage\/staging\/.*copy/u, 'EACCES'],
  ['the list of checksums', /^rename SHA256SUMS/u, 'EPERM'],
])('%s that is held for a moment is waited for', async (_what, step, errno) => {
  const backup = await backupFixture();
  await givenPhoto(backup, 'A');
  const faults = new StepFaults().failing(step, errno, 1);
  watchDisk(backup.destination.path, faults);
  await finalizing(backup, freshAllowance());
  expect(faults.steps.filter((taken) => step.test(taken)).length).toBeGreaterThan(1);
  expect(backup.problems).toEqual([]);
  expect(await backup.files()).toEqual(['Photos/2020/03/A.JPG', 'Photos/2020/03/A.JPG.xmp']);
  expect(await backup.files('Albums')).toEqual(['Albums/Trip/A.JPG']);
  expect(await backup.read('SHA256SUMS')).toContain('A.JPG');
});

test.each([
  ['a sidecar', /^(link|rename) Photos\/.*A\.JPG\.xmp/u, 'Photos/2020/03/A.JPG.xmp'],
  ['a photo that moves', /^(link|rename) Photos\/2020\/03\/A\.JPG$/u, 'Photos/2020/03/A.JPG'],
  ['the list of checksums', /^rename SHA256SUMS/u, 'SHA256SUMS'],
])('%s that stays held fails by name, and the rest is finalized', async (_what, step, subject) => {
  const backup = await backupFixture();
  for (const key of ['A', 'B']) await givenPhoto(backup, key);
  const stop = watchDisk(backup.destination.path, new StepFaults().failing(step, 'EBUSY'));
  await finalizing(backup, shortAllowance());
  stop();
  expect(backup.problems).toMatchObject([{ code: 'file-busy', subject }]);
  expect(await backup.files()).toContain('Photos/2020/03/B.JPG.xmp');
  await finalizing(backup, freshAllowance());
  expect(backup.problems).toHaveLength(1);
  expect(await backup.files()).toContain('Photos/2020/03/A.JPG.xmp');
  expect(await backup.read('SHA256SUMS')).toContain('Photos/2020/03/A.JPG');
});

test('many files that stay held are told as a matter of the folder', async () => {
  const backup = await backupFixture();
  for (const key of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) {
    await backup.store(key, { content: key, description: `Photo ${key}` });
  }
  const held = new StepFaults().failing(/^(link|rename) Photos\/.*xmp/u, 'EACCES');
  watchDisk(backup.destination.path, held);
  await finalizing(backup, shortAllowance());
  const codes = backup.problems.map(({ code }) => code);
  expect(codes.filter((code) => code === 'file-busy')).toHaveLength(5);
  expect(new Set(codes)).toEqual(new Set(['file-busy', 'destination-not-writable']));
});

test('the copy of the catalog waits for what holds the old one', async () => {
  const backup = await backupFixture(join(await temporaryFolder(), 'catalog.sqlite'));
  await givenPhoto(backup, 'A');
  const faults = new StepFaults().failing(/^renameSync \.afterimage\/catalog\.sqlite$/u, 'EPERM', 1);
  watchDisk(backup.destination.path, faults);
  const { destination, catalog, clock } = backup;
  const written = withAllowance(freshAllowance(), () =>
    writeFolderSnapshot({ destination, catalog, now: clock.now(), isRefused: false }),
  );
  expect(await written).toBeNull();
  expect(faults.steps.filter((step) => step === 'renameSync .afterimage/catalog.sqlite')).toHaveLength(2);
});
