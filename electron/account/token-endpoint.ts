import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { AccountDeps } from './account-deps.ts';
import type { OAuthClient } from './client-file.ts';
import { type Identity, readIdToken } from './id-token.ts';
import { asResponse, callOAuth, isMalformedAnswer, type OAuthAnswer } from './oauth-call.ts';
import { accessTokenSchema } from './token-record.ts';

/** Longer than any token lives, in seconds; what is beyond may not be a moment that can be stored. */
const longestLife = 10 * 365 * 24 * 60 * 60;

const tokenAnswerSchema = z.object({
  access_token: accessTokenSchema,
  /** Seconds. */
  expires_in: z
    .number()
    .positive()
    .transform((seconds) => Math.min(seconds, longestLife)),
  /** Only at the exchange of a code: a refresh answer has none. */
  refresh_token: z.string().min(1).optional(),
  /** Seconds; only for projects in publishing status Testing. */
  refresh_token_expires_in: z.number().positive().optional(),
  /** Separated by spaces; left out when exactly what was asked for was granted (RFC 6749 §5.1). */
  scope: z.string().optional(),
});

/** What the token endpoint hands out. */
export interface TokenAnswer extends z.infer<typeof tokenAnswerSchema> {
  /** Who signed in, or why the id_token that says so is not believed; null where there was none, or none is needed. */
  readonly identity: Result<Identity> | null;
}

/** Why no tokens came: `grantRefused` is set when the code or refresh token itself is the reason (`invalid_grant`). */
export type TokenOutcome =
  | { readonly state: 'tokens'; readonly tokens: TokenAnswer }
  | { readonly state: 'grant-refused'; readonly detail: string }
  | { readonly state: 'failed'; readonly problem: Problem };

/** What is handed in for tokens: the code of a fresh sign-in, or the refresh token of an older one. */
export type Grant =
  | {
      readonly kind: 'code';
      readonly code: string;
      readonly codeVerifier: string;
      /** Exactly the one of the authorization URL. */
      readonly redirectUri: string;
      /** Who may have made the id_token that comes along. */
      readonly issuers: readonly string[];
    }
  | { readonly kind: 'refresh'; readonly refreshToken: string };

/**
 * Asks the token endpoint for tokens. The secret goes along every time: Google documents it as optional for desktop
 * clients but refuses without it ("client_secret is missing.").
 */
export async function requestTokens(
  tokenUrl: string,
  client: OAuthClient,
  grant: Grant,
  outside: AccountDeps,
  signal?: AbortSignal,
): Promise<TokenOutcome> {
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const called = await callOAuth(tokenUrl, (options) => sendGrant(server, client, grant, options), outside, signal);
  if (!called.ok) return { state: 'failed', problem: called.problem };
  const answer = called.value;
  const read = await readTokens(server, client, answer);
  if (read.state !== 'tokens') return read;
  if (grant.kind === 'refresh' || !hasIdToken(answer)) return { ...read, tokens: { ...read.tokens, identity: null } };
  const expected = { clientId: client.clientId, issuers: grant.issuers, now: outside.now() };
  return { ...read, tokens: { ...read.tokens, identity: await readIdToken(answer, expected) } };
}

function sendGrant(
  server: oauth.AuthorizationServer,
  { clientId, clientSecret }: OAuthClient,
  grant: Grant,
  options: oauth.TokenEndpointRequestOptions,
): Promise<Response> {
  const client = { client_id: clientId };
  const secret = oauth.ClientSecretPost(clientSecret);
  switch (grant.kind) {
    case 'code': {
      // The state was compared when the browser came back (loopback.ts), and the library must have seen the code.
      const code = new URLSearchParams({ code: grant.code });
      const seen = oauth.validateAuthResponse(server, client, code, oauth.expectNoState);
      const { redirectUri, codeVerifier } = grant;
      return oauth.authorizationCodeGrantRequest(server, client, secret, seen, redirectUri, codeVerifier, options);
    }
    case 'refresh':
      return oauth.refreshTokenGrantRequest(server, client, secret, grant.refreshToken, options);
  }
}

type TokensRead =
  | { readonly state: 'tokens'; readonly tokens: z.infer<typeof tokenAnswerSchema> }
  | Exclude<TokenOutcome, { readonly state: 'tokens' }>;

/**
 * Reads everything but the id_token. It has a reader and texts of its own; and the one of a refresh answer is nobody's
 * concern: a computer whose clock is wrong must not lose its backup over it.
 */
