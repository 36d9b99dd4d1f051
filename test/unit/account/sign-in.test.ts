import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type SignInGrant, type SignInRequest, signIn } from '../../../electron/account/sign-in.ts';
import { ok, type Result } from '../../../electron/contract/result.ts';
import { heldDeps } from './fixtures/account-deps.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { type Answer, codeAnswer, idToken, type TinyGoogle, testClient, tinyGoogle } from './fixtures/google.ts';

/** What the person's browser does with the consent page: returns with these parameters, and the right state. */
type Browser = (consent: URL) => Readonly<Record<string, string>>;

const agrees: Browser = () => ({ code: 'the-code' });

interface Tried {
  readonly result: Result<SignInGrant>;
  readonly consent: URL;
  /** The last page in the browser. */
  readonly page: string;
}

async function trySignIn(
  browser: Browser,
  answer: (now: number) => Answer = codeAnswer,
  changes: Partial<SignInRequest> = {},
  keep: (grant: SignInGrant) => Promise<Result<SignInGrant>> = async (grant) => ok(grant),
  own?: TinyGoogle,
): Promise<Tried & { readonly posted: readonly { readonly fields: Readonly<Record<string, string>> }[] }> {
  const google = own ?? (await tinyGoogle());
  const outside = heldDeps();
  google.answerWith(() => answer(outside.now()));
  const opened = Promise.withResolvers<URL>();
  const signedIn = signIn(
    {
      client: testClient,
      endpoints: google.endpoints,
      capabilities: ['library'],
      onAuthorizeUrl: (url) => opened.resolve(new URL(url)),
      signal: new AbortController().signal,
      timeoutMs: 300_000,
      ...changes,
    },
    keep,
    outside,
  );
  const consent = await opened.promise;
  const back = new URL(consent.searchParams.get('redirect_uri') ?? '');
  back.search = new URLSearchParams({ state: consent.searchParams.get('state') ?? '', ...browser(consent) }).toString();
  const [page, result] = await Promise.all([fetch(back).then((shown) => shown.text()), signedIn]);
  return { result, consent, page, posted: google.posted };
}

describe('signing in', () => {
  test('asks for the least, with PKCE S256, and brings who signed in', async () => {
    const { result, consent, page, posted } = await trySignIn(agrees, codeAnswer, { loginHint: 'mia@example.org' });
    expect(Object.fromEntries(consent.searchParams)).toMatchObject({
      client_id: testClient.clientId,
      response_type: 'code',
      access_type: 'offline',
      prompt: 'consent',
      code_challenge_method: 'S256',
      login_hint: 'mia@example.org',
      scope: 'openid email https://www.googleapis.com/auth/photoslibrary.readonly.appcreateddata',
    });
    const fields = posted[0]?.fields;
    expect(fields).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      client_id: testClient.clientId,
      client_secret: testClient.clientSecret,
      redirect_uri: consent.searchParams.get('redirect_uri'),
    });
    const challenge = createHash('sha256')
      .update(fields?.['code_verifier'] ?? '')
      .digest('base64url');
    expect(consent.searchParams.get('code_challenge')).toBe(challenge);
    expect(consent.href).not.toContain(fields?.['code_verifier']);
    expect(valueIn(result)).toMatchObject({
      identity: { subject: '1001', email: 'mia@example.org' },
      tokens: { clientId: testClient.clientId, refreshToken: '1//the-refresh-token' },
      endsAt: null,
    });
    expect(page).toContain('You are signed in');
  });

  test('uses a fresh state and verifier every time', async () => {
    const first = await trySignIn(agrees);
    const second = await trySignIn(agrees);
    for (const name of ['state', 'code_challenge']) {
      expect(first.consent.searchParams.get(name)).not.toBe(second.consent.searchParams.get(name));
    }
  });

  test('knows in advance when Google ends the sign-in of a Testing project', async () => {
    const { result } = await trySignIn(agrees, (now) => codeAnswer(now, { refresh_token_expires_in: 604_799 }));
    expect(valueIn(result).endsAt).toBe(Date.parse('2026-11-08T11:59:59.000Z'));
  });

  test('takes the scopes as asked for when the answer names none', async () => {
    const { result } = await trySignIn(agrees, (now) => codeAnswer(now, { scope: undefined }));
    expect(valueIn(result).scopes).toContain('https://www.googleapis.com/auth/photoslibrary.readonly.appcreateddata');
  });

  test('says "signed in" only after the tokens are stored', async () => {
    const { problem } = await import('../../../electron/contract/problem.ts');
    const { result, page } = await trySignIn(agrees, codeAnswer, {}, async () => ({
      ok: false,
      problem: problem('keychain-unavailable'),
    }));
    problemIn(result, 'keychain-unavailable');
    expect(page).toContain('Signing in did not work');
  });
});

