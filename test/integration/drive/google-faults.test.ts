import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../electron/contract/models.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { FaultPlanInput } from '../../simulator/server/faults/fault-rules.ts';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const download = { operation: 'drive.files.download' };
type Answer = NonNullable<FaultPlanInput['rules']>[number]['answer'];
let sample: TakeoutSample;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-drive-'));
  const out = join(folder, 'sample');
  const account = { items: 30, albums: 3, seed: 9, parts: 2, itemBytes: 20_000 };
  sample = await writeTakeoutSample({ ...account, out }, createPictureStudio());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function world() {
  const drive = join(await temporaryFolder(), 'drive');
  await mkdir(drive);
  for (const { path } of sample.parts) await copyFile(path, join(drive, basename(path)));
  return { drive, ...(await openDriveWorld(drive)) };
}

test.runIf(isLong())('a storm of passing faults costs nothing but time', { tags: 'long' }, async () => {
  const { simulator, fetch, backup } = await world();
  simulator.planFaults({ storm: 0.2, seed: 7, stormWithout: ['stall'] });
  for (let round = 0; round < 6; round += 1) {
    if ((await fetch()).report.outcome === 'complete') break;
  }
  simulator.planFaults({});
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(backup, sample.truth);
});

type RefusedRow = readonly [code: string, when: 'while listing' | 'while fetching', answer: Answer];
const refused: readonly RefusedRow[] = [
  ['drive-download-quota', 'while fetching', { kind: 'drive', reason: 'downloadQuotaExceeded' }],
  ['drive-daily-limit', 'while fetching', { kind: 'drive', reason: 'dailyLimitExceeded' }],
  ['drive-file-flagged', 'while listing', { kind: 'drive', reason: 'cannotDownloadAbusiveFile' }],
  ['drive-file-gone', 'while fetching', { kind: 'drive', reason: 'notFound' }],
  ['bytes-incomplete', 'while listing', { kind: 'wrong-length', by: -1 }],
  ['access-token-refused', 'while fetching', { kind: 'drive', reason: 'authError' }],
];
/** These are told only after many attempts, or as above at another time. */
const alike: readonly RefusedRow[] = [
  ['drive-download-quota', 'while listing', { kind: 'drive', reason: 'downloadQuotaExceeded' }],
  ['quota-minute', 'while listing', { kind: 'drive', reason: 'userRateLimitExceeded' }],
  ['drive-range-ignored', 'while fetching', 'no-range'],
];

describe('what Google refuses', () => {
  test.each<RefusedRow>([...refused, ...(isLong() ? alike : [])])(
    '%s is told (%s), nothing half is stored, and the next look brings the rest',
    { tags: 'long' },
    async (code, when, answer) => {
      const { simulator, fetch, backup } = await world();
      simulator.planFaults({ rules: [{ match: download, after: when === 'while listing' ? 8 : 70, answer }] });
      const met = await fetch();
      const codes = [...met.problems, met.report.problem?.code];
      expect(codes.some((one) => one === code || (code === 'drive-daily-limit' && one === 'quota-day'))).toBe(true);
      const known = new Set(sample.truth.map(({ sha256 }) => sha256));
      for (const sha256 of (await readBackupFolder(backup)).photos.keys()) expect(known.has(sha256)).toBe(true);
      simulator.planFaults({});
      for (const _ of [1, 2]) await fetch();
      await expectImported(backup, sample.truth);
    },
  );

  test('the API that is switched off, with the page where it is switched on', async () => {
    const { simulator, fetch } = await world();
    simulator.changeProject({ apis: { drive: false } });
    const { report } = await fetch();
    expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'api-disabled' } });
    expect(report.problem?.link).toContain('drive.googleapis.com');
  });

  test('an empty Drive is no success', async () => {
    const empty = join(await temporaryFolder(), 'empty');
    await mkdir(empty);
    const { fetch } = await openDriveWorld(empty);
    expect((await fetch()).report).toMatchObject({ outcome: 'stopped', problem: { code: 'drive-no-exports' } });
    await expect(fetch({ stamp: '20200101T000000Z' })).resolves.toMatchObject({ report: { outcome: 'stopped' } });
  });
});

describe('what happens in Drive meanwhile', () => {
  test('a part that is moved, renamed or put into another folder of the same name is known again', async () => {
    const { simulator, fetch, backup } = await world();
    expect((await fetch()).report.outcome).toBe('complete');
    const [first] = sample.parts;
    const { id } = await simulator.changeDrive({ action: 'add-folder', name: 'Takeout' });
    await simulator.changeDrive({ action: 'move', file: basename(first?.path ?? ''), parent: id ?? '' });
    await simulator.changeDrive({ action: 'rename', file: basename(first?.path ?? ''), name: 'holiday.zip' });
    simulator.resetStatistics();
    expect((await fetch()).report).toMatchObject({ outcome: 'complete', stored: 0 });
    expect(simulator.statistics().driveFiles).toEqual([]);
    await expectImported(backup, sample.truth);
  });

  test('renamed and moved before the first look it is imported all the same', async () => {
    const { simulator, fetch, backup } = await world();
    const [first, second] = sample.parts.map(({ path }) => basename(path));
    await simulator.changeDrive({ action: 'rename', file: first ?? '', name: 'holiday.zip' });
    await simulator.changeDrive({ action: 'move', file: second ?? '', parent: 'root' });
    expect((await fetch()).report.outcome).toBe('complete');
    await expectImported(backup, sample.truth);
  });

  test('a file that was replaced under its name is read anew', async () => {
    const { drive, fetch, backup } = await world();
    const [first, second] = sample.parts.map(({ path }) => basename(path));
    await rename(join(drive, second ?? ''), join(drive, '..', 'later.zip'));
    await writeFile(join(drive, second ?? ''), 'no archive at all');
    expect((await fetch()).problems).toContain('part-not-archive');
    await rename(join(drive, '..', 'later.zip'), join(drive, second ?? ''));
    expect((await fetch()).report.failed).toBe(0);
    await expectImported(backup, sample.truth);
    expect(first).not.toBe(second);
  });

  test('an archive whose sum is another than Google tells is told until Google tells another', async () => {
    const { simulator, fetch, backup } = await world();
    const [name] = sample.parts.map(({ path }) => basename(path));
    await simulator.changeDrive({ action: 'misstate', file: name ?? '', md5Checksum: 'f'.repeat(32) });
    const checksums = new Map<string, unknown>();
    const hear = (event: RunEvent): void => {
      if (event.event === 'part') checksums.set(event.part, event.checksum);
    };
    const met = await fetch({}, hear);
    expect([met.report.outcome, met.problems.at(-1)]).toEqual(['problems', 'drive-checksum']);
    expect([...checksums.values()]).toEqual(['wrong', 'right']);
    // Every photo has a sum of its own, which was right.
    await expectImported(backup, sample.truth);
    expect(await fetch()).toMatchObject({ report: { outcome: 'problems', stored: 0 }, problems: ['drive-checksum'] });
    await simulator.changeDrive({ action: 'misstate', file: name ?? '', md5Checksum: 'e'.repeat(32) });
    expect(await fetch({}, hear)).toMatchObject({ report: { outcome: 'complete', stored: 0 }, problems: [] });
    expect([...checksums.values()], 'what was read before is not called compared').toEqual(['read-in-part', 'right']);
  });

  test('one that lies in the trash is not there', async () => {
    const { simulator, fetch } = await world();
    for (const { path } of sample.parts) await simulator.changeDrive({ action: 'trash', file: basename(path) });
    expect((await fetch()).report.problem?.code).toBe('drive-no-exports');
  });
});
