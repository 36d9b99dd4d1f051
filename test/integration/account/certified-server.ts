import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { onTestFinished } from 'vitest';
import type { OAuthClient } from '../../../electron/account/client-file.ts';
import { type GoogleEndpoints, googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';

/** What the person does on the consent page. */
export interface Person {
  readonly accountId: string;
  /** Agrees to these of the scopes that were asked for, denies access altogether with null. */
  readonly agreesTo: ((asked: readonly string[]) => readonly string[]) | null;
}

/** An OpenID-certified authorization server on loopback. */
export interface CertifiedServer {
  readonly endpoints: GoogleEndpoints;
  /** Where it revokes tokens; unlike Google's, this endpoint wants the client's credentials (RFC 7009). */
  readonly revocation: string;
  readonly setPerson: (person: Person) => void;
}

/**
 * Starts oidc-provider with one native client, as strict as Google: PKCE S256 required, the secret in the form, refresh
 * tokens, loopback redirects on any port. It ends with the test.
 */
export async function certifiedServer(client: OAuthClient): Promise<CertifiedServer> {
  let person: Person = { accountId: '1001', agreesTo: (asked) => asked };
  let provider: Provider | null = null;
  const server = createServer((request, response) => {
    if (provider === null) return void response.writeHead(503).end();
    if (request.url?.startsWith('/interaction/')) return void interact(provider, person, request, response);
    provider.callback()(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  provider = new Provider(issuer, configuration(client));
  return {
    endpoints: {
      ...googleEndpoints,
      authorize: `${issuer}/auth`,
      token: `${issuer}/token`,
      revoke: `${issuer}/token/revocation`,
    },
    revocation: `${issuer}/token/revocation`,
    setPerson: (next) => {
      person = next;
    },
  };
}

function configuration(client: OAuthClient): Readonly<Record<string, unknown>> {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        application_type: 'native',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: ['http://127.0.0.1'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    scopes: ['openid', 'email', ...Object.values(capabilityScopes)],
    claims: { openid: ['sub'], email: ['email'] },
    // Google puts the address into the id_token itself.
    conformIdTokenClaims: false,
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, email: `person-${accountId}@example.org` }),
    }),
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: () => true,
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key that signs the cookies of this test'] },
    ttl: { AccessToken: 3599, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 600, Session: 3600 },
  };
}

/** Answers the server's questions as the person would on its pages. */
async function interact(
  provider: Provider,
  person: Person,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: person.accountId } });
  }
  if (person.agreesTo === null) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const asked = (params['scope'] ?? '').split(' ');
  const agreed = person.agreesTo(asked);
  const grant = new provider.Grant({
    accountId: session?.accountId ?? person.accountId,
    clientId: params['client_id'] ?? '',
  });
  for (const scope of asked) {
    if (agreed.includes(scope)) grant.addOIDCScope(scope);
    else grant.rejectOIDCScope(scope);
  }
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

/** Where a browser ended up. */
export interface Landing {
  readonly url: string;
  readonly page: string;
}

/** A browser without a screen: follows redirects and keeps cookies, to the last page or the first address at `stopAt`. */
export async function browse(address: string, stopAt?: string): Promise<Landing> {
  const jar = new Map<string, string>();
  let url = address;
  for (let hops = 0; hops < 20; hops += 1) {
    if (stopAt !== undefined && url.startsWith(stopAt)) return { url, page: '' };
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, page: await response.text() };
    url = new URL(location, url).href;
  }
  throw new Error('The pages redirect without end');
}
