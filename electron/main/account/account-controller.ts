import type { Accounts, SignedIn } from '../../account/accounts.ts';
import type { Clock } from '../../base/clock.ts';
import { oneAtATime } from '../../base/mutex.ts';
import type { AccountSummary, ClientSummary } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type Capability, capabilityScopes } from '../../contract/scopes.ts';
import { milestones } from '../log/milestones.ts';
import type { SnapshotChange } from '../snapshot/snapshot-store.ts';
import { createConsentAsker } from './consent-asker.ts';
import { createDriveAccount, type DriveAccount } from './drive-account.ts';
import type { KeychainService } from './keychain-service.ts';

/** What the account controller is built from. */
export interface AccountControllerOptions {
  readonly accounts: Accounts;
  readonly keychain: Pick<KeychainService, 'state' | 'openNow'>;
  readonly clock: Clock;
  readonly openBrowser: (url: string) => Promise<Result<void>>;
  readonly change: (change: SnapshotChange) => void;
  readonly activeAccount: () => string | null;
  readonly setActiveAccount: (id: string | null) => void;
  readonly log: (line: string) => void;
}

/** The client and the accounts as the page deals with them. */
export interface AccountController {
  /** Reloads everything into the snapshot; does not wait for a keychain that is being opened. */
  readonly refresh: () => Promise<void>;
  /** Tries to open a keychain that is unavailable. Problem: `keychain-unavailable`. */
  readonly openKeychain: () => Promise<Result<null>>;
  readonly setClient: (text: string) => Promise<Result<ClientSummary>>;
  /** Problem: `keychain-unavailable` when its secret is in a keychain that stays locked; then the client stays. */
  readonly removeClient: () => Promise<Result<null>>;
  readonly signIn: (capability: Capability, account: string | null) => Promise<Result<AccountSummary>>;
  /**
   * Asks for one more permission of an account that is signed in; which account is in use stays. Problems beyond those
   * of signing in: `account-other` when somebody else gave it, `scope-not-granted`.
   */
  readonly permit: (capability: Capability, account: AccountSummary) => Promise<Result<AccountSummary>>;
  /** The same of several at once, on one page of Google's. */
  readonly permitAll: (capabilities: readonly Capability[], account: AccountSummary) => Promise<Result<AccountSummary>>;
  readonly cancelSignIn: () => void;
  /** Problem: `keychain-unavailable` when the sign-in is in a keychain that stays locked; then the account stays. */
  readonly signOut: (account: string) => Promise<Result<null>>;
  readonly use: (account: string) => Promise<Result<null>>;
  /** The account that backups are for. */
  readonly active: () => Promise<Result<AccountSummary>>;
  /** How exports in Google Drive are read. */
  readonly drive: DriveAccount;
}

/** Controls accounts; allows one sign-in at a time. */
export function createAccountController(options: AccountControllerOptions): AccountController {
  const { accounts, keychain, change, setActiveAccount, log } = options;
  const inTurn = oneAtATime();
  let loggedStore: Accounts['tokenStore']['kind'] | null = null;

  const list = () => (keychain.state().kind === 'opening' ? accounts.listWithoutStore() : accounts.list());

  /** The one that was chosen, or the first: someone who signs out leaves no gap. */
  function chosenOf(known: readonly AccountSummary[]): AccountSummary | undefined {
    return known.find(({ id }) => id === options.activeAccount()) ?? known[0];
  }

  async function readAnew(): Promise<void> {
    const opening = keychain.state();
    const client = await accounts.client();
    const listed = await list();
    if (!client.ok) log(`The client cannot be read: ${client.problem.code}`);
    if (!listed.ok) log(`The accounts cannot be read: ${listed.problem.code}`);
    const kind = opening.kind === 'opening' ? 'opening' : accounts.tokenStore.kind;
    if (kind !== 'opening' && kind !== loggedStore) {
      log(`${milestones.secretsKept}${kind}`);
      loggedStore = kind;
    }
    const known = listed.ok ? [...listed.value] : [];
    change({
      client: client.ok ? client.value : null,
      accounts: known,
      activeAccount: chosenOf(known)?.id ?? null,
      tokenStore: kind,
      keychainProblem: opening.kind === 'unavailable' ? opening.problem : null,
    });
  }

  // One after the other: what was read before the keychain opened must not come in after what was read since.
  const refresh = (): Promise<void> => inTurn(readAnew);

  const consents = createConsentAsker(options);
  const { reachKeychain } = consents;

  /** Sends the person to Google's page, waits for their answer and deals with it; the snapshot says so meanwhile. */
  function askGoogle(
    capabilities: readonly Capability[],
    account: string | null,
    deal: (signedIn: SignedIn) => Promise<Result<AccountSummary>>,
  ): Promise<Result<AccountSummary>> {
    return consents.ask(async (asked) => {
      const signedIn = await accounts.signIn({ ...asked, capabilities, account: account ?? undefined });
      return signedIn.ok ? deal(signedIn.value) : signedIn;
    });
  }

  function signIn(capability: Capability, account: string | null): Promise<Result<AccountSummary>> {
    return askGoogle([capability], account, async (signedIn) => {
      setActiveAccount(signedIn.account.id);
      await refresh();
      const [unticked] = signedIn.missing;
      return unticked === undefined ? ok(signedIn.account) : failed(unticked);
    });
  }

  function permitAll(wanted: readonly Capability[], { id, email }: AccountSummary): Promise<Result<AccountSummary>> {
    return askGoogle(wanted, id, async ({ account, capabilities }) => {
      // Somebody else may be listed now; the account in use is still this one.
      setActiveAccount(options.activeAccount() ?? id);
      await refresh();
      if (account.id !== id) {
        return failed(problem('account-other', { detail: `${account.email} signed in, but ${email} was asked.` }));
      }
      const lacking = wanted.find((one) => !capabilities.includes(one));
      if (lacking === undefined) return ok(account);
      return failed(problem('scope-not-granted', { detail: capabilityScopes[lacking] }));
    });
  }

  const permit = (capability: Capability, account: AccountSummary) => permitAll([capability], account);

  async function active(): Promise<Result<AccountSummary>> {
    const listed = await list();
    if (!listed.ok) return listed;
    const chosen = chosenOf(listed.value);
    return chosen === undefined ? failed(problem('account-missing')) : ok(chosen);
  }

  return {
    refresh,
    openKeychain: async () => {
      const opened = await keychain.openNow();
      await refresh();
      return opened.kind === 'unavailable' ? failed(opened.problem) : ok(null);
    },
    permit,
    permitAll,
    setClient: async (text) => {
      await reachKeychain();
      const set = await accounts.setClient(text);
      if (!set.ok) return set;
      await refresh();
      const client = await accounts.client();
      if (!client.ok) return client;
      return client.value === null ? failed(problem('client-missing')) : ok(client.value);
    },
    removeClient: async () => {
      await reachKeychain();
      const removed = await accounts.removeClient();
      await refresh();
      return removed.ok ? ok(null) : removed;
    },
    signIn,
    cancelSignIn: consents.cancel,
    drive: createDriveAccount({ accounts, consents, refresh, permit, signIn, active }),
    signOut: async (account) => {
      await reachKeychain();
      const signedOut = await accounts.signOut(account);
      await refresh();
      if (!signedOut.ok) return signedOut;
      return signedOut.value.notRevoked === null ? ok(null) : failed(signedOut.value.notRevoked);
    },
    use: async (account) => {
      const found = await accounts.find(account);
      if (!found.ok) return found;
      setActiveAccount(found.value.id);
      await refresh();
      return ok(null);
    },
    active,
  };
}
