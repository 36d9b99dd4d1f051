import type { CoveredExport } from '../../../electron/contract/coverage/account-coverage.ts';
import type { StatusFacts } from '../../../electron/contract/coverage/backup-status.ts';
import type { FolderHealth, RouteStatus } from '../../../electron/contract/coverage/coverage-models.ts';

/** Noon of a day of 2026 and after, in UTC: months begin with 1, and may be greater than 12. */
export function day(month: number, date = 5): string {
  return new Date(Date.UTC(2026, month - 1, date, 12)).toISOString();
}

/** A complete full export of that moment. */
export function exportOf(at: string, change: Partial<CoveredExport> = {}): CoveredExport {
  return {
    stamp: at.replace(/[-:]|\.\d+/g, ''),
    exportedAt: at,
    coversUntil: at,
    downloadUntil: new Date(Date.parse(at) + 7 * 24 * 60 * 60_000).toISOString(),
    firstSeenAt: at,
    account: 'anna@example.org',
    kind: 'full',
    kindReason: 'first-and-old',
    isSuperseded: false,
    state: 'complete',
    missing: 0,
    missingParts: [],
    waiting: 0,
    index: { read: true, unreadable: false, listed: 0, failedAtGoogle: 0 },
    failed: 0,
    ...change,
  };
}

/** The one that follows in a schedule. */
export function laterOf(at: string, change: Partial<CoveredExport> = {}): CoveredExport {
  return exportOf(at, { kind: 'incremental', kindReason: 'follows', ...change });
}

export const healthy: FolderHealth = {
  ...{ missing: 0, changed: 0, cut: 0, unreadable: 0, since: null, verified: 0, lastVerifiedAt: null },
};

/** What the client of an account made: so many items are stored. */
export function routeOf(stored: number, change: Partial<RouteStatus> = {}): RouteStatus {
  return {
    ...{ source: 'library', account: '1', label: 'anna@example.org' },
    items: { wanted: 0, stored, skipped: 0, failed: 0 },
    ...{ lastRun: day(9), lastSuccess: day(9), failedAttempts: 0, failingSince: null, problem: null },
    ...change,
  };
}

/** Facts of a library of which nothing is known to be wrong, and nothing is covered. */
export function factsOf(now: string, change: Partial<StatusFacts> = {}): StatusFacts {
  return {
    now: new Date(now),
    ...{ activity: null, isCrashed: false, blocker: null, pressing: null, orderedAt: null },
    ...{ exports: [], routes: [], health: healthy, problems: 0, passing: null },
    ...change,
  };
}
