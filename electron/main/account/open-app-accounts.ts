import { systemAccountDeps } from '../../account/account-deps.ts';
import { type Accounts, accountsOver } from '../../account/accounts.ts';
import { realKeychainSystem } from '../../account/keychain-system.ts';
import type { Clock } from '../../base/clock.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { StartOptions } from '../options.ts';
import { type KeychainService, openAppTokenStore } from './keychain-service.ts';

/** What the app's accounts are opened from. */
export interface AppAccountsOptions {
  readonly start: Pick<StartOptions, 'endpoints' | 'tokenStore'>;
  /** Absolute folder of Afterimage's own data. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** The account floor, and what opens the keychain under it. */
export interface AppAccounts {
  readonly accounts: Accounts;
  readonly keychain: KeychainService;
}

/** Opens the account floor on this system. The keychain is being opened then; who is signed in is known without it. */
export async function openAppAccounts({
  start,
  dataFolder,
  clock,
  log,
}: AppAccountsOptions): Promise<Result<AppAccounts>> {
  const system = realKeychainSystem(process.platform, process.env);
  const store = await openAppTokenStore({ choice: start.tokenStore, system, clock, log });
  if (!store.ok) return store;
  const accounts = await accountsOver(store.value.opened, {
    dataDir: dataFolder,
    endpoints: start.endpoints,
    deps: systemAccountDeps(process.env),
    onProblem: (met) => log(`Accounts: ${met.code} ${met.detail ?? ''}`),
  });
  return accounts.ok ? ok({ accounts: accounts.value, keychain: store.value.keychain }) : accounts;
}
