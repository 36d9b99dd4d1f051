import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Some milliseconds after an import has begun: whatever it is doing then is hit. */
function someMoment(pause: number): (stdout: string) => boolean {
  let since: number | null = null;
  return (stdout) => {
    if (stdout.includes('"started"')) since ??= performance.now();
    return since !== null && performance.now() - since >= pause;
  };
}

test('twenty kills at any moment, then one more import: the truth, exactly once', async () => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample(
    { out, items: 800, albums: 15, seed: 5, parts: 3, itemBytes: 2_560 },
    createPictureStudio(),
  );
  const known = new Set(sample.truth.map(({ sha256 }) => sha256));
  const random = seededRandom(20);
  const paths = sample.parts.map(({ path }) => path);
  let killed = 0;
  const killOnce = async (given: readonly string[], longest: number): Promise<void> => {
    const ended = await call(['import', '--json', ...given], { killWhen: someMoment(random() * longest) });
    if (ended.signal === 'SIGKILL') killed += 1;
    const { photos } = await readBackupFolder(backup);
    for (const [sha256, places] of photos) {
      expect(known.has(sha256), places.join()).toBe(true);
      // While a file is on its way to another month it may be seen at both ends.
      expect(places.length).toBeLessThanOrEqual(2);
    }
  };
  for (let round = 0; round < 12; round += 1) await killOnce(paths.slice(1), 700);
  const early = await call(['import', '--json', ...paths.slice(1)]);
  expect(early.code, early.stderr).toBe(0);
  // The late part brings sidecars: files are killed on their way to another month, too.
  for (let round = 0; round < 8; round += 1) await killOnce(paths, 500 + round * 100);
  expect(killed).toBeGreaterThanOrEqual(18);

  const last = await call(['import', '--json', ...paths]);
  expect(last.code, last.stderr).toBe(0);
  expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
  await expectImported(backup, sample.truth);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
});
