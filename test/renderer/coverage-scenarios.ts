import type { CoveredExport } from '../../electron/contract/coverage/account-coverage.ts';
import { backupStatus, type StatusFacts } from '../../electron/contract/coverage/backup-status.ts';
import type { StatusLevel } from '../../electron/contract/coverage/coverage-models.ts';
import type { AppSnapshot, AppStatus } from '../../electron/contract/desktop-models.ts';
import { account, before, healthyFolder } from './facts.ts';
import type { Scenario } from './fake-main.ts';
import { problemGroup } from './problem-group.ts';

const day = 24 * 60 * 60_000;

/** How far a library can be covered, and what can be wrong with it. */
export const coverageScenarioNames = [
  'not-backed-up',
  'only-made',
  'export-incomplete',
  'export-late',
  'damaged',
  'filling-up',
  'two-accounts',
] as const;
export type CoverageScenarioName = (typeof coverageScenarioNames)[number];

const statuses: Readonly<Record<StatusLevel, AppStatus>> = {
  ...{ busy: 'running', neutral: 'idle', green: 'done', amber: 'attention', red: 'error' },
};

/** A complete full export, made so many days ago. */
function exportOf(now: Date, days: number, change: Partial<CoveredExport> = {}): CoveredExport {
  const at = before(now, days * day);
  return {
    ...{ stamp: at, exportedAt: at, coversUntil: at, downloadUntil: before(now, (days - 7) * day), firstSeenAt: at },
    ...{ account: account.email, kind: 'full', kindReason: 'first-and-old', isSuperseded: false },
    ...{ state: 'complete', missing: 0, missingParts: [], waiting: 0, failed: 0 },
    index: { read: true, unreadable: false, listed: 0, failedAtGoogle: 0 },
    ...change,
  };
}

/** What the status follows from and what follows from it, for a library with two exports of a schedule unless told. */
export function coveredState(
  now: Date,
  change: Partial<StatusFacts> = {},
): Pick<AppSnapshot, 'status' | 'statusText' | 'backup'> {
  const backup = backupStatus({
    now,
    ...{ activity: null, isCrashed: false, blocker: null, pressing: null, passing: null, orderedAt: null },
    ...{ exports: [exportOf(now, 72), exportOf(now, 12)], routes: [], health: healthyFolder, problems: 0 },
    ...change,
  });
  return { status: statuses[backup.level], statusText: backup.message, backup };
}

/** Of the library of a client that made so many items. */
export function onlyMade(now: Date, items: number): ReturnType<typeof coveredState> {
  return coveredState(now, {
    exports: [],
    routes: [
      {
        ...{ source: 'library', account: account.id, label: account.email },
        items: { wanted: 0, stored: items, skipped: 0, failed: 0 },
        ...{ lastRun: null, lastSuccess: null, failedAttempts: 0, failingSince: null, problem: null },
      },
    ],
  });
}

/** A scenario of coverage on top of an idle snapshot. */
export function coverageScenario(name: CoverageScenarioName, idle: AppSnapshot, now: Date): Scenario {
  const folder = { ...healthyFolder, missing: 0, changed: 5, since: before(now, 2 * day) };
  const ben = { account: 'ben@example.com', stamp: 'ben' };
  const states: Readonly<Record<CoverageScenarioName, () => Partial<AppSnapshot>>> = {
    'not-backed-up': () => onlyMade(now, 0),
    'only-made': () => onlyMade(now, 1_041),
    'export-incomplete': () =>
      coveredState(now, { exports: [exportOf(now, 2, { state: 'incomplete', missing: 214 })] }),
    'export-late': () => coveredState(now, { exports: [exportOf(now, 135), exportOf(now, 75)] }),
    damaged: () => ({
      ...coveredState(now, { health: folder }),
      library: idle.library === null ? null : { ...idle.library, folder },
      problems: [problemGroup('file-changed', 5, now, ['Photos/2019/01/IMG_0003.JPG'])],
    }),
    'filling-up': () => ({
      ...coveredState(now),
      library: idle.library === null ? null : { ...idle.library, growth: { bytes: 26_000_000_000, months: 11 } },
      destination: idle.destination === null ? null : { ...idle.destination, freeBytes: 31_000_000_000 },
    }),
    'two-accounts': () =>
      coveredState(now, {
        exports: [exportOf(now, 12), exportOf(now, 3, { ...ben, state: 'incomplete', missing: 8 })],
      }),
  };
  return { snapshot: { ...idle, ...states[name]() } };
}
