import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { ServedFileCounts } from '../../simulator/server/drive/served-files.ts';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { killRepeatedly, pausedAfter } from '../../support/killing.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { servedEntries } from '../../support/served-entries.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const size = { items: 600, kills: 20 };

test.runIf(isLong())(
  'kills at any moment, then one more fetch: the truth, exactly once',
  { tags: 'long' },
  async () => {
    const folder = await temporaryFolder();
    const drive = join(folder, 'drive');
    const account = { items: size.items, albums: 6, seed: 8, itemBytes: 12_000 };
    const sample = await writeTakeoutSample(
      { ...account, out: join(folder, 'sample'), parts: 3 },
      createPictureStudio(),
    );
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
    const ledger = sentOfStored(sample);
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
        await ledger.look(backup, google.statistics().driveFiles);
      },
    );
    const last = await call(['drive', 'fetch', '--json']);
    expect(last.code, last.stderr).toBe(0);
    expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
    await expectImported(backup, sample.truth);
    expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
    await ledger.look(backup, google.statistics().driveFiles);

    google.resetStatistics();
    expect((await call(['drive', 'fetch', '--json'])).code).toBe(0);
    expect(google.statistics().driveFiles).toEqual([]);
  },
);

/** What an archive is known by: it is read whenever it is opened, whatever lies there. */
const [headBytes, tailBytes] = [64 << 10, 256 << 10];

/** Holds that what was in the backup when a run was killed was never sent again. */
function sentOfStored({ parts, truth }: TakeoutSample) {
  const pathOf = new Map(truth.flatMap(({ sha256, paths }) => (paths.length === 1 ? [[sha256, paths[0]?.path]] : [])));
  const sentWhenStored = new Map<string, number>();
  return {
    look: async (backup: string, files: readonly ServedFileCounts[]): Promise<void> => {
      const stored = [...(await readBackupFolder(backup)).photos.keys()].map((sha256) => pathOf.get(sha256));
      const here = new Set(stored.filter((path) => path !== undefined));
      for (const { path, name } of parts) {
        const served = files.find((file) => file.name === name);
        const between = (await servedEntries(path, served)).filter(
          ({ begin, end }) => begin > headBytes && end < (served?.bytes ?? 0) - tailBytes,
        );
        for (const { name: entry, sent } of between) {
          expect(sent, `${entry} was stored before`).toBe(sentWhenStored.get(entry) ?? sent);
          if (here.has(entry)) sentWhenStored.set(entry, sent);
        }
      }
    },
  };
}
