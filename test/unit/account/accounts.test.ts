import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Accounts, openAccounts, type SignInOptions } from '../../../electron/account/accounts.ts';
import type { TokenStoreChoice } from '../../../electron/account/open-secret-store.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { type Capability, capabilityScopes } from '../../../electron/contract/scopes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type HeldDeps, heldDeps } from './fixtures/account-deps.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import {
  type Answer,
  clientFileText,
  codeAnswer,
  expiredOrRevoked,
  idToken,
  type TinyGoogle,
  testClient,
  tinyGoogle,
} from './fixtures/google.ts';
import { type HeldKeytar, heldKeytar, keychainOf } from './fixtures/keytar.ts';

const hour = 60 * 60_000;
const otherClientId = '999-zzz.apps.googleusercontent.com';

interface World {
  readonly dataDir: string;
  readonly google: TinyGoogle;
  readonly outside: HeldDeps;
  readonly keytar: HeldKeytar;
  readonly problems: readonly Problem[];
  readonly accounts: Accounts;
  /** The accounts as a next start of the program finds them. */
  readonly restarted: (tokenStore?: TokenStoreChoice) => Promise<Accounts>;
}

async function world(tokenStore: TokenStoreChoice = { kind: 'keychain' }): Promise<World> {
  const dataDir = join(await temporaryFolder(), 'Afterimage');
  const google = await tinyGoogle();
  const outside = heldDeps();
  const keytar = heldKeytar();
  const problems: Problem[] = [];
  const open = async (choice: TokenStoreChoice = tokenStore): Promise<Accounts> =>
    valueIn(
      await openAccounts({
        dataDir,
        endpoints: google.endpoints,
        tokenStore: choice,
        keychain: keychainOf(keytar),
        deps: outside,
        onProblem: (met) => problems.push(met),
      }),
    );
  return { dataDir, google, outside, keytar, problems, accounts: await open(), restarted: open };
}

/** A person who agrees to everything, or unticks what is not in `granted`; returns the consent page's address. */
async function signInAs(
  { google, outside, accounts }: World,
  person: { readonly sub: string; readonly email: string },
  options: Partial<SignInOptions> & { readonly granted?: readonly Capability[] } = {},
) {
  let consent = new URL('about:blank');
  google.answerWith((): Answer => {
    const asked = consent.searchParams.get('scope')?.split(' ') ?? [];
    const { granted } = options;
    const scopes =
      granted === undefined ? asked : ['openid', 'email', ...granted.map((capability) => capabilityScopes[capability])];
    const claims = { iss: 'https://accounts.google.com', aud: testClient.clientId, ...person };
    return codeAnswer(outside.now(), {
      scope: scopes.join(' '),
      id_token: idToken({ ...claims, exp: outside.now() / 1000 + 3600 }),
      refresh_token: `1//refresh-of-${person.sub}`,
      refresh_token_expires_in: 604_799,
    });
  });
  const result = await accounts.signIn({
    capabilities: ['library'],
    ...options,
    onAuthorizeUrl: (url) => {
      consent = new URL(url);
      const { searchParams } = consent;
      void fetch(`${searchParams.get('redirect_uri')}/?code=the-code&state=${searchParams.get('state')}`);
    },
  });
  return { result, consent };
}

const mia = { sub: '1001', email: 'mia@example.org' };
const noah = { sub: '2002', email: 'noah@example.org' };

async function contentsBelow(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))).join('\n');
}

