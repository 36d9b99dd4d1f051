import { createHash } from 'node:crypto';
import { findAccount, type SimulatedAccount } from '../accounts.ts';
import { type Call, formOf } from '../call.ts';
import type { Project } from '../project.ts';
import { jsonReply, type Reply } from '../reply.ts';
import {
  accessTokenSeconds,
  type CodeBinding,
  type Grants,
  type IssuedTokens,
  testingRefreshSeconds,
} from './grants.ts';
import type { IdTokens } from './id-tokens.ts';

export interface TokenDeps {
  readonly project: Project;
  readonly accounts: readonly SimulatedAccount[];
  readonly grants: Grants;
  readonly idTokens: IdTokens;
}

const uncached = { 'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate', Pragma: 'no-cache' };

function refused(status: number, error: string, description: string): Reply {
  return jsonReply(status, { error, error_description: description }, uncached);
}

/** `oauth2.googleapis.com/token`: a code or a refresh token against an access token. */
export async function answerToken(call: Call, deps: TokenDeps): Promise<Reply> {
  if (call.method !== 'POST') return refused(405, 'invalid_request', 'Only POST is allowed.');
  const form = await formOf(call);
  const trouble = faultOfClient(form, call.request.headers.authorization, deps.project);
  if (trouble !== undefined) return trouble;
  const grantType = form.get('grant_type');
  switch (grantType) {
    case null:
    case '':
      return refused(400, 'invalid_request', 'Required parameter is missing: grant_type');
    case 'authorization_code':
      return exchangeCode(form, deps);
    case 'refresh_token':
      return refresh(form, deps);
    default:
      return refused(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`);
  }
}

/** `oauth2.googleapis.com/revoke`. */
export async function answerRevoke(call: Call, grants: Grants): Promise<Reply> {
  const form = await formOf(call);
  const token = form.get('token') ?? new URLSearchParams(call.place.query).get('token');
  if (token === null) return refused(400, 'invalid_request', 'Required parameter is missing: token');
  return grants.revoke(token) ? jsonReply(200, {}) : refused(400, 'invalid_token', 'Token expired or revoked');
}

/** `/userinfo`: who the access token belongs to. */
export function answerUserInfo(call: Call, deps: TokenDeps): Reply {
  const token = /^Bearer (.+)$/i.exec(call.request.headers.authorization ?? '')?.[1];
  const grant = token === undefined ? undefined : deps.grants.use(token);
  const account = grant === undefined ? undefined : findAccount(deps.accounts, grant.accountId);
  if (grant === undefined || account === undefined) return refused(401, 'invalid_request', 'Invalid Credentials');
  const seesEmail = grant.scopes.includes('https://www.googleapis.com/auth/userinfo.email');
  const name = seesEmail ? { email: account.email, email_verified: true } : {};
  return jsonReply(200, { sub: account.id, id: account.id, ...name });
}

/** The body of a successful answer. A refresh answer has no `refresh_token`. */
export async function tokenAnswer(tokens: IssuedTokens, deps: TokenDeps): Promise<Record<string, unknown>> {
  const account = findAccount(deps.accounts, tokens.grant.accountId);
  const { scopes } = tokens.grant;
  const signedIn = account !== undefined && scopes.includes('openid');
  const clientId = deps.project.clientFile.installed.client_id;
  const dies = tokens.refreshToken !== null && deps.project.state().testing;
  return {
    access_token: tokens.accessToken,
    expires_in: accessTokenSeconds,
    ...(tokens.refreshToken === null ? {} : { refresh_token: tokens.refreshToken }),
    scope: scopes.join(' '),
    token_type: 'Bearer',
    ...(signedIn ? { id_token: await deps.idTokens.issue(account, clientId, scopes) } : {}),
    ...(dies ? { refresh_token_expires_in: testingRefreshSeconds } : {}),
  };
}

function faultOfClient(form: URLSearchParams, authorization: string | undefined, project: Project): Reply | undefined {
  const { client_id: knownId, client_secret: knownSecret } = project.clientFile.installed;
  const basic = basicCredentials(authorization);
  const clientId = form.get('client_id') ?? basic?.id ?? null;
  const secret = form.get('client_secret') ?? basic?.secret ?? null;
  if (clientId === null) return refused(400, 'invalid_request', 'Could not determine client ID from request.');
  if (clientId !== knownId) return refused(401, 'invalid_client', 'The OAuth client was not found.');
  const { client } = project.state();
  if (client === 'deleted') return refused(401, 'deleted_client', 'The OAuth client was deleted.');
  if (client === 'disabled') return refused(401, 'disabled_client', 'The OAuth client was disabled.');
  if (secret === null || secret === '') return refused(400, 'invalid_request', 'client_secret is missing.');
  if (secret !== knownSecret) return refused(401, 'invalid_client', 'The provided client secret is invalid.');
  return undefined;
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}

async function exchangeCode(form: URLSearchParams, deps: TokenDeps): Promise<Reply> {
  const code = form.get('code');
  if (code === null) return refused(400, 'invalid_request', 'Missing required parameter: code');
  const found = deps.grants.code(code);
  if (found.kind !== 'live') {
    return refused(400, 'invalid_grant', found.kind === 'unknown' ? 'Malformed auth code.' : 'Bad Request');
  }
  if (form.get('redirect_uri') !== found.binding.redirectUri) {
    return refused(400, 'redirect_uri_mismatch', 'Bad Request');
  }
  const verifierFault = faultOfVerifier(form.get('code_verifier'), found.binding.challenge);
  if (verifierFault !== undefined) return refused(400, 'invalid_grant', verifierFault);
  const tokens = found.redeem(deps.project.state().testing);
  return jsonReply(200, await tokenAnswer(tokens, deps), uncached);
}

function faultOfVerifier(verifier: string | null, challenge: CodeBinding['challenge']): string | undefined {
  if (challenge === null) return undefined;
  if (verifier === null || verifier === '') return 'Missing code verifier.';
  const answer = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return answer === challenge.value ? undefined : 'Invalid code verifier.';
}

async function refresh(form: URLSearchParams, deps: TokenDeps): Promise<Reply> {
  const refreshToken = form.get('refresh_token');
  if (refreshToken === null) return refused(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const tokens = deps.grants.refresh(refreshToken);
  if (tokens === undefined) return refused(400, 'invalid_grant', 'Token has been expired or revoked.');
  return jsonReply(200, await tokenAnswer(tokens, deps), uncached);
}
