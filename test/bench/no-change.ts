import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simulatorProcess } from '../demo/simulator-process.ts';
import { type Household, type MeasuredRun, measureBackup, moveIn } from './afterimage.ts';

const items = 100_000;
const albums = 200;
/** Small, as only the listing counts here: the first backup has to fetch them all. */
const itemBytes = 2_560;

/** Runs over a library in which nothing has changed since it was stored. */
export interface NoChange {
  readonly items: number;
  readonly albums: number;
  readonly quick: readonly MeasuredRun[];
  readonly full: MeasuredRun;
}

/** Stores a large library of small items once, then measures runs that find nothing new. */
export async function measureNoChange(rounds: number, scratch: string, say: (text: string) => void): Promise<NoChange> {
  const simulator = await simulatorProcess([
    ...['--items', `${items}`, '--albums', `${albums}`, '--seed', '11', '--item-bytes', `${itemBytes}`],
    ...['--auto-consent', '--daily-media-requests', '1000000', '--daily-requests', '1000000'],
  ]);
  const folder = await mkdtemp(join(scratch, 'no-change-'));
  try {
    const household = await moveIn(simulator, folder);
    await storeEverything(household, say);
    const quick: MeasuredRun[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const run = unchanged(await measureBackup(household));
      say(`No change, round ${round} of ${rounds}: ${run.seconds.toFixed(2)} s`);
      quick.push(run);
    }
    const full = unchanged(await measureBackup(household, ['--full']));
    say(`No change, everything compared: ${full.seconds.toFixed(2)} s`);
    return { items, albums, quick, full };
  } finally {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Google allows 75,000 byte requests a day, so this takes two of them: our ledger is removed as a night would do it. */
async function storeEverything(household: Household, say: (text: string) => void): Promise<void> {
  for (let day = 1; ; day += 1) {
    say(`No change: storing ${items} items first, day ${day} …`);
    const run = await measureBackup(household);
    if (run.outcome === 'complete') return;
    if (run.stored === 0) throw new Error(`The first backup stops with ${run.outcome}`);
    for (const file of ['quota.sqlite', 'quota.sqlite-wal', 'quota.sqlite-shm']) {
      await rm(join(household.data, file), { force: true });
    }
  }
}

function unchanged(run: MeasuredRun): MeasuredRun {
  if (run.outcome === 'complete' && run.stored === 0 && run.mediaRequests === 0 && run.bytes === 0) return run;
  throw new Error(`A run without changes stored ${run.stored} and asked for ${run.mediaRequests}: ${run.outcome}`);
}
