import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { messageOf } from '../../base/message-of.ts';
import type { HttpHead } from '../../contract/bytes.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { maxErrorBytes } from './google-errors.ts';
import { type ExchangeStage, readNetworkError } from './network-errors.ts';

const unzip = promisify(gunzip);

/** The most that a whole answer may hold; a page of 100 items has some 200 KB. */
const maxAnswerBytes = 32 * 1024 * 1024;

/** One request, ready to be sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a stream the headers say how long it is. */
  readonly body: string | Uint8Array | Readable | null;
}

/** How long to wait for the head of an answer, and for the next of its bytes; milliseconds. */
export interface ExchangeTimeouts {
  readonly headMs: number;
  readonly stallMs: number;
}

/** A whole answer, decompressed. Bodies of errors are cut at {@link maxErrorBytes}. */
export interface HttpAnswer extends HttpHead {
  readonly body: Buffer;
}

/** A header's value; null when absent. Of several the first counts. */
export function headerOf({ headers }: HttpHead, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Undici's form of a request. */
export function dispatchOptions(
  request: HttpRequest,
  { headMs, stallMs }: ExchangeTimeouts,
): Dispatcher.DispatchOptions {
  const { url, method, headers, body } = request;
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers,
    body,
    headersTimeout: Math.ceil(headMs),
    bodyTimeout: Math.ceil(stallMs),
  };
}

/**
 * Sends a request and reads its whole answer, regardless of the status. Rejects with a ProblemError when the connection
 * fails or the answer is larger than anything Google sends, and with `signal.reason` when aborted.
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  timeouts: ExchangeTimeouts,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const answer = await takeIn(dispatcher, request, timeouts, signal);
  if (headerOf(answer, 'content-encoding') !== 'gzip') return answer;
  return { ...answer, body: await decompressed(answer.body) };
}

async function decompressed(body: Buffer): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: maxAnswerBytes });
  } catch (error) {
    const detail = messageOf(error);
    throw new ProblemError(problem('google-answer-unreadable', { detail }));
  }
}

function takeIn(
  dispatcher: Dispatcher,
  request: HttpRequest,
  timeouts: ExchangeTimeouts,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let head: HttpHead = { status: 0, headers: {} };
    const body = new BoundedBody();

    const onAbort = () => stop(signal.reason);
    function stop(error: unknown): void {
      signal.removeEventListener('abort', onAbort);
      reject(error);
      controller?.abort(new Error('not wanted any more'));
    }
    function finish(): void {
      signal.removeEventListener('abort', onAbort);
      resolve({ ...head, body: body.bytes() });
    }

    if (signal.aborted) return stop(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(dispatchOptions(request, timeouts), {
      onRequestStart: (started) => {
        controller = started;
        // The signal may have come while the connection was still being made.
        if (signal.aborted) started.abort(new Error('not wanted any more'));
      },
      onResponseStart: (_controller, status, headers) => {
        head = { status, headers };
      },
      onResponseData: (started, chunk) => {
        const limit = head.status >= 400 ? maxErrorBytes : maxAnswerBytes;
        if (body.add(chunk, limit)) return;
        if (limit === maxAnswerBytes) {
          stop(new ProblemError(problem('google-answer-unreadable', { detail: `over ${limit} bytes` })));
          return;
        }
        finish();
        started.abort(new Error('the rest of the error is not wanted'));
      },
      onResponseEnd: finish,
      onResponseError: (_controller, error) =>
        stop(new ProblemError(readNetworkError(error, request.url.host, stageOf(controller), 'api'))),
    });
  });
}

/** A request is handed to a connection once that is made. */
function stageOf(controller: Dispatcher.DispatchController | null): ExchangeStage {
  return controller === null ? 'connecting' : 'before-answer';
}

/** Keeps a body up to a limit. */
export class BoundedBody {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Adds as much of `chunk` as fits into `limit` bytes; false when not all of it did. */
  add(chunk: Buffer, limit: number): boolean {
    const room = limit - this.#size;
    this.#chunks.push(chunk.byteLength > room ? chunk.subarray(0, room) : chunk);
    this.#size += Math.min(chunk.byteLength, room);
    return chunk.byteLength <= room;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
