import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../simulator/server/options.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';

export const readScope = 'https://www.googleapis.com/auth/photoslibrary.readonly.appcreateddata';
export const redirectUri = 'http://127.0.0.1:49152/done';
export const verifier = 'a-verifier-that-is-long-enough-for-the-rules-of-pkce';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** A simulator that ends with the test. */
export async function running(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ items: 10, albums: 2, itemBytes: 4000, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** A clock that stands still until it is moved. */
export function stoppedClock(start = '2026-03-02T12:00:00Z'): {
  readonly now: () => number;
  set: (iso: string) => void;
} {
  let time = Date.parse(start);
  return {
    now: () => time,
    set: (iso) => {
      time = Date.parse(iso);
    },
  };
}

/** URL of the consent page with everything in place; `changes` replaces parameters, null removes one. */
export function consentUrl(simulator: Simulator, changes: Readonly<Record<string, string | null>> = {}): string {
  const parameters = {
    client_id: simulator.client.installed.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: `openid email ${readScope}`,
    state: 'the state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    access_type: 'offline',
    prompt: 'consent',
    ...changes,
  };
  const url = new URL(`${simulator.url}/accounts/o/oauth2/v2/auth`);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

/** Where a redirect goes. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? 'missing:');
}

/** The code that an accepted consent hands out. */
export async function acceptedCode(
  simulator: Simulator,
  changes: Readonly<Record<string, string | null>> = {},
): Promise<string> {
  const response = await fetch(consentUrl(simulator, { simulate: 'accept', ...changes }), { redirect: 'manual' });
  return locationOf(response).searchParams.get('code') ?? '';
}

/** Posts to the token endpoint with the client's credentials; null removes a field. */
export function postToken(simulator: Simulator, fields: Readonly<Record<string, string | null>>): Promise<Response> {
  const { client_id, client_secret } = simulator.client.installed;
  const all = { client_id, client_secret, ...fields };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== null) body.set(name, value);
  return fetch(`${simulator.url}/oauth2/token`, { method: 'POST', body });
}

/** Exchanges a code that belongs to {@link consentUrl}. */
export function exchange(
  simulator: Simulator,
  code: string,
  changes: Readonly<Record<string, string | null>> = {},
): Promise<Response> {
  const fields = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri };
  return postToken(simulator, { ...fields, ...changes });
}

/** A function that asks the Library API with a fresh token. */
export async function signedIn(
  simulator: Simulator,
  scopes: readonly string[] = [readScope],
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const { accessToken } = await simulator.grant(scopes);
  return (path, init = {}) =>
    fetch(`${simulator.url}/photoslibrary/v1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${accessToken}`, ...init.headers },
    });
}

/** Status and body of a JSON answer. */
export async function answerOf(response: Response | Promise<Response>): Promise<{ status: number; body: unknown }> {
  const answer = await response;
  return { status: answer.status, body: await answer.json() };
}

/** The body of a JSON answer that a test knows the shape of. */
export async function jsonOf<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}