async function readTokens(
  server: oauth.AuthorizationServer,
  client: OAuthClient,
  answer: OAuthAnswer,
): Promise<TokensRead> {
  try {
    const response = asResponse({ ...answer, body: withoutIdToken(answer.body) });
    const read = await oauth.processGenericTokenEndpointResponse(server, { client_id: client.clientId }, response);
    const tokens = tokenAnswerSchema.safeParse(read);
    return tokens.success ? { state: 'tokens', tokens: tokens.data } : { state: 'failed', problem: unreadable() };
  } catch (thrown) {
    if (thrown instanceof oauth.ResponseBodyError) return refusedGrant(thrown, answer);
    if (!isMalformedAnswer(thrown)) throw thrown;
    return { state: 'failed', problem: answer.status === 200 ? unreadable() : unexplained(answer.status) };
  }
}

function refusedGrant(refused: oauth.ResponseBodyError, { status, sent }: OAuthAnswer): TokensRead {
  // The library has read the error word only: its type of the description is a promise.
  const refusal = refusalSchema.safeParse(refused.cause);
  if (!refusal.success) return { state: 'failed', problem: unexplained(status) };
  const { error, error_description: description } = refusal.data;
  const detail = withoutSecrets(description === undefined ? error : `${error}: ${description}`, sent);
  if (error === 'invalid_grant') return { state: 'grant-refused', detail };
  return { state: 'failed', problem: clientProblem(error, detail, status) };
}

const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

const withIdTokenSchema = z.looseObject({ id_token: z.unknown() });

function hasIdToken({ body }: OAuthAnswer): boolean {
  return withIdTokenSchema.safeParse(body).data?.id_token !== undefined;
}

function withoutIdToken(body: unknown): unknown {
  const read = withIdTokenSchema.safeParse(body);
  return read.success ? { ...read.data, id_token: undefined } : body;
}

function unreadable(): Problem {
  return problem('google-answer-unreadable', { detail: 'The token answer is no JSON of the documented form.' });
}

function unexplained(status: number): Problem {
  const detail = `HTTP ${status} without an OAuth error`;
  // A redirect or a page instead of JSON comes from a login page of the network, not from Google.
  return problem(status === 429 ? 'quota-minute' : 'google-answer-unreadable', { detail });
}

function clientProblem(error: string, detail: string, status: number): Problem {
  if (status === 429) return problem('quota-minute', { detail });
  switch (error) {
    case 'deleted_client':
      return problem('client-deleted', { detail });
    case 'disabled_client':
      return problem('client-disabled', { detail });
    case 'invalid_client':
    case 'unauthorized_client':
      return problem('client-refused', { detail });
    default:
      return problem(/client_secret/.test(detail) ? 'client-refused' : 'google-refused', { detail });
  }
}

/** Google's words, shortened to one line; should they repeat anything that was sent, that is left out. */
function withoutSecrets(words: string, sent: readonly string[]): string {
  const told = sent.filter((value) => value.length >= 8).reduce((text, value) => text.replaceAll(value, '…'), words);
  return told.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 300);
}

/** What became of a revocation. `already-ended`: Google knows no such token any more, which is as good. */
export type Revocation = 'revoked' | 'already-ended';

/** Google's revocation knows a token by itself: unlike RFC 7009 it wants no client, and no secret goes there. */
const anyClient: oauth.Client = { client_id: 'any' };
const asNobody: oauth.ClientAuth = () => undefined;

/** Revokes a refresh token with all access tokens made of it. Fails when Google cannot be reached or does not say. */
export async function revokeToken(
  revokeUrl: string,
  refreshToken: string,
  outside: AccountDeps,
): Promise<Result<Revocation>> {
  const server = { issuer: new URL(revokeUrl).origin, revocation_endpoint: revokeUrl };
  const send: Parameters<typeof callOAuth>[1] = (options) =>
    oauth.revocationRequest(server, anyClient, asNobody, refreshToken, options);
  const called = await callOAuth(revokeUrl, send, outside);
  if (!called.ok) return called;
  const { status } = called.value;
  try {
    await oauth.processRevocationResponse(asResponse(called.value));
    return ok('revoked');
  } catch (thrown) {
    if (thrown instanceof oauth.ResponseBodyError) {
      if (thrown.error === 'invalid_token') return ok('already-ended');
      return failed(problem('google-refused', { detail: withoutSecrets(thrown.error, [refreshToken]) }));
    }
    if (!isMalformedAnswer(thrown)) throw thrown;
    return failed(problem('google-refused', { detail: `HTTP ${status}` }));
  }
}
