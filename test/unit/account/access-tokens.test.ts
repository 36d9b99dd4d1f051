import { describe, expect, test } from 'vitest';
import { accessTokens, type RenewingTokens } from '../../../electron/account/access-tokens.ts';
import { type AccountStore, createAccountStore } from '../../../electron/account/account-store.ts';
import { createClientStore } from '../../../electron/account/client-store.ts';
import { memoryStore, type SecretStore } from '../../../electron/account/secret-store.ts';
import { deleteTokens, readTokens, type TokenRecord, writeTokens } from '../../../electron/account/token-record.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { type Problem, problem } from '../../../electron/contract/problem.ts';
import { failed } from '../../../electron/contract/result.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type HeldDeps, heldDeps } from './fixtures/account-deps.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { type Answer, expiredOrRevoked, idToken, type TinyGoogle, testClient, tinyGoogle } from './fixtures/google.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

interface World {
  readonly google: TinyGoogle;
  readonly outside: HeldDeps;
  readonly secrets: SecretStore;
  readonly accountStore: AccountStore;
  readonly tokens: RenewingTokens;
  readonly problems: readonly Problem[];
  /** Another process over the same folder and token store. */
  readonly otherProcess: () => RenewingTokens;
}

interface Start {
  readonly account?: Partial<AccountSummary>;
  readonly record?: Partial<TokenRecord>;
  readonly secrets?: SecretStore;
}

async function world(start: Start = {}): Promise<World> {
  const google = await tinyGoogle();
  const outside = heldDeps();
  const dataDir = await temporaryFolder();
  const secrets = start.secrets ?? memoryStore();
  const problems: Problem[] = [];
  const onProblem = (met: Problem) => problems.push(met);
  const accountStore = createAccountStore(dataDir, onProblem);
  const client = createClientStore(dataDir, secrets, onProblem);
  valueIn(await client.save(testClient, '2026-10-01T00:00:00.000Z'));
  const account: AccountSummary = {
    id: '1001',
    email: 'mia@example.org',
    clientId: testClient.clientId,
    scopes: [],
    signedInAt: new Date(outside.now()).toISOString(),
    signInExpiresAt: null,
    trouble: null,
  };
  valueIn(await accountStore.put({ ...account, ...start.account }));
  const record: TokenRecord = {
    clientId: testClient.clientId,
    refreshToken: '1//the-refresh-token',
    accessToken: 'ya29.first',
    accessTokenExpiresAt: outside.now() + 60 * minute,
  };
  valueIn(await writeTokens(secrets, '1001', { ...record, ...start.record }));
  const make = () => accessTokens({ endpoints: google.endpoints, client, secrets, accountStore, outside, onProblem });
  return { google, outside, secrets, accountStore, tokens: make(), problems, otherProcess: make };
}

function renewed(accessToken: string, changes: Readonly<Record<string, unknown>> = {}): Answer {
  return { status: 200, body: { access_token: accessToken, expires_in: 3599, token_type: 'Bearer', ...changes } };
}

async function problemNoted({ accountStore: book }: World): Promise<string | undefined> {
  return valueIn(await book.list())[0]?.trouble?.code;
}

