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
  /**
   * Processor seconds that main and the engine took from their start until the Overview's numbers stood there, then for
   * Photos, and for the search: what a busy machine does not spoil. Null where the system does not tell.
   */
  readonly cpuSeconds: { readonly launch: number; readonly photos: number; readonly search: number } | null;
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
  const cpu = rounds.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const usualCpu = (of: (seconds: (typeof cpu)[number]) => number): number => median(cpu.map(of)) ?? 0;
  return {
    painted: usual(({ painted }) => painted),
    counted: usual(({ counted }) => counted),
    photos: usual(({ photos }) => photos),
    search: usual(({ search }) => search),
    cpuSeconds:
      cpu.length < rounds.length
        ? null
        : {
            launch: usualCpu(({ launch }) => launch),
            photos: usualCpu(({ photos }) => photos),
            search: usualCpu(({ search }) => search),
          },
    peakRssBytes: peaks.length === 0 ? null : Math.max(...peaks),
  };
}

async function measureScreens(profile: BenchProfile, google: GrownLibrary['google']) {
  const app = await startApp(profile, google);
  try {
    await untilState(app, ({ library, run }) => library !== null && run === null);
    const workers = await workersOf(app);
    const launchCpu = await cpuOf(workers);
    const photos = (await app.page.evaluate<number>(photosPaint)) / 1_000;
    const photosCpu = await cpuOf(workers);
    const found = app.page.evaluate<number>(searchPaint);
    await app.page.getByRole('searchbox').fill(searchedMonth);
    const search = (await found) / 1_000;
    const searchCpu = await cpuOf(workers);
    const cpuSeconds =
      launchCpu === null || photosCpu === null || searchCpu === null
        ? null
        : { launch: launchCpu, photos: photosCpu - launchCpu, search: searchCpu - photosCpu };
    return { photos, search, cpuSeconds, peakRssBytes: await sumOf(workers, peakRssOf) };
  } finally {
    await app.quit();
  }
}

/** The main process and those that it started to work for it; Chromium's are its pages. */
async function workersOf({ electron }: AppUnderBench): Promise<readonly number[]> {
  const main = electron.process().pid;
  if (main === undefined) return [];
  const children = await readFile(`/proc/${main}/task/${main}/children`, 'utf8').catch(() => '');
  const pids = children.split(' ').filter((child) => child.trim() !== '');
  const commands = await Promise.all(pids.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')));
  return [main, ...pids.filter((_, index) => commands[index]?.includes('utility.ts') === true).map(Number)];
}

async function sumOf(pids: readonly number[], of: (pid: number) => Promise<number | null>): Promise<number | null> {
  const values = await Promise.all(pids.map(of));
  if (values.length === 0 || values.some((value) => value === null)) return null;
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Processor seconds of these processes so far. */
function cpuOf(pids: readonly number[]): Promise<number | null> {
  return sumOf(pids, async (pid) => {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // proc(5): behind the name in brackets, user and system time are the 12th and 13th, in hundredths of a second.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    return status === '' ? null : (user + system) / 100;
  });
}

async function peakRssOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}
