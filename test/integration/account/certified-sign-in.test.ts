import { join } from 'node:path';
import { Agent } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AccountDeps, systemAccountDeps } from '../../../electron/account/account-deps.ts';
import { type Accounts, openAccounts, type SignedIn } from '../../../electron/account/accounts.ts';
import { requestTokens } from '../../../electron/account/token-endpoint.ts';
import type { Result } from '../../../electron/contract/result.ts';
import { type Capability, capabilityScopes } from '../../../electron/contract/scopes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { problemIn, valueIn } from '../../unit/account/fixtures/expect-result.ts';
import { clientFileText, testClient } from '../../unit/account/fixtures/google.ts';
import { heldKeytar, keychainOf } from '../../unit/account/fixtures/keytar.ts';
import { browse, type CertifiedServer, certifiedServer } from './certified-server.ts';

interface World {
  readonly server: CertifiedServer;
  readonly accounts: Accounts;
  readonly accountDeps: AccountDeps;
  readonly refreshToken: () => string;
}

async function world(clientChanges: Readonly<Record<string, unknown>> = {}): Promise<World> {
  const server = await certifiedServer(testClient);
  const keytar = heldKeytar();
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.destroy());
  const accountDeps = { ...systemAccountDeps({}), dispatcher: async () => dispatcher };
  const accounts = valueIn(
    await openAccounts({
      dataDir: join(await temporaryFolder(), 'data'),
      endpoints: server.endpoints,
      tokenStore: { kind: 'keychain' },
      keychain: keychainOf(keytar),
      deps: accountDeps,
      onProblem: ({ code }) => expect.unreachable(code),
    }),
  );
  valueIn(await accounts.setClient(clientFileText(clientChanges)));
  const refreshToken = () => /"refreshToken":"([^"]+)"/.exec([...keytar.entries.values()].join())?.[1] ?? '';
  return { server, accounts, accountDeps, refreshToken };
}

async function signInThroughBrowser(
  accounts: Accounts,
  capabilities: readonly Capability[],
): Promise<{ readonly result: Result<SignedIn>; readonly page: string; readonly authorizeUrl: URL }> {
  const opened = Promise.withResolvers<string>();
  const signingIn = accounts.signIn({ capabilities, onAuthorizeUrl: opened.resolve, timeoutMs: 20_000 });
  const authorizeUrl = await opened.promise;
  const [{ page }, result] = await Promise.all([browse(authorizeUrl), signingIn]);
  return { result, page, authorizeUrl: new URL(authorizeUrl) };
}

describe('against a certified server', () => {
  test('signs in, renews with rotation, and tells a revoked sign-in', async () => {
    const { server, accounts, refreshToken } = await world();
    const { result, page } = await signInThroughBrowser(accounts, ['library', 'picker']);
    const { account, capabilities, missing } = valueIn(result);
    expect(page).toContain('You are signed in');
    expect(account).toMatchObject({ id: '1001', email: 'person-1001@example.org', trouble: null });
    expect([capabilities, missing]).toEqual([['library', 'picker'], []]);

    const first = valueIn(await accounts.tokens.accessToken('1001'));
    const firstRefresh = refreshToken();
    const second = valueIn(await accounts.tokens.accessToken('1001', first));
    expect(second).not.toBe(first);
    expect(refreshToken()).not.toBe(firstRefresh);
    const third = valueIn(await accounts.tokens.accessToken('1001', second));

    const form = { token: refreshToken(), client_id: testClient.clientId, client_secret: testClient.clientSecret };
    const revoked = await fetch(server.revocation, { method: 'POST', body: new URLSearchParams(form) });
    expect(revoked.status).toBe(200);
    problemIn(await accounts.tokens.accessToken('1001', third), 'token-revoked');
    expect(valueIn(await accounts.find()).trouble?.code).toBe('token-revoked');
  });

  test('a permission left unticked is recognised', async () => {
    const { server, accounts } = await world();
    server.setPerson({
      accountId: '2002',
      agreesTo: (asked) => asked.filter((scope) => scope !== capabilityScopes.picker),
    });
    const { result } = await signInThroughBrowser(accounts, ['library', 'picker']);
    const { capabilities, missing } = valueIn(result);
    expect(capabilities).toEqual(['library']);
    expect(missing.map(({ code, detail }) => [code, detail])).toEqual([['scope-not-granted', capabilityScopes.picker]]);
  });

  test('access denied', async () => {
    const { server, accounts } = await world();
    server.setPerson({ accountId: '1001', agreesTo: null });
    const { result, page } = await signInThroughBrowser(accounts, ['library']);
    problemIn(result, 'sign-in-denied');
    expect(page).toContain('Access was not given');
  });

  test('a wrong secret', async () => {
    const { accounts } = await world({ client_secret: 'GOCSPX-wrong' });
    const { result } = await signInThroughBrowser(accounts, ['library']);
    problemIn(result, 'client-refused');
  });

  test('a stolen code is worth nothing without the verifier', async () => {
    const { server, accounts, accountDeps } = await world();
    const cancel = new AbortController();
    const opened = Promise.withResolvers<string>();
    const signingIn = accounts.signIn({
      capabilities: ['library'],
      onAuthorizeUrl: opened.resolve,
      signal: cancel.signal,
    });
    const authorizeUrl = new URL(await opened.promise);
    const redirectUri = authorizeUrl.searchParams.get('redirect_uri') ?? '';
    const landing = await browse(authorizeUrl.href, redirectUri);
    const code = new URL(landing.url).searchParams.get('code') ?? '';
    cancel.abort();
    problemIn(await signingIn, 'sign-in-cancelled');
    expect(code).not.toBe('');
    const grant = { kind: 'code', code, codeVerifier: 'x'.repeat(64), redirectUri, issuers: [] } as const;
    const outcome = await requestTokens(server.endpoints.token, testClient, grant, accountDeps);
    expect(outcome.state).toBe('grant-refused');
  });

  test('the authorization request without PKCE would be refused: the server is strict', async () => {
    const { accounts } = await world();
    const opened = Promise.withResolvers<string>();
    const cancel = new AbortController();
    const signingIn = accounts.signIn({
      capabilities: ['library'],
      onAuthorizeUrl: opened.resolve,
      signal: cancel.signal,
    });
    const stripped = new URL(await opened.promise);
    stripped.searchParams.delete('code_challenge');
    stripped.searchParams.delete('code_challenge_method');
    await browse(stripped.href);
    problemIn(await signingIn, 'sign-in-failed');
  });
});
