import { Readable } from 'node:stream';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type AttemptTools, attempt, type Call, type Sent } from './attempts.ts';
import { exchange, type HttpAnswer, headerOf } from './exchange.ts';
import { apiUrl, interception, refusal } from './json-call.ts';
import type { Sending } from './requests.ts';

/** Bytes to be sent; they may be asked for again, from any place. */
export interface UploadBody {
  readonly length: number;
  /** All of them, where they are few enough to go out at once. */
  readonly whole: Uint8Array | null;
  readonly read: (offset: number) => AsyncIterable<Uint8Array>;
}

/** Where a resumable upload is remembered, so that another process can continue it. */
export interface UploadSession {
  /** The address that continues it; null before it has begun. */
  readonly url: string | null;
  readonly remember: (url: string | null) => void;
}

/** What is to be uploaded, and how. */
export interface UploadRequest {
  readonly mime: string;
  readonly body: UploadBody;
  /** Null: in one request, which begins again when it breaks off. */
  readonly session: UploadSession | null;
  /** Told of every byte that left, those that were sent again included. */
  readonly onBytes: (bytes: number) => void;
}

/** Google has nothing under this address any more: the upload begins again. */
const sessionOver = Symbol('the upload session is over');
/** A session that ends at once, again and again, is no passing fault. */
const mostSessions = 3;
/** RFC 9110, 15.5.1 and 15.5.14. */
const badRequest = 400;
const tooLarge = 413;
const uploadToken = /^[\x21-\x7e]{1,4096}$/;

/**
 * Uploads bytes and resolves to the token that stands for them for a day. Sending them twice does no harm. Problem:
 * `restore-item-refused`, when Google does not like these bytes.
 */
export async function upload(
  url: string,
  request: UploadRequest,
  sending: Sending,
  tools: AttemptTools,
): Promise<Result<string>> {
  const target = apiUrl(url, sending.hosts);
  if (request.session === null) return attempt(rawUpload(target, request, sending), tools);
  let known = mayContinue(request.session.url, sending) ? request.session.url : null;
  for (let sessions = 0; sessions < mostSessions; sessions += 1) {
    const isFresh = known === null;
    const begun: Result<string> =
      known === null ? await attempt(startUpload(target, request, sending), tools) : ok(known);
    if (!begun.ok) return begun;
    request.session.remember(begun.value);
    const sent = await attempt(continueUpload(begun.value, isFresh ? 0 : null, request, sending), tools);
    if (!sent.ok) return sent;
    request.session.remember(null);
    if (sent.value !== sessionOver) return ok(sent.value);
    known = null;
  }
  return failed(problem('google-unavailable', { detail: 'Google ended the upload again and again.' }));
}

/** What was remembered may have been tampered with, and would get the token. */
function mayContinue(address: string | null, { hosts }: Sending): boolean {
  return address !== null && URL.canParse(address) && hosts.mayAsk(new URL(address));
}

/** What all uploads have in common: any of them may be repeated. */
function uploadCall<T>(url: URL, sending: Sending, send: Call<T>['send'], advanced: Call<T>['advanced']): Call<T> {
  return {
    ...{ kind: 'api', method: 'POST', url: url.href, authorization: 'bearer', repetition: 'repeat' },
    ...{ signal: sending.signal, conclude: null, advanced, send },
  };
}

function rawUpload(url: URL, request: UploadRequest, sending: Sending): Call<string> {
  const headers = { 'x-goog-upload-protocol': 'raw', 'x-goog-upload-content-type': request.mime };
  return uploadCall(
    url,
    sending,
    async (token) => tokenOf(await sendBytes(url, 0, headers, request, token, sending), url, sending),
    null,
  );
}

function startUpload(url: URL, { mime, body }: UploadRequest, sending: Sending): Call<string> {
  const headers = {
    'x-goog-upload-command': 'start',
    'x-goog-upload-protocol': 'resumable',
    'x-goog-upload-content-type': mime,
    'x-goog-upload-raw-size': String(body.length),
  };
  return uploadCall<string>(
    url,
    sending,
    async (token) => {
      const answer = await post(url, { ...headers, 'content-length': '0' }, null, token, sending);
      const refused = refusedAnswer(answer, url, sending);
      if (refused !== null) return refused;
      const address = headerOf(answer, 'x-goog-upload-url') ?? '';
      // The link gets the token: it must be Google's.
      return mayContinue(address, sending)
        ? { kind: 'done', value: address }
        : unreadable(url, 'no address for the upload');
    },
    null,
  );
}