describe('a sign-in that does not come about', () => {
  test('access denied', async () => {
    const { result, page, posted } = await trySignIn(() => ({ error: 'access_denied' }));
    problemIn(result, 'sign-in-denied');
    expect(page).toContain('Access was not given');
    expect(posted).toEqual([]);
  });

  test('another error of the consent page; what is no error word is not repeated', async () => {
    const { result } = await trySignIn(() => ({ error: 'invalid_scope' }));
    expect(problemIn(result, 'sign-in-failed').detail).toBe('invalid_scope');
    const strange = await trySignIn(() => ({ error: 'Call +1 555 now' }));
    expect(problemIn(strange.result, 'sign-in-failed').detail).not.toContain('555');
  });

  test('the person never comes back', async () => {
    const google = await tinyGoogle();
    const outside = heldDeps();
    const opened = Promise.withResolvers<string>();
    const result = signIn(
      {
        client: testClient,
        endpoints: google.endpoints,
        capabilities: ['library'],
        onAuthorizeUrl: opened.resolve,
        signal: new AbortController().signal,
        timeoutMs: 300_000,
      },
      async (grant) => ok(grant),
      outside,
    );
    const redirect = new URL(await opened.promise).searchParams.get('redirect_uri') ?? '';
    outside.advance(299_999);
    expect((await fetch(redirect)).status).toBe(400);
    outside.advance(1);
    problemIn(await result, 'sign-in-timeout');
    await expect(fetch(redirect)).rejects.toThrow();
  });

  test('cancelled before, while waiting, and while tokens are asked for', async () => {
    await expect(trySignInCancelled('before')).resolves.toBe('sign-in-cancelled');
    await expect(trySignInCancelled('waiting')).resolves.toBe('sign-in-cancelled');
    await expect(trySignInCancelled('exchanging')).resolves.toBe('sign-in-cancelled');
  });

  const badAnswers: readonly (readonly [string, (now: number) => Answer, Parameters<typeof problemIn>[1]])[] = [
    ['a wrong verifier', () => ({ status: 400, body: { error: 'invalid_grant' } }), 'sign-in-failed'],
    ['a wrong secret', () => ({ status: 401, body: { error: 'invalid_client' } }), 'client-refused'],
    ['a deleted client', () => ({ status: 401, body: { error: 'deleted_client' } }), 'client-deleted'],
    ['a disabled client', () => ({ status: 401, body: { error: 'disabled_client' } }), 'client-disabled'],
    ['a login page of the network', () => ({ status: 200, body: '<html>' }), 'google-answer-unreadable'],
    ['a redirect', () => ({ status: 302, body: '' }), 'google-answer-unreadable'],
    ['a bodiless status with a body', () => ({ status: 205, body: {} }), 'google-answer-unreadable'],
    ['an error described by no text', () => refusal({ error_description: {} }), 'google-answer-unreadable'],
    ['an error that is no word', () => refusal({ error: { code: 403 } }), 'google-answer-unreadable'],
    ['no kind of token', (now) => codeAnswer(now, { token_type: undefined }), 'google-answer-unreadable'],
    ['server errors without end', () => ({ status: 503, body: '' }), 'google-unavailable'],
    ['no refresh token', (now) => codeAnswer(now, { refresh_token: undefined }), 'sign-in-failed'],
    ['no id_token', (now) => codeAnswer(now, { id_token: undefined }), 'sign-in-failed'],
    ['an id_token that is none', (now) => codeAnswer(now, { id_token: 'x.y' }), 'sign-in-failed'],
    ['an id_token for another client', (now) => withClaims(now, { aud: 'another' }), 'sign-in-failed'],
    ['an id_token of another issuer', (now) => withClaims(now, { iss: 'https://evil.example' }), 'sign-in-failed'],
    ['an id_token that has expired', (now) => withClaims(now, { exp: now / 1000 - 301 }), 'sign-in-failed'],
  ];
  test.each(badAnswers)('%s', async (_, answer, code) => {
    const { result, page } = await trySignIn(agrees, answer);
    const told = JSON.stringify(problemIn(result, code));
    expect(told).not.toContain(testClient.clientSecret);
    expect(told).not.toContain('the-refresh-token');
    expect(page).toContain('Signing in did not work');
  });

  const unreadable = 'The id_token cannot be read.';
  const unsigned = 'eyJhbGciOiJub25lIn0.e30.';
  const forAnother = 'The id_token was made for another client.';
  const anotherTime = 'The id_token is from another time: check the date and clock of this computer.';
  const distrusted: readonly (readonly [string, (now: number) => Answer, string])[] = [
    ['is none', (now) => codeAnswer(now, { id_token: 'x.y' }), unreadable],
    ['names no algorithm', (now) => codeAnswer(now, { id_token: unsigned }), unreadable],
    ['has no subject', (now) => withClaims(now, { sub: '' }), unreadable],
    ['is for others', (now) => withClaims(now, { aud: 'another' }), forAnother],
    ['is by others', (now) => withClaims(now, { iss: 'https://a.example' }), 'The id_token was made by somebody else.'],
    ['has expired', (now) => withClaims(now, { exp: now / 1000 - 301 }), anotherTime],
    ['begins later', (now) => withClaims(now, { nbf: now / 1000 + 302 }), anotherTime],
    ['is for others, too', (now) => withClaims(now, { aud: [testClient.clientId, 'b'] }), forAnother],
    ['answers another sign-in', (now) => withClaims(now, { nonce: 'n' }), unreadable],
  ];
  test.each(distrusted)('an id_token that %s is told as that', async (_, answer, detail) => {
    const { result } = await trySignIn(agrees, answer);
    expect(problemIn(result, 'sign-in-failed').detail).toBe(detail);
  });

  test('an id_token that names the token endpoint as its issuer is told as made by somebody else', async () => {
    const google = await tinyGoogle();
    const { token } = google.endpoints;
    // As with Google itself, the consent page has another origin.
    const endpoints = { authorize: 'https://accounts.google.com/o/oauth2/v2/auth', token };
    const named = (now: number) => withClaims(now, { iss: new URL(token).origin });
    const { result } = await trySignIn(agrees, named, { endpoints }, undefined, google);
    expect(problemIn(result, 'sign-in-failed').detail).toBe('The id_token was made by somebody else.');
  });

  const trusted: readonly (readonly [string, (now: number) => Answer])[] = [
    ['has the scheme in its issuer', (now) => withClaims(now, { iss: 'https://accounts.google.com' })],
    ['has no scheme in its issuer', (now) => withClaims(now, { iss: 'accounts.google.com' })],
    ['expired less than five minutes ago', (now) => withClaims(now, { exp: now / 1000 - 298 })],
    ['gives no address', (now) => withClaims(now, { email: undefined })],
  ];
  test.each(trusted)('an id_token that %s is believed', async (_, answer) => {
    const { result } = await trySignIn(agrees, answer);
    expect(valueIn(result).identity).toEqual({ subject: '1', email: '1' });
  });

  test('words of Google that repeat a secret are told without it', async () => {
    const { result } = await trySignIn(agrees, () => ({
      status: 400,
      body: { error: 'invalid_request', error_description: `bad\n code the-code of ${testClient.clientSecret}` },
    }));
    expect(problemIn(result, 'google-refused').detail).toBe('invalid_request: bad code … of …');
  });
});

