/**
 * The world that the tests run in. What a process of the tests finds in its environment is stated here and nowhere
 * else, so that they do the same on every machine: nothing is inherited by chance.
 */
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** What not every machine has. The tests use it only when `AFTERIMAGE_TEST_WITH` names it (several with commas). */
export const extras = [
  'exiftool',
  'media-tools',
  'rclone',
  'secret-service',
  'shells',
  'system-chromium',
  'systemd',
] as const;
export type Extra = (typeof extras)[number];

/** Language and zone of a world: always the same, or those of the caller's LANG and TZ. */
export type Place = 'fixed' | "the caller's";

const places = {
  fixed: { LANG: 'en_US.UTF-8', TZ: 'UTC' },
  // Where the caller names none: unlike most machines, so that what takes the wrong language or zone shows.
  "the caller's": { LANG: 'en_GB.UTF-8', TZ: 'Europe/Berlin' },
} as const satisfies Record<Place, Environment>;

const project = join(import.meta.dirname, '..', '..');
/** Names the folder of the world. Anyone who has it in its environment lives in a stated world already. */
const worldVariable = 'AFTERIMAGE_TEST_WORLD';
const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Said to the tests on purpose: their own switches, those of the stand-in, and where Electron's program is. */
const switches = /^(AFTERIMAGE_TEST_\w+|STANDIN_\w+|ELECTRON_OVERRIDE_DIST_PATH|PICTURES_SCRATCH|SCENARIOS_ADDRESS)$/;
/** The screen. Only real windows need one: those of Electron's own program, and those of the stand-in when headed. */
const screens = /^(DISPLAY|XAUTHORITY|WAYLAND_DISPLAY|XDG_RUNTIME_DIR|XDG_SESSION_TYPE)$/;
/** Without these, programs do not start on Windows. */
const windowsNeeds =
  /^(PATHEXT|ComSpec|SystemDrive|SystemRoot|windir|ProgramData|ProgramFiles.*|CommonProgram.*|PROCESSOR_\w+|NUMBER_OF_PROCESSORS|OS|USERNAME)$/i;
/** What Vitest and Playwright say to themselves; it stays in their own processes. */
const runnersOwn = /^(VITEST\w*|TEST\w*|NODE_ENV|DEV|PROD|MODE|SSR|BASE_URL|PLAYWRIGHT_\w+|PW\w*|DEBUG)$/;

/** What the world of a run is made from. */
export interface WorldRequest {
  /** The environment of anyone who starts the tests. */
  readonly caller: NodeJS.ProcessEnv;
  /** The world's folder, absolute. */
  readonly folder: string;
  readonly place: Place;
  readonly platform: NodeJS.Platform;
}