describe('the client', () => {
  test('is kept without its secret, and found again by the next start', async () => {
    const here = await world();
    expect(valueIn(await here.accounts.client())).toBeNull();
    expect(valueIn(await here.accounts.setClient(clientFileText()))).toEqual({
      clientId: testClient.clientId,
      projectId: 'my-backup',
      consequence: null,
    });
    const kept = valueIn(await (await here.restarted()).client());
    expect(kept).toEqual({
      clientId: testClient.clientId,
      projectId: 'my-backup',
      addedAt: '2026-11-01T12:00:00.000Z',
    });
    expect(here.keytar.entries.get(`Afterimage/client-secret/${testClient.clientId}`)).toContain('GOCSPX');
    if (process.platform !== 'win32') {
      expect((await stat(join(here.dataDir, 'client.json'))).mode & 0o777).toBe(0o600);
    }
  });

  test('a wrong file changes nothing', async () => {
    const { accounts } = await world();
    valueIn(await accounts.setClient(clientFileText()));
    problemIn(await accounts.setClient('{"web":{}}'), 'client-file-web');
    problemIn(await accounts.considerClient('{'), 'client-file-unreadable');
    expect(valueIn(await accounts.client())?.clientId).toBe(testClient.clientId);
  });

  test('another one: told beforehand, accounts of the old one marked, and healed by setting it back', async () => {
    const here = await world();
    const { accounts } = here;
    valueIn(await accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    const other = clientFileText({ client_id: otherClientId });
    expect(valueIn(await accounts.considerClient(other)).consequence?.code).toBe('client-changed');
    expect(valueIn(await accounts.client())?.clientId).toBe(testClient.clientId);
    valueIn(await accounts.setClient(other));
    expect(valueIn(await accounts.find()).trouble?.code).toBe('client-changed');
    problemIn(await accounts.tokens.accessToken('1001'), 'client-changed');
    expect([...here.keytar.entries.keys()]).not.toContain(`Afterimage/client-secret/${testClient.clientId}`);
    valueIn(await accounts.setClient(clientFileText()));
    expect(valueIn(await accounts.find()).trouble).toBeNull();
    valueIn(await accounts.tokens.accessToken('1001'));
  });

  test('the same with a new secret: accounts continue working', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    here.google.answerWith(({ fields }) =>
      fields['client_secret'] === 'GOCSPX-new'
        ? { status: 200, body: { access_token: 'ya29.with-the-new', expires_in: 3599, token_type: 'Bearer' } }
        : { status: 401, body: { error: 'invalid_client' } },
    );
    here.outside.advance(2 * hour);
    problemIn(await here.accounts.tokens.accessToken('1001'), 'client-refused');
    const renewed = valueIn(await here.accounts.setClient(clientFileText({ client_secret: 'GOCSPX-new' })));
    expect(renewed.consequence).toBeNull();
    expect(valueIn(await here.accounts.tokens.accessToken('1001'))).toBe('ya29.with-the-new');
  });

  test('removed: nothing works until one is set again', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    valueIn(await here.accounts.removeClient());
    valueIn(await here.accounts.removeClient());
    expect(valueIn(await here.accounts.client())).toBeNull();
    expect(JSON.stringify([...here.keytar.entries])).not.toContain(testClient.clientSecret);
    problemIn((await signInAs(here, mia)).result, 'client-missing');
    problemIn(await here.accounts.tokens.accessToken('1001'), 'client-missing');
    expect(valueIn(await here.accounts.find()).trouble?.code).toBe('client-missing');
  });
});

describe('accounts', () => {
  test('several sign in, are listed, found by id or address, and survive a restart', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    problemIn(await here.accounts.find(), 'account-missing');
    const { account, capabilities, missing } = valueIn((await signInAs(here, mia)).result);
    expect(account).toMatchObject({
      id: '1001',
      email: 'mia@example.org',
      clientId: testClient.clientId,
      signedInAt: '2026-11-01T12:00:00.000Z',
      signInExpiresAt: '2026-11-08T11:59:59.000Z',
      trouble: null,
    });
    expect([capabilities, missing]).toEqual([['library'], []]);
    expect(valueIn(await here.accounts.find()).id).toBe('1001');
    valueIn((await signInAs(here, noah)).result);
    const later = await here.restarted();
    expect(valueIn(await later.list()).map(({ email }) => email)).toEqual(['mia@example.org', 'noah@example.org']);
    expect(valueIn(await later.find('2002')).email).toBe('noah@example.org');
    expect(valueIn(await later.find('Mia@Example.org')).id).toBe('1001');
    expect(problemIn(await later.find(), 'usage').detail).toContain('noah@example.org');
    problemIn(await later.find('lea@example.org'), 'account-unknown');
    expect(valueIn(await later.tokens.accessToken('2002'))).toBe('ya29.first-access-token');
  });

  test('a permission left unticked is recognised; the sign-in itself succeeds', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    const options = { capabilities: ['library', 'picker'], granted: ['picker'] } as const;
    const { account, capabilities, missing } = valueIn((await signInAs(here, mia, options)).result);
    expect(capabilities).toEqual(['picker']);
    expect(missing.map(({ code, detail }) => [code, detail])).toEqual([
      ['scope-not-granted', capabilityScopes.library],
    ]);
    expect(account.scopes).not.toContain(capabilityScopes.library);
  });

  test('more permissions are asked for together with those already given, and with the address filled in', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    const { result, consent } = await signInAs(here, mia, { capabilities: ['drive'], account: 'mia@example.org' });
    expect(consent.searchParams.get('scope')?.split(' ')).toEqual([
      'openid',
      'email',
      capabilityScopes.library,
      capabilityScopes.drive,
    ]);
    expect(consent.searchParams.get('login_hint')).toBe('mia@example.org');
    expect(valueIn(result).capabilities).toEqual(['library', 'drive']);
    expect(valueIn(await here.accounts.list())).toHaveLength(1);
  });

  test('the end of a Testing sign-in shows without asking Google', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    const asked = here.google.posted.length;
    here.outside.advance(7 * 24 * hour);
    expect(valueIn(await here.accounts.find()).trouble?.code).toBe('token-expired-testing');
    expect(here.google.posted).toHaveLength(asked);
  });

  test('a revoked sign-in is healed by signing in again', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    here.google.answerWith(() => expiredOrRevoked);
    here.outside.advance(hour);
    problemIn(await here.accounts.tokens.accessToken('1001'), 'token-revoked');
    expect(valueIn(await (await here.restarted()).find()).trouble?.code).toBe('token-revoked');
    valueIn((await signInAs(here, mia)).result);
    expect(valueIn(await here.accounts.find()).trouble).toBeNull();
    valueIn(await here.accounts.tokens.accessToken('1001'));
  });

  test('kept only in memory: the next start says that the sign-in is not there', async () => {
    const here = await world({ kind: 'memory' });
    expect(here.accounts.tokenStore.kind).toBe('memory');
    expect(here.accounts.tokenStore.warnings.map(({ code }) => code)).toEqual(['token-store-passing']);
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    const later = await here.restarted();
    expect(valueIn(await later.find()).trouble?.code).toBe('token-missing');
    problemIn(await later.tokens.accessToken('1001'), 'client-missing');
  });
});

