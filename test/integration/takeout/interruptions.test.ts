import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutSampleOptions } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { killRepeatedly, pausedAfter } from '../../support/killing.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { isLong } from '../../support/test-environment.ts';

const size = { items: 800, early: 12, late: 8 };

/** Kills imports of what is given first, then imports of all of it, and compares the backup with the truth. */
async function expectTruthAfterKills(
  options: Partial<TakeoutSampleOptions>,
  isLate: (part: { readonly name: string }, index: number) => boolean,
): Promise<void> {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample(
    { out, items: size.items, albums: 15, seed: 5, parts: 3, itemBytes: 2_560, ...options },
    createPictureStudio(),
  );
  const known = new Set(sample.truth.map(({ sha256 }) => sha256));
  const random = seededRandom(20);
  const paths = sample.parts.map(({ path }) => path);
  const early = sample.parts.filter((part, index) => !isLate(part, index)).map(({ path }) => path);
  const killImports = (times: number, given: readonly string[], longest: (round: number) => number) =>
    killRepeatedly(
      times,
      ({ killed, haste }) => {
        const killWhen = pausedAfter('"started"', random() * longest(killed) * haste);
        return call(['import', '--json', ...given], { killWhen });
      },
      async () => {
        const { photos } = await readBackupFolder(backup);
        for (const [sha256, places] of photos) {
          expect(known.has(sha256), places.join()).toBe(true);
          // While a file is on its way to another month it may be seen at both ends.
          expect(places.length).toBeLessThanOrEqual(2);
        }
      },
    );
  await killImports(size.early, early, () => 700);
  const first = await call(['import', '--json', ...early]);
  expect(first.code, first.stderr).toBe(0);
  // The late part brings sidecars: files are killed on their way to another month, too.
  await killImports(size.late, paths, (round) => 500 + round * 100);

  const last = await call(['import', '--json', ...paths]);
  expect(last.code, last.stderr).toBe(0);
  expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
  await expectImported(backup, sample.truth);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
  const [exports] = (await call(['exports', '--json'])).records;
  const state = options.absentItems === 'left out' ? 'complete' : 'losses';
  expect(exports).toMatchObject({ exports: [{ state, missing: 0, waiting: 0, missingParts: [] }] });
}

test.runIf(isLong())('kills at any moment, then one more import: the truth, exactly once', { tags: 'long' }, () =>
  expectTruthAfterKills({}, (_, index) => index === 0),
);

if (isLong())
  test('kills with entries that threads read from the archive', { tags: 'long' }, () =>
    expectTruthAfterKills({ itemBytes: 150_000 }, (_, index) => index === 0),
  );

if (isLong())
  test('kills with .tgz files, each of which is entered again where it was left', { tags: 'long' }, () =>
    expectTruthAfterKills({ format: 'tgz', itemBytes: 30_000 }, (_, index) => index === 0),
  );

if (isLong())
  test('kills with bare files, and an index page that comes late', { tags: 'long' }, () =>
    expectTruthAfterKills(
      { bareFiles: 4, groups: 2, indexPart: 'own', format: 'mixed', absentItems: 'left out' },
      ({ name }) => /^takeout-\d{8}T\d{6}Z-001/.test(name),
    ),
  );
