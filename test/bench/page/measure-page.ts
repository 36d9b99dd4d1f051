import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningSimulator, simulatorProcess } from '../../demo/simulator-process.ts';
import { type AppUnderBench, type BenchProfile, buildApp, setUpApp, startApp, untilState } from './app-under-bench.ts';
import { type LoopDelay, watchMainLoop } from './main-delay.ts';
import {
  heapBytes,
  measureViewFrames,
  measureViewHeap,
  showPhotos,
  type ViewFrames,
  type ViewHeap,
} from './measure-views.ts';
import { framesAtRest, framesWhileScrolling, overviewPaints, throughTheWholeGrid } from './page-scripts.ts';
import { storeLibrary } from './stored-library.ts';
import { keepOriginals } from './viewed-originals.ts';

const items = 100_000;
/** The newest, which the viewer goes through. */
const viewed = 500;
/** What a backup has to fetch meanwhile: more than it can in the time. */
const newItems = 60_000;
const newItemBytes = 30_000;
const scrollMs = 15_000;
const restMs = 3_000;

/** How the page did, with a large library. */
export interface PageFigures {
  readonly items: number;
  /**
   * Seconds from the start of the program to the Overview's first paint, and to the numbers of the library; each once a
   * round.
   */
  readonly painted: readonly number[];
  readonly counted: readonly number[];
  /** Milliseconds between two frames while a backup ran and the grid scrolled, and before that. */
  readonly frames: readonly number[];
  readonly framesAtRest: readonly number[];
  /** The same with the viewer and with the coverage map open. */
  readonly views: ViewFrames;
  readonly mainDelay: LoopDelay;
  /** Items that the backup stored in that time, and in how many seconds. */
  readonly backedUp: { readonly items: number; readonly seconds: number };
  readonly heapBytes: number;
  /** What was passed before the heap was measured. */
  readonly passed: { readonly tiles: number; readonly pictures: number };
  readonly viewHeap: ViewHeap;
  /** With the map open, when a backup has run beside all that. */
  readonly heapAtEnd: number;
}

/** Makes up a large library and measures the built app with it, on the stand-in. */
export async function measurePage(rounds: number, scratch: string, say: (text: string) => void): Promise<PageFigures> {
  await using cleanUp = new AsyncDisposableStack();
  const root = await mkdtemp(join(scratch, 'page-'));
  cleanUp.defer(() => rm(root, { recursive: true, force: true }));
  const profile = {
    folder: join(root, 'profile'),
    backup: join(root, 'backup'),
    tokens: join(root, 'profile-tokens.json'),
  };
  await mkdir(profile.backup);
  await buildApp(say);
  const google = await simulatorProcess([
    ...['--items', '40', '--albums', '3', '--seed', '11', '--item-bytes', `${newItemBytes}`, '--auto-consent'],
  ]);
  cleanUp.defer(google.stop);
  await makeLibrary(profile, google, say);

  const launches = [];
  for (let round = 1; round <= rounds; round += 1) {
    const launch = await measureLaunch(profile, google);
    say(`Page, round ${round} of ${rounds}: Overview painted after ${launch.painted.toFixed(2)} s`);
    launches.push(launch);
  }
  const app = await startApp(profile, google);
  cleanUp.defer(app.quit);
  await untilState(app, ({ library, run }) => library !== null && run === null);
  say('Page: through the whole grid, the viewer and the map …');
  const memory = await measureHeap(app);
  say(`Page: passed ${memory.passed.tiles} tiles, ${memory.passed.pictures} pictures`);
  const scrolling = await measureScrolling(app, google);
  const { frames, mainDelay, views } = scrolling;
  say(`Page: ${frames.length} frames in ${scrollMs / 1_000} s, ${views.viewer.shown} originals seen`);
  say(`Page: delay of the main process p99 ${mainDelay.p99.toFixed(1)} ms`);
  return {
    items,
    painted: launches.map(({ painted }) => painted),
    counted: launches.map(({ counted }) => counted),
    ...scrolling,
    ...memory,
  };
}

async function makeLibrary(
  profile: BenchProfile,
  google: RunningSimulator,
  say: (text: string) => void,
): Promise<void> {
  const app = await startApp(profile, google);
  const identity = await setUpApp(app, google);
  await untilState(app, ({ run, lastRun }) => run === null && lastRun !== null);
  // Nothing starts automatically while something is measured.
  await app.ask('settings.change', { schedule: { mode: 'manual' } });
  await app.quit();
  say(`Page: storing ${items} photos …`);
  await storeLibrary({ dataFolder: profile.folder, identity, items });
  const newest = Array.from({ length: viewed }, (_, index) => items - 1 - index);
  await keepOriginals(profile.backup, newest);
}

/** Starts the app, waits for the Overview, and quits; seconds since the start. */
export async function measureLaunch(profile: BenchProfile, google: RunningSimulator) {
  const app = await startApp(profile, google);
  const { painted, counted } = await app.page.evaluate<{ readonly painted: number; readonly counted: number }>(
    overviewPaints,
  );
  await app.quit();
  return { painted: (painted - app.launchedAt) / 1_000, counted: (counted - app.launchedAt) / 1_000 };
}

type Scrolling = Pick<PageFigures, 'frames' | 'framesAtRest' | 'views' | 'mainDelay' | 'backedUp' | 'heapAtEnd'>;

async function measureScrolling(app: AppUnderBench, google: RunningSimulator): Promise<Scrolling> {
  await showPhotos(app);
  const atRest = await app.page.evaluate<readonly number[]>(framesAtRest(restMs));
  await addItems(google);
  await app.ask('backup.start', { full: false });
  await untilState(app, ({ run }) => (run?.progress.items.done ?? 0) > 100);
  const before = await storedSoFar(app);
  const endWatch = await watchMainLoop(app.electron);
  const startedAt = performance.now();
  const frames = await app.page.evaluate<readonly number[]>(framesWhileScrolling(scrollMs));
  const views = await measureViewFrames(app);
  const mainDelay = await endWatch();
  const seconds = (performance.now() - startedAt) / 1_000;
  const stored = (await storedSoFar(app)) - before;
  await app.ask('backup.stop', null);
  await untilState(app, ({ run }) => run === null);
  const heapAtEnd = await heapBytes(app.page);
  return { frames, framesAtRest: atRest, views, mainDelay, backedUp: { items: stored, seconds }, heapAtEnd };
}

async function addItems(google: RunningSimulator): Promise<void> {
  const answer = await fetch(`${google.url}/simulator/library`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ changes: [{ kind: 'add-items', count: newItems }] }),
  });
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status}`);
}

async function storedSoFar({ ask }: AppUnderBench): Promise<number> {
  const { run } = await ask('app.snapshot', null);
  if (run === null) throw new Error('The backup ended before the measurement did');
  return run.progress.items.done;
}

type Memory = Pick<PageFigures, 'heapBytes' | 'passed' | 'viewHeap'>;

async function measureHeap(app: AppUnderBench): Promise<Memory> {
  const usual = await app.page.evaluate<{ readonly width: number; readonly height: number }>(
    '({ width: innerWidth, height: innerHeight })',
  );
  await showPhotos(app);
  // A large window shows more at once, and is through sooner.
  await app.page.setViewportSize({ width: 2_400, height: 1_500 });
  const passed = await app.page.evaluate<PageFigures['passed']>(throughTheWholeGrid);
  const afterGrid = await heapBytes(app.page);
  await app.page.setViewportSize(usual);
  return { heapBytes: afterGrid, passed, viewHeap: await measureViewHeap(app) };
}