/** Sends what Google has not got yet. `from` null: Google is asked first how far it is. */
function continueUpload(
  address: string,
  from: number | null,
  request: UploadRequest,
  sending: Sending,
): Call<string | typeof sessionOver> {
  const url = new URL(address);
  let offset = from;
  let reached = 0;
  let isAhead = false;
  return uploadCall<string | typeof sessionOver>(
    url,
    sending,
    async (token) => {
      if (offset === null) {
        const asked = await post(
          url,
          { 'x-goog-upload-command': 'query', 'content-length': '0' },
          null,
          token,
          sending,
        );
        const position = positionOf(asked, request.body.length);
        if (position === 'over') return { kind: 'done', value: sessionOver };
        if (position === null) return refusedAnswer(asked, url, sending) ?? { kind: 'done', value: sessionOver };
        isAhead = position > reached;
        reached = Math.max(reached, position);
        offset = position;
        return { kind: 'afresh' };
      }
      const start = offset;
      offset = null;
      const headers = { 'x-goog-upload-command': 'upload, finalize', 'x-goog-upload-offset': String(start) };
      const answer = await sendBytes(url, start, headers, request, token, sending);
      // What it does not like about the offset, a new session does not meet.
      if (answer.status === 400 || answer.status === 404 || answer.status === 410) {
        return { kind: 'done', value: sessionOver };
      }
      return tokenOf(answer, url, sending);
    },
    () => {
      const advanced = isAhead;
      isAhead = false;
      return advanced;
    },
  );
}

/** How many bytes Google has; `over` when the session is, null for an answer that does not say. */
function positionOf(answer: HttpAnswer, length: number): number | 'over' | null {
  if (answer.status === 404 || answer.status === 410 || answer.status === 400) return 'over';
  if (answer.status !== 200) return null;
  if (headerOf(answer, 'x-goog-upload-status') !== 'active') return 'over';
  const received = Number(headerOf(answer, 'x-goog-upload-size-received') ?? Number.NaN);
  return Number.isSafeInteger(received) && received >= 0 && received <= length ? received : 'over';
}

async function sendBytes(
  url: URL,
  offset: number,
  headers: Readonly<Record<string, string>>,
  { body, onBytes }: UploadRequest,
  token: string | null,
  sending: Sending,
): Promise<HttpAnswer> {
  const length = String(body.length - offset);
  const described = { 'content-type': 'application/octet-stream', ...headers, 'content-length': length };
  if (body.whole !== null && offset === 0) {
    await keepPace(body.whole, onBytes, sending);
    return post(url, described, body.whole, token, sending);
  }
  const stream = Readable.from(paced(body.read(offset), onBytes, sending), { objectMode: false });
  try {
    return await post(url, described, stream, token, sending);
  } finally {
    stream.destroy();
  }
}

/** The chunks at the pace that the person allows. */
async function* paced(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
  sending: Sending,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    await keepPace(chunk, onBytes, sending);
    yield chunk;
  }
}

async function keepPace(
  { length }: Uint8Array,
  onBytes: (bytes: number) => void,
  { line, signal }: Sending,
): Promise<void> {
  const pause = line.bandwidth.take(length);
  if (pause > 0) await line.sleep(pause, signal);
  onBytes(length);
}

function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Readable | Uint8Array | null,
  token: string | null,
  { line, signal }: Sending,
): Promise<HttpAnswer> {
  const authorized = token === null ? headers : { ...headers, authorization: `Bearer ${token}` };
  return exchange(line.dispatcher, { method: 'POST', url, headers: authorized, body }, line.timeouts, signal);
}

function tokenOf(answer: HttpAnswer, url: URL, sending: Sending): Sent<string> {
  const refused = refusedAnswer(answer, url, sending);
  if (refused !== null) return refused;
  const token = answer.body.toString('latin1').trim();
  return uploadToken.test(token) ? { kind: 'done', value: token } : unreadable(url, 'no upload token');
}

function refusedAnswer(
  answer: HttpAnswer,
  url: URL,
  sending: Sending,
): Extract<Sent<never>, { problem: Problem }> | null {
  const stranger = interception(answer, url.host);
  if (stranger !== null) return { kind: 'broken', problem: stranger };
  if (answer.status === 200) return null;
  const refused = refusal(answer, url.host, sending);
  const isAboutBytes = answer.status === badRequest || answer.status === tooLarge;
  if (!isAboutBytes) return refused;
  return { kind: 'hopeless', problem: problem('restore-item-refused', { detail: refused.problem.detail }) };
}

function unreadable(url: URL, what: string): Sent<never> {
  return { kind: 'broken', problem: problem('google-answer-unreadable', { detail: `${url.host}: ${what}` }) };
}
