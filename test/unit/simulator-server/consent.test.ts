import { describe, expect, test } from 'vitest';
import {
  acceptedCode,
  consentUrl,
  exchange,
  jsonOf,
  locationOf,
  readScope,
  redirectUri,
  running,
} from './running-simulator.ts';

const otherScope = 'https://www.googleapis.com/auth/photoslibrary.appendonly';
const manual = { redirect: 'manual' } as const;

describe('the consent page', () => {
  test('offers the accounts, a checkbox a scope except for the sign-in ones, and both buttons', async () => {
    const simulator = await running();
    const response = await fetch(consentUrl(simulator, { scope: `openid email ${readScope} ${otherScope}` }));
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    const checkboxes = [...page.matchAll(/type="checkbox" name="scope" value="([^"]+)"/g)].map((match) => match[1]);
    expect(checkboxes).toEqual([readScope, otherScope]);
    expect(page).toContain('first@example.com');
    expect(page).toContain('second@example.com');
    expect(page).toMatch(/value="cancel">Cancel/);
    expect(page).toMatch(/value="continue">Continue/);
  });

  test('puts the hinted account first and ticks it', async () => {
    const simulator = await running();
    const page = await (await fetch(consentUrl(simulator, { login_hint: 'second@example.com' }))).text();
    const second = simulator.accounts[1]?.id ?? '';
    expect(page.indexOf('second@example.com')).toBeLessThan(page.indexOf('first@example.com'));
    expect(page).toContain(`value="${second}" checked`);
  });

  test('posted with Continue, redirects with code, state and the scopes that stayed ticked', async () => {
    const simulator = await running();
    const url = consentUrl(simulator, { scope: `openid email ${readScope} ${otherScope}` });
    const second = simulator.accounts[1]?.id ?? '';
    const body = new URLSearchParams({ account: second, scope: otherScope, action: 'continue' });
    const location = locationOf(await fetch(url, { method: 'POST', body, ...manual }));
    expect(`${location.origin}${location.pathname}`).toBe(redirectUri);
    expect(location.searchParams.get('state')).toBe('the state');
    const code = location.searchParams.get('code') ?? '';
    const answer = await jsonOf<{ scope: string; id_token: string }>(exchange(simulator, code));
    expect(answer.scope).toBe(`openid https://www.googleapis.com/auth/userinfo.email ${otherScope}`);
    const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.sub).toBe(second);
  });

  test('posted with Cancel, redirects with access_denied', async () => {
    const simulator = await running();
    const body = new URLSearchParams({ action: 'cancel' });
    const location = locationOf(await fetch(consentUrl(simulator), { method: 'POST', body, ...manual }));
    expect(Object.fromEntries(location.searchParams)).toEqual({ error: 'access_denied', state: 'the state' });
  });

  test('obeys simulate=accept, deny and simulate_untick for clients without a mouse', async () => {
    const simulator = await running();
    const denied = await fetch(consentUrl(simulator, { simulate: 'deny' }), manual);
    expect(locationOf(denied).searchParams.get('error')).toBe('access_denied');
    const unticked = consentUrl(simulator, { simulate: 'accept', simulate_untick: readScope });
    const scope = locationOf(await fetch(unticked, manual)).searchParams.get('scope');
    expect(scope).toBe('openid https://www.googleapis.com/auth/userinfo.email');
  });

  test('redirects at once when consent is automatic', async () => {
    const simulator = await running({ consent: 'accept' });
    const response = await fetch(consentUrl(simulator), manual);
    expect(response.status).toBe(302);
    expect(locationOf(response).searchParams.get('code')).toMatch(/^4\//);
  });
});

describe('what Google shows to the person only', () => {
  test.each([
    ['an unknown client', { client_id: '1-a.apps.googleusercontent.com' }, 401, 'invalid_client'],
    ['a foreign redirect URI', { redirect_uri: 'https://example.com/done' }, 400, 'redirect_uri_mismatch'],
    [
      'a redirect URI that only looks local',
      { redirect_uri: 'http://127.0.0.1.example.com/' },
      400,
      'redirect_uri_mismatch',
    ],
    ['no redirect URI', { redirect_uri: null }, 400, 'invalid_request'],
    ['another response type', { response_type: 'token' }, 400, 'unsupported_response_type'],
    ['another challenge method', { code_challenge_method: 'S512' }, 400, 'invalid_request'],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 400, 'invalid_request'],
  ])('%s', async (_name, changes, status, error) => {
    const simulator = await running({ consent: 'accept' });
    const response = await fetch(consentUrl(simulator, changes), manual);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(`<code>${error}</code>`);
  });

  test.each(['deleted', 'disabled'] as const)('a %s client', async (client) => {
    const simulator = await running({ consent: 'accept' });
    simulator.changeProject({ client });
    const response = await fetch(consentUrl(simulator), manual);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain(`<code>${client}_client</code>`);
  });

  test('an account that is no test user, in status Testing alone', async () => {
    const accounts = [{ email: 'stranger@example.com', items: 1, albums: 0, tester: false }];
    const simulator = await running({ consent: 'accept', status: 'testing', accounts });
    expect((await fetch(consentUrl(simulator), manual)).status).toBe(403);
    simulator.changeProject({ testing: false });
    expect((await fetch(consentUrl(simulator), manual)).status).toBe(302);
  });
});

describe('scopes', () => {
  const gone = 'https://www.googleapis.com/auth/photoslibrary.readonly';

  test('an unknown one is answered to the program with invalid_scope', async () => {
    const simulator = await running({ consent: 'accept' });
    const scope = `openid https://www.googleapis.com/auth/nonsense`;
    const location = locationOf(await fetch(consentUrl(simulator, { scope }), manual));
    expect(location.searchParams.get('error')).toBe('invalid_scope');
    expect(location.searchParams.get('state')).toBe('the state');
  });

  test.each([gone, `${gone.replace('.readonly', '')}`, gone.replace('readonly', 'sharing')])(
    'one that went away in March 2025 is unknown: %s',
    async (scope) => {
      const simulator = await running({ consent: 'accept' });
      const location = locationOf(await fetch(consentUrl(simulator, { scope }), manual));
      expect(location.searchParams.get('error')).toBe('invalid_scope');
    },
  );

  test('and still there with legacy scopes', async () => {
    const simulator = await running({ scopes: 'legacy' });
    const { scope } = await jsonOf<{ scope: string }>(
      exchange(simulator, await acceptedCode(simulator, { scope: gone })),
    );
    expect(scope).toBe(gone);
  });
});
