import { type AppSnapshot, desktopSettingsSchema, type LiveRun } from '../../electron/contract/desktop-models.ts';
import { noDrive } from '../../electron/contract/drive-desktop-models.ts';
import { message } from '../../electron/contract/messages/message.ts';
import { type Problem, type ProblemCode, problem } from '../../electron/contract/problem.ts';
import { setupPlanSchema } from '../../electron/contract/setup-models.ts';
import {
  type CoverageScenarioName,
  coverageScenario,
  coverageScenarioNames,
  coveredState,
  onlyMade,
} from './coverage-scenarios.ts';
import { type DriveScenarioName, driveScenario, driveScenarioNames } from './drive-scenarios.ts';
import { account, before, client, destination, healthyFolder, quota, runs } from './facts.ts';
import type { Scenario } from './fake-main.ts';
import { assetsAtFirst } from './made-up-library.ts';
import { type PickScenarioName, pickScenario, pickScenarioNames } from './pick-scenarios.ts';
import { problemGroup } from './problem-group.ts';
import { type RestoreScenarioName, restoreScenario, restoreScenarioNames } from './restore-scenarios.ts';
import { type SetupScenarioName, setupScenario, setupScenarioNames } from './setup-scenarios.ts';
import { noExports } from './takeout-facts.ts';
import { type TakeoutScenarioName, takeoutScenario, takeoutScenarioNames } from './takeout-scenarios.ts';
import { verificationDamaged, verificationReading, verificationWell } from './verification-facts.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Every state that the page has a face for. */
export const scenarioNames = [
  'first-run',
  'empty',
  'idle',
  'running',
  'discovering',
  'paused',
  'quota-waiting',
  'quota-slowed',
  'signing-in',
  'signed-out',
  'keychain-opening',
  'keychain-unavailable',
  'token-expiring',
  'token-expired',
  'token-revoked',
  'api-off',
  'scope-missing',
  'disk-gone',
  'disk-full',
  'many-problems',
  'offline',
  'engine-restarting',
  'engine-crashed',
  'updates-unasked',
  'start-failed',
  'asks-fail',
  'asks-fail-late',
  'big-library',
  ...setupScenarioNames,
  ...coverageScenarioNames,
  ...pickScenarioNames,
  ...takeoutScenarioNames,
  ...driveScenarioNames,
  ...restoreScenarioNames,
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** The scenario of a name, at a moment. Throws for a name that does not exist. */
export function scenarioNamed(name: string, now: Date): Scenario {
  const known = scenarioNames.find((one) => one === name);
  if (known === undefined) throw new Error(`No scenario is called ${name}`);
  return scenarios[known](now);
}

const scenarios: Readonly<Record<ScenarioName, (now: Date) => Scenario>> = {
  'first-run': (now) => ({ snapshot: firstRun(now) }),
  empty: (now) => ({ snapshot: empty(now) }),
  idle: (now) => ({ snapshot: idle(now) }),
  running: (now) => ({ snapshot: { ...idle(now), ...running(now) } }),
  discovering: (now) => ({ snapshot: { ...empty(now), ...discovering(now) } }),
  paused: (now) => ({
    snapshot: {
      ...idle(now),
      status: 'paused',
      statusText: message('status.paused-until', { until: { at: before(now, -9 * hour), isToday: false } }),
      pause: { kind: 'tomorrow', until: before(now, -9 * hour) },
      nextRuns: [],
    },
  }),
  'quota-waiting': (now) => ({ snapshot: quotaWaiting(now) }),
  'quota-slowed': (now) => ({
    snapshot: {
      ...idle(now),
      ...running(now),
      quota: { ...quota(now), state: 'slowed', reason: problem('quota-minute') },
    },
  }),
  'signing-in': (now) => ({
    snapshot: {
      ...idle(now),
      pendingSignIn: { startedAt: before(now, minute), expiresAt: before(now, -9 * minute) },
    },
  }),
  'signed-out': (now) => ({
    snapshot: {
      ...stopped(now, problem('account-missing')),
      accounts: [],
      activeAccount: null,
    },
  }),
  'keychain-opening': (now) => ({ snapshot: { ...idle(now), tokenStore: 'opening' } }),
  'keychain-unavailable': (now) => ({ snapshot: keychainUnavailable(now) }),
  'token-expiring': (now) => ({
    snapshot: {
      ...idle(now),
      accounts: [{ ...account, signInExpiresAt: before(now, -26 * hour) }],
    },
  }),
  'token-expired': (now) => ({ snapshot: tokenDead(now, 'token-expired-testing') }),
  'token-revoked': (now) => ({ snapshot: tokenDead(now, 'token-revoked') }),
  'api-off': (now) => ({
    snapshot: stopped(
      now,
      problem('api-disabled', {
        subject: 'Photos Library API',
        link: 'https://console.cloud.google.com/apis/library/photoslibrary.googleapis.com',
      }),
    ),
  }),
  'scope-missing': (now) => ({ snapshot: stopped(now, problem('scope-missing')) }),
  'disk-gone': (now) => ({ snapshot: diskProblem(now, 'destination-missing') }),
  'disk-full': (now) => ({ snapshot: diskProblem(now, 'destination-full') }),
  'many-problems': (now) => ({ snapshot: manyProblems(now) }),
  offline: (now) => ({
    snapshot: {
      ...idle(now),
      online: false,
      status: 'attention',
      statusText: message('status.offline'),
      verification: verificationReading,
    },
  }),
  'engine-restarting': (now) => ({
    snapshot: { ...idle(now), engine: 'restarting' },
  }),
  'engine-crashed': (now) => ({
    snapshot: { ...idle(now), engine: 'crashed', status: 'error', statusText: message('status.engine-crashed') },
  }),
  'updates-unasked': (now) => ({ snapshot: { ...firstRun(now), hasUpdateFeed: true } }),
  'start-failed': (now) => ({
    snapshot: idle(now),
    failing: { 'app.snapshot': problem('data-folder-unusable', { detail: 'EACCES: permission denied' }) },
  }),
  'asks-fail': (now) => ({
    snapshot: manyProblems(now),
    failing: { all: problem('internal', { detail: 'The engine answered nothing for 30 s.' }) },
  }),
  'asks-fail-late': (now) => ({
    snapshot: idle(now),
    failing: { 'backup.start': problem('internal', { detail: 'The engine answered nothing for 30 s.' }) },
    failsElsewhere: true,
  }),
  'big-library': (now) => ({ snapshot: bigLibrary(now) }),
  ...setupScenarios(),
  ...coverageScenarios(),
  ...pickScenarios(),
  ...takeoutScenarios(),
  ...driveScenarios(),
  ...restoreScenarios(),
};

function setupScenarios(): Readonly<Record<SetupScenarioName, (now: Date) => Scenario>> {
  const scenarioOf = (name: SetupScenarioName) => (now: Date) => setupScenario(name, firstRun(now), now);
  return Object.fromEntries(setupScenarioNames.map((name) => [name, scenarioOf(name)])) as Record<
    SetupScenarioName,
    (now: Date) => Scenario
  >;
}

function coverageScenarios(): Readonly<Record<CoverageScenarioName, (now: Date) => Scenario>> {
  const scenarioOf = (name: CoverageScenarioName) => (now: Date) => coverageScenario(name, idle(now), now);
  return Object.fromEntries(coverageScenarioNames.map((name) => [name, scenarioOf(name)])) as Record<
    CoverageScenarioName,
    (now: Date) => Scenario
  >;
}

function pickScenarios(): Readonly<Record<PickScenarioName, (now: Date) => Scenario>> {
  const scenarioOf = (name: PickScenarioName) => (now: Date) => pickScenario(name, idle(now), now);
  return Object.fromEntries(pickScenarioNames.map((name) => [name, scenarioOf(name)])) as Record<
    PickScenarioName,
    (now: Date) => Scenario
  >;
}

function driveScenarios(): Readonly<Record<DriveScenarioName, (now: Date) => Scenario>> {
  const scenarioOf = (name: DriveScenarioName) => (now: Date) => driveScenario(name, idle(now), now);
  return Object.fromEntries(driveScenarioNames.map((name) => [name, scenarioOf(name)])) as Record<
    DriveScenarioName,
    (now: Date) => Scenario
  >;
}

function restoreScenarios(): Readonly<Record<RestoreScenarioName, (now: Date) => Scenario>> {
  const scenarioOf = (name: RestoreScenarioName) => (now: Date) => restoreScenario(name, idle(now), now);
  return Object.fromEntries(restoreScenarioNames.map((name) => [name, scenarioOf(name)])) as Record<
    RestoreScenarioName,
    (now: Date) => Scenario
  >;
}

function takeoutScenarios(): Readonly<Record<TakeoutScenarioName, (now: Date) => Scenario>> {
  const scenarioOf = (name: TakeoutScenarioName) => (now: Date) => takeoutScenario(name, idle(now), now);
  return Object.fromEntries(takeoutScenarioNames.map((name) => [name, scenarioOf(name)])) as Record<
    TakeoutScenarioName,
    (now: Date) => Scenario
  >;
}

function firstRun(now: Date): AppSnapshot {
  return {
    ...empty(now),
    setup: { step: 'welcome', finished: false },
    client: null,
    accounts: [],
    activeAccount: null,
    destination: null,
    status: 'setting-up',
    statusText: message('status.setting-up'),
    library: null,
    quota: null,
    nextRuns: [],
  };
}

function empty(now: Date): AppSnapshot {
  return {
    ...idle(now),
    ...onlyMade(now, 0),
    lastRun: null,
    lastSuccess: null,
    recentRuns: [],
    library: {
      assets: 0,
      bytes: 0,
      albums: 0,
      items: { wanted: 0, stored: 0, skipped: 0, failed: 0 },
      lastRun: null,
      lastSuccess: null,
      quota: null,
      folder: healthyFolder,
      routes: [],
    },
    quota: { ...quota(now), apiRequests: { used: 0, limit: 10_000 }, mediaRequests: { used: 0, limit: 75_000 } },
  };
}

function idle(now: Date): AppSnapshot {
  const recentRuns = runs(now, 30);
  const lastRun = recentRuns[0] ?? null;
  return {
    seq: 12,
    version: '0.1.0',
    platform: 'linux',
    setup: { step: 'done', finished: true },
    plan: setupPlanSchema.parse({}),
    client,
    tokenStore: 'keychain',
    keychainProblem: null,
    accounts: [account],
    activeAccount: account.id,
    pendingSignIn: null,
    destination,
    destinationTrouble: null,
    engine: 'ready',
    online: true,
    hasUpdateFeed: false,
    ...coveredState(now),
    run: null,
    selection: null,
    takeout: { import: null, watch: null, warnings: [] },
    drive: noDrive,
    restore: null,
    verification: null,
    exports: noExports,
    lastRun,
    lastSuccess: lastRun?.finishedAt ?? null,
    trouble: null,
    nextRuns: [before(now, -4.4 * hour), before(now, -10.4 * hour), before(now, -16.4 * hour)],
    pause: null,
    quota: quota(now),
    library: {
      assets: assetsAtFirst,
      bytes: 81_400_000_000,
      albums: 46,
      items: { wanted: 0, stored: 18_203, skipped: 1, failed: 0 },
      lastRun,
      lastSuccess: lastRun?.finishedAt ?? null,
      quota: quota(now),
      folder: { ...healthyFolder, verified: 18_196, lastVerifiedAt: before(now, 30 * hour) },
      routes: [],
    },
    problems: [],
    recentRuns,
    settings: desktopSettingsSchema.parse({}),
  };
}

function bigLibrary(now: Date): AppSnapshot {
  const snapshot = idle(now);
  const { library } = snapshot;
  return {
    ...snapshot,
    library: library === null ? null : { ...library, assets: 100_000, albums: 1_208 },
    verification: verificationWell(now),
  };
}

function liveRun(now: Date, progress: LiveRun['progress']): LiveRun {
  return {
    run: 1001,
    source: 'library',
    kind: 'quick',
    account: account.id,
    startedAt: before(now, 4 * minute),
    stopping: false,
    progress,
  };
}

function running(now: Date): Partial<AppSnapshot> {
  return {
    status: 'running',
    statusText: message('status.backing-up', { done: 148, total: 412 }),
    run: liveRun(now, {
      phase: 'transferring',
      discovered: 18_616,
      items: { done: 148, total: 412 },
      bytes: 618_400_000,
      bytesPerSecond: 3_412_000,
      secondsLeft: 341,
      current: ['IMG_4410.JPG', 'IMG_4411.JPG', 'VID_20260812_140311_the_harbour_before_the_rain.mp4', 'IMG_4412.HEIC'],
    }),
  };
}

function discovering(now: Date): Partial<AppSnapshot> {
  return {
    status: 'running',
    statusText: message('status.listing', { listed: 1_200 }),
    run: liveRun(now, {
      phase: 'discovering',
      discovered: 3_200,
      items: { done: 12, total: null },
      bytes: 41_200_000,
      bytesPerSecond: 2_100_000,
      secondsLeft: null,
      current: ['IMG_0012.JPG'],
    }),
  };
}

function quotaWaiting(now: Date): AppSnapshot {
  const until = before(now, -7 * hour);
  return {
    ...idle(now),
    status: 'attention',
    statusText: message('status.problem', { problem: 'quota-day' }),
    trouble: problem('quota-day'),
    quota: {
      ...quota(now),
      apiRequests: { used: 10_000, limit: 10_000 },
      state: 'waiting',
      waitingUntil: until,
      reason: problem('quota-day'),
    },
  };
}

function stopped(now: Date, trouble: Problem): AppSnapshot {
  return { ...idle(now), status: 'error', statusText: message('status.problem', { problem: trouble.code }), trouble };
}

function tokenDead(now: Date, code: 'token-expired-testing' | 'token-revoked'): AppSnapshot {
  const trouble = problem(code);
  return {
    ...stopped(now, trouble),
    accounts: [{ ...account, trouble, signInExpiresAt: code === 'token-revoked' ? null : before(now, 2 * hour) }],
  };
}

function keychainUnavailable(now: Date): AppSnapshot {
  const trouble = problem('keychain-unavailable', {
    detail: 'The keychain did not answer within 30 seconds.',
    wayOut: message('way-out.keychain'),
  });
  return {
    ...idle(now),
    status: 'error',
    statusText: message('status.problem', { problem: 'keychain-unavailable' }),
    tokenStore: 'memory',
    keychainProblem: trouble,
    accounts: [{ ...account, trouble }],
  };
}

function diskProblem(now: Date, code: ProblemCode): AppSnapshot {
  const trouble = problem(code, { subject: destination.path });
  return {
    ...stopped(now, trouble),
    destination: { ...destination, freeBytes: code === 'destination-full' ? 12_000_000 : destination.freeBytes },
    destinationTrouble: trouble,
  };
}

function manyProblems(now: Date): AppSnapshot {
  return {
    ...idle(now),
    status: 'attention',
    statusText: message('status.problems', { problems: 1_331 }),
    verification: verificationDamaged(now),
    accounts: [account, { ...account, id: '2', email: 'a.rather.long.address.of.a.person@photographs.example.org' }],
    problems: [
      problemGroup(
        'api-disabled',
        1,
        now,
        [],
        'https://console.cloud.google.com/apis/library/photoslibrary.googleapis.com',
      ),
      problemGroup('video-processing', 1_204, now, [
        'VID_20260812_140311.mp4',
        'VID_20260812_150112.mp4',
        'MOV_0012.MOV',
      ]),
      problemGroup('bytes-not-media', 120, now, ['IMG_4410.JPG', 'IMG_4411.JPG']),
      problemGroup('name-impossible', 4, now, [
        'A very long title of an album that goes on and on until no disk can take it',
      ]),
      problemGroup('file-changed', 2, now, ['Photos/2019/01/IMG_0003.JPG']),
    ],
  };
}
