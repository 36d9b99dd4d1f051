import type { AppSnapshot } from '../../electron/contract/desktop-models.ts';
import { type DriveState, noDrive } from '../../electron/contract/drive-desktop-models.ts';
import type { DriveReport } from '../../electron/contract/drive-models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { account, before } from './facts.ts';
import type { Scenario } from './fake-main.ts';
import { importReport } from './takeout-facts.ts';

const minute = 60_000;
const hour = 60 * minute;
const gigabyte = 1_000_000_000;
const stamp = '20260905T084112Z';

/** How it can be with a Google Drive. */
export const driveScenarioNames = [
  'drive-empty',
  'drive-arriving',
  'drive-fetching',
  'drive-fetched',
  'drive-tidy-listed',
  'drive-tidied',
  'drive-full',
  'drive-refused',
  'drive-picked',
] as const;
export type DriveScenarioName = (typeof driveScenarioNames)[number];

function file(number: number, state: 'new' | 'imported', now: Date): DriveReport['files'][number] {
  const name = `takeout-${stamp}-3-${String(number).padStart(3, '0')}.zip`;
  const bytes = number === 4 ? 21_870_000_000 : 53_600_000_000;
  return { id: `file-${number}`, name, bytes, createdAt: before(now, (6 - number) * 20 * minute), stamp, state };
}

/** A Drive in which four parts of an export lie, the first `imported` of them in the backup. */
export function driveReport(now: Date, imported: number): DriveReport {
  return {
    email: account.email,
    storage: { limit: 2_000 * gigabyte, used: 731 * gigabyte, trash: 2 * gigabyte },
    files: [1, 2, 3, 4].map((number) => file(number, number <= imported ? 'imported' : 'new', now)),
    isArriving: false,
  };
}

/** A connected Drive, in which nothing lies unless told. */
export function connectedDrive(now: Date, change: Partial<DriveState> = {}): DriveState {
  const report = { ...driveReport(now, 0), files: [] };
  const connection = { mode: 'unattended', email: account.email, problem: null } as const;
  return { ...noDrive, connection, report, lookedAt: before(now, 7 * minute), ...change };
}

function tidied(now: Date, number: number) {
  const { id, name, bytes } = file(number, 'imported', now);
  return { id, name, bytes, stamp };
}

/** A Drive scenario on top of a snapshot in which nothing is running. */
export function driveScenario(name: DriveScenarioName, idle: AppSnapshot, now: Date): Scenario {
  const all = [1, 2, 3, 4].map((number) => tidied(now, number));
  const parts = [1, 2, 3, 4].map((number) => ({
    ...{ name: file(number, 'new', now).name, problem: null },
    ...(number === 1
      ? ({ state: 'imported', entries: 5_120 } as const)
      : ({ state: number === 2 ? 'arrived' : 'waiting', entries: number === 2 ? 4_870 : 0 } as const)),
  }));
  const fetched = parts.map((part) => ({ ...part, state: 'imported', entries: 5_000 }) as const);
  const plan = { files: all, kept: [], trashed: [] };
  const at = (change: Partial<DriveState>, facts: Partial<AppSnapshot> = {}): Scenario => ({
    snapshot: { ...idle, drive: connectedDrive(now, change), ...facts },
  });
  const fetching = {
    run: {
      ...{ run: 812, source: 'takeout', kind: 'quick', account: 'takeout', stopping: false },
      startedAt: before(now, 3 * hour),
      progress: {
        ...{ phase: 'transferring', discovered: 18_240, current: [] },
        ...{ items: { done: 5_480, total: 18_240 }, bytes: 61_400_000_000, bytesPerSecond: 11_800_000 },
        secondsLeft: 3 * 60 * 60 + 25 * 60,
      },
    },
  } as const satisfies Partial<AppSnapshot>;
  const scenarios: Readonly<Record<DriveScenarioName, () => Scenario>> = {
    'drive-empty': () => at({}),
    'drive-arriving': () => at({ report: { ...driveReport(now, 0), files: [file(1, 'new', now)], isArriving: true } }),
    'drive-fetching': () =>
      at({ report: driveReport(now, 1), fetch: { startedBy: 'itself', parts, now: { stage: 'running' } } }, fetching),
    'drive-fetched': () =>
      at({
        report: driveReport(now, 4),
        fetch: {
          ...{ startedBy: 'itself', parts: fetched },
          now: { stage: 'ended', report: importReport(now), problem: null, isStopped: false },
        },
        tidy: { plan, movesAt: null, undone: null },
      }),
    'drive-tidy-listed': () =>
      at(
        { report: driveReport(now, 4), tidy: { plan, movesAt: before(now, -20 * hour), undone: null } },
        { settings: { ...idle.settings, tidyDrive: true } },
      ),
    'drive-tidied': () =>
      at(
        { tidy: { plan: { files: [], kept: [], trashed: all }, movesAt: null, undone: null } },
        { settings: { ...idle.settings, tidyDrive: true } },
      ),
    'drive-full': () => {
      const storage = { limit: 200 * gigabyte, used: 191 * gigabyte, trash: 40 * gigabyte };
      return at({ report: { ...driveReport(now, 4), storage } });
    },
    'drive-refused': () => {
      const revoked = problem('token-revoked');
      return at({ connection: { mode: 'unattended', email: account.email, problem: revoked }, problem: revoked });
    },
    'drive-picked': () =>
      at({
        connection: { mode: 'ask-each-time', email: account.email, problem: null },
        report: driveReport(now, 4),
      }),
  };
  return scenarios[name]();
}
