import type * as z from 'zod';
import { nestsDeeper } from '../../base/json-depth.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import type { Call, Repetition, Sent } from './attempts.ts';
import { exchange, type HttpAnswer, headerOf } from './exchange.ts';
import { type ErrorAnswer, readErrorStatus, readGoogleError } from './google-errors.ts';
import type { JsonRequest, Query, Sending } from './requests.ts';
import { parseRetryAfter } from './retry.ts';
import type { TrustedHosts } from './trusted-hosts.ts';

/** RFC 6585, 6. */
const networkSignInNeeded = 511;
/** An item of Google has five. One item that is nested without sense may cost no more than itself, so there is room. */
const mostLevels = 20_000;

/** A call of an API whose answer is JSON of a known form. Throws a TypeError for a URL that is not Google's. */
export function jsonCall<T>(
  method: string,
  url: string,
  { query, body, schema, notFound, meaning, repetition }: JsonRequest<T>,
  sending: Sending,
): Call<T> {
  const target = apiUrl(url, sending.hosts, query);
  return {
    ...{ kind: 'api', method, url: target.href },
    authorization: 'bearer',
    repetition: repetition ?? usualRepetition(method),
    signal: sending.signal,
    conclude: null,
    advanced: null,
    send: async (token) => {
      const text = body === undefined ? null : JSON.stringify(body);
      const answer = await askApi(method, target, text, token, sending);
      if (answer.status >= 200 && answer.status < 300 && !isPage(answer)) return readValue(answer, schema, target.host);
      const stranger = interception(answer, target.host);
      if (stranger !== null) return { kind: 'broken', problem: stranger };
      if (answer.status === 404 && notFound !== undefined) {
        return { kind: 'hopeless', problem: problem(notFound) };
      }
      const code = meaning?.(readErrorStatus(errorOf(answer, target.host))) ?? null;
      const refused = refusal(answer, target.host, sending);
      if (code === null) return refused;
      return { kind: 'hopeless', problem: problem(code, { detail: refused.problem.detail }) };
    },
  };
}

/** No API of Google redirects or answers with a page where it succeeds: whoever does sits in between. */
export function interception(answer: HttpAnswer, host: string): Problem | null {
  const { status } = answer;
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  if (!isRedirect && status !== networkSignInNeeded && !(status < 300 && isPage(answer))) return null;
  const location = headerOf(answer, 'location') ?? '';
  const to = URL.canParse(location) ? `, which leads to ${new URL(location).origin}` : '';
  return problem('network-intercepted', { detail: `HTTP ${status} came in the name of ${host}${to}` });
}

function isPage(answer: HttpAnswer): boolean {
  return /^text\/html\b/i.test(headerOf(answer, 'content-type') ?? '');
}

/** Sends one request to an API and takes in its answer. Rejects like {@link exchange}. */
export function askApi(
  method: string,
  url: URL,
  body: string | null,
  token: string | null,
  { line, signal }: Sending,
): Promise<HttpAnswer> {
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    // Google compresses only when the agent's name says gzip as well (its "Performance tips").
    'user-agent': 'Afterimage (gzip)',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  };
  return exchange(line.dispatcher, { method, url, headers, body }, line.timeouts, signal);
}

/** The URL of a call. Throws a TypeError when it is not Google's: a token must never go elsewhere. */
export function apiUrl(url: string, { mayAsk }: TrustedHosts, query: Query = {}): URL {
  const target = new URL(url);
  if (!mayAsk(target)) throw new TypeError(`Not an address of Google: ${target.origin}`);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value]) target.searchParams.append(name, String(one));
  }
  return target;
}

/** An error answer as the end of an attempt. */
export function refusal(
  answer: HttpAnswer,
  host: string,
  { now }: Pick<Sending, 'now'>,
): Extract<Sent<never>, { kind: 'refused' }> {
  const { status } = answer;
  const reason = readGoogleError(errorOf(answer, host));
  const quota = isMarked(reason.code, 'quota');
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), now());
  return { kind: 'refused', status: quota ? 429 : status, problem: reason, retryAfterMs };
}

function errorOf(answer: HttpAnswer, host: string): ErrorAnswer {
  const { status, body } = answer;
  return { status, contentType: headerOf(answer, 'content-type'), body: body.toString('utf8'), host };
}

/** POST and PATCH may change something at Google each time. */
export function usualRepetition(method: string): Repetition {
  return method === 'POST' || method === 'PATCH' ? 'once' : 'repeat';
}

function readValue<T>(answer: HttpAnswer, schema: z.ZodType<T>, host: string): Sent<T> {
  const contentType = headerOf(answer, 'content-type');
  const text = answer.body.toString('utf8');
  const unreadable = (what: string): Sent<T> => ({
    kind: 'broken',
    problem: problem('google-answer-unreadable', { detail: `HTTP ${answer.status} from ${host}: ${what}` }),
  });
  if (text !== '' && !/[/+]json\b/i.test(contentType ?? '')) {
    return unreadable(`content-type ${contentType ?? 'missing'} instead of JSON`);
  }
  if (nestsDeeper(answer.body, mostLevels)) return unreadable(`nested more than ${mostLevels} levels deep`);
  let json: unknown;
  try {
    json = text === '' ? {} : JSON.parse(text);
  } catch {
    // The parser's message would quote the answer; that it is no JSON says enough.
    return unreadable('not JSON, or cut off');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: 'done', value: parsed.data };
  const [issue] = parsed.error.issues;
  return unreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unexpected form'}`);
}
