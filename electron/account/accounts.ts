import { accountKey } from '../contract/account-key.ts';
import type { GoogleEndpoints } from '../contract/endpoints.ts';
import type { AccountSummary, ClientSummary } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Capability } from '../contract/scopes.ts';
import type { AccessTokens } from '../contract/tokens.ts';
import { type AccessTokenSources, accessTokens, type RenewingTokens } from './access-tokens.ts';
import type { AccountDeps } from './account-deps.ts';
import { createAccountStore } from './account-store.ts';
import { judgeClientFile, type OAuthClient } from './client-file.ts';
import { type ClientStore, createClientStore } from './client-store.ts';
import {
  type DriveConnection,
  type DriveConnections,
  driveConnections,
  pickedFilesHolder,
} from './drive-connection.ts';
import { capabilitiesOf, missingPermissions } from './granted-scopes.ts';
import type { KeychainSystem } from './keychain-store.ts';
import { type OpenedSecretStore, openSecretStore, type TokenStoreChoice } from './open-secret-store.ts';
import { type SignInGrant, signIn } from './sign-in.ts';
import { signInProblem } from './sign-in-end.ts';
import { type SignedOut, signOut } from './sign-out.ts';
import { readTokens, type TokenRecord, writeTokens } from './token-record.ts';

/** What the account layer needs besides its token store. */
export interface AccountsContext {
  /** Holds `client.json` and `accounts.json`; made when missing. */
  readonly dataDir: string;
  readonly endpoints: GoogleEndpoints;
  /** Normally `realSurroundings(process.env)`. */
  readonly deps: AccountDeps;
  /** Told what went wrong beside an answer that is good all the same: a damaged file kept aside, a failed clean-up. */
  readonly onProblem: (problem: Problem) => void;
}

/** What the account floor is built from, token store and all. */
export interface AccountsOptions extends AccountsContext {
  readonly tokenStore: TokenStoreChoice;
  /** Normally `realKeychainSystem(process.platform, process.env)`. */
  readonly keychain: KeychainSystem;
}

/** A client as it would be, or was, set. */
export interface ClientChange {
  readonly clientId: string;
  readonly projectId: string | null;
  /** `client-changed` when this takes the place of another client: what it entails, to be told beforehand. */
  readonly consequence: Problem | null;
}

/** How to sign in. */
export interface SignInOptions {
  readonly capabilities: readonly Capability[];
  /** Id or e-mail address of a signed-in account that is to get more permissions: those it has are asked for again. */
  readonly account?: string | undefined;
  /** An address that Google's page fills in; taken from `account` when that is given. */
  readonly loginHint?: string | undefined;
  /** Gets the address of the consent page, to open it in the system browser (open-browser.ts) or to print it. */
  readonly onAuthorizeUrl: (url: string) => void;
  /** Aborting it cancels the sign-in. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds to wait for the person; five minutes when not given. */
  readonly timeoutMs?: number | undefined;
  /** The port on 127.0.0.1 to which the browser returns; a free one when not given. */
  readonly port?: number | undefined;
}

/** Who signed in, and with what. */
export interface SignedIn {
  readonly account: AccountSummary;
  readonly capabilities: readonly Capability[];
  /** One `scope-not-granted` for each permission that was left unticked; what it serves stays switched off. */
  readonly missing: readonly Problem[];
}

