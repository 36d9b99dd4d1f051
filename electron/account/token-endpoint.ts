import * as z from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { AccountDeps } from './account-deps.ts';
import type { OAuthClient } from './client-file.ts';
import { type FormAnswer, postForm } from './form-post.ts';

const tokenAnswerSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  /** Only at the exchange of a code: a refresh answer has none. */
  refresh_token: z.string().min(1).optional(),
  /** Seconds; only for projects in publishing status Testing. */
  refresh_token_expires_in: z.number().positive().optional(),
  /** Separated by spaces; left out when exactly what was asked for was granted (RFC 6749 §5.1). */
  scope: z.string().optional(),
  id_token: z.string().optional(),
});

/** What the token endpoint hands out. */
export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;

const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string().optional() });

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
  const fields = {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    ...grantFields(grant),
  };
  const answer = await postForm(tokenUrl, fields, outside, signal);
  if (!answer.ok) return { state: 'failed', problem: answer.problem };
  return readAnswer(answer.value, Object.values(fields));
}

function grantFields(grant: Grant): Readonly<Record<string, string>> {
  switch (grant.kind) {
    case 'code':
      return {
        grant_type: 'authorization_code',
        code: grant.code,
        code_verifier: grant.codeVerifier,
        redirect_uri: grant.redirectUri,
      };
    case 'refresh':
      return { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  }
}

function readAnswer(answer: FormAnswer, sent: readonly string[]): TokenOutcome {
  if (answer.status === 200) {
    const tokens = tokenAnswerSchema.safeParse(answer.body);
    if (tokens.success) return { state: 'tokens', tokens: tokens.data };
    return {
      state: 'failed',
      problem: problem('google-answer-unreadable', { detail: 'The token answer is no JSON of the documented form.' }),
    };
  }
  const refusal = oauthErrorSchema.safeParse(answer.body);
  if (!refusal.success) return { state: 'failed', problem: unexplained(answer.status) };
  const { error, error_description: description } = refusal.data;
  const detail = withoutSecrets(description === undefined ? error : `${error}: ${description}`, sent);
  if (error === 'invalid_grant') return { state: 'grant-refused', detail };
  return { state: 'failed', problem: clientProblem(error, detail, answer.status) };
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

/** Revokes a refresh token with all access tokens made of it. Fails when Google cannot be reached or does not say. */
export async function revokeToken(
  revokeUrl: string,
  refreshToken: string,
  outside: AccountDeps,
): Promise<Result<Revocation>> {
  const answer = await postForm(revokeUrl, { token: refreshToken }, outside);
  if (!answer.ok) return answer;
  if (answer.value.status === 200) return ok('revoked');
  const refusal = oauthErrorSchema.safeParse(answer.value.body);
  if (refusal.success && refusal.data.error === 'invalid_token') return ok('already-ended');
  const detail = refusal.success ? withoutSecrets(refusal.data.error, [refreshToken]) : `HTTP ${answer.value.status}`;
  return failed(problem('google-refused', { detail }));
}
