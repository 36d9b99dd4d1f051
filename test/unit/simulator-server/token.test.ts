import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  acceptedCode,
  answerOf,
  exchange,
  jsonOf,
  postToken,
  running,
  signedIn,
  stoppedClock,
  verifier,
} from './running-simulator.ts';

describe('a code', () => {
  test('becomes tokens', async () => {
    const simulator = await running();
    const response = await exchange(simulator, await acceptedCode(simulator));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^ya29\./),
      expires_in: 3599,
      refresh_token: expect.stringMatching(/^1\/\//),
      scope:
        'openid https://www.googleapis.com/auth/userinfo.email ' +
        'https://www.googleapis.com/auth/photoslibrary.readonly.appcreateddata',
      token_type: 'Bearer',
      id_token: expect.any(String),
    });
  });

  test('says when the sign-in ends in status Testing', async () => {
    const simulator = await running({ status: 'testing' });
    const answer = await jsonOf<{ refresh_token_expires_in: number }>(
      exchange(simulator, await acceptedCode(simulator)),
    );
    expect(answer.refresh_token_expires_in).toBe(604_799);
  });

  test('is good once', async () => {
    const simulator = await running();
    const code = await acceptedCode(simulator);
    await exchange(simulator, code);
    expect(await answerOf(exchange(simulator, code))).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Bad Request' },
    });
  });

  test('is good for ten minutes', async () => {
    const simulator = await running();
    const code = await acceptedCode(simulator);
    simulator.advance(601);
    expect((await exchange(simulator, code)).status).toBe(400);
  });

  test.each([
    ['made up', { code: '4/0Anonsense' }, 400, 'invalid_grant', 'Malformed auth code.'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:1/' }, 400, 'redirect_uri_mismatch', 'Bad Request'],
    ['no verifier', { code_verifier: null }, 400, 'invalid_grant', 'Missing code verifier.'],
    ['a wrong verifier', { code_verifier: `${verifier}!` }, 400, 'invalid_grant', 'Invalid code verifier.'],
    ['no secret', { client_secret: null }, 400, 'invalid_request', 'client_secret is missing.'],
    ['a wrong secret', { client_secret: 'GOCSPX-no' }, 401, 'invalid_client', 'The provided client secret is invalid.'],
    [
      'another client',
      { client_id: '1-a.apps.googleusercontent.com' },
      401,
      'invalid_client',
      'The OAuth client was not found.',
    ],
    ['no client', { client_id: null }, 400, 'invalid_request', 'Could not determine client ID from request.'],
    ['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type', 'Invalid grant_type: password'],
  ])('is refused with %s', async (_name, changes, status, error, description) => {
    const simulator = await running();
    const response = await exchange(simulator, await acceptedCode(simulator), changes);
    expect(await answerOf(response)).toEqual({ status, body: { error, error_description: description } });
  });

  test('takes a plain challenge by default, and none at all', async () => {
    const simulator = await running();
    const plain = { code_challenge: verifier, code_challenge_method: null };
    expect((await exchange(simulator, await acceptedCode(simulator, plain))).status).toBe(200);
    const none = { code_challenge: null, code_challenge_method: null };
    const response = await exchange(simulator, await acceptedCode(simulator, none), { code_verifier: null });
    expect(response.status).toBe(200);
  });
});

describe('a refresh token', () => {
  async function tokens(simulator: Awaited<ReturnType<typeof running>>) {
    const { refreshToken } = await simulator.grant(['openid', 'email']);
    const refresh = (changes = {}) =>
      postToken(simulator, { grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });
    return { refreshToken, refresh };
  }

  const dead = {
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
  };

  test('gives an access token and no refresh token', async () => {
    const { refresh } = await tokens(await running());
    const answer = await jsonOf<object>(refresh());
    expect(Object.keys(answer).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'scope', 'token_type']);
  });

  test('needs the secret every time, and bears extra fields', async () => {
    const { refresh } = await tokens(await running());
    expect(await answerOf(refresh({ client_secret: null }))).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: 'client_secret is missing.' },
    });
    expect((await refresh({ extra: 'field' })).status).toBe(200);
  });

  test('dies after 7 days in status Testing, and lives on in production', async () => {
    const testing = await running({ status: 'testing' });
    const production = await running();
    const short = await tokens(testing);
    const long = await tokens(production);
    for (const simulator of [testing, production]) simulator.advance(7 * 86_400 - 3_600);
    expect((await short.refresh()).status).toBe(200);
    for (const simulator of [testing, production]) simulator.advance(3_600);
    expect(await answerOf(short.refresh())).toEqual(dead);
    expect((await long.refresh()).status).toBe(200);
  });

  test('dies when it is not used for half a year', async () => {
    const simulator = await running();
    const { refresh } = await tokens(simulator);
    simulator.advance(184 * 86_400);
    expect(await answerOf(refresh())).toEqual(dead);
  });

  test('dies when a hundred younger ones live', async () => {
    const simulator = await running();
    const { refresh } = await tokens(simulator);
    for (let count = 0; count < 99; count += 1) await simulator.grant(['email']);
    expect((await refresh()).status).toBe(200);
    await simulator.grant(['email']);
    expect(await answerOf(refresh())).toEqual(dead);
  });

  test('dies when it is revoked, and takes its access tokens along', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator);
    const { refreshToken, refresh } = await tokens(simulator);
    const revoke = () =>
      fetch(`${simulator.url}/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token: refreshToken }) });
    expect((await revoke()).status).toBe(200);
    expect(await answerOf(refresh())).toEqual(dead);
    expect((await revoke()).status).toBe(400);
    expect((await ask('albums')).status).toBe(200);
    expect(simulator.revoke('first@example.com')).toBe(1);
    expect((await ask('albums')).status).toBe(401);
  });

  test.each(['deleted', 'disabled'] as const)('is refused when the client is %s', async (client) => {
    const simulator = await running();
    const { refresh } = await tokens(simulator);
    simulator.changeProject({ client });
    expect(await answerOf(refresh())).toEqual({
      status: 401,
      body: { error: `${client}_client`, error_description: `The OAuth client was ${client}.` },
    });
  });
});

describe('an access token', () => {
  test('lives 3599 seconds', async () => {
    const clock = stoppedClock('2026-03-02T12:00:00Z');
    const ask = await signedIn(await running({ now: clock.now }));
    clock.set('2026-03-02T12:59:58Z');
    expect((await ask('albums')).status).toBe(200);
    clock.set('2026-03-02T12:59:59Z');
    expect((await ask('albums')).status).toBe(401);
  });

  test('can be refused once although it is fresh', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator);
    expect(simulator.spoilAccessTokens('refuse-once')).toBe(1);
    expect((await ask('albums')).status).toBe(401);
    expect((await ask('albums')).status).toBe(200);
  });

  test('can be made to end now', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator);
    simulator.spoilAccessTokens('expire', 'second@example.com');
    expect((await ask('albums')).status).toBe(200);
    simulator.spoilAccessTokens('expire');
    expect((await ask('albums')).status).toBe(401);
  });
});

test('the id_token is signed with the published key and names the account', async () => {
  const simulator = await running();
  const { tokens } = await simulator.grant(['openid', 'email'], 'second@example.com');
  const [header = '', payload = '', signature = ''] = String(tokens['id_token']).split('.');
  const { keys } = await jsonOf<{ keys: readonly JsonWebKey[] }>(fetch(`${simulator.url}/oauth2/v3/certs`));
  const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    iss: 'https://accounts.google.com',
    aud: simulator.client.installed.client_id,
    sub: simulator.accounts[1]?.id,
    email: 'second@example.com',
    email_verified: true,
  });
});
