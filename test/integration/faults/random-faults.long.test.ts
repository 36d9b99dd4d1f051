import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { type CallOptions, type Ended, lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { expectPicked } from '../../support/expect-picked.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import type { DiskFaults } from '../../support/failing-disk.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { pausedAfter } from '../../support/killing.ts';
import { pick } from '../../support/picking.ts';
import { trueSums } from '../../support/true-sums.ts';
import { openWorld } from '../../support/world.ts';

/** What strikes one run. */
interface Strike {
  /** Calls of the disk that fail, of 1,000, and with what. */
  readonly disk: number;
  readonly errno: string;
  /** Requests that Google fails, of 100. */
  readonly network: number;
  /** So many milliseconds after it began it is killed; null: it comes to its end. */
  readonly killAfter: number | null;
  readonly seed: number;
}

const errnos = ['EIO', 'ENOSPC', 'EACCES', 'EPERM', 'EBUSY', 'EROFS', 'EDQUOT', 'ESTALE', 'EFBIG', 'ETIMEDOUT'];
const strike: fc.Arbitrary<Strike> = fc.record({
  disk: fc.constantFrom(0, 2, 5, 20, 100),
  errno: fc.constantFrom(...errnos),
  network: fc.constantFrom(0, 0, 20),
  killAfter: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 600 })),
  seed: fc.nat(1_000_000),
});
const strikes = fc.array(strike, { minLength: 2, maxLength: 5 });
/** A world costs seconds, so there are few of them, and what fails is not made smaller. */
const stories = { numRuns: 6, seed: 20_261_101, endOnFailure: true };
/** A run that does not end of its own does not end at all. */
const longestRunMs = 120_000;

/** One run that is struck, or not; how it is made, and with what it is called. */
type Run = (options: Omit<CallOptions, 'globals'>) => Promise<Ended>;

/** Small contents pass through the run; large ones are fetched by the threads that write them, in more than one block. */
const backups = { tags: 'long' } as const;
test.each([4_000, 1_300_000])(
  'backups of %i bytes an item under random faults of disk and network, and kills, end in the truth',
  backups,
  async (itemBytes) => {
    await fc.assert(
      fc.asyncProperty(strikes, async (all) => {
        const { google, backup, call } = await openWorld({ items: 40, albums: 4, seed: 12, itemBytes });
        const run: Run = (options) => call(['backup', '--json', '--full'], options);
        const bystander = await placeBystander(backup);
        for (const one of all) {
          google.planFaults({ storm: one.network / 100, seed: one.seed });
          await strikeRun(run, one, backup);
        }
        google.planFaults({});
        await passAnHour(backup);
        await completeRun(run);
        await expectWholeBackup(google.url, backup);
        await expectSound(backup, bystander);
      }),
      stories,
    );
  },
);

test('selections under random faults end in the truth', { tags: 'long' }, async () => {
  await fc.assert(
    fc.asyncProperty(strikes, async (all) => {
      const world = await openWorld({ items: 40, albums: 0, seed: 12, itemBytes: 4_000, picker: { pollSeconds: 1 } });
      const { google, backup } = world;
      const ids: string[] = [];
      for await (const { id } of google.truth()) ids.push(id);
      const run: Run = (options) => pick(world, [], { visits: [{ ids }, { ids }], ...options });
      // The permission is asked for the first time.
      await pick(world, ['--max', '1'], { visits: [{ count: 1 }] });
      const bystander = await placeBystander(backup);
      for (const one of all) {
        google.planFaults({ storm: one.network / 100, seed: one.seed });
        await strikeRun(run, one, backup);
      }
      google.planFaults({});
      await passAnHour(backup);
      // The first continues with what was left; the second chooses everything.
      for (const _ of ['left', 'everything']) await completeRun(run);
      google.spoilSessions('expire');
      await expectPicked(world, ids);
      await expectSound(backup, bystander);
    }),
    stories,
  );
});