function refusal(changes: Readonly<Record<string, unknown>>): Answer {
  return { status: 400, body: { error: 'invalid_request', ...changes } };
}

function withClaims(now: number, changes: Readonly<Record<string, unknown>>): Answer {
  const good = { iss: 'accounts.google.com', aud: testClient.clientId, sub: '1', exp: now / 1000 + 3600 };
  return codeAnswer(now, { id_token: idToken({ ...good, ...changes }) });
}

async function trySignInCancelled(when: 'before' | 'waiting' | 'exchanging'): Promise<string> {
  const cancel = new AbortController();
  if (when === 'before') cancel.abort();
  const google = await tinyGoogle();
  google.answerWith(() => {
    cancel.abort();
    return { status: 503, body: '' };
  });
  const result = await signIn(
    {
      client: testClient,
      endpoints: google.endpoints,
      capabilities: ['library'],
      onAuthorizeUrl: (url) => {
        if (when === 'waiting') cancel.abort();
        const { searchParams } = new URL(url);
        const back = `${searchParams.get('redirect_uri')}/?code=abc&state=${searchParams.get('state')}`;
        if (when === 'exchanging') void fetch(back);
      },
      signal: cancel.signal,
      timeoutMs: 300_000,
    },
    async (grant) => ok(grant),
    heldDeps(),
  );
  return result.ok ? 'signed in' : result.problem.code;
}
