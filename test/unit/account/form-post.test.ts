import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemAccountDeps } from '../../../electron/account/account-deps.ts';
import { postForm } from '../../../electron/account/form-post.ts';
import { heldDeps } from './fixtures/account-deps.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { tinyGoogle } from './fixtures/google.ts';

/** A port that accepts connections and never answers. */
async function silentPort(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('posting a form', () => {
  test('an endpoint that stays silent is given up after the time limit', async () => {
    const outside = { ...heldDeps(), callTimeoutMs: 20 };
    const met = problemIn(await postForm(await silentPort(), { a: 'b' }, outside), 'network-unreachable');
    expect(met.detail).toContain('No answer came in time');
  });

  test('nobody there: retried, then told without the form', async () => {
    const outside = heldDeps();
    const met = problemIn(
      await postForm('http://127.0.0.1:9', { token: 'the-secret' }, outside),
      'network-unreachable',
    );
    expect(outside.waits).toHaveLength(3);
    expect(JSON.stringify(met)).not.toContain('the-secret');
  });

  test('the waits vary by a quarter either way', async () => {
    for (const [random, expected] of [
      [0, [750, 1_500, 3_000]],
      [0.999_999, [1_250, 2_500, 5_000]],
    ] as const) {
      const outside = { ...heldDeps(), random: () => random };
      await postForm('http://127.0.0.1:9', {}, outside);
      expect(outside.waits.map(Math.round)).toEqual(expected);
    }
  });

  test('an endless answer is not read to its end', async () => {
    const google = await tinyGoogle();
    google.answerWith(() => ({ status: 200, body: 'x'.repeat(300_000) }));
    problemIn(await postForm(google.endpoints.token, {}, heldDeps()), 'network-unreachable');
  });

  test('a proxy that wants a sign-in is named, and is not the answer of Google', async () => {
    const google = await tinyGoogle();
    google.answerWith(() => ({ status: 407, body: '<html>Sign in</html>' }));
    const met = problemIn(await postForm(google.endpoints.token, {}, heldDeps()), 'network-unreachable');
    expect(met.advice?.key).toBe('way-out.proxy-credentials');
  });

  test('redirects are not followed', async () => {
    const google = await tinyGoogle();
    google.answerWith(() => ({ status: 307, body: {} }));
    expect(valueIn(await postForm(google.endpoints.token, {}, heldDeps())).status).toBe(307);
    expect(google.posted).toHaveLength(1);
  });

  test('goes through the proxy of the environment, but not to this computer', async () => {
    const google = await tinyGoogle();
    google.answerWith(() => ({ status: 200, body: {} }));
    const proxy = new URL(google.endpoints.token).origin;
    const outside = { ...systemAccountDeps({ http_proxy: proxy, NO_PROXY: 'intranet' }), wait: async () => undefined };
    onTestFinished(async () => (await outside.dispatcher()).destroy());
    valueIn(await postForm(google.endpoints.token, {}, outside));
    // A host that does not exist anywhere: only the proxy can have answered.
    valueIn(await postForm('http://token.invalid/', {}, outside));
    expect(google.posted.map(({ path }) => path)).toEqual(['/oauth2/token', 'http://token.invalid/']);
  });

  // The same variables as the engine's: it is one backup that needs both.
  test.each(['http_proxy', 'ALL_PROXY'])('%s may be host:port alone', async (name) => {
    const google = await tinyGoogle();
    google.answerWith(() => ({ status: 200, body: {} }));
    const outside = systemAccountDeps({ [name]: new URL(google.endpoints.token).host });
    onTestFinished(async () => (await outside.dispatcher()).destroy());
    valueIn(await postForm('http://token.invalid/', {}, outside));
    expect(google.posted.map(({ path }) => path)).toEqual(['http://token.invalid/']);
  });

  test('a proxy variable that is no address is told at once, by its name', async () => {
    const { dispatcher } = systemAccountDeps({ HTTPS_PROXY: 'ftp://proxy.example' });
    const outside = { ...heldDeps(), dispatcher };
    const met = problemIn(await postForm('https://token.invalid/', { token: 'x' }, outside), 'network-unreachable');
    expect(met.wayOut).toContain('Correct HTTPS_PROXY');
    expect(outside.waits).toEqual([]);
  });
});
