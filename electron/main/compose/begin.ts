import type { AccountController } from '../account/account-controller.ts';
import type { KeychainService } from '../account/keychain-service.ts';
import { adoptedSetup } from '../adopted-setup.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Shell } from '../shell.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { EngineSupervisor } from '../supervision/engine-supervisor.ts';
import type { Updates } from '../system/updates.ts';
import type { Views } from './views.ts';
import type { Work } from './work.ts';

/** What begins. */
export interface BeginOptions {
  readonly supervisor: Pick<EngineSupervisor, 'start'>;
  readonly views: Views;
  readonly accounts: Pick<AccountController, 'refresh'>;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly settings: SettingsStore;
  readonly work: Pick<Work, 'destinations' | 'library' | 'backups' | 'picks' | 'takeout' | 'restores' | 'drive'>;
  readonly shell: Pick<Shell, 'begin'>;
  readonly updates: Pick<Updates, 'begin'>;
}

/** Sets going what was built. Resolves when a first screen can be drawn; the rest waits for the engine. */
export async function begin({
  supervisor,
  views,
  accounts,
  snapshot,
  settings,
  work,
  shell,
  updates,
}: BeginOptions): Promise<void> {
  const { destinations, library, backups, picks, takeout, restores, drive } = work;
  supervisor.start();
  views.showTray();
  // What the files say: the keychain may still be waiting for its password.
  await accounts.refresh();
  const adopted = adoptedSetup(settings.read(), snapshot.current());
  if (adopted !== null) {
    settings.write({ setup: adopted });
    snapshot.change({ setup: adopted });
  }
  void destinations.check().then(async () => {
    await library.refresh();
    await library.refreshQuota();
    backups.resumeInterrupted();
    picks.takeUp();
    restores.takeUp();
    await takeout.begin();
    await drive.begin();
    shell.begin();
    updates.begin();
  });
}

/** What a keychain that opens late changes. */
export interface KeychainFollowers {
  readonly keychain: Pick<KeychainService, 'onChange' | 'look'>;
  readonly powerMonitor: { readonly on: (event: 'unlock-screen', listener: () => void) => unknown };
  readonly accounts: Pick<AccountController, 'refresh'>;
  readonly shell: Pick<Shell, 'keychainOpened'>;
}

/** Reads who is signed in again when the keychain changes, and looks at it when the screen is unlocked. */
export function followKeychain({ keychain, powerMonitor, accounts, shell }: KeychainFollowers): void {
  keychain.onChange(({ kind }) => {
    void accounts.refresh().then(() => (kind === 'open' ? shell.keychainOpened() : undefined));
  });
  powerMonitor.on('unlock-screen', () => void keychain.look());
}
