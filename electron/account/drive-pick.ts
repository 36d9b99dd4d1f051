import { randomBytes } from 'node:crypto';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { pickedFilesScope } from '../contract/scopes.ts';
import type { AccountDeps } from './account-deps.ts';
import { authorizationUrl, pkcePair } from './authorization-url.ts';
import { type BrowserAnswer, listenOnLoopback } from './loopback.ts';
import { finishKind, issuersOf, redirectProblem, type SignInRequest, waitForAnswer } from './sign-in.ts';
import { requestTokens } from './token-endpoint.ts';
import type { TokenRecord } from './token-record.ts';

/** What picking files in Drive brought. Whose Drive it is nobody says: Google allows no other scope along with it. */
export interface DrivePickGrant {
  readonly fileIds: readonly string[];
  readonly tokens: TokenRecord;
}

type PickRequest = Omit<SignInRequest, 'capabilities'>;

/**
 * Lets a person pick files in Google Drive on the consent page: as a sign-in, with the one permission to read what was
 * picked. Fails as a sign-in does, and with `drive-nothing-picked`.
 */
export async function pickInDrive<T>(
  request: PickRequest,
  keep: (grant: DrivePickGrant) => Promise<Result<T>>,
  outside: AccountDeps,
): Promise<Result<T>> {
  if (request.signal.aborted) return failed(problem('sign-in-cancelled'));
  const state = randomBytes(32).toString('base64url');
  const listening = await listenOnLoopback(state);
  if (!listening.ok) return listening;
  const { redirectUri, close } = listening.value;
  try {
    const { codeVerifier, codeChallenge } = await pkcePair();
    const url = await authorizationUrl({
      authorizeUrl: request.endpoints.authorize,
      clientId: request.client.clientId,
      scopes: [pickedFilesScope],
      picker: 'drive',
      loginHint: request.loginHint,
      ...{ redirectUri, state, codeChallenge },
    });
    request.onAuthorizeUrl(url);
    const answer = await waitForAnswer(listening.value, request, outside);
    if (!answer.ok) return answer;
    const grant = await exchange(request, answer.value, { codeVerifier, redirectUri }, outside);
    const outcome = grant.ok ? await keep(grant.value) : grant;
    await answer.value.finish({ kind: finishKind(outcome) });
    return outcome;
  } finally {
    await close();
  }
}

async function exchange(
  { client, endpoints, signal }: PickRequest,
  answer: BrowserAnswer,
  proof: { readonly codeVerifier: string; readonly redirectUri: string },
  outside: AccountDeps,
): Promise<Result<DrivePickGrant>> {
  if (answer.kind === 'error') return failed(redirectProblem(answer.error));
  if (answer.pickedFiles.length === 0) return failed(problem('drive-nothing-picked'));
  const grant = { kind: 'code', code: answer.code, ...proof, issuers: issuersOf(endpoints.authorize) } as const;
  const outcome = await requestTokens(endpoints.token, client, grant, outside, signal);
  if (signal.aborted) return failed(problem('sign-in-cancelled'));
  if (outcome.state === 'failed') return failed(outcome.problem);
  if (outcome.state === 'grant-refused') return failed(problem('sign-in-failed', { detail: outcome.detail }));
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = outcome.tokens;
  if (refreshToken === undefined) {
    return failed(problem('sign-in-failed', { detail: "Google's answer holds no refresh token." }));
  }
  const accessTokenExpiresAt = outside.now() + seconds * 1000;
  const tokens = { clientId: client.clientId, refreshToken, accessToken, accessTokenExpiresAt };
  return ok({ fileIds: answer.pickedFiles, tokens });
}
