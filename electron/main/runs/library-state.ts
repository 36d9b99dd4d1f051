import type { AccountSummary } from '../../contract/models.ts';
import type { Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { StoredSettings } from '../settings/stored-settings.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import { isBackup } from './run-engine.ts';

/** What the snapshot knows of the library while no run tells. */
export interface LibraryState {
  /** Reads the library's state and the problems anew. */
  readonly refresh: () => Promise<void>;
  /** Requests used today, for the card. */
  readonly refreshQuota: () => Promise<void>;
}

/** Reads nothing before it is told to. */
export function createLibraryState({
  ask,
  snapshot,
  account,
  settings,
  log,
}: {
  readonly ask: AskEngine;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly account: () => Promise<Result<AccountSummary>>;
  readonly settings: () => StoredSettings;
  readonly log: (line: string) => void;
}): LibraryState {
  async function read(destination: EngineDestination): Promise<void> {
    const [status, groups, runs] = await Promise.all([
      ask('status', { destination }),
      ask('problemGroups', { destination }),
      ask('runs', { destination, offset: 0, limit: 30 }),
    ]);
    if (!status.ok) return log(`The library's state cannot be read: ${status.problem.code}`);
    const known = status.value;
    const { quota } = snapshot.current();
    const lastRun = runs.ok ? (runs.value.find(isBackup) ?? null) : null;
    // What cannot be read stays as it was: no problem is told as solved because nobody could look.
    for (const unread of [groups, runs].filter((answer) => !answer.ok))
      log(`The library's problems or runs cannot be read: ${unread.problem.code}`);
    snapshot.change({
      library: known === null ? null : { ...known, quota },
      ...(known === null || !runs.ok ? {} : { lastRun, lastSuccess: known.lastSuccess }),
      ...(groups.ok ? { problems: groups.value } : {}),
      ...(runs.ok ? { recentRuns: runs.value } : {}),
    });
  }

  return {
    refresh: async () => {
      const { destination } = settings();
      if (destination !== null) await read(destination);
    },
    refreshQuota: async () => {
      const active = await account();
      if (!active.ok) return;
      const { id, email, clientId } = active.value;
      const { dailyRequestLimit, bandwidthLimit } = settings();
      const limits = { dailyRequests: dailyRequestLimit, bandwidth: bandwidthLimit };
      const quota = await ask('quota', { account: { id, email, clientId }, limits });
      if (quota.ok && snapshot.current().run === null) snapshot.change({ quota: quota.value });
    },
  };
}
