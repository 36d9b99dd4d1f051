import { rmSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../../electron/contract/problem.ts';
import { noticeMissingFiles } from '../../../electron/engine/backup/presence.ts';
import { type VerificationDeps, verify } from '../../../electron/engine/backup/verification.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type BackupFixture, backupFixture, jpeg, policyOf } from './backup-fixture.ts';

let backup: BackupFixture;
let faults: StepFaults;
let stopping: AbortController;
let changed: string[] = [];
let told: Problem[] = [];
let progress: { readonly files: number; readonly bytes: number }[];

beforeEach(async () => {
  backup = await backupFixture();
  for (const key of ['A', 'B', 'C']) await backup.store(key);
  faults = new StepFaults();
  stopping = new AbortController();
  progress = [];
  changed = [];
  told = [];
});

function deps(): VerificationDeps {
  const { destination, catalog, clock } = backup;
  return {
    ...{ destination, catalog, policyOf, now: clock.now, clock: () => clock.now().getTime(), signal: stopping.signal },
    threads: observed(diskThreadsHere(), { faults, rejecting: true }),
    onProgress: (made) => void progress.push(made),
  };
}

const a = 'Photos/2023/08/A.JPG';

test('every file is read, counted and found intact', async () => {
  faults.before(/^hash$/u, () => backup.clock.pass(500));
  const report = await verify(deps());
  expect(report).toMatchObject({ checked: 3, intact: 3, changed: [], missing: [], seconds: 1.5 });
  expect(progress.map(({ files }) => files)).toEqual([1, 2, 3]);
  expect(progress.at(-1)?.bytes).toBe(report.bytes);
});

test('what changed and what is missing is told by name, and by the catalog', async () => {
  await backup.put('Photos/2023/08/B.JPG', 'other bytes');
  await backup.remove(a);
  expect(await verify(deps())).toMatchObject({
    checked: 3,
    intact: 1,
    changed: ['Photos/2023/08/B.JPG'],
    missing: [a],
  });
  expect(backup.catalog.assets.atPath(a)).toMatchObject({ state: 'missing', verified: { outcome: 'missing' } });
});

test('a link to the same bytes is not the file', async () => {
  const elsewhere = join(await temporaryFolder(), 'A.JPG');
  await writeFile(elsewhere, jpeg('A'));
  await backup.remove(a);
  await symlink(elsewhere, join(backup.destination.path, a));
  expect((await verify(deps())).missing).toEqual([a]);
});

test.each(['EIO', 'EACCES'])(
  'a disk that fails with %s is no proof against a file, and is gone past',
  async (errno) => {
    faults.failing(/^hash$/u, errno, 2);
    expect(await verify(deps())).toMatchObject({ checked: 3, intact: 2, changed: [], missing: [], unreadable: [{}] });
    expect([...backup.catalog.assets.inFolder('Photos')].map(({ state }) => state)).toEqual([
      'stored',
      'stored',
      'stored',
    ]);
  },
);

test('a folder that is gone in the middle makes no file missing', async () => {
  faults.before(/^hash$/u, () => rmSync(backup.destination.path, { recursive: true, force: true }));
  await expect(verify(deps())).rejects.toMatchObject({ problem: { code: 'destination-missing' } });
  expect(backup.known()).toHaveLength(3);
  expect(backup.catalog.assets.atPath(a)?.state).toBe('stored');
});

test('stopped in the middle, it throws, and keeps what it had found', async () => {
  faults.before(/^hash$/u, () => {
    if (progress.length > 0) stopping.abort();
  });
  await expect(verify(deps())).rejects.toMatchObject({ name: 'AbortError' });
  expect(backup.catalog.assets.atPath(a)?.verified?.outcome).toBe('intact');
});

function look(): Promise<number> {
  return noticeMissingFiles({
    ...deps(),
    onChanged: (path) => void changed.push(path),
    onProblem: (met) => void told.push(met),
  });
}

test('looking for missing files reads none', async () => {
  await backup.remove(a);
  expect(await look()).toBe(1);
  expect(faults.steps).toEqual(['look']);
  expect(backup.catalog.assets.atPath(a)?.state).toBe('missing');
});

test('a file that is known to be missing is not noticed again', async () => {
  await backup.remove(a);
  await look();
  expect(await look()).toBe(0);
});

test('a folder that is gone is no missing file', async () => {
  await backup.remove('.');
  expect(await look()).toBe(0);
});

test('a file of another length is told as changed', async () => {
  await backup.put('Photos/2023/08/B.JPG', 'shorter');
  expect(await look()).toBe(0);
  expect(changed).toEqual(['Photos/2023/08/B.JPG']);
});

test('a link in place of a month is told: what is behind it is neither there nor gone', async () => {
  const elsewhere = join(await temporaryFolder(), 'month');
  await backup.remove('Photos/2023/08');
  await symlink(elsewhere, join(backup.destination.path, 'Photos/2023/08'));
  expect(await look()).toBe(0);
  expect(told.map(({ code }) => code)).toEqual(['destination-link']);
});

test('stopped, the look ends', async () => {
  stopping.abort();
  await expect(look()).rejects.toMatchObject({
    name: 'AbortError',
  });
});
