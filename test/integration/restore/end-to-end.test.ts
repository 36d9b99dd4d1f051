import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { UploadTruth } from '../../simulator/library/library-model.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutTruth } from '../../simulator/takeout/takeout-truth.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { killRepeatedly } from '../../support/killing.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Of the issue: 1,200 items in 15 albums; on other days a library of which an upload takes a second. */
const size = isLong() ? { items: 1_022, albums: 15 } : { items: 20, albums: 2 };

/** Runs a command and visits every address that it prints, as a person would. */
async function visiting(
  { call }: World,
  args: readonly string[],
  more: Parameters<World['call']>[1] = {},
): Promise<Ended> {
  const visits: Promise<unknown>[] = [];
  const ended = await call(args, {
    ...more,
    onLine: (line) => {
      const record = line.startsWith('{')
        ? (JSON.parse(line) as { readonly event?: string; readonly url?: string })
        : {};
      if (record.event === 'authorize' && record.url !== undefined)
        visits.push(fetch(record.url).then((page) => page.text()));
    },
  });
  await Promise.all(visits);
  return ended;
}

async function importedWorld(): Promise<{ readonly world: World; readonly truth: readonly TakeoutTruth[] }> {
  const out = join(await temporaryFolder(), 'sample');
  const sample = await writeTakeoutSample({ ...size, seed: 3, itemBytes: 6_000, parts: 2, out }, createPictureStudio());
  const world = await openWorld({ items: 0, albums: 0 });
  const ended = await world.call(['import', out]);
  expect([0, 3], ended.stderr).toContain(ended.code);
  return { world, truth: sample.truth };
}

/** Compares what is at Google with the truth about the export: every item once, with its date, place and albums. */
async function expectRestored({ google, data }: World, truth: readonly TakeoutTruth[]): Promise<void> {
  const arrived = new Map<string, UploadTruth>();
  for await (const upload of google.uploads()) arrived.set(upload.id, upload);
  const journal = new DatabaseSync(join(data, 'restores.sqlite'), { readOnly: true });
  const ids = new Map(
    journal
      .prepare('SELECT sha256, media_id FROM sent')
      .all()
      .map((row) => [row['sha256'], row['media_id']]),
  );
  journal.close();
  const stored = truth.filter(({ sha256 }) => ids.has(sha256));
  expect(new Set(ids.values()).size).toBe(arrived.size);
  expect(stored).toHaveLength(ids.size);
  for (const one of stored) {
    const there = arrived.get(String(ids.get(one.sha256)));
    expect(there, one.title).toBeDefined();
    if (there === undefined) continue;
    if (one.takenFrom === 'sidecar' && one.taken !== null && there.takenFrom !== 'creation-time' && isCertain(there)) {
      const moment =
        Date.parse(`${there.taken}Z`) / 1000 - (there.takenFrom === 'exif' ? (there.offsetMinutes ?? 0) * 60 : 0);
      expect(new Date(moment * 1000).toISOString().slice(0, 19), one.title).toBe(one.taken.slice(0, 19));
    }
    if (one.placeFrom !== null && one.placeFrom !== 'file' && there.place !== null) {
      expect(there.place.latitude, one.title).toBeCloseTo(one.lat ?? Number.NaN, 2);
      expect(there.place.longitude, one.title).toBeCloseTo(one.lon ?? Number.NaN, 2);
    }
    expect(there.albums.length, one.title).toBe(new Set(one.albums.map(({ folder }) => folder)).size);
  }
}

/** A clock without a zone tells no moment. */
function isCertain({ takenFrom, offsetMinutes }: UploadTruth): boolean {
  return takenFrom === 'quicktime-utc' || (takenFrom === 'exif' && offsetMinutes !== null);
}

test('an export is restored into an empty account, as the truth says, and a second time sends nothing', async () => {
  const { world, truth } = await importedWorld();
  const planned = await visiting(world, ['restore', '--dry-run', '--json', '--no-browser']);
  const plan = lastRecord(planned);
  expect(plan, planned.stderr).toMatchObject({ event: 'restore-plan', dryRun: true, days: 1, doubles: 'unlikely' });

  // Whoever is asked and says no, or nothing, has not agreed.
  for (const input of ['no\n', '']) {
    const refused = await world.call(['restore'], { input });
    expect(refused.code, refused.stderr).toBe(130);
    expect(refused.stderr).toContain('✗ The restore was not begun\n  It was not agreed to. Nothing was sent.\n');
    expect(refused.stderr).toContain('→ Run it again: afterimage restore ');
    expect(world.google.statistics().requests['uploads'] ?? 0).toBe(0);
  }
  const ended = await world.call(['restore', '--yes', '--json']);
  const report = lastRecord(ended);
  expect(report, ended.stderr).toMatchObject({ event: 'restore-finished', left: 0, failed: 0, sent: plan['items'] });
  expect(report['unaccepted']).toBe(plan['unaccepted']);
  const albums = report['albums'] as readonly {
    readonly items: number;
    readonly found: number;
    readonly inOrder: boolean;
  }[];
  expect(albums.length).toBeGreaterThanOrEqual(size.albums);
  for (const album of albums) expect(album).toMatchObject({ found: album.items, inOrder: true });
  await expectRestored(world, truth);

  world.google.resetStatistics();
  expect(lastRecord(await world.call(['restore', '--yes', '--json']))).toMatchObject({ sent: 0, left: 0, failed: 0 });
  expect(world.google.statistics().requests['uploads'] ?? 0).toBe(0);
  expect(world.google.statistics().requests['mediaItems.batchCreate'] ?? 0).toBe(0);
});

test.runIf(isLong())('kills and a storm of faults change nothing about the end', { tags: 'long' }, async () => {
  const { world, truth } = await importedWorld();
  await visiting(world, ['restore', '--dry-run', '--json', '--no-browser']);
  world.google.planFaults({ storm: 0.1, stormWithout: ['quota-minute', 'quota-concurrent', 'stall'], seed: 7 });
  await killRepeatedly(
    20,
    async ({ killed, haste }) => {
      const lines = Math.max(1, Math.round((2 + killed) * haste));
      const ended = await world.call(['restore', '--yes', '--json'], {
        killWhen: (stdout) => stdout.split('"restore-progress"').length > lines,
      });
      // Some files of the export are of types that Google does not take.
      return ended.code === 3 ? { ...ended, code: 0 } : ended;
    },
    async () => undefined,
  );
  world.google.planFaults({});
  const ended = await world.call(['restore', '--yes', '--json']);
  expect(lastRecord(ended), ended.stderr).toMatchObject({
    event: 'restore-finished',
    left: 0,
    failed: 0,
    problem: null,
  });
  await expectRestored(world, truth);
});
