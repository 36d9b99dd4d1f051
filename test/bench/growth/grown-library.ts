import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { catalogFile } from '../../../electron/engine/backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { type RunningSimulator, simulatorProcess } from '../../demo/simulator-process.ts';
import { type Household, type MeasuredRun, measureBackup, moveIn } from '../afterimage.ts';
import { keepThumbnails, numbers, storeInCatalog, storePhotos, stretch, takenOf } from '../page/stored-library.ts';

/** Google lists a hundred items a request and allows 10,000 requests a day: what is more belongs to another account. */
const mostListed = 900_000;
/** A month that a library of every size has, which is searched for in the app. */
export const searchedMonth = '2007-05';
/** So many of the newest photos have a thumbnail: more than a screen holds. */
const newest = 1_000;

/** A library that was backed up in full, as the catalog has it; its photos themselves are not there. */
export interface GrownLibrary {
  readonly household: Household;
  readonly google: RunningSimulator;
  /** How many of its items Google lists. */
  readonly listed: number;
}

/**
 * Makes a library of so many photos below `folder`: the simulated Google shows them, a dry run brings them into the
 * catalog, and there they are stored as a backup would have done it. The caller stops the simulator.
 */
export async function makeGrownLibrary(items: number, folder: string): Promise<GrownLibrary> {
  const listed = Math.min(items, mostListed);
  const google = await simulatorProcess([
    ...['--items', `${listed}`, '--albums', '0', '--seed', '11', '--item-bytes', '2560', '--auto-consent'],
    ...['--daily-requests', '1000000'],
  ]);
  try {
    const household = await moveIn(google, folder);
    await measureNextDay(household, ['--dry-run']);
    await fillCatalog(household, items, listed);
    // Writes the list of checksums and the copy of the catalog; the next one has nothing to do.
    await measureNextDay(household);
    return { household, google, listed };
  } catch (thrown) {
    await google.stop();
    throw thrown;
  }
}

/** A quick backup that finds nothing new. Throws when it does. */
export async function measureQuickRun({ household, listed }: GrownLibrary): Promise<MeasuredRun> {
  const run = await measureNextDay(household);
  if (run.outcome === 'complete' && run.discovered === listed && run.stored === 0 && run.mediaRequests === 0)
    return run;
  throw new Error(`A run without changes saw ${run.discovered} of ${listed} and stored ${run.stored}: ${run.outcome}`);
}

/** Our ledger is removed as a night would do it: each of these runs takes up to a day's requests. */
async function measureNextDay(household: Household, flags: readonly string[] = []): Promise<MeasuredRun> {
  for (const file of ['quota.sqlite', 'quota.sqlite-wal', 'quota.sqlite-shm']) {
    await rm(join(household.data, file), { force: true });
  }
  return measureBackup(household, flags);
}

const settings = z.looseObject({ destination: z.looseObject({ identity: z.string() }) });

async function fillCatalog({ data, destination }: Household, items: number, listed: number): Promise<void> {
  const settingsFile = join(data, 'settings.json');
  const known = settings.parse(JSON.parse(await readFile(settingsFile, 'utf8')));
  // Nothing starts automatically while something is measured; a scrub would miss the files that are not there.
  await writeFile(settingsFile, JSON.stringify({ ...known, schedule: { mode: 'manual' }, scrubDays: null }));
  const { identity } = known.destination;
  const opened = openCatalog(catalogFile(data, identity));
  if (!opened.ok) throw new Error(opened.problem.title);
  using catalog = Object.assign(opened.value, { [Symbol.dispose]: opened.value.close });
  storeListed(catalog, listed);
  if (items > listed) storeInCatalog(catalog, items, listed);
  settleSidecars(catalog);
  // What a first run would find out: that nothing else lies in the folder.
  catalog.stamps.compared();
  for (const path of catalog.assets.folders()) await mkdir(join(destination, path), { recursive: true });
  await keepThumbnails({ dataFolder: data, identity }, shownPhotos(items));
}

/** Stores what a dry run has listed, as a full backup would have left it. */
function storeListed(catalog: Catalog, listed: number): void {
  const [source] = catalog.sources.all();
  if (source === undefined) throw new Error('The dry run left no source');
  const startedAt = new Date().toISOString();
  const run = catalog.runs.begin({ sourceId: source.id, kind: 'full', dryRun: false, startedAt });
  let stored = 0;
  for (;;) {
    const claimed = catalog.transfers.claim(source.id, run, stretch);
    if (claimed.length === 0) break;
    const first = stored;
    storePhotos(
      catalog,
      run,
      claimed.map(({ id }, index) => ({ itemId: id, photo: first + index })),
    );
    stored += claimed.length;
  }
  if (stored !== listed) throw new Error(`${stored} of ${listed} items were listed`);
  const sums = { discovered: stored, stored, present: 0, skipped: 0, failed: 0 };
  catalog.runs.finish({
    ...{ run, source: 'library', account: source.account, kind: 'full', dryRun: false, outcome: 'complete', ...sums },
    ...{ bytes: 0, apiRequests: 0, mediaRequests: 0, seconds: 0, startedAt, finishedAt: startedAt, problem: null },
  });
}

/** No photo needs a sidecar. */
function settleSidecars({ sidecars }: Catalog): void {
  for (let after = 0; ; ) {
    const due = sidecars.due({ limit: stretch, after });
    sidecars.markSettled(due.map(({ itemId, revision }) => ({ itemId, revision, hash: null, file: null })));
    const last = due.at(-1);
    if (last === undefined) return;
    after = last.itemId;
  }
}

/** Those that the first screen shows, and those that are searched for. */
function shownPhotos(items: number): readonly number[] {
  const byTime = numbers(0, items).map((photo) => ({ photo, taken: takenOf(photo) }));
  const searched = byTime.filter(({ taken }) => taken.startsWith(searchedMonth));
  const last = byTime.toSorted((one, other) => (one.taken < other.taken ? 1 : -1)).slice(0, newest);
  return [...new Set([...last, ...searched].map(({ photo }) => photo))];
}