/** All that a process of the tests is started with. Throws when `AFTERIMAGE_TEST_WITH` names what there is not. */
export function statedEnvironment({ caller, folder, place, platform }: WorldRequest): Environment {
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  const wanted = extrasIn(caller);
  const hasScreen = caller['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined || caller['STANDIN_HEADED'] !== undefined;
  const ofCaller = place === "the caller's" ? caller : {};
  return {
    ...(platform === 'win32' ? windowsWorld(caller, home, temporary) : { HOME: home, TMPDIR: temporary }),
    PATH: statedPath(caller, platform),
    TERM: 'dumb',
    LANG: ofCaller['LANG'] || places[place].LANG,
    TZ: ofCaller['TZ'] || places[place].TZ,
    // What Playwright and Node have compiled outlives the world, as the project's own caches do. Threads and programs
    // that run from sources start in half of the time with it.
    PWTEST_CACHE_DIR: join(project, 'node_modules', '.cache', 'playwright'),
    NODE_COMPILE_CACHE: join(project, 'node_modules', '.cache', 'node'),
    ...(wanted.includes('system-chromium') ? {} : { STANDIN_CHROMIUM: 'npm' }),
    ...those(caller, switches),
    ...(hasScreen ? those(caller, screens) : {}),
    [worldVariable]: folder,
  };
}

/** Where programs are looked for: the project's own, then the system's; nobody's home, and no version manager's. */
export function statedPath(caller: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const own = join(project, 'node_modules', '.bin');
  return [own, ...(platform === 'win32' ? [named(caller, 'Path')] : systemFolders)].join(delimiter);
}

function windowsWorld(caller: NodeJS.ProcessEnv, home: string, temporary: string): Environment {
  return {
    ...those(caller, windowsNeeds),
    ...{ USERPROFILE: home, APPDATA: join(home, 'Roaming'), LOCALAPPDATA: join(home, 'Local') },
    ...{ TEMP: temporary, TMP: temporary },
  };
}

/** Linux's file system in memory, and what `statfs` calls it. */
const sharedMemory = '/dev/shm';
const tmpfsType = 0x01_02_19_94;
/** Room that no suite comes near to. */
const neededBytes = 4 * 1024 ** 3;

/** What a file system says of itself; throws where there is none. */
export type ReadSpace = (path: string) => { readonly type: number; readonly bavail: number; readonly bsize: number };

/**
 * Where worlds are made: in memory where the system has a file system for that with room enough, because on a disk half
 * of the tests' time is spent waiting for it to sync. The long tests stay on the disk.
 */
export function worldsFolder(isOnDisk: boolean, readSpace: ReadSpace = statfsSync): string {
  if (isOnDisk) return tmpdir();
  try {
    const { type, bavail, bsize } = readSpace(sharedMemory);
    return type === tmpfsType && bavail * bsize >= neededBytes ? sharedMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** The folder of a world, with an empty home. Whoever makes it removes it. */
export function makeWorldFolder(isOnDisk: boolean): string {
  const folder = mkdtempSync(join(worldsFolder(isOnDisk), 'afterimage-tests-'));
  for (const name of ['home', 'tmp']) mkdirSync(join(folder, name));
  return folder;
}

/** Removes the folder of a world with all that its tests have left. */
export function removeWorldFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Puts this process, and with it those that it will start, into a stated world; to be called by the configuration of a
 * test runner. A process that `npm test` has started lives in one already. `isOnDisk`: not in memory, for what measures.
 */
export function enterTestEnvironment(place: Place, isOnDisk = isLong()): void {
  process.umask(0o022);
  if (process.env[worldVariable] !== undefined) return;
  const folder = makeWorldFolder(isOnDisk);
  process.once('exit', () => removeWorldFolder(folder));
  const stated = statedEnvironment({ caller: process.env, folder, place, platform: process.platform });
  for (const name of Object.keys(process.env)) if (!runnersOwn.test(name)) delete process.env[name];
  Object.assign(process.env, stated);
}

/**
 * What a test starts its processes with: the stated world without anything of the test runner's, and `more`, in which
 * undefined takes a variable away.
 */
export function testEnvironment(more: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  const folder = process.env[worldVariable];
  if (folder === undefined) throw new Error('This process is in no stated world: its configuration enters none.');
  const world = { caller: process.env, folder, place: "the caller's", platform: process.platform } as const;
  return those({ ...statedEnvironment(world), ...more }, /^/);
}

/** Is this run to use it? */
export function isWith(extra: Extra): boolean {
  return extrasIn(process.env).includes(extra);
}

/** Are kills, storms and random inputs to take their full length? `npm run test:long` says so. */
export function isLong(): boolean {
  return process.env['AFTERIMAGE_TEST_LONG'] === '1';
}

/** How many random inputs a property is tried with: so many in `npm test`, ten times as many in a long run. */
export function runsOf(short: number): number {
  return isLong() ? 10 * short : short;
}

function extrasIn(caller: NodeJS.ProcessEnv): readonly Extra[] {
  const names = (caller['AFTERIMAGE_TEST_WITH'] ?? '').split(',').filter((name) => name !== '');
  return names.map((name) => {
    const extra = extras.find((one) => one === name);
    if (extra === undefined) throw new Error(`AFTERIMAGE_TEST_WITH names ${name}; there is ${extras.join(', ')}.`);
    return extra;
  });
}

function those(env: NodeJS.ProcessEnv, names: RegExp): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && names.test(name) ? [[name, value]] : [])),
  );
}

/** A variable of Windows, where names have no case. */
function named(env: NodeJS.ProcessEnv, wanted: string): string {
  const found = Object.entries(env).find(([name]) => name.toLowerCase() === wanted.toLowerCase());
  return found?.[1] ?? '';
}
