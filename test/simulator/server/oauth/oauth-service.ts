import type { Service } from '../call.ts';
import { errorPage } from '../google-pages.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { answerConsent, type ConsentDeps } from './consent.ts';
import { answerRevoke, answerToken, answerUserInfo, type TokenDeps } from './token-endpoint.ts';

/** Names of the OAuth calls in statistics and fault rules. */
export function oauthOperation(path: string): string {
  switch (path) {
    case '/o/oauth2/v2/auth':
    case '/o/oauth2/auth':
      return 'oauth.authorize';
    case '/token':
    case '/v3/token':
    case '/v4/token':
    case '/o/oauth2/token':
      return 'oauth.token';
    case '/revoke':
    case '/o/oauth2/revoke':
      return 'oauth.revoke';
    case '/v1/userinfo':
    case '/v2/userinfo':
    case '/v3/userinfo':
      return 'oauth.userinfo';
    case '/v3/certs':
      return 'oauth.certs';
    case '/.well-known/openid-configuration':
      return 'oauth.configuration';
    default:
      return 'oauth.unknown';
  }
}

/** Google's sign-in: the consent page, the token endpoint and what belongs to them, under today's and older addresses. */
export function createOAuthService(deps: ConsentDeps & TokenDeps): Service {
  return async (call) => {
    switch (call.operation) {
      case 'oauth.authorize':
        return answerConsent(call, deps);
      case 'oauth.token':
        return answerToken(call, deps);
      case 'oauth.revoke':
        return answerRevoke(call, deps.grants);
      case 'oauth.userinfo':
        return answerUserInfo(call, deps);
      case 'oauth.certs':
        return jsonReply(200, await deps.idTokens.certificates());
      case 'oauth.configuration':
        return configuration();
      default:
        return errorPage(404, call.place.path);
    }
  };
}

function configuration(): Reply {
  return jsonReply(200, {
    issuer: 'https://accounts.google.com',
    authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
    token_endpoint: 'https://oauth2.googleapis.com/token',
    userinfo_endpoint: 'https://openidconnect.googleapis.com/v1/userinfo',
    revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
    jwks_uri: 'https://www.googleapis.com/oauth2/v3/certs',
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['plain', 'S256'],
  });
}
