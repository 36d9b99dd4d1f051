import { readFile } from 'node:fs/promises';
import { type AppUnderBench, type BenchProfile, startApp, untilState } from '../page/app-under-bench.ts';
import { measureLaunch } from '../page/measure-page.ts';
import { photosPaint, searchPaint } from '../page/page-scripts.ts';
import { median } from '../rounds.ts';
import { type GrownLibrary, searchedMonth } from './grown-library.ts';

/** How the app did with a library of one size; medians of its launches. */
export interface AppFigures {
  /** Seconds from the start of the program to the Overview's first paint, and to the numbers of the library. */
  readonly painted: number;
  readonly counted: number;
  /** Seconds from the click to the first picture of the grid. */
  readonly photos: number;
  /** Seconds from the last letter of a search to the first picture of what was found. */
  readonly search: number;
  /** The most memory that main and the engine held at once, together; null where the system does not tell. */
  readonly peakRssBytes: number | null;
}

/** Launches the app so many times over the library and looks at each of these screens. */
export async function measureApp({ household, google }: GrownLibrary, launches: number): Promise<AppFigures> {
  const profile = { folder: household.data, backup: household.destination, tokens: household.tokens };
  // What Node compiles of new sources is kept; the first launch of all pays for it.
  await measureLaunch(profile, google);
  const rounds: (Awaited<ReturnType<typeof measureLaunch>> & Omit<AppFigures, 'painted' | 'counted'>)[] = [];
  for (let launch = 0; launch < launches; launch += 1) {
    rounds.push({ ...(await measureLaunch(profile, google)), ...(await measureScreens(profile, google)) });
  }
  const usual = (of: (round: (typeof rounds)[number]) => number): number => median(rounds.map(of)) ?? 0;
  const peaks = rounds.flatMap(({ peakRssBytes }) => peakRssBytes ?? []);
  return {
    painted: usual(({ painted }) => painted),
    counted: usual(({ counted }) => counted),
    photos: usual(({ photos }) => photos),
    search: usual(({ search }) => search),
    peakRssBytes: peaks.length === 0 ? null : Math.max(...peaks),
  };
}

async function measureScreens(profile: BenchProfile, google: GrownLibrary['google']) {
  const app = await startApp(profile, google);
  try {
    await untilState(app, ({ library, run }) => library !== null && run === null);
    const photos = (await app.page.evaluate<number>(photosPaint)) / 1_000;
    const found = app.page.evaluate<number>(searchPaint);
    await app.page.getByRole('searchbox').fill(searchedMonth);
    const search = (await found) / 1_000;
    return { photos, search, peakRssBytes: await peakOf(app) };
  } finally {
    await app.quit();
  }
}

/** Of the main process and of those that it started to work for it; Chromium's are its pages. */
async function peakOf({ electron }: AppUnderBench): Promise<number | null> {
  const main = electron.process().pid;
  if (main === undefined) return null;
  const peaks = await Promise.all([main, ...(await workersOf(main))].map(peakRssOf));
  return peaks.some((peak) => peak === null) ? null : peaks.reduce<number>((sum, peak) => sum + (peak ?? 0), 0);
}

async function workersOf(pid: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const pids = children.split(' ').filter((child) => child.trim() !== '');
  const commands = await Promise.all(pids.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => commands[index]?.includes('utility.ts') === true).map(Number);
}

async function peakRssOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}
