import type { FolderHealth } from '../../electron/contract/coverage/coverage-models.ts';
import type {
  AccountSummary,
  ClientSummary,
  DestinationReport,
  QuotaState,
  RunReport,
} from '../../electron/contract/models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { capabilityScopes } from '../../electron/contract/scopes.ts';

const minute = 60_000;

/** An instant so many milliseconds before (or, negative, after) another. */
export function before(now: Date, milliseconds: number): string {
  return new Date(now.getTime() - milliseconds).toISOString();
}

export const client: ClientSummary = {
  clientId: '204188650213-8r1f0uvn5e6k.apps.googleusercontent.com',
  projectId: 'my-photo-backup-4711',
  addedAt: '2026-05-02T09:30:00.000Z',
};

export const account: AccountSummary = {
  id: '108230000000000000001',
  email: 'ada@example.org',
  clientId: client.clientId,
  scopes: ['openid', 'email', capabilityScopes.library],
  signedInAt: '2026-05-02T09:41:00.000Z',
  signInExpiresAt: null,
  trouble: null,
};

export const destination: DestinationReport = {
  path: '/media/ada/Archive/Photos backup',
  identity: '5e0cbb1a-5f0e-4f7b-8f5d-3a7f6f6f1f6e',
  fileSystem: 'ext4',
  freeBytes: 812_400_000_000,
  totalBytes: 2_000_398_934_016,
  location: 'external',
  symlinks: true,
  hardlinks: true,
  caseSensitive: true,
  maxNameBytes: 255,
  albumView: 'symlink',
};

export function quota(now: Date): QuotaState {
  return {
    apiRequests: { used: 1_204, limit: 10_000 },
    mediaRequests: { used: 8_310, limit: 75_000 },
    resetsAt: before(now, -7 * 60 * minute),
    state: 'ok',
    waitingUntil: null,
    reason: null,
  };
}

/** The last runs, newest first: one every six hours, now and then with problems or stopped. */
export function runs(now: Date, count: number): RunReport[] {
  return Array.from({ length: count }, (_, index) => {
    const startedAt = now.getTime() - (index * 6 * 60 + 95) * minute;
    const seconds = 41 + ((index * 37) % 400);
    const outcome = index % 11 === 4 ? 'problems' : index % 17 === 9 ? 'stopped' : 'complete';
    const failedItems = outcome === 'problems' ? 2 : 0;
    const stored = index % 3 === 0 ? 38 + index : 0;
    return {
      run: 1000 - index,
      source: 'library',
      account: account.id,
      kind: index % 28 === 5 ? 'full' : 'quick',
      dryRun: false,
      outcome,
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(startedAt + seconds * 1000).toISOString(),
      problem: outcome === 'stopped' ? problem('quota-day') : null,
      discovered: 18_204 + stored + failedItems,
      stored,
      present: 18_203,
      skipped: 1,
      failed: failedItems,
      bytes: stored * 4_180_000,
      apiRequests: 184,
      mediaRequests: stored,
      seconds,
    };
  });
}

/** A folder in which nothing is known to be wrong, and nothing was read again. */
export const healthyFolder: FolderHealth = {
  ...{ missing: 0, changed: 0, cut: 0, unreadable: 0, since: null, verified: 0, lastVerifiedAt: null },
};
