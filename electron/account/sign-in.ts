import { randomBytes } from 'node:crypto';
import type { GoogleEndpoints } from '../contract/endpoints.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Capability } from '../contract/scopes.ts';
import type { AccountDeps } from './account-deps.ts';
import { authorizationUrl, pkcePair } from './authorization-url.ts';
import type { OAuthClient } from './client-file.ts';
import { scopesFor } from './granted-scopes.ts';
import type { Identity } from './id-token.ts';
import { type BrowserAnswer, type Loopback, listenOnLoopback } from './loopback.ts';
import { requestTokens, type TokenAnswer } from './token-endpoint.ts';
import type { TokenRecord } from './token-record.ts';

/** What one sign-in asks for, and how it may end. */
export interface SignInRequest {
  readonly client: OAuthClient;
  readonly endpoints: Pick<GoogleEndpoints, 'authorize' | 'token'>;
  readonly capabilities: readonly Capability[];
  /** An e-mail address or subject id that Google's page fills in. */
  readonly loginHint?: string | undefined;
  /** Gets the address of the consent page, to be opened in the system browser or printed. */
  readonly onAuthorizeUrl: (url: string) => void;
  /** Aborting it cancels the sign-in. */
  readonly signal: AbortSignal;
  /** Milliseconds to wait for the person. */
  readonly timeoutMs: number;
}

/** What a sign-in brought. */
export interface SignInGrant {
  readonly identity: Identity;
  /** What was really granted: people can untick permissions. */
  readonly scopes: readonly string[];
  readonly tokens: TokenRecord;
  /** Epoch milliseconds at which Google ends the sign-in (projects in status Testing); null otherwise. */
  readonly endsAt: number | null;
}

/**
 * Signs in through the system browser (RFC 8252): listens on 127.0.0.1, hands out the address of the consent page,
 * waits for the one answer, exchanges its code, and has `keep` store what came. The browser's last page tells the
 * truth: "signed in" only after `keep` succeeded.
 *
 * Fails with `sign-in-no-port`, `sign-in-timeout`, `sign-in-cancelled`, `sign-in-denied`, `sign-in-failed`, or with
 * what the token endpoint or `keep` met.
 */
export async function signIn<T>(
  request: SignInRequest,
  keep: (grant: SignInGrant) => Promise<Result<T>>,
  outside: AccountDeps,
): Promise<Result<T>> {
  if (request.signal.aborted) return failed(problem('sign-in-cancelled'));
  const state = randomBytes(32).toString('base64url');
  const listening = await listenOnLoopback(state);
  if (!listening.ok) return listening;
  const loopback = listening.value;
  try {
    const { codeVerifier, codeChallenge } = await pkcePair();
    const url = await authorizationUrl({
      authorizeUrl: request.endpoints.authorize,
      clientId: request.client.clientId,
      redirectUri: loopback.redirectUri,
      scopes: scopesFor(request.capabilities),
      state,
      codeChallenge,
      loginHint: request.loginHint,
    });
    request.onAuthorizeUrl(url);
    const answer = await waitForAnswer(loopback, request, outside);
    if (!answer.ok) return answer;
    const outcome = await settle(
      request,
      answer.value,
      { codeVerifier, redirectUri: loopback.redirectUri },
      keep,
      outside,
    );
    await answer.value.finish({ kind: finishKind(outcome) });
    return outcome;
  } finally {
    await loopback.close();
  }
}

export function finishKind(outcome: Result<unknown>): 'signed-in' | 'denied' | 'failed' {
  if (outcome.ok) return 'signed-in';
  return outcome.problem.code === 'sign-in-denied' ? 'denied' : 'failed';
}

/** The first of: the browser's answer, the time-out, the person's cancel. */
export async function waitForAnswer(
  loopback: Loopback,
  request: Pick<SignInRequest, 'signal' | 'timeoutMs'>,
  outside: AccountDeps,
): Promise<Result<BrowserAnswer>> {
  const answered = new AbortController();
  const cancelled = (): Result<BrowserAnswer> => failed(problem('sign-in-cancelled'));
  const timeout = outside.wait(request.timeoutMs, AbortSignal.any([request.signal, answered.signal])).then(
    () => failed(problem('sign-in-timeout')),
    // The wait is broken off by an answer, which has won the race by then, or by the person.
    cancelled,
  );
  try {
    return await Promise.race([loopback.answer.then(ok), timeout]);
  } finally {
    answered.abort();
  }
}

async function settle<T>(
  request: SignInRequest,
  answer: BrowserAnswer,
  proof: { readonly codeVerifier: string; readonly redirectUri: string },
  keep: (grant: SignInGrant) => Promise<Result<T>>,
  outside: AccountDeps,
): Promise<Result<T>> {
  if (answer.kind === 'error') return failed(redirectProblem(answer.error));
  const { client, endpoints, signal } = request;
  const outcome = await requestTokens(
    endpoints.token,
    client,
    { kind: 'code', code: answer.code, ...proof, issuers: issuersOf(endpoints.authorize) },
    outside,
    signal,
  );
  if (signal.aborted) return failed(problem('sign-in-cancelled'));
  switch (outcome.state) {
    case 'failed':
      return failed(outcome.problem);
    case 'grant-refused':
      return failed(problem('sign-in-failed', { detail: outcome.detail }));
    case 'tokens': {
      const grant = readGrant(request, outcome.tokens, outside.now());
      return grant.ok ? keep(grant.value) : grant;
    }
  }
}

/** The redirect's error word comes from the address line, so only the form of a real one is repeated. */
export function redirectProblem(error: string): Problem {
  if (error === 'access_denied') return problem('sign-in-denied');
  return problem('sign-in-failed', { detail: /^[a-z_]{1,40}$/.test(error) ? error : 'The answer carried an error.' });
}

function readGrant(request: SignInRequest, tokens: TokenAnswer, now: number): Result<SignInGrant> {
  const { refresh_token: refreshToken, refresh_token_expires_in: seconds, identity, scope } = tokens;
  if (refreshToken === undefined) return incomplete('refresh token');
  if (identity === null) return incomplete('id_token');
  const { clientId } = request.client;
  if (!identity.ok) return identity;
  return ok({
    identity: identity.value,
    scopes: scope === undefined ? scopesFor(request.capabilities) : scope.split(' ').filter((one) => one !== ''),
    tokens: {
      clientId,
      refreshToken,
      accessToken: tokens.access_token,
      accessTokenExpiresAt: now + tokens.expires_in * 1000,
    },
    endsAt: seconds === undefined ? null : now + seconds * 1000,
  });
}

function incomplete(what: string): Result<SignInGrant> {
  return failed(problem('sign-in-failed', { detail: `Google's answer holds no ${what}.` }));
}

/**
 * Google names itself with or without the scheme (OpenID Connect discovery says with; older tokens were without). Where
 * something stands in for Google, the origin of its consent page counts too.
 */
export function issuersOf(authorizeUrl: string): readonly string[] {
  return ['https://accounts.google.com', 'accounts.google.com', new URL(authorizeUrl).origin];
}
