import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { messageOf } from '../base/message-of.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type FinishPage, finishPageHeaders, renderFinishPage } from './finish-page.ts';

/** What the browser brought back from the consent page. */
export type BrowserAnswer =
  /** `pickedFiles`: ids of files in Drive that were picked on the page, where it was asked for. */
  (
    | { readonly kind: 'code'; readonly code: string; readonly pickedFiles: readonly string[] }
    /** The `error` of the redirect: `access_denied`, `invalid_scope`, … */
    | { readonly kind: 'error'; readonly error: string }
  ) & {
    /** Shows the waiting browser how it ended. Resolves when the page is sent, or the browser has gone. */
    readonly finish: (page: FinishPage) => Promise<void>;
  };

/** The address on this computer to which the browser returns from the consent page. */
export interface Loopback {
  /** `http://127.0.0.1:PORT`, to be used identically at the consent page and the token endpoint. */
  readonly redirectUri: string;
  /** The one answer that carries the right state. Never rejects; stays open when none comes. */
  readonly answer: Promise<BrowserAnswer>;
  /** Ends the listener and every connection at once. */
  readonly close: () => Promise<void>;
}

/** Nothing but the redirect's short query is ever sent here. */
const longestHeader = 16 * 1024;

/**
 * Listens on 127.0.0.1, a free port, for the one redirect that carries `state`. Everything else (other paths, methods,
 * hosts and states, a second answer) gets a polite refusal and changes nothing, so that no page in the browser and no
 * other program can end or take over a sign-in. Fails with `sign-in-no-port`. `port`: the one to listen on, which a person has
 * forwarded; 0 for a free one.
 */
export async function listenOnLoopback(state: string, port = 0): Promise<Result<Loopback>> {
  const { promise: answer, resolve } = Promise.withResolvers<BrowserAnswer>();
  let answered = false;
  // Loading it takes a tenth of the time that a command needs to start, and only a sign-in listens.
  const { createServer } = await import('node:http');

  const server = createServer({ maxHeaderSize: longestHeader, requestTimeout: 10_000 }, (request, response) => {
    const judged = judgeRequest(request, originOf(server), state);
    if (judged.kind === 'refused') return void send(response, judged.page);
    if (answered) return void send(response, { kind: 'already-used' });
    answered = true;
    resolve({ ...judged, finish: (page) => send(response, page) });
  });
  // A port scanner that sends no HTTP is no concern of ours; its connection is simply ended.
  server.on('clientError', (_, socket) => socket.destroy());

  try {
    server.listen({ host: '127.0.0.1', port, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    return failed(problem('sign-in-no-port', { detail: messageOf(error) }));
  }
  return ok({ redirectUri: originOf(server), answer, close: () => closeServer(server) });
}

type Judged =
  | { readonly kind: 'refused'; readonly page: FinishPage }
  | { readonly kind: 'code'; readonly code: string; readonly pickedFiles: readonly string[] }
  | { readonly kind: 'error'; readonly error: string };

function judgeRequest(request: IncomingMessage, origin: string, state: string): Judged {
  // A foreign host name that resolves to 127.0.0.1 is an attack by DNS rebinding.
  if (`http://${request.headers.host ?? ''}` !== origin) return refused('not-found');
  const [path, query = ''] = (request.url ?? '').split('?', 2);
  if (path !== '/') return refused('not-found');
  if (request.method !== 'GET') return refused('wrong-method');

  const parameters = new URLSearchParams(query);
  const given = single(parameters, 'state');
  if (given === null || !equalInConstantTime(given, state)) return refused('not-expected');
  const error = single(parameters, 'error');
  if (error !== null) return { kind: 'error', error };
  const code = single(parameters, 'code');
  if (code === null) return refused('not-expected');
  const picked = (single(parameters, 'picked_file_ids') ?? '').split(',');
  return { kind: 'code', code, pickedFiles: picked.filter((id) => fileId.test(id)) };
}

/** As Drive makes its ids; what comes along an address line may be anything. */
const fileId = /^[\w-]{5,200}$/;

function refused(kind: FinishPage['kind']): Judged {
  return { kind: 'refused', page: { kind } };
}

/** A parameter that comes exactly once and is not empty; doubled ones are somebody's attempt to confuse. */
function single(parameters: URLSearchParams, name: string): string | null {
  const [value, ...more] = parameters.getAll(name);
  return value === undefined || value === '' || more.length > 0 ? null : value;
}

/** Compares digests, so that neither content nor length can be learned from the time it takes. */
function equalInConstantTime(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
}

async function send(response: ServerResponse, page: FinishPage): Promise<void> {
  const { status, html } = renderFinishPage(page);
  const sent = Promise.withResolvers<void>();
  // 'close' comes after the last byte, and also when the browser went away before it.
  response.once('close', () => sent.resolve());
  if (response.destroyed) sent.resolve();
  response.writeHead(status, finishPageHeaders);
  response.end(html);
  await sent.promise;
}

function originOf(server: Server): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://127.0.0.1:${port}`;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
