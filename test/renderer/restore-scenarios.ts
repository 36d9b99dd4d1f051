import type { AppSnapshot } from '../../electron/contract/desktop-models.ts';
import { message } from '../../electron/contract/messages/message.ts';
import { problem } from '../../electron/contract/problem.ts';
import { type RestoreStage, wholeBackup } from '../../electron/contract/restore-desktop-models.ts';
import type { RestorePlan, RestoreProgress, RestoreReport } from '../../electron/contract/restore-models.ts';
import { account } from './facts.ts';
import type { Scenario } from './fake-main.ts';

const hour = 3_600_000;
const tally = { done: 9_412, items: 24_120 };

function ahead(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

/** To an account that holds none of it, within a day. */
export const restorePlan: RestorePlan = {
  ...{ account: account.id, email: account.email, items: 812, bytes: 4_310_000_000, present: 40 },
  ...{ albums: 3, newAlbums: 2, requests: 854, requestsLeft: 9_120, requestsPerDay: 10_000, days: 1 },
  ...{ endsAt: '2026-03-10T18:00:00.000Z', completed: 31, undated: 0, undatedFiles: [], unplaced: 0, shortened: 0 },
  ...{ unaccepted: 0, unacceptedFiles: [], unavailable: 0, lost: { favourites: 12, people: 340, archived: 0 } },
  ...{ doubles: 'unlikely', isConfirmed: false },
};

/** Everything that a plan can warn of. */
function largePlan(now: Date): RestorePlan {
  return {
    ...restorePlan,
    ...{ items: 24_120, bytes: 118_400_000_000, present: 0, albums: 46, newAlbums: 46, requests: 25_140 },
    ...{ requestsLeft: 4_210, days: 4, endsAt: ahead(now, 72 * hour), completed: 18_233, doubles: 'own' },
    ...{
      undated: 2,
      undatedFiles: ['Photos/Undated/scan 1.png', 'Photos/Undated/scan 2.png'],
      unplaced: 14,
      shortened: 1,
    },
    unaccepted: 3,
    unacceptedFiles: [
      { path: 'Photos/2021/05/drawing.jxl', bytes: 1_200_000, reason: 'type' },
      { path: 'Photos/2022/08/panorama.tif', bytes: 310_000_000, reason: 'photo-too-large' },
      { path: 'Photos/2023/12/concert.mov', bytes: 24_000_000_000, reason: 'film-too-large' },
    ],
    unavailable: 4,
  };
}

/** It went on until a person gave it up. */
export const stoppedReport: RestoreReport = {
  ...{ account: account.id, email: account.email, outcome: 'stopped' },
  ...{ startedAt: '2026-03-10T12:00:00.000Z', finishedAt: '2026-03-10T12:40:00.000Z' },
  ...{
    items: 852,
    sent: 300,
    renamed: 0,
    present: 40,
    unaccepted: 0,
    failed: 0,
    left: 512,
    failures: [],
    failuresFile: null,
    albums: [],
  },
  ...{ bytes: 1_400_000_000, requests: 312, problem: problem('interrupted') },
};

/** All arrived. */
const completeReport: RestoreReport = {
  ...stoppedReport,
  ...{ outcome: 'complete', sent: 812, left: 0, bytes: 4_310_000_000, requests: 861, problem: null },
  albums: [{ title: 'Lisbon', id: 'a1', items: 120, found: 120, inOrder: true }],
};

/** Google refused some, and an album is not as it should be. */
const problemsReport: RestoreReport = {
  ...completeReport,
  ...{ outcome: 'problems', sent: 809, failed: 2, unaccepted: 1, renamed: 4 },
  failures: [
    { path: 'Photos/2019/08/IMG_0412.JPG', problem: problem('restore-item-refused', { detail: 'NOT_IMAGE' }) },
    { path: 'Photos/2020/01/VID_0007.MP4', problem: problem('restore-file-changed') },
  ],
  albums: [
    { title: 'Lisbon', id: 'a1', items: 120, found: 120, inOrder: true },
    { title: 'Trip to Rome', id: 'a2', items: 64, found: 62, inOrder: false },
  ],
};

function progressOf(now: Date): RestoreProgress {
  return {
    ...{ phase: 'sending', done: 9_412, total: 24_120, bytes: 46_100_000_000, totalBytes: 118_400_000_000 },
    ...{ bytesPerSecond: 5_200_000, endsAt: ahead(now, 50 * hour) },
  };
}

/** A restore in each of its states. */
export const restoreScenarioNames = [
  'restore-permission',
  'restore-planning',
  'restore-planning-waits',
  'restore-planned',
  'restore-planned-large',
  'restore-planned-late',
  'restore-planned-nothing',
  'restore-planned-empty',
  'restore-unplanned',
  'restore-sending',
  'restore-waiting',
  'restore-paused',
  'restore-full',
  'restore-offline',
  'restore-complete',
  'restore-problems',
  'restore-stopped',
] as const;
export type RestoreScenarioName = (typeof restoreScenarioNames)[number];

function stages(now: Date): Readonly<Record<RestoreScenarioName, RestoreStage>> {
  return {
    'restore-permission': { stage: 'permission' },
    'restore-planning': { stage: 'planning', waitingUntil: null },
    'restore-planning-waits': { stage: 'planning', waitingUntil: ahead(now, 20 * hour) },
    'restore-planned': { stage: 'planned', plan: restorePlan },
    'restore-planned-large': { stage: 'planned', plan: largePlan(now) },
    'restore-planned-late': {
      stage: 'planned',
      plan: { ...restorePlan, requestsLeft: 0, endsAt: ahead(now, 6 * hour) },
    },
    'restore-planned-nothing': {
      stage: 'planned',
      plan: { ...restorePlan, items: 0, bytes: 0, present: 812, albums: 0, newAlbums: 0, days: 0 },
    },
    'restore-planned-empty': {
      stage: 'planned',
      plan: { ...restorePlan, items: 0, bytes: 0, present: 0, albums: 0, newAlbums: 0, days: 0, unaccepted: 0 },
    },
    'restore-unplanned': { stage: 'unplanned', problem: problem('scope-not-granted') },
    'restore-sending': { stage: 'sending', ...tally, progress: progressOf(now), isPausing: false },
    'restore-waiting': {
      ...{ stage: 'waiting', ...tally, until: ahead(now, 20 * hour), problem: problem('quota-day') },
      endsAt: ahead(now, 50 * hour),
    },
    'restore-paused': { stage: 'paused', ...tally, by: 'person' },
    'restore-full': { stage: 'halted', ...tally, problem: problem('restore-storage-full'), retryAt: null },
    'restore-offline': {
      ...{ stage: 'halted', ...tally, problem: problem('network-unreachable') },
      retryAt: ahead(now, hour / 2),
    },
    'restore-complete': { stage: 'ended', report: completeReport },
    'restore-problems': { stage: 'ended', report: problemsReport },
    'restore-stopped': { stage: 'ended', report: stoppedReport },
  };
}

/** The scenario of a name, in an app that is otherwise like `snapshot`. */
export function restoreScenario(name: RestoreScenarioName, snapshot: AppSnapshot, at: Date): Scenario {
  const { id, email } = account;
  const now = stages(at)[name];
  const said =
    now.stage === 'sending' ? ({ status: 'running', statusText: message('status.restoring', tally) } as const) : {};
  return {
    snapshot: { ...snapshot, ...said, restore: { account: id, email, selection: wholeBackup, albumTitle: null, now } },
  };
}
