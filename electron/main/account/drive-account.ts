import type { Accounts } from '../../account/accounts.ts';
import type { DriveMode } from '../../contract/drive-models.ts';
import type { AccountSummary } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type Capability, capabilityScopes } from '../../contract/scopes.ts';
import type { ConsentAsker } from './consent-asker.ts';

/** How a Drive is read, and what keeps it from being read now. */
export interface DriveLink {
  readonly mode: DriveMode;
  readonly account: Pick<AccountSummary, 'id' | 'email' | 'clientId'>;
  readonly view: 'everything' | 'picked';
  /** Why it cannot be read until a person acts; null when it can. */
  readonly problem: Problem | null;
  readonly mayTidy: boolean;
}

/** The connection to Google Drive as the page deals with it. */
export interface DriveAccount {
  /** Null when none was made. */
  readonly link: () => Promise<Result<DriveLink | null>>;
  /** Asks for the permission on Google's page. Problems: those of signing in, `scope-not-granted`, `drive-nothing-picked`. */
  readonly connect: (mode: DriveMode) => Promise<Result<null>>;
  readonly disconnect: () => Promise<Result<null>>;
  /** Asks for what tidying up needs, where it was not given. Problem: `drive-not-connected`, and those of signing in. */
  readonly permitTidying: () => Promise<Result<null>>;
}

/** What it is built from. */
export interface DriveAccountOptions {
  readonly accounts: Pick<Accounts, 'drive' | 'list'>;
  readonly consents: Pick<ConsentAsker, 'ask'>;
  readonly refresh: () => Promise<void>;
  readonly permit: (capability: Capability, account: AccountSummary) => Promise<Result<AccountSummary>>;
  readonly signIn: (capability: Capability, account: string | null) => Promise<Result<AccountSummary>>;
  readonly active: () => Promise<Result<AccountSummary>>;
}

/** Connects and disconnects Drive over the account floor. */
export function createDriveAccount(options: DriveAccountOptions): DriveAccount {
  const { accounts, consents, refresh, permit, signIn, active } = options;

  async function connectedAccount(): Promise<Result<AccountSummary>> {
    const connection = await accounts.drive.read();
    if (!connection.ok) return connection;
    const listed = await accounts.list();
    if (!listed.ok) return listed;
    const { value } = connection;
    const found = value?.mode === 'unattended' ? listed.value.find(({ id }) => id === value.account) : undefined;
    return found === undefined ? failed(problem('drive-not-connected')) : ok(found);
  }

  async function connectUnattended(): Promise<Result<null>> {
    const before = await connectedAccount();
    const known = before.ok ? before : await active();
    // The first sign-in of all may be this one.
    const permitted = known.ok ? await permit('drive', known.value) : await signIn('drive', null);
    if (!permitted.ok) return permitted;
    const kept = await accounts.drive.connectAccount(permitted.value.id);
    return kept.ok ? ok(null) : kept;
  }

  async function connectPicked(): Promise<Result<null>> {
    const known = await active();
    const loginHint = known.ok ? known.value.email : undefined;
    const picked = await consents.ask((asked) => accounts.drive.pick({ ...asked, loginHint }));
    await refresh();
    return picked.ok ? ok(null) : picked;
  }

  return {
    link: async () => {
      const connection = await accounts.drive.read();
      if (!connection.ok) return connection;
      if (connection.value === null) return ok(null);
      if (connection.value.mode === 'ask-each-time') {
        const { id, email, clientId, trouble } = connection.value.holder;
        return ok({
          mode: 'ask-each-time',
          account: { id, email, clientId },
          ...{ view: 'picked', problem: trouble, mayTidy: true },
        });
      }
      const found = await connectedAccount();
      if (found.ok) return ok(linkOf(found.value));
      // Signed out since: the connection is no more.
      return found.problem.code === 'drive-not-connected' ? ok(null) : found;
    },
    connect: (mode) => (mode === 'unattended' ? connectUnattended() : connectPicked()),
    disconnect: async () => {
      const disconnected = await accounts.drive.disconnect();
      return disconnected.ok ? ok(null) : disconnected;
    },
    permitTidying: async () => {
      const connection = await accounts.drive.read();
      if (!connection.ok) return connection;
      // What was picked may also be put into the trash.
      if (connection.value?.mode === 'ask-each-time') return ok(null);
      const found = await connectedAccount();
      if (!found.ok) return found;
      if (linkOf(found.value).mayTidy) return ok(null);
      const permitted = await permit('drive-tidy', found.value);
      return permitted.ok ? ok(null) : permitted;
    },
  };
}

function linkOf({ id, email, clientId, scopes, trouble }: AccountSummary): DriveLink {
  const missing = scopes.includes(capabilityScopes.drive)
    ? null
    : problem('scope-not-granted', { detail: capabilityScopes.drive });
  return {
    mode: 'unattended',
    account: { id, email, clientId },
    view: 'everything',
    problem: trouble ?? missing,
    mayTidy: scopes.includes(capabilityScopes['drive-tidy']),
  };
}