test.each([2_560, 200_000])(
  'imports of %i bytes an item under random faults end in the truth',
  backups,
  async (itemBytes) => {
    const studio = createPictureStudio();
    await fc.assert(
      fc.asyncProperty(strikes, async (all) => {
        const { folder, backup, call } = await openImportWorld();
        const out = join(folder, 'sample');
        const { parts, truth } = await writeTakeoutSample(
          { out, items: 50, albums: 5, seed: 5, parts: 3, itemBytes },
          studio,
        );
        const paths = parts.map(({ path }) => path);
        const bystander = await placeBystander(backup);
        for (const [round, one] of all.entries()) {
          // Parts come one by one, so that files move when their sidecars come late.
          const given = paths.slice(0, 1 + (round % paths.length));
          await strikeRun((options) => call(['import', '--json', ...given], options), one, backup);
        }
        await passAnHour(backup);
        await completeRun((options) => call(['import', '--json', ...paths], options));
        await expectImported(backup, truth);
        await expectSound(backup, bystander);
      }),
      stories,
    );
  },
);

/** A file beside the backup folder, which is nobody's business. */
async function placeBystander(backup: string): Promise<() => Promise<void>> {
  const folder = dirname(backup);
  await writeFile(join(folder, 'thesis.tex'), 'theirs');
  const names = (await readdir(folder)).toSorted();
  return async () => {
    expect((await readdir(folder)).toSorted()).toEqual(names);
    expect(await readFile(join(folder, 'thesis.tex'), 'utf8')).toBe('theirs');
  };
}

async function strikeRun(run: Run, { disk, errno, killAfter, seed }: Strike, backup: string): Promise<void> {
  const faults: DiskFaults = { below: backup, seed, share: disk / 1_000, errnos: [errno] };
  const module = pathToFileURL(join(import.meta.dirname, '../../support/failing-disk.ts')).href;
  const inTime = killAfter === null ? () => false : pausedAfter('"started"', killAfter);
  const began = performance.now();
  const ended = await run({
    env: { NODE_OPTIONS: `--import=${module}`, AFTERIMAGE_TEST_DISK: JSON.stringify(faults) },
    killWhen: (stdout) => inTime(stdout) || performance.now() - began > longestRunMs,
  });
  expect(performance.now() - began, 'a run that does not end').toBeLessThan(longestRunMs);
  expectNoBug(ended);
  for (const paths of (await readBackupFolder(backup)).photos.values()) {
    // While a file is on its way to another month it may be seen at both ends.
    expect(paths.length, paths.join()).toBeLessThanOrEqual(2);
  }
}

/** A folder in which a disk was tried out and that was left by a kill may be another run's at first. */
async function passAnHour(backup: string): Promise<void> {
  const before = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const name of await readdir(backup)) {
    if (name.startsWith('.afterimage-probe-')) await utimes(join(backup, name), before, before);
  }
}

/** Runs without faults, until one is complete: what waits for a full run, or was given up for one, comes by then. */
async function completeRun(run: Run): Promise<void> {
  let last: Ended | null = null;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    last = await run({});
    expectNoBug(last);
    if (last.code === 0) break;
  }
  if (last === null) return;
  expect(last.code, `${last.stdout}\n${last.stderr}`).toBe(0);
  expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
}

function expectNoBug(ended: Ended): void {
  const bugs = ended.records.filter((record) => JSON.stringify(record).includes('"code":"internal"'));
  expect(bugs).toEqual([]);
  expect(ended.stderr).not.toMatch(/\n\s+at .*\d+:\d+/);
}

/** Every photo is in the list of sums, which is true; nothing is left in staging, nothing was done outside. */
async function expectSound(backup: string, isUntouched: () => Promise<void>): Promise<void> {
  const { photos } = await readBackupFolder(backup);
  expect(await trueSums(backup)).toEqual([...photos.keys()].toSorted());
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
  await isUntouched();
}
