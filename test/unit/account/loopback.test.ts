import { request as httpRequest } from 'node:http';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Loopback, listenOnLoopback } from '../../../electron/account/loopback.ts';
import { valueIn } from './fixtures/expect-result.ts';

const state = 'the-state-of-this-sign-in';

async function listening(): Promise<Loopback> {
  const loopback = valueIn(await listenOnLoopback(state));
  onTestFinished(() => loopback.close());
  return loopback;
}

/** True when the answer has not come so far. */
async function stillWaiting(loopback: Loopback): Promise<boolean> {
  return (await Promise.race([loopback.answer, 'waiting'])) === 'waiting';
}

interface Page {
  readonly status: number;
  readonly html: string;
}

function ask(loopback: Loopback, path: string, options: { method?: string; host?: string } = {}): Promise<Page> {
  const { promise, resolve, reject } = Promise.withResolvers<Page>();
  const { port } = new URL(loopback.redirectUri);
  const headers = { host: options.host ?? `127.0.0.1:${port}` };
  const asked = httpRequest({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers }, (response) => {
    text(response).then((html) => resolve({ status: response.statusCode ?? 0, html }), reject);
  });
  asked.once('error', reject);
  asked.end();
  return promise;
}

describe('the listener', () => {
  test('is on 127.0.0.1 and hands over the code of the answer with the right state', async () => {
    const loopback = await listening();
    expect(loopback.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const shown = fetch(`${loopback.redirectUri}/?state=${state}&code=4%2F0Ab_c&scope=openid`);
    const answer = await loopback.answer;
    expect(answer).toMatchObject({ kind: 'code', code: '4/0Ab_c' });
    await answer.finish({ kind: 'signed-in' });
    const response = await shown;
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('You can close this tab');
  });

  test('shows a page that may load, run and keep nothing', async () => {
    const loopback = await listening();
    const { headers } = await fetch(`${loopback.redirectUri}/favicon.ico`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('connection')).toBe('close');
  });

  const attacks: readonly (readonly [string, string, { method?: string; host?: string }, number])[] = [
    ['a wrong state', `/?state=${state.replace('t', 'T')}&code=x`, {}, 400],
    ['a longer state', `/?state=${state}0&code=x`, {}, 400],
    ['no state', '/?code=x', {}, 400],
    ['two states', `/?state=${state}&state=${state}&code=x`, {}, 400],
    ['two codes', `/?state=${state}&code=x&code=y`, {}, 400],
    ['an empty code', `/?state=${state}&code=`, {}, 400],
    ['an error without the state', '/?error=access_denied', {}, 400],
    ['the bare address', '/', {}, 400],
    ['the favicon', '/favicon.ico', {}, 404],
    ['a foreign path', `/callback?state=${state}&code=x`, {}, 404],
    ['a path that climbs', `/../?state=${state}&code=x`, {}, 404],
    ['a foreign host', `/?state=${state}&code=x`, { host: 'evil.example' }, 404],
    ['a POST', `/?state=${state}&code=x`, { method: 'POST' }, 405],
    ['an OPTIONS', `/?state=${state}&code=x`, { method: 'OPTIONS' }, 405],
  ];
  test.each(attacks)('refuses %s and goes on waiting', async (_, path, options, status) => {
    const loopback = await listening();
    expect((await ask(loopback, path, options)).status).toBe(status);
    expect(await stillWaiting(loopback)).toBe(true);
  });

  test('repeats nothing of a request in its pages', async () => {
    const loopback = await listening();
    const page = await ask(loopback, '/?state=%3Cscript%3Ealert(1)%3C/script%3E&code=%3Cb%3E');
    expect(page.html).not.toMatch(/<script|<b>|alert/);
  });

  test('takes one code only', async () => {
    const loopback = await listening();
    const first = ask(loopback, `/?state=${state}&code=first`);
    const answer = await loopback.answer;
    const second = await ask(loopback, `/?state=${state}&code=second`);
    expect(second.status).toBe(409);
    expect(second.html).toContain('already been used');
    expect(answer).toMatchObject({ kind: 'code', code: 'first' });
    await answer.finish({ kind: 'signed-in' });
    expect((await first).status).toBe(200);
  });

  test('tells a denial apart', async () => {
    const loopback = await listening();
    const shown = ask(loopback, `/?state=${state}&error=access_denied`);
    const answer = await loopback.answer;
    expect(answer).toMatchObject({ kind: 'error', error: 'access_denied' });
    await answer.finish({ kind: 'denied' });
    expect((await shown).html).toContain('Access was not given');
  });

  test('survives a browser that goes away before the page', async () => {
    const loopback = await listening();
    const { port, host } = new URL(loopback.redirectUri);
    const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
    socket.write(`GET /?state=${state}&code=gone HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const answer = await loopback.answer;
    socket.destroy();
    await answer.finish({ kind: 'signed-in' });
    expect(answer).toMatchObject({ code: 'gone' });
  });

  test('closes at once, with connections that say nothing', async () => {
    const loopback = await listening();
    const { port } = new URL(loopback.redirectUri);
    const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await loopback.close();
    await ended;
    await expect(fetch(`${loopback.redirectUri}/`)).rejects.toThrow();
  });
});
