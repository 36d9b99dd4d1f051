import { beforeEach, expect, test } from 'vitest';
import { finalizeRelocations } from '../../../electron/engine/backup/relocation.ts';
import { upgradeCopies } from '../../../electron/engine/backup/upgrade.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { crashAtEveryStep } from './crash-sweep.ts';

let backup: BackupFixture;

beforeEach(async () => {
  backup = await withCopyAndOriginal();
});

async function withCopyAndOriginal(): Promise<BackupFixture> {
  const fixture = await backupFixture();
  await fixture.store('copy', { filename: 'A.JPG', content: 'copy', fidelity: 'api-copy', album: 'Trip' });
  await fixture.store('original', { filename: 'A.JPG', content: 'original' });
  return fixture;
}

function upgrading(fixture = backup, signal = new AbortController().signal): Promise<void> {
  return upgradeCopies({ ...fixture, signal });
}

const quarantined = '.afterimage/quarantine/Photos/2023/08/A.JPG';

test('a copy goes to quarantine once its original is there, and its album shows the original', async () => {
  await upgrading();
  expect(await backup.read(quarantined)).toBe(jpeg('copy').toString());
  expect(backup.known()).toEqual(['Photos/2023/08/A (2).JPG']);
  const [album] = backup.catalog.albumViews.due('copy', { limit: 1, after: 0 });
  expect([...backup.catalog.albumViews.members(album?.id ?? 0)]).toMatchObject([
    { assetPath: 'Photos/2023/08/A (2).JPG' },
  ]);
});

test('a copy without its original stays', async () => {
  backup = await backupFixture();
  await backup.store('copy', { filename: 'A.JPG', fidelity: 'api-copy' });
  await backup.store('other', { filename: 'B.JPG' });
  await upgrading();
  expect(await backup.files()).toEqual(['Photos/2023/08/A.JPG', 'Photos/2023/08/B.JPG']);
});

test('what lies in quarantine already is kept, and the copy lies beside it', async () => {
  await backup.put(quarantined, 'an earlier one');
  await backup.put('.afterimage/quarantine/Photos/2023/08/A (2).JPG', 'another');
  await upgrading();
  expect(await backup.read(quarantined)).toBe('an earlier one');
  expect(await backup.read('.afterimage/quarantine/Photos/2023/08/A (3).JPG')).toBe(jpeg('copy').toString());
});

test.each(['EIO', 'ENOSPC', 'EROFS'])(
  'when the disk fails with %s, the copy stays until the next run',
  async (errno) => {
    const stop = watchDisk(backup.destination.path, new StepFaults().failing(/^(link|rename)/u, errno));
    await expect(upgrading()).rejects.toMatchObject({ name: 'ProblemError' });
    stop();
    expect(await backup.files()).toEqual(['Photos/2023/08/A (2).JPG', 'Photos/2023/08/A.JPG']);
    await upgrading();
    expect(await backup.files()).toEqual(['Photos/2023/08/A (2).JPG']);
  },
);

test('an aborted run begins no page', async () => {
  const faults = new StepFaults();
  await upgrading({ ...backup, catalog: observed(backup.catalog, { faults }) }, AbortSignal.abort());
  expect(faults.steps).not.toContain('relocations.plan');
});

test('a crash at any step loses neither copy nor original', async () => {
  const outcome = await crashAtEveryStep({
    given: withCopyAndOriginal,
    when: upgrading,
    again: async (fixture) => {
      await finalizeRelocations(fixture);
      await upgrading(fixture);
    },
    outcome: async ({ files, known }) => [await files('.afterimage/quarantine'), await files(), known()],
  });
  expect(outcome).toEqual([[quarantined], ['Photos/2023/08/A (2).JPG'], ['Photos/2023/08/A (2).JPG']]);
});
