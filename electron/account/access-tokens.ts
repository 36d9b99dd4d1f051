import type { GoogleEndpoints } from '../contract/endpoints.ts';
import type { AccountSummary } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { AccessTokens } from '../contract/tokens.ts';
import type { AccountDeps } from './account-deps.ts';
import type { AccountStore } from './account-store.ts';
import type { ClientStore } from './client-store.ts';
import type { SecretStore } from './secret-store.ts';
import { endOfSignIn } from './sign-in-end.ts';
import { requestTokens, type TokenAnswer } from './token-endpoint.ts';
import { readTokens, type TokenRecord, writeTokens } from './token-record.ts';

/** What access tokens are made of. */
export interface AccessTokenSources {
  readonly endpoints: Pick<GoogleEndpoints, 'token'>;
  readonly client: ClientStore;
  readonly secrets: SecretStore;
  readonly accountStore: AccountStore;
  readonly outside: AccountDeps;
  /** Told what went wrong beside an answer that is good all the same (a token that could not be stored). */
  readonly onProblem: (problem: Problem) => void;
}

/** Access tokens of several accounts, with a cache that can be cleared. */
export interface RenewingTokens extends AccessTokens {
  /** After a sign-in, sign-out or change of the client: what is remembered of an account, or of all, no longer holds. */
  readonly forget: (accountId?: string) => void;
}

/** A token is renewed when it has less than this to live, so that no long request outlives it. Milliseconds. */
const renewAheadMs = 5 * 60_000;

/**
 * Hands out access tokens, renewed ahead of their expiry. Many who ask at once share one renewal. A renewal that fails
 * for a passing reason falls back on the old token while it lives.
 *
 * Fails with `client-missing`, `account-unknown`, `token-missing`, `client-changed`, `token-expired-testing`,
 * `token-revoked`, `client-refused`, `client-deleted`, `client-disabled`, or what the network or the store met.
 */
export function accessTokens(sources: AccessTokenSources): RenewingTokens {
  const { outside } = sources;
  const remembered = new Map<string, TokenRecord>();
  const renewals = new Map<string, Promise<Result<string>>>();

  async function accessToken(accountId: string, refused?: string): Promise<Result<string>> {
    const known = remembered.get(accountId);
    if (known !== undefined && isFresh(known, outside.now(), refused)) return ok(known.accessToken);
    const outcome = await shareRenewal(accountId, refused);
    // Who joined somebody else's renewal may get the very token that was refused: then another renewal is due.
    return outcome.ok && outcome.value === refused ? shareRenewal(accountId, refused) : outcome;
  }

  function shareRenewal(accountId: string, refused: string | undefined): Promise<Result<string>> {
    const running = renewals.get(accountId);
    if (running !== undefined) return running;
    const renewal = renew(sources, remembered, accountId, refused).finally(() => renewals.delete(accountId));
    renewals.set(accountId, renewal);
    return renewal;
  }

  function forget(accountId?: string): void {
    if (accountId === undefined) remembered.clear();
    else remembered.delete(accountId);
  }

  return { accessToken, forget };
}

async function renew(
  sources: AccessTokenSources,
  remembered: Map<string, TokenRecord>,
  accountId: string,
  refused: string | undefined,
): Promise<Result<string>> {
  const { accountStore: book, secrets, client, outside } = sources;
  const account = await liveAccount(book, accountId);
  if (!account.ok) return account;
  const current = await client.load();
  if (!current.ok) return current;
  const record = await readTokens(secrets, accountId);
  if (!record.ok) return record;
  if (record.value === null) return failed(problem('token-missing', { subject: account.value.email }));
  const held = record.value;
  if (held.clientId !== current.value.clientId) return failed(changedClient(account.value));
  if (isFresh(held, outside.now(), refused)) {
    // Another process has renewed it in the meantime.
    remembered.set(accountId, held);
    return ok(held.accessToken);
  }

  const grant = { kind: 'refresh', refreshToken: held.refreshToken } as const;
  const outcome = await requestTokens(sources.endpoints.token, current.value, grant, outside);
  switch (outcome.state) {
    case 'tokens':
      return keepRenewed(sources, remembered, account.value, held, outcome.tokens);
    case 'grant-refused':
      return settleRefusal(sources, remembered, account.value, held, refused, outcome.detail);
    case 'failed': {
      const lives = held.accessToken !== refused && held.accessTokenExpiresAt > outside.now();
      if (outcome.problem.retry === 'automatic' && lives) return ok(held.accessToken);
      return failed(outcome.problem);
    }
  }
}

/** The account, unless it is unknown or its sign-in is known to be dead: then Google is not asked again. */
async function liveAccount(accountStore: AccountStore, accountId: string): Promise<Result<AccountSummary>> {
  const accounts = await accountStore.list();
  if (!accounts.ok) return accounts;
  const account = accounts.value.find(({ id }) => id === accountId);
  if (account === undefined) return failed(problem('account-unknown', { subject: accountId }));
  return account.trouble === null ? ok(account) : failed(account.trouble);
}

/** Merges the answer into what is kept: it usually brings no refresh token, and then the old one stays. */
async function keepRenewed(
  sources: AccessTokenSources,
  remembered: Map<string, TokenRecord>,
  account: AccountSummary,
  used: TokenRecord,
  tokens: TokenAnswer,
): Promise<Result<string>> {
  const { secrets, outside, onProblem } = sources;
  const renewed: TokenRecord = {
    clientId: used.clientId,
    refreshToken: tokens.refresh_token ?? used.refreshToken,
    accessToken: tokens.access_token,
    accessTokenExpiresAt: outside.now() + tokens.expires_in * 1000,
  };
  // While Google was asked, the person may have signed out, or in again: that must not be undone.
  const now = await readTokens(secrets, account.id);
  if (now.ok && now.value?.refreshToken !== used.refreshToken) {
    return now.value === null
      ? failed(problem('token-missing', { subject: account.email }))
      : ok(now.value.accessToken);
  }
  remembered.set(account.id, renewed);
  const written = await writeTokens(secrets, account.id, renewed);
  if (!written.ok) onProblem(written.problem);
  return ok(renewed.accessToken);
}

/** `invalid_grant`: before the sign-in is declared dead, a newer one by another process is looked for. */
async function settleRefusal(
  sources: AccessTokenSources,
  remembered: Map<string, TokenRecord>,
  account: AccountSummary,
  used: TokenRecord,
  refused: string | undefined,
  detail: string,
): Promise<Result<string>> {
  const now = await readTokens(sources.secrets, account.id);
  if (!now.ok) return now;
  if (now.value !== null && now.value.refreshToken !== used.refreshToken) {
    return renew(sources, remembered, account.id, refused);
  }
  remembered.delete(account.id);
  const end = endOfSignIn(account, detail, sources.outside.now());
  const noted = await sources.accountStore.noteEnd(account.id, end);
  if (!noted.ok) sources.onProblem(noted.problem);
  return failed(end);
}

function isFresh(record: TokenRecord, now: number, refused: string | undefined): boolean {
  return record.accessToken !== refused && record.accessTokenExpiresAt - now >= renewAheadMs;
}

function changedClient(account: AccountSummary): Problem {
  return problem('client-changed', { subject: account.email });
}