/** All that the desktop shell and the command line may ask of the account floor. */
export interface Accounts {
  /** Where the secrets are now, with what a person should know about it. */
  readonly tokenStore: { readonly kind: OpenedSecretStore['store']['kind']; readonly warnings: readonly Problem[] };
  /** Judges the text of a client file without setting it. */
  readonly considerClient: (text: string) => Promise<Result<ClientChange>>;
  /** Judges the text of a client file and sets it: the secret into the token store, the rest into `client.json`. */
  readonly setClient: (text: string) => Promise<Result<ClientChange>>;
  readonly client: () => Promise<Result<ClientSummary | null>>;
  readonly removeClient: () => Promise<Result<void>>;
  readonly signIn: (options: SignInOptions) => Promise<Result<SignedIn>>;
  /** Takes an id or e-mail address; revokes at Google and forgets here. */
  readonly signOut: (account: string) => Promise<Result<SignedOut>>;
  /** The signed-in accounts, each with the problem that stands in its way now. */
  readonly list: () => Promise<Result<readonly AccountSummary[]>>;
  /** The same without asking the token store, which may have to wait for a person: its problems are not included. */
  readonly listWithoutStore: () => Promise<Result<readonly AccountSummary[]>>;
  /**
   * One account by id or e-mail address; without either the only one there is. Fails with `account-missing`,
   * `account-unknown`, or `usage` when there are several to choose from.
   */
  readonly find: (which?: string) => Promise<Result<AccountSummary>>;
  /** Of an account, or of the files that were picked in Drive, by the id of their holder. */
  readonly tokens: AccessTokens;
  /** How exports in Google Drive are read. */
  readonly drive: Pick<DriveConnections, 'read' | 'connectAccount' | 'disconnect'> & {
    /** Lets the person pick files on Google's page. Fails as a sign-in does, and with `drive-nothing-picked`. */
    readonly pick: (options: Omit<SignInOptions, 'capabilities' | 'account'>) => Promise<Result<DriveConnection>>;
  };
}

const defaultTimeoutMs = 5 * 60_000;

/** The parts that the calls below work with. */
interface Parts extends AccessTokenSources {
  readonly endpoints: GoogleEndpoints;
  readonly tokens: RenewingTokens;
}

/** Opens the account floor. Fails when the token store or the data folder cannot be used. */
export async function openAccounts(options: AccountsOptions): Promise<Result<Accounts>> {
  const opened = await openSecretStore(options.tokenStore, options.keychain);
  return opened.ok ? accountsOver(opened.value, options) : opened;
}

/** The account floor over a token store, of which nothing is asked yet. Fails when the data folder cannot be used. */
export async function accountsOver(
  { store: secrets, warnings }: OpenedSecretStore,
  { dataDir, endpoints, deps: outside, onProblem }: AccountsContext,
): Promise<Result<Accounts>> {
  const client = createClientStore(dataDir, secrets, onProblem);
  const accountStore = createAccountStore(dataDir, onProblem);
  // Read at once, so that an unusable folder or a damaged file is reported now and not in the middle of a run.
  for (const read of [await client.summary(), await accountStore.list()]) {
    if (!read.ok) return failed(read.problem);
  }
  const sources: AccessTokenSources = { endpoints, client, secrets, accountStore, outside, onProblem };
  const parts: Parts = { ...sources, endpoints, tokens: accessTokens(sources) };
  const drive = driveConnections(dataDir, { ...sources, endpoints }, onProblem);
  return ok({
    tokenStore: {
      get kind() {
        return secrets.kind;
      },
      warnings,
    },
    considerClient: (text) => considerClient(client, text),
    setClient: (text) => setClient(parts, text),
    client: client.summary,
    removeClient: async () => {
      parts.tokens.forget();
      return client.remove();
    },
    signIn: (wanted) => signInAccount(parts, wanted),
    signOut: (account) => signOutAccount(parts, account),
    list: () => listAccounts(parts, (id) => readTokens(secrets, id)),
    listWithoutStore: () => listAccounts(parts, () => null),
    find: (which) => findAccount(parts, which),
    tokens: {
      accessToken: (id, refused) => (id === pickedFilesHolder ? drive.tokens : parts.tokens).accessToken(id, refused),
    },
    drive: {
      read: drive.read,
      connectAccount: drive.connectAccount,
      disconnect: drive.disconnect,
      pick: async (wanted) => {
        const loaded = await client.load();
        return loaded.ok ? drive.pick({ ...requestOf(parts, wanted), client: loaded.value }) : loaded;
      },
    },
  });
}

async function considerClient(clientStore: ClientStore, text: string): Promise<Result<ClientChange>> {
  const judged = judgeClientFile(text);
  return judged.ok ? changeTo(clientStore, judged.value) : judged;
}

async function changeTo(clientStore: ClientStore, client: OAuthClient): Promise<Result<ClientChange>> {
  const current = await clientStore.summary();
  if (!current.ok) return current;
  const { clientId, projectId } = client;
  const replaces = current.value !== null && current.value.clientId !== clientId;
  const consequence = replaces ? problem('client-changed', { subject: current.value?.clientId }) : null;
  return ok({ clientId, projectId, consequence });
}

