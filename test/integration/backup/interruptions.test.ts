import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { readBackupFolder, readTruth } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { killRepeatedly, type Moment, type Progress, pausedAfter } from '../../support/killing.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const kills = isLong() ? { first: 12, all: 20 } : { first: 2, all: 4 };
/** Small contents pass through the run; large ones are fetched by the threads that write them, in more than one block. */
const libraries = isLong()
  ? [
      { items: 500, itemBytes: 60_000 },
      { items: 150, itemBytes: 1_300_000 },
    ]
  : [{ items: 120, itemBytes: 60_000 }];
const inLong = { tags: 'long' } as const;

/**
 * A moment to kill a run: while there is something to fetch, after some more byte requests, so that each round gets a
 * little further; otherwise some milliseconds after it began, which hits recovery, listing, settling and the report.
 */
function someMoment(google: Simulator, random: () => number, { killed, missed, haste }: Progress): Moment {
  if (killed < kills.first && missed === 0) {
    const enough = google.statistics().mediaRequests + Math.ceil(random() * 30);
    return () => google.statistics().mediaRequests >= enough;
  }
  return pausedAfter('"started"', random() * 300 * haste);
}

test.each(libraries)(
  'kills at any moment lose nothing, double nothing and leave nothing half: $itemBytes bytes an item',
  inLong,
  async ({ items, itemBytes }) => {
    const { google, backup, call } = await openWorld({ items, albums: 20, seed: 23, itemBytes });
    const random = seededRandom(20);
    await killRepeatedly(
      kills.all,
      (progress) => call(['backup', '--json', '--full'], { killWhen: someMoment(google, random, progress) }),
      // Anyone who looks between two runs sees only whole files.
      () => expectOnlyWholeFiles(google.url, backup),
    );
    const last = await call(['backup', '--json', '--full']);
    expect(last.code, last.stderr).toBe(0);
    expect(lastRecord(last)).toMatchObject({ outcome: 'complete', discovered: items, failed: 0, skipped: 0 });
    await expectWholeBackup(google.url, backup);
    expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
  },
);

test('Ctrl-C ends the run in order, says how to continue, and the next run resumes', async () => {
  const { google, backup, call } = await openWorld({ items: 160, albums: 5, seed: 8, itemBytes: 200_000 });
  const stopped = await call(['backup', '--json'], { interruptAt: '"phase":"transferring"' });
  expect(stopped.code).toBe(130);
  const report = lastRecord(stopped);
  expect(report).toMatchObject({ event: 'finished', outcome: 'stopped', problem: { code: 'interrupted' } });
  expect(report['discovered']).toBe(
    Number(report['stored']) + Number(report['present']) + Number(report['skipped']) + Number(report['failed']),
  );
  const rest = await call(['backup', '--json']);
  expect(lastRecord(rest)).toMatchObject({ outcome: 'complete', present: report['stored'] });
  await expectWholeBackup(google.url, backup);
  expect(google.statistics().itemsDeliveredAgain).toBe(0);
});

if (isLong())
  test.each([
    { items: 500, strikes: 80, itemBytes: null },
    { items: 200, strikes: 30, itemBytes: 1_300_000 },
  ])('a storm of faults at 20 % of all requests ends with a whole backup of $items', inLong, async (library) => {
    const { items, strikes, itemBytes } = library;
    const { google, backup, call } = await openWorld({ items, albums: 20, seed: 31, itemBytes });
    google.planFaults({ storm: 0.2, seed: 4 });
    let outcome: unknown = null;
    for (let attempt = 0; attempt < 3 && outcome !== 'complete'; attempt += 1) {
      const ended = await call(['backup', '--json']);
      outcome = lastRecord(ended)['outcome'];
    }
    expect(outcome).toBe('complete');
    expect(google.faultReport().storm.struck).toBeGreaterThan(strikes);
    await expectWholeBackup(google.url, backup);
  });

test('two runs at once: the second one is told who holds the folder', async () => {
  const { google, backup, call } = await openWorld({ items: 60, albums: 2, seed: 9, itemBytes: 60_000 });
  google.planFaults({ rules: [{ match: { operation: 'media.download' }, times: 1, answer: { kind: 'stall' } }] });
  const refused: ReturnType<typeof call>[] = [];
  const first = await call(['backup', '--json'], {
    onLine: (line) => {
      if (refused.length === 0 && line.includes('"started"')) refused.push(call(['backup', '--json']));
    },
  });
  const [second] = await Promise.all(refused);
  expect(second?.code).toBe(7);
  expect(second?.records.at(-1)).toMatchObject({ event: 'failed', problem: { code: 'destination-busy' } });
  expect(first.code, first.stderr).toBe(0);
  await expectWholeBackup(google.url, backup);
});

async function expectOnlyWholeFiles(url: string, backup: string): Promise<void> {
  const known = new Set((await readTruth(url)).map((item) => item.sha256));
  const { photos, albums } = await readBackupFolder(backup);
  for (const [sum, paths] of photos) {
    expect(known.has(sum), paths.join()).toBe(true);
    expect(paths).toHaveLength(1);
  }
  for (const entries of albums.values()) {
    for (const entry of entries) expect(known.has(entry), entry).toBe(true);
  }
}
