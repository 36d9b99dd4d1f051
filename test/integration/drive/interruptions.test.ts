import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { killRepeatedly, pausedAfter } from '../../support/killing.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const size = isLong() ? { items: 600, kills: 20 } : { items: 90, kills: 2 };

test('kills at any moment, then one more fetch: the truth, exactly once', { tags: 'long' }, async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items: size.items, albums: 6, seed: 8, itemBytes: 4_000 };
  const sample = await writeTakeoutSample({ ...account, out: join(folder, 'sample'), parts: 3 }, createPictureStudio());
  await mkdir(drive);
  for (const { path } of sample.parts) await copyFile(path, join(drive, basename(path)));
  const { google, backup, call } = await openWorld({ items: 1, albums: 0, drive: { folder: drive } });
  const visits: Promise<unknown>[] = [];
  const connected = await call(['drive', 'connect', '--unattended', '--no-browser'], {
    onLine: (line) => {
      if (line.startsWith('http')) visits.push(fetch(line).then((page) => page.text()));
    },
  });
  await Promise.all(visits);
  expect(connected.code, connected.stderr).toBe(0);

  const known = new Set(sample.truth.map(({ sha256 }) => sha256));
  const random = seededRandom(21);
  await killRepeatedly(
    size.kills,
    ({ haste }) => {
      const killWhen = pausedAfter('"started"', random() * 2_500 * haste);
      return call(['drive', 'fetch', '--json'], { killWhen });
    },
    async () => {
      for (const [sha256, places] of (await readBackupFolder(backup)).photos) {
        expect(known.has(sha256), places.join()).toBe(true);
        expect(places.length).toBeLessThanOrEqual(2);
      }
    },
  );
  const last = await call(['drive', 'fetch', '--json']);
  expect(last.code, last.stderr).toBe(0);
  expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
  await expectImported(backup, sample.truth);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);

  google.resetStatistics();
  expect((await call(['drive', 'fetch', '--json'])).code).toBe(0);
  expect(google.statistics().driveFiles).toEqual([]);
});
