import { ok, type Result } from '../contract/result.ts';
import type { Capability } from '../contract/scopes.ts';
import type { AccountDeps } from './account-deps.ts';
import { askForConsent, type ConsentRequest, incompleteAnswer } from './consent.ts';
import { scopesFor } from './granted-scopes.ts';
import type { Identity } from './id-token.ts';
import type { TokenAnswer } from './token-endpoint.ts';
import type { TokenRecord } from './token-record.ts';

/** What one sign-in asks for, and how it may end. */
export interface SignInRequest extends ConsentRequest {
  readonly capabilities: readonly Capability[];
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

/** Signs in through the system browser, and has `keep` store what came. Fails as {@link askForConsent} does. */
export function signIn<T>(
  request: SignInRequest,
  keep: (grant: SignInGrant) => Promise<Result<T>>,
  outside: AccountDeps,
): Promise<Result<T>> {
  const asked = { scopes: scopesFor(request.capabilities) };
  return askForConsent(
    request,
    asked,
    async ({ exchange }) => {
      const tokens = await exchange();
      if (!tokens.ok) return tokens;
      const grant = readGrant(request, tokens.value, outside.now());
      return grant.ok ? keep(grant.value) : grant;
    },
    outside,
  );
}

function readGrant(request: SignInRequest, tokens: TokenAnswer, now: number): Result<SignInGrant> {
  const { refresh_token: refreshToken, refresh_token_expires_in: seconds, identity, scope } = tokens;
  if (refreshToken === undefined) return incompleteAnswer('refresh token');
  if (identity === null) return incompleteAnswer('id_token');
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
