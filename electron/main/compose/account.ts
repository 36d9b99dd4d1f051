import type { Clock } from '../../base/clock.ts';
import type { GoogleEndpoints } from '../../contract/endpoints.ts';
import { ProblemError } from '../../contract/problem.ts';
import { type AccountController, createAccountController } from '../account/account-controller.ts';
import { type AppAccounts, type AppAccountsOptions, openAppAccounts } from '../account/open-app-accounts.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { ShellCommands } from '../system/system-commands.ts';

/** Opens accounts and keychain, or throws the problem that the start is told to fail with. */
export async function openAccounts(options: AppAccountsOptions): Promise<AppAccounts> {
  const opened = await openAppAccounts(options);
  if (!opened.ok) throw new ProblemError(opened.problem);
  return opened.value;
}

/** What signing in is built from. */
export interface AccountOptions {
  readonly accounts: AppAccounts;
  readonly commands: Pick<ShellCommands, 'openSignIn'>;
  readonly endpoints: Pick<GoogleEndpoints, 'authorize'>;
  readonly snapshot: Pick<SnapshotStore, 'change'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Client and accounts as the page deals with them; the settings remember which is in use. */
export function buildAccount({
  accounts: { accounts, keychain },
  commands,
  endpoints,
  snapshot,
  settings,
  clock,
  log,
}: AccountOptions): AccountController {
  return createAccountController({
    ...{ accounts, keychain, clock, log },
    openBrowser: (url) => commands.openSignIn(url, endpoints.authorize),
    change: snapshot.change,
    activeAccount: () => settings.read().activeAccount,
    setActiveAccount: (id) => settings.write({ activeAccount: id }),
  });
}
