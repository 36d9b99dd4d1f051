import { expect, test } from 'vitest';
import { WithheldLines } from '../../../electron/engine/backup/checksum-list.ts';
import { finalize } from '../../../electron/engine/backup/finalize.ts';
import { finalizeRelocations, relocate, removeUnlistedNames } from '../../../electron/engine/backup/relocation.ts';
import { photoPathCandidates } from '../../../electron/engine/destination/candidates.ts';
import { writeSums } from '../../../electron/engine/destination/sums.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { isLong } from '../../support/test-environment.ts';
import { trueSums } from '../../support/true-sums.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, jpeg, plainMetadata, policyOf } from './backup-fixture.ts';

/* SHA256SUMS is true of the folder at every moment of finalizing, and a kill at any step is mended by the next start. */

/** Two photos that move, a copy that goes to quarantine, and one that stays. */
async function listed(): Promise<BackupFixture> {
  const fixture = await backupFixture();
  const march = { takenLocal: '2020-03-01T10:00:00', said: plainMetadata() };
  await fixture.store('stays', { filename: 'S.JPG' });
  await fixture.store('leaves', { ...march, filename: 'A.JPG', createdAt: '2021-05-01T10:00:00.000Z' });
  await fixture.store('follows', {
    ...{ filename: 'A.JPG', createdAt: '2020-03-01T10:00:00.000Z', said: plainMetadata() },
    takenLocal: '2023-08-01T10:00:00',
  });
  await fixture.store('copy', { filename: 'Q.JPG', fidelity: 'api-copy' });
  await fixture.store('original', { filename: 'Q.JPG' });
  await writeSums(fixture.destination, fixture.catalog.assets.sums());
  return fixture;
}

function finalizing({ destination, catalog, clock, onProblem }: BackupFixture): Promise<void> {
  const signal = new AbortController().signal;
  return finalize({ ...{ destination, catalog, now: clock.now, onProblem, signal, policyOf }, view: 'none', room: {} });
}

const inTheEnd = [
  'Photos/2020/03/A (2).JPG',
  'Photos/2021/05/A.JPG',
  'Photos/2023/08/Q (2).JPG',
  'Photos/2023/08/S.JPG',
] as const;

const disks = [
  ['gives files second names', () => new StepFaults()],
  ['has no hard links', () => new StepFaults().failing(/^link (?:Photos|\.afterimage\/quarantine)/u, 'EPERM')],
  ['has its photos on a disk of their own', () => new StepFaults().failing(/^link Photos/u, 'EXDEV')],
] as const;

test.each(disks)(
  'where the disk %s, a crash at any step leaves a list that is true',
  {
    tags: 'long',
  },
  async (what, faultsOf) => {
    const whole = await attempt(faultsOf());
    expect(whole.fixture.known()).toEqual(inTheEnd);
    expect((await whole.fixture.files()).filter((path) => !path.endsWith('.xmp'))).toEqual(inTheEnd);
    expect(await trueSums(whole.fixture.destination.path)).toHaveLength(inTheEnd.length);
    const { steps } = whole.faults;
    const moves = /^(?:link|rename|unlink|symlink|rm|copyFile|mkdir|writeFile|appendFile|relocations|sidecars)/u;
    const crashes = [...steps.entries()].filter(([, step]) => moves.test(step));
    // In full length at every step; else every third, another one on each disk.
    const turn = disks.findIndex(([name]) => name === what);
    for (const [index, step] of isLong() ? crashes : crashes.filter((_, nth) => nth % disks.length === turn)) {
      const { fixture } = await attempt(faultsOf().crashingAt(index + 1));
      const path = fixture.destination.path;
      await expect(trueSums(path), `after ${index}, "${step}"`).resolves.toBeDefined();
      const stop = watchDisk(path, faultsOf());
      await finalizeRelocations(fixture);
      await expect(trueSums(path), `at the start after ${index}, "${step}"`).resolves.toBeDefined();
      await finalizing(fixture);
      stop();
      expect((await fixture.files()).filter((name) => !name.endsWith('.xmp'))).toEqual(inTheEnd);
      expect(await trueSums(path)).toEqual(await trueSums(whole.fixture.destination.path));
      expect(fixture.catalog.relocations.oldNames({ limit: 9, after: '' })).toEqual([]);
    }
  },
);

