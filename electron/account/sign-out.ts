import type { GoogleEndpoints } from '../contract/endpoints.ts';
import { message } from '../contract/messages/message.ts';
import type { AccountSummary } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { AccountDeps } from './account-deps.ts';
import type { AccountStore } from './account-store.ts';
import type { SecretStore } from './secret-store.ts';
import { revokeToken } from './token-endpoint.ts';
import { deleteTokens, readTokens } from './token-record.ts';

/** How a sign-out that succeeded ended. The tokens are gone from this computer in any case. */
export interface SignedOut {
  readonly account: AccountSummary;
  /** Set when Google could not be told: there the permission stays until it is removed on the linked page. */
  readonly notRevoked: Problem | null;
}

/** Where a sign-out takes effect. */
export interface SignOutPlaces {
  readonly endpoints: Pick<GoogleEndpoints, 'revoke'>;
  readonly secrets: SecretStore;
  readonly accountStore: AccountStore;
  readonly outside: AccountDeps;
}

/** The page where a person can see and remove what they allowed. */
const permissionsPage = 'https://myaccount.google.com/connections';

/**
 * Signs an account out: revokes its tokens at Google, deletes them from the token store, and takes it out of the book.
 * When Google cannot be reached the tokens are deleted all the same, and the answer says so. Fails when the token
 * store or the book refuses; then the account stays listed.
 */
export async function signOut(account: AccountSummary, places: SignOutPlaces): Promise<Result<SignedOut>> {
  const { secrets, accountStore: book } = places;
  const notRevoked = await revoke(account, places);
  const forgotten = await deleteTokens(secrets, account.id);
  if (!forgotten.ok) return forgotten;
  const removed = await book.remove(account.id);
  return removed.ok ? ok({ account, notRevoked }) : failed(removed.problem);
}

async function revoke(
  account: AccountSummary,
  { endpoints, secrets, outside }: SignOutPlaces,
): Promise<Problem | null> {
  const record = await readTokens(secrets, account.id);
  if (!record.ok) return withPermissionsPage(record.problem);
  if (record.value === null) return withPermissionsPage(problem('token-missing', { subject: account.email }));
  const revoked = await revokeToken(endpoints.revoke, record.value.refreshToken, outside);
  return revoked.ok ? null : withPermissionsPage(revoked.problem);
}

function withPermissionsPage({ code, detail, subject }: Problem): Problem {
  return problem(code, {
    detail,
    subject,
    link: permissionsPage,
    wayOut: message('way-out.permission-at-google'),
  });
}
