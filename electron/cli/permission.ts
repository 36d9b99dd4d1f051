import type { AccountSummary } from '../contract/models.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type Capability, capabilityScopes } from '../contract/scopes.ts';
import type { EngineAccount } from '../engine/engine.ts';
import type { Session } from './session.ts';
import { showAddress } from './show-address.ts';

/** Who is asked, for what, and how. */
interface PermissionRequest {
  readonly account: string | undefined;
  readonly capabilities: readonly Capability[];
  /** What is said before Google asks. */
  readonly reason: string;
  /** False: addresses are printed alone on a line. */
  readonly browser: boolean;
}

/** The account, with permissions that are asked for when they are first needed. */
export async function permittedAccount(
  session: Session,
  { account: which, capabilities, reason, browser }: PermissionRequest,
  signal: AbortSignal,
): Promise<Result<EngineAccount>> {
  const usable = await session.account(which);
  if (!usable.ok) return usable;
  const accounts = await session.accounts();
  if (!accounts.ok) return accounts;
  const found = await accounts.value.find(usable.value.id);
  if (!found.ok) return found;
  if (lacking(found.value, capabilities).length === 0) return usable;
  const lasting = await session.lastingAccounts();
  if (!lasting.ok) return lasting;
  const { id, email } = usable.value;
  session.terminal.note(`${email} ${reason} Google asks you now.`);
  const signedIn = await lasting.value.signIn({
    capabilities,
    account: id,
    signal,
    onAuthorizeUrl: (url) => {
      session.terminal.record({ event: 'authorize', url });
      showAddress(session, url, { browser, page: 'sign-in page' });
    },
  });
  if (!signedIn.ok) return signedIn;
  const { account, missing } = signedIn.value;
  session.terminal.record({ event: 'signed-in', account, missing });
  if (account.id !== id) {
    return failed(problem('account-other', { detail: `${account.email} signed in, but ${email} was to.` }));
  }
  const [scope] = lacking(account, capabilities);
  if (scope !== undefined) return failed(problem('scope-not-granted', { detail: scope }));
  for (const unticked of missing) session.terminal.warning(unticked);
  return ok({ id: account.id, email: account.email, clientId: account.clientId });
}

function lacking({ scopes }: AccountSummary, capabilities: readonly Capability[]): readonly string[] {
  return capabilities.map((capability) => capabilityScopes[capability]).filter((scope) => !scopes.includes(scope));
}
