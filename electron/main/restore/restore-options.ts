import type { Clock } from '../../base/clock.ts';
import type { AccountController } from '../account/account-controller.ts';
import type { Supply } from '../runs/run-blocker.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';

/** What the controller is built from. */
export interface RestoreControllerOptions {
  readonly ask: AskEngine;
  readonly accounts: Pick<AccountController, 'permitAll' | 'cancelSignIn'>;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change' | 'onEvent'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly supply: () => Supply;
  readonly log: (line: string) => void;
}