describe('signing out', () => {
  test('revokes at Google and leaves nothing', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    here.google.answerWith(() => ({ status: 200, body: {} }));
    const { account, notRevoked } = valueIn(await here.accounts.signOut('mia@example.org'));
    expect([account.id, notRevoked]).toEqual(['1001', null]);
    expect(here.google.posted.at(-1)).toEqual({ path: '/oauth2/revoke', fields: { token: '1//refresh-of-1001' } });
    expect(valueIn(await here.accounts.list())).toEqual([]);
    expect(JSON.stringify([...here.keytar.entries])).not.toContain('refresh-of');
    problemIn(await here.accounts.tokens.accessToken('1001'), 'account-unknown');
    problemIn(await here.accounts.signOut('1001'), 'account-missing');
  });

  test('of a sign-in that Google no longer knows is just as good', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    here.google.answerWith(() => ({ status: 400, body: { error: 'invalid_token' } }));
    expect(valueIn(await here.accounts.signOut('1001')).notRevoked).toBeNull();
  });

  test('without reaching Google forgets all the same, and says where to withdraw the permission', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    here.google.answerWith(() => ({ status: 503, body: '' }));
    const { notRevoked } = valueIn(await here.accounts.signOut('1001'));
    expect(notRevoked).toMatchObject({ code: 'google-unavailable', link: 'https://myaccount.google.com/connections' });
    expect(JSON.stringify([...here.keytar.entries])).not.toContain('refresh-of');
    expect(valueIn(await here.accounts.list())).toEqual([]);
  });
});

describe('the data folder', () => {
  test('holds neither a token nor the secret', async () => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    here.google.answerWith(() => expiredOrRevoked);
    here.outside.advance(hour);
    problemIn(await here.accounts.tokens.accessToken('1001'), 'token-revoked');
    const everything = await contentsBelow(here.dataDir);
    expect(everything).toContain('mia@example.org');
    for (const secret of [testClient.clientSecret, '1//refresh-of-1001', 'ya29.', 'the-code']) {
      expect(everything).not.toContain(secret);
    }
  });

  test.each(['accounts.json', 'client.json'])('a damaged %s is kept aside and told, never a crash', async (name) => {
    const here = await world();
    valueIn(await here.accounts.setClient(clientFileText()));
    valueIn((await signInAs(here, mia)).result);
    await writeFile(join(here.dataDir, name), '{"version":1,"acc');
    const later = await here.restarted();
    expect(here.problems.map(({ code }) => code)).toEqual(['account-file-damaged']);
    const aside = (await readdir(here.dataDir)).filter((entry) => entry.startsWith(`${name}.damaged-`));
    expect(aside).toHaveLength(1);
    valueIn(await later.setClient(clientFileText()));
    valueIn((await signInAs({ ...here, accounts: later }, mia)).result);
    expect(valueIn(await later.list())).toHaveLength(1);
  });

  test('that is no folder is a problem', async () => {
    const dataDir = join(await temporaryFolder(), 'a-file');
    await writeFile(dataDir, '');
    const opened = await openAccounts({
      dataDir,
      endpoints: (await tinyGoogle()).endpoints,
      tokenStore: { kind: 'memory' },
      keychain: keychainOf(heldKeytar()),
      deps: heldDeps(),
      onProblem: () => undefined,
    });
    problemIn(opened, 'data-folder-unusable');
  });
});
