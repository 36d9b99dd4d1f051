import { randomBytes } from 'node:crypto';
import type { GoogleEndpoints } from '../contract/endpoints.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { type AuthorizationRequest, authorizationUrl, pkcePair } from './authorization-url.ts';
import type { OAuthClient } from './client-file.ts';
import { type BrowserAnswer, type Loopback, listenOnLoopback } from './loopback.ts';
import { requestTokens, type TokenAnswer } from './token-endpoint.ts';

/** Who asks for a consent, and how it may end. */
export interface ConsentRequest {
  readonly client: OAuthClient;
  readonly endpoints: Pick<GoogleEndpoints, 'authorize' | 'token'>;
  /** An e-mail address or subject id that Google's page fills in. */
  readonly loginHint?: string | undefined;
  /** Gets the address of the consent page, to be opened in the system browser or printed. */
  readonly onAuthorizeUrl: (url: string) => void;
  /** Aborting it cancels the sign-in. */
  readonly signal: AbortSignal;
  /** Milliseconds to wait for the person. */
  readonly timeoutMs: number;
  /** The port on 127.0.0.1 to which the browser returns; a free one when not given. */
  readonly port?: number | undefined;
}

/** A person's yes: ids of files that were picked with it, and what its code can be exchanged for, once. */
export interface Consent {
  readonly pickedFiles: readonly string[];
  readonly exchange: () => Promise<Result<TokenAnswer>>;
}

/**
 * Asks for permissions through the system browser (RFC 8252): listens on 127.0.0.1, hands out the address of the consent
 * page, waits for the one answer, and has `take` exchange it and keep what came. The browser's last page tells the truth:
 * "signed in" only after `take` succeeded.
 *
 * Fails with `sign-in-no-port`, `sign-in-timeout`, `sign-in-cancelled`, `sign-in-denied`, `sign-in-failed`, or with what
 * `take` met.
 */
export async function askForConsent<T>(
  request: ConsentRequest,
  asked: Pick<AuthorizationRequest, 'scopes' | 'picker'>,
  take: (consent: Consent) => Promise<Result<T>>,
  outside: AccountDeps,
): Promise<Result<T>> {
  if (request.signal.aborted) return failed(problem('sign-in-cancelled'));
  const state = randomBytes(32).toString('base64url');
  const listening = await listenOnLoopback(state, request.port);
  if (!listening.ok) return listening;
  const { redirectUri, close } = listening.value;
  try {
    const { codeVerifier, codeChallenge } = await pkcePair();
    const url = await authorizationUrl({
      authorizeUrl: request.endpoints.authorize,
      clientId: request.client.clientId,
      loginHint: request.loginHint,
      ...{ ...asked, redirectUri, state, codeChallenge },
    });
    request.onAuthorizeUrl(url);
    const answered = await waitForAnswer(listening.value, request, outside);
    if (!answered.ok) return answered;
    const answer = answered.value;
    const exchange = (code: string) => exchangeCode(request, { code, codeVerifier, redirectUri }, outside);
    const outcome =
      answer.kind === 'error'
        ? failed(redirectProblem(answer.error))
        : await take({ pickedFiles: answer.pickedFiles, exchange: () => exchange(answer.code) });
    await answer.finish({ kind: finishKind(outcome) });
    return outcome;
  } finally {
    await close();
  }
}

/** What a sign-in cannot do without was not in Google's answer. */
export function incompleteAnswer(lacking: string): Result<never> {
  return failed(problem('sign-in-failed', { detail: `Google's answer holds no ${lacking}.` }));
}

/** The first of: the browser's answer, the time-out, the person's cancel. */
async function waitForAnswer(
  loopback: Loopback,
  request: Pick<ConsentRequest, 'signal' | 'timeoutMs'>,
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

async function exchangeCode(
  { client, endpoints, signal }: ConsentRequest,
  proof: { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string },
  outside: AccountDeps,
): Promise<Result<TokenAnswer>> {
  const grant = { kind: 'code', ...proof, issuers: issuersOf(endpoints.authorize) } as const;
  const outcome = await requestTokens(endpoints.token, client, grant, outside, signal);
  if (signal.aborted) return failed(problem('sign-in-cancelled'));
  switch (outcome.state) {
    case 'failed':
      return failed(outcome.problem);
    case 'grant-refused':
      return failed(problem('sign-in-failed', { detail: outcome.detail }));
    case 'tokens':
      return ok(outcome.tokens);
  }
}

function finishKind(outcome: Result<unknown>): 'signed-in' | 'denied' | 'failed' {
  if (outcome.ok) return 'signed-in';
  return outcome.problem.code === 'sign-in-denied' ? 'denied' : 'failed';
}

/** The redirect's error word comes from the address line, so only the form of a real one is repeated. */
function redirectProblem(error: string): Problem {
  if (error === 'access_denied') return problem('sign-in-denied');
  return problem('sign-in-failed', { detail: /^[a-z_]{1,40}$/.test(error) ? error : 'The answer carried an error.' });
}

/**
 * Google names itself with or without the scheme (OpenID Connect discovery says with; older tokens were without). Where
 * something stands in for Google, the origin of its consent page counts too.
 */
function issuersOf(authorizeUrl: string): readonly string[] {
  return ['https://accounts.google.com', 'accounts.google.com', new URL(authorizeUrl).origin];
}
