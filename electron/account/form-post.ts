import type { Dispatcher } from 'undici';
import { errnoOf } from '../base/errno.ts';
import { messageOf } from '../base/message-of.ts';
import { ProxyVariableError } from '../base/proxy-variables.ts';
import { connectionProblem } from '../contract/connection-problem.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { proxyProblem } from '../contract/proxy-problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { AccountDeps } from './account-deps.ts';

/** Google's answer to a form: any status below 500. `body` is the parsed JSON, or undefined when it was none. */
export interface FormAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Token answers have about 2 kB; more than this is something else. */
const largestAnswer = 256 * 1024;

/** Waits before the second, third and fourth attempt, in milliseconds, each varied by a quarter either way. */
const retryWaits = [1_000, 2_000, 4_000] as const;

/**
 * Posts a form to the token or revocation endpoint. This is the only place on this floor that repeats a call: server
 * errors (5xx) and network errors three times, everything else never. Redirects are not followed.
 * Fails with `google-unavailable`, `network-unreachable` (at once when a proxy variable is unusable), or `interrupted`
 * when the signal is aborted.
 *
 * The protocol is oauth4webapi's (oauth-call.ts), which has no retries of its own. google-auth-library's calls would not
 * do: its retry layer cannot be handed a clock or a dispatcher, it puts the token to revoke into the URL, and its errors
 * carry the form with the secret in it.
 */
export async function postForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  outside: AccountDeps,
  signal?: AbortSignal,
): Promise<Result<FormAnswer>> {
  const dispatcher = await openConnections(outside);
  if (!dispatcher.ok) return dispatcher;
  const call = { url, fields, dispatcher: dispatcher.value, timeoutMs: outside.callTimeoutMs };
  for (const wait of retryWaits) {
    const outcome = await postOnce(call, signal);
    if (outcome.ok || signal?.aborted) return settled(outcome, signal);
    try {
      await outside.wait(wait * (0.75 + outside.random() / 2), signal);
    } catch {
      // Waiting is only ever broken off by the signal.
      return failed(problem('interrupted'));
    }
  }
  return settled(await postOnce(call, signal), signal);
}

function settled(outcome: Result<FormAnswer>, signal: AbortSignal | undefined): Result<FormAnswer> {
  return signal?.aborted ? failed(problem('interrupted')) : outcome;
}

async function openConnections(outside: AccountDeps): Promise<Result<Dispatcher>> {
  try {
    return ok(await outside.dispatcher());
  } catch (thrown) {
    if (thrown instanceof ProxyVariableError) return failed(proxyProblem(thrown.variable));
    throw thrown;
  }
}

interface FormCall {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
  readonly timeoutMs: number;
}

async function postOnce(
  { url, fields, dispatcher, timeoutMs }: FormCall,
  signal: AbortSignal | undefined,
): Promise<Result<FormAnswer>> {
  // Loaded here, like the dispatcher: it is large, and most starts of the program make no calls.
  const { request } = await import('undici');
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
      dispatcher,
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    const text = await readText(answer.body);
    if (answer.statusCode === 407) return failed(unreachable(url, 'proxy response (407)'));
    if (answer.statusCode >= 500) return failed(unavailable(answer.statusCode));
    return ok({ status: answer.statusCode, body: parseJson(text) });
  } catch (error) {
    return failed(unreachable(url, limit.aborted ? 'No answer came in time.' : error));
  }
}

async function readText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.length;
    if (length > largestAnswer) throw new Error('The answer is far too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unavailable(status: number): Problem {
  return problem('google-unavailable', { detail: `HTTP ${status}` });
}

function unreachable(url: string, reason: unknown): Problem {
  const message = typeof reason === 'string' ? reason : messageOf(reason);
  return connectionProblem(errnoOf(reason) ?? '', message, `${new URL(url).host}: ${message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A web page instead of JSON: undefined tells the caller so.
    return undefined;
  }
}