async function attempt(faults: StepFaults) {
  const fixture = await listed();
  const stop = watchDisk(fixture.destination.path, faults);
  try {
    await finalizing({ ...fixture, catalog: observed(fixture.catalog, { faults }) });
  } catch (thrown) {
    if (!faults.crashed) throw thrown;
  } finally {
    stop();
  }
  return { fixture, faults };
}

test('no old name goes while the list cannot be written', async () => {
  const fixture = await listed();
  const faults = new StepFaults().failing(/^(?:open|rename) .*(?:\.sums|SHA256SUMS)$/u, 'ENOSPC');
  const stop = watchDisk(fixture.destination.path, faults);
  await finalizing(fixture);
  stop();
  expect(fixture.problems).toMatchObject([{ code: 'destination-full' }]);
  expect(await fixture.read('Photos/2023/08/A.JPG')).toBe(jpeg('follows').toString());
  await expect(trueSums(fixture.destination.path)).resolves.toBeDefined();
  await finalizeRelocations(fixture);
  expect(await fixture.read('Photos/2023/08/A.JPG')).toBeNull();
});

test('an old name under which another file lies by now stays', async () => {
  const fixture = await backupFixture();
  const { assetId, path } = await fixture.store('A');
  fixture.catalog.relocations.plan([
    {
      assetId,
      candidates: photoPathCandidates({ takenLocal: '2020-03-01T10:00:00', filename: 'A.JPG' }),
      body: { kind: 'move', wantedPath: 'Photos/2020/03/A.JPG', taken },
    },
  ]);
  await fixture.put('Photos/2020/03/A.JPG', jpeg('A'));
  fixture.catalog.relocations.commit([{ assetId, mtime: 1, keepsOldName: true }]);
  await fixture.put(path, 'mine');
  await finalizeRelocations(fixture);
  expect(await fixture.read(path)).toBe('mine');
  expect(fixture.catalog.relocations.oldNames({ limit: 9, after: '' })).toEqual([]);
});

const taken = {
  ...({ takenLocal: null, zoneMinutes: null, takenReason: 'none', takenAt: null, zoneReason: 'none' } as const),
};

function to(year: number, { assetId }: { readonly assetId: number }) {
  return {
    assetId,
    candidates: () => photoPathCandidates({ takenLocal: `${year}-08-01T10:00:00`, filename: 'A.JPG' }),
    body: { kind: 'move', wantedPath: `Photos/${year}/08/A.JPG`, taken } as const,
  };
}

test('in one finalizing, a file goes back to the place that it left, and nothing is left over', async () => {
  const fixture = await backupFixture();
  const photo = await fixture.store('A');
  const deps = { ...fixture, withheld: new WithheldLines(fixture) };
  for (const year of [2020, 2023]) await relocate(deps, [to(year, photo)]);
  await removeUnlistedNames(deps);
  expect([await fixture.files(), fixture.known()]).toEqual([[photo.path], [photo.path]]);
});

test('in one finalizing, a place that another file has left is free', async () => {
  const fixture = await backupFixture();
  const [first, second] = [await fixture.store('1', { filename: 'A.JPG' }), await fixture.store('2')];
  const deps = { ...fixture, withheld: new WithheldLines(fixture) };
  await relocate(deps, [to(2020, first)]);
  expect([...(await relocate(deps, [to(2023, second)])).values()]).toEqual([first.path]);
  await removeUnlistedNames(deps);
  expect(await fixture.files()).toEqual(['Photos/2020/08/A.JPG', first.path]);
});
