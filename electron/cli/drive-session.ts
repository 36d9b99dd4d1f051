import type { DriveMode } from '../contract/drive-models.ts';
import type { AccountSummary } from '../contract/models.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type Capability, capabilityScopes } from '../contract/scopes.ts';
import type { DriveRequest } from '../engine/engine.ts';
import type { Session } from './session.ts';
import { showAddress } from './show-address.ts';

interface ConnectOptions {
  /** Null: as it is connected now, else `unattended`. */
  readonly mode: DriveMode | null;
  readonly account: string | undefined;
  /** False: addresses are printed alone on a line. */
  readonly browser: boolean;
}

/** Who reads a Drive, and how much of it. */
type Connected = Pick<DriveRequest, 'account' | 'view'>;

/** The connection to Google Drive as it was made. Problem: `drive-not-connected`. */
export async function openDriveConnection(session: Session): Promise<Result<Connected>> {
  const accounts = await session.accounts();
  if (!accounts.ok) return accounts;
  const connection = await accounts.value.drive.read();
  if (!connection.ok) return connection;
  if (connection.value === null) return failed(problem('drive-not-connected'));
  if (connection.value.mode === 'ask-each-time') {
    const { id, email, clientId, trouble } = connection.value.holder;
    return trouble === null ? ok({ account: { id, email, clientId }, view: 'picked' }) : failed(trouble);
  }
  const account = await session.account(connection.value.account);
  if (!account.ok) return account.problem.code === 'account-unknown' ? failed(problem('drive-not-connected')) : account;
  return ok({ account: account.value, view: 'everything' });
}

/** How a Drive was connected. `files`: how many were picked; null for everything. */
interface MadeConnection {
  readonly mode: DriveMode;
  readonly files: number | null;
}

/** Asks for the permission, and remembers how Drive is read. */
export async function connectDrive(
  session: Session,
  { mode, account, browser }: ConnectOptions,
  signal: AbortSignal,
): Promise<Result<MadeConnection>> {
  const accounts = await session.lastingAccounts();
  if (!accounts.ok) return accounts;
  const before = await accounts.value.drive.read();
  if (!before.ok) return before;
  if ((mode ?? before.value?.mode) === 'ask-each-time') {
    const picked = await accounts.value.drive.pick({
      loginHint: account,
      signal,
      onAuthorizeUrl: shower(session, browser),
    });
    if (!picked.ok) return picked;
    return ok({
      mode: 'ask-each-time',
      files: picked.value.mode === 'ask-each-time' ? picked.value.fileIds.length : null,
    });
  }
  const connected = before.value?.mode === 'unattended' ? before.value.account : undefined;
  const settings = await session.settings.read();
  if (!settings.ok) return settings;
  const known = await accounts.value.find(account ?? connected ?? settings.value.commandLine.account ?? undefined);
  // The first sign-in of all may be this one.
  if (!known.ok && known.problem.code === 'usage') {
    return failed({ ...known.problem, wayOut: 'Name one: afterimage drive connect --unattended --account EMAIL' });
  }
  if (!known.ok && known.problem.code !== 'account-missing') return known;
  const permitted = await permit(session, known.ok ? known.value : null, { capability: 'drive', browser }, signal);
  if (!permitted.ok) return permitted;
  const kept = await accounts.value.drive.connectAccount(permitted.value.id);
  return kept.ok ? ok({ mode: 'unattended', files: null }) : kept;
}

/** Tidying up has a permission of its own, which is asked for when it is first needed. */
export async function permitTidying(
  session: Session,
  { account, view }: Pick<DriveRequest, 'account' | 'view'>,
  browser: boolean,
  signal: AbortSignal,
): Promise<Result<void>> {
  if (view === 'picked') return ok(undefined);
  const accounts = await session.lastingAccounts();
  if (!accounts.ok) return accounts;
  const found = await accounts.value.find(account.id);
  if (!found.ok) return found;
  const permitted = await permit(session, found.value, { capability: 'drive-tidy', browser }, signal);
  return permitted.ok ? ok(undefined) : permitted;
}

async function permit(
  session: Session,
  account: AccountSummary | null,
  { capability, browser }: { readonly capability: Capability; readonly browser: boolean },
  signal: AbortSignal,
): Promise<Result<AccountSummary>> {
  const scope = capabilityScopes[capability];
  if (account !== null && account.trouble === null && account.scopes.includes(scope)) return ok(account);
  const accounts = await session.lastingAccounts();
  if (!accounts.ok) return accounts;
  const signedIn = await accounts.value.signIn({
    capabilities: [capability],
    account: account?.id,
    signal,
    onAuthorizeUrl: shower(session, browser),
  });
  if (!signedIn.ok) return signedIn;
  const { account: now, missing } = signedIn.value;
  session.terminal.record({ event: 'signed-in', account: now, missing });
  if (account !== null && now.id !== account.id) {
    return failed(problem('account-other', { detail: `${now.email} signed in, but ${account.email} was to.` }));
  }
  if (!now.scopes.includes(scope)) return failed(problem('scope-not-granted', { detail: scope }));
  for (const unticked of missing) session.terminal.warning(unticked);
  return ok(now);
}

function shower(session: Session, browser: boolean): (url: string) => void {
  return (url) => {
    session.terminal.record({ event: 'authorize', url });
    showAddress(session, url, { browser, page: 'sign-in page' });
  };
}

/** The Drive that is connected, and the backup folder. Problem: `drive-not-connected`. */
export async function driveRequest(session: Session): Promise<Result<DriveRequest>> {
  const place = await session.destination();
  if (!place.ok) return place;
  const connection = await openDriveConnection(session);
  if (!connection.ok) return connection;
  const { destination, settings } = place.value;
  return { ok: true, value: { ...connection.value, destination, limits: session.run.limits(settings) } };
}