describe('access tokens', () => {
  test('are handed out as stored while they have five minutes to live', async () => {
    const { tokens, outside, google } = await world();
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.first');
    outside.advance(55 * minute);
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.first');
    expect(google.posted).toEqual([]);
  });

  test('are renewed ahead of expiry with the secret, and merged: the refresh token stays', async () => {
    const { tokens, outside, google, secrets } = await world();
    google.answerWith(() => renewed('ya29.second'));
    outside.advance(55 * minute + 1);
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.second');
    expect(google.posted[0]?.fields).toEqual({
      client_id: testClient.clientId,
      client_secret: testClient.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: '1//the-refresh-token',
    });
    expect(valueIn(await readTokens(secrets, '1001'))).toEqual({
      clientId: testClient.clientId,
      refreshToken: '1//the-refresh-token',
      accessToken: 'ya29.second',
      accessTokenExpiresAt: outside.now() + 3599_000,
    });
  });

  test('keep a new refresh token when one comes', async () => {
    const { tokens, google, secrets } = await world();
    google.answerWith(() => renewed('ya29.second', { refresh_token: '1//rotated' }));
    await tokens.accessToken('1001', 'ya29.first');
    expect(valueIn(await readTokens(secrets, '1001'))?.refreshToken).toBe('1//rotated');
  });

  test('are renewed whatever the id_token beside them says: a wrong clock must not end the backups', async () => {
    const { tokens, google } = await world();
    google.answerWith(() =>
      renewed('ya29.second', { id_token: idToken({ iss: 'https://elsewhere.example', exp: 1 }) }),
    );
    expect(valueIn(await tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.second');
  });

  test.for(['ya29.\u2603', 'ya29.a\r\nx: y', 'ya29 b'])(
    'that no header can hold are no tokens: %j',
    async (nonsense) => {
      const { tokens, google, secrets } = await world({ record: { accessTokenExpiresAt: 0 } });
      google.answerWith(() => renewed(nonsense));
      problemIn(await tokens.accessToken('1001'), 'google-answer-unreadable');
      expect(valueIn(await readTokens(secrets, '1001'))?.accessToken).toBe('ya29.first');
    },
  );

  test('with a life beyond reason are kept all the same', async () => {
    const { tokens, google, secrets } = await world({ record: { accessTokenExpiresAt: 0 } });
    google.answerWith(() => renewed('ya29.second', { expires_in: 1e306 }));
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.second');
    expect(valueIn(await readTokens(secrets, '1001'))?.accessToken).toBe('ya29.second');
  });

  test('are renewed once for many who wait', async () => {
    const { tokens, google } = await world({ record: { accessTokenExpiresAt: 0 } });
    google.answerWith(() => renewed('ya29.second'));
    const all = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken('1001')));
    expect(new Set(all.map(valueIn))).toEqual(new Set(['ya29.second']));
    expect(google.posted).toHaveLength(1);
  });

  test('are renewed when Google refused the current one, and only then', async () => {
    const { tokens, google } = await world();
    google.answerWith(() => renewed('ya29.second'));
    expect(valueIn(await tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.second');
    expect(valueIn(await tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.second');
    expect(google.posted).toHaveLength(1);
  });

  test('never come back as the one that was refused', async () => {
    const { tokens, google } = await world({ record: { accessTokenExpiresAt: 0 } });
    let count = 1;
    google.answerWith(() => {
      count += 1;
      return renewed(`ya29.number-${count}`);
    });
    const [first, second] = await Promise.all([
      tokens.accessToken('1001'),
      tokens.accessToken('1001', 'ya29.number-2'),
    ]);
    expect(valueIn(first)).toBe('ya29.number-2');
    expect(valueIn(second)).toBe('ya29.number-3');
  });

  test('renewed by another process are taken over', async () => {
    const { tokens, otherProcess, outside, google } = await world();
    await tokens.accessToken('1001');
    google.answerWith(() => renewed('ya29.by-the-other'));
    outside.advance(56 * minute);
    await otherProcess().accessToken('1001');
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.by-the-other');
    expect(google.posted).toHaveLength(1);
  });

  test('in their last minutes still serve when Google cannot be reached', async () => {
    const { tokens, outside, google } = await world();
    google.answerWith(() => ({ status: 503, body: '' }));
    outside.advance(56 * minute);
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.first');
    outside.advance(5 * minute);
    problemIn(await tokens.accessToken('1001'), 'google-unavailable');
  });

  test('come even when they cannot be stored, and that is told', async () => {
    const working = memoryStore();
    let broken = false;
    const secrets: SecretStore = {
      ...working,
      set: (name, value) =>
        broken ? Promise.resolve(failed(problem('keychain-unavailable'))) : working.set(name, value),
    };
    const { tokens, google, problems } = await world({ secrets });
    broken = true;
    google.answerWith(() => renewed('ya29.second'));
    expect(valueIn(await tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.second');
    expect(valueIn(await tokens.accessToken('1001'))).toBe('ya29.second');
    expect(problems.map(({ code }) => code)).toEqual(['keychain-unavailable']);
  });
});

describe('invalid_grant is distinguished', () => {
  test('seven days are over', async () => {
    const ends = new Date(Date.parse('2026-11-01T12:00:00.000Z') + 7 * day).toISOString();
    const here = await world({ account: { signInExpiresAt: ends } });
    here.google.answerWith(() => expiredOrRevoked);
    here.outside.advance(7 * day + minute);
    problemIn(await here.tokens.accessToken('1001'), 'token-expired-testing');
    expect(await problemNoted(here)).toBe('token-expired-testing');
  });

  test('revoked before the known end', async () => {
    const ends = new Date(Date.parse('2026-11-01T12:00:00.000Z') + 7 * day).toISOString();
    const here = await world({ account: { signInExpiresAt: ends } });
    here.google.answerWith(() => expiredOrRevoked);
    here.outside.advance(2 * day);
    const met = problemIn(await here.tokens.accessToken('1001'), 'token-revoked');
    expect(met.detail).toBe('invalid_grant: Token has been expired or revoked.');
    expect(await problemNoted(here)).toBe('token-revoked');
  });

  test('about seven days without an announced end: revoked, with a word about Testing', async () => {
    const here = await world();
    here.google.answerWith(() => expiredOrRevoked);
    here.outside.advance(7 * day + minute);
    expect(problemIn(await here.tokens.accessToken('1001'), 'token-revoked').wayOut).toContain('Testing');
  });

  test('the client has changed: Google is not even asked', async () => {
    const here = await world({ record: { clientId: '1-old.apps.googleusercontent.com', accessTokenExpiresAt: 0 } });
    problemIn(await here.tokens.accessToken('1001'), 'client-changed');
    expect(here.google.posted).toEqual([]);
  });

  test('a sign-in known to be dead is not tried again', async () => {
    const here = await world();
    here.google.answerWith(() => expiredOrRevoked);
    problemIn(await here.tokens.accessToken('1001', 'ya29.first'), 'token-revoked');
    problemIn(await here.tokens.accessToken('1001', 'ya29.first'), 'token-revoked');
    expect(here.google.posted).toHaveLength(1);
  });

  test('not dead when another process has signed in again meanwhile', async () => {
    const here = await world();
    here.google.answerWith(async ({ fields }) => {
      if (fields['refresh_token'] === '1//new-sign-in') return renewed('ya29.of-the-new');
      valueIn(
        await writeTokens(here.secrets, '1001', {
          clientId: testClient.clientId,
          refreshToken: '1//new-sign-in',
          accessToken: 'ya29.new',
          accessTokenExpiresAt: here.outside.now() + 60 * minute,
        }),
      );
      return expiredOrRevoked;
    });
    expect(valueIn(await here.tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.new');
    expect(await problemNoted(here)).toBeUndefined();
  });
});

describe('a renewal that fails', () => {
  const refusals: readonly (readonly [string, Answer, Parameters<typeof problemIn>[1]])[] = [
    ['invalid_client', { status: 401, body: { error: 'invalid_client' } }, 'client-refused'],
    [
      'the secret is missing',
      { status: 400, body: { error: 'invalid_request', error_description: 'client_secret is missing.' } },
      'client-refused',
    ],
    ['deleted_client', { status: 401, body: { error: 'deleted_client' } }, 'client-deleted'],
    ['disabled_client', { status: 401, body: { error: 'disabled_client' } }, 'client-disabled'],
  ];
  test.each(refusals)(
    '%s: told, and healed by the next good renewal, because the sign-in itself has not ended',
    async (_, answer, code) => {
      const here = await world();
      here.google.answerWith(() => answer);
      problemIn(await here.tokens.accessToken('1001', 'ya29.first'), code);
      expect(here.google.posted).toHaveLength(1);
      expect(await problemNoted(here)).toBeUndefined();
      here.google.answerWith(() => renewed('ya29.second'));
      expect(valueIn(await here.tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.second');
    },
  );

  test('server errors are retried after 1, 2 and 4 seconds, then told; nothing is noted', async () => {
    const here = await world();
    here.google.answerWith(() => ({ status: 500, body: '' }));
    problemIn(await here.tokens.accessToken('1001', 'ya29.first'), 'google-unavailable');
    expect(here.outside.waits).toEqual([1_000, 2_000, 4_000]);
    expect(here.google.posted).toHaveLength(4);
    expect(await problemNoted(here)).toBeUndefined();
  });

  test('a passing fault is survived', async () => {
    const here = await world();
    here.google.answerWith(() => (here.google.posted.length < 3 ? { status: 502, body: '' } : renewed('ya29.second')));
    expect(valueIn(await here.tokens.accessToken('1001', 'ya29.first'))).toBe('ya29.second');
  });

  test('unknown account, and tokens that are not in this store', async () => {
    const here = await world();
    problemIn(await here.tokens.accessToken('2002'), 'account-unknown');
    valueIn(await deleteTokens(here.secrets, '1001'));
    problemIn(await here.otherProcess().accessToken('1001'), 'token-missing');
  });

  test('signing out while Google is asked is not undone', async () => {
    const here = await world();
    here.google.answerWith(async () => {
      valueIn(await deleteTokens(here.secrets, '1001'));
      return renewed('ya29.second');
    });
    problemIn(await here.tokens.accessToken('1001', 'ya29.first'), 'token-missing');
    expect(valueIn(await readTokens(here.secrets, '1001'))).toBeNull();
  });
});