async function setClient(parts: Parts, text: string): Promise<Result<ClientChange>> {
  const judged = judgeClientFile(text);
  if (!judged.ok) return judged;
  const change = await changeTo(parts.client, judged.value);
  if (!change.ok) return change;
  const saved = await parts.client.save(judged.value, new Date(parts.outside.now()).toISOString());
  if (!saved.ok) return saved;
  parts.tokens.forget();
  return change;
}

async function signInAccount(parts: Parts, options: SignInOptions): Promise<Result<SignedIn>> {
  const client = await parts.client.load();
  if (!client.ok) return client;
  const known = options.account === undefined ? ok(null) : await findAccount(parts, options.account);
  if (!known.ok) return known;
  // Installed apps have no incremental authorization: what an account already has must be asked for again.
  const wanted = [...capabilitiesOf(known.value?.scopes ?? []), ...options.capabilities];
  return signIn(
    {
      ...requestOf(parts, options),
      client: client.value,
      capabilities: wanted,
      loginHint: known.value?.email ?? options.loginHint,
    },
    (grant) => keepSignIn(parts, grant, wanted),
    parts.outside,
  );
}

function requestOf(
  { endpoints }: Pick<Parts, 'endpoints'>,
  { loginHint, onAuthorizeUrl, signal, timeoutMs, port }: Omit<SignInOptions, 'capabilities' | 'account'>,
) {
  return {
    ...{ endpoints, loginHint, onAuthorizeUrl },
    signal: signal ?? new AbortController().signal,
    timeoutMs: timeoutMs ?? defaultTimeoutMs,
    port,
  };
}

async function keepSignIn(
  { secrets, accountStore: book, outside, tokens }: Parts,
  grant: SignInGrant,
  wanted: readonly Capability[],
): Promise<Result<SignedIn>> {
  const account: AccountSummary = {
    id: grant.identity.subject,
    email: grant.identity.email,
    clientId: grant.tokens.clientId,
    scopes: [...grant.scopes],
    signedInAt: new Date(outside.now()).toISOString(),
    signInExpiresAt: grant.endsAt === null ? null : new Date(grant.endsAt).toISOString(),
    trouble: null,
  };
  // Tokens first: an account without tokens would be listed as signed in, tokens without an account harm nobody.
  const kept = await writeTokens(secrets, account.id, grant.tokens);
  if (!kept.ok) return kept;
  tokens.forget(account.id);
  const noted = await book.put(account);
  if (!noted.ok) return noted;
  return ok({
    account,
    capabilities: capabilitiesOf(grant.scopes),
    missing: missingPermissions(wanted, grant.scopes),
  });
}

async function signOutAccount(parts: Parts, which: string): Promise<Result<SignedOut>> {
  const account = await findAccount(parts, which);
  if (!account.ok) return account;
  parts.tokens.forget(account.value.id);
  return signOut(account.value, parts);
}

type StoredTokens = Result<TokenRecord | null>;

/** `storedOf`: what the token store has of an account; null when it was not asked. */
async function listAccounts(
  { accountStore: book, client, outside }: Parts,
  storedOf: (id: string) => Promise<StoredTokens> | null,
): Promise<Result<readonly AccountSummary[]>> {
  const accounts = await book.list();
  if (!accounts.ok) return accounts;
  const current = await client.summary();
  if (!current.ok) return current;
  const listed: AccountSummary[] = [];
  for (const account of accounts.value) {
    const stored = await storedOf(account.id);
    listed.push({ ...account, trouble: signInProblem(account, current.value, stored, outside.now()) });
  }
  return ok(listed);
}

async function findAccount(parts: Parts, which: string | undefined): Promise<Result<AccountSummary>> {
  const accounts = await listAccounts(parts, (id) => readTokens(parts.secrets, id));
  if (!accounts.ok) return accounts;
  const [only, ...more] = accounts.value;
  if (only === undefined) return failed(problem('account-missing'));
  if (which !== undefined) {
    const wanted = accountKey(which);
    const found = accounts.value.find(({ id, email }) => id === which || accountKey(email) === wanted);
    return found === undefined ? failed(problem('account-unknown', { subject: which })) : ok(found);
  }
  if (more.length === 0) return ok(only);
  const emails = accounts.value.map(({ email }) => email).join(', ');
  return failed(problem('usage', { detail: `Several accounts are signed in; name one of ${emails}.` }));
}
