import type { Clock } from '../../base/clock.ts';
import type { AccountSummary } from '../../contract/models.ts';
import type { Result } from '../../contract/result.ts';
import type { StoredSettings } from '../settings/stored-settings.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import { BackupController } from './backup-controller.ts';
import { createLibraryState, type LibraryState } from './library-state.ts';
import type { Supply } from './run-blocker.ts';
import { RunCoordinator } from './run-coordinator.ts';
import { createRunDisplay } from './run-display.ts';
import { type RunEngine, runContext } from './run-engine.ts';
import { ScrubController } from './scrub-controller.ts';
import { VerificationController } from './verification-controller.ts';

/** Everything about runs that needs nothing of pickers and exports. */
export interface Runs {
  readonly runs: RunCoordinator;
  readonly engine: RunEngine;
  readonly library: LibraryState;
  readonly backups: BackupController;
  readonly scrubs: ScrubController;
  readonly verifications: VerificationController;
}

/** What it is built from. */
export interface RunsOptions {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: SnapshotStore;
  readonly account: () => Promise<Result<AccountSummary>>;
  readonly settings: () => StoredSettings;
  readonly supply: () => Supply;
  /** Who is signed in is read anew after each run: one may have been refused. */
  readonly refreshAccounts: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** Builds the coordinator and the backups over it; nothing runs yet. */
export function createRuns(options: RunsOptions): Runs {
  const { ask, clock, snapshot, account, settings, supply, refreshAccounts, log } = options;
  const display = createRunDisplay(snapshot, clock, log);
  const engine: RunEngine = { ask, display, context: () => runContext(settings), log };
  const library = createLibraryState({ ask, snapshot, account, settings, log });
  const runs = new RunCoordinator({
    stopEngine: () => ask('stopBackup', null),
    onStopping: display.stopping,
    refresh: async () => {
      await library.refresh();
      await refreshAccounts();
    },
  });
  const backups = new BackupController({ runs, engine, clock, snapshot, account });
  const scrubs = new ScrubController({ ask, clock, snapshot, settings, runs, supply, refresh: library.refresh, log });
  const verifications = new VerificationController({
    ...{ runs, engine, snapshot, clock },
    read: (destination) => ask('verify', { destination }),
  });
  return { runs, engine, library, backups, scrubs, verifications };
}
