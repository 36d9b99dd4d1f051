import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Responder = (response: ServerResponse, request: SeenRequest) => void;

export interface GoogleServer {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** TCP connections that were ever made. */
  readonly connections: () => number;
  /** Those that are open now. */
  readonly open: () => number;
}

/** A server on 127.0.0.1 that answers with `respond` until the test ends. */
export async function googleServer(respond: Responder): Promise<GoogleServer> {
  const requests: SeenRequest[] = [];
  let connections = 0;
  let open = 0;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const path = incoming.url ?? '/';
      const seen = {
        method: incoming.method ?? '',
        path,
        query: new URL(path, 'http://server').searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(seen);
      respond(response, seen);
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests, connections: () => connections, open: () => open };
}

/** Answers the first request with the first responder and so on; the last one continues answering. */
export function inTurn(...responders: readonly Responder[]): Responder {
  let turn = 0;
  return (response, request) => {
    responders[Math.min(turn, responders.length - 1)]?.(response, request);
    turn += 1;
  };
}

export function sendJson(status: number, body: unknown, headers: Record<string, string> = {}): Responder {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
    response.end(JSON.stringify(body));
  };
}

export function sendHtml(status: number, headers: Record<string, string> = {}): Responder {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8', ...headers });
    response.end('<!DOCTYPE html><html lang=en><title>Error</title><p>That is an error.</p></html>');
  };
}

export function sendBytes(bytes: Buffer, headers: Record<string, string> = {}): Responder {
  return (response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': String(bytes.byteLength), ...headers });
    response.end(bytes);
  };
}

/** Closes the connection without an answer. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** Google's error object. */
export function googleError(code: number, status: string, message: string, details: readonly unknown[] = []): unknown {
  return { error: { code, message, status, ...(details.length === 0 ? {} : { details }) } };
}

export const quotaSentences = {
  day: "Quota exceeded for quota metric 'All requests' and limit 'All requests per day' of service 'photoslibrary.googleapis.com' for consumer 'project_number:123'.",
  minute:
    "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'photoslibrary.googleapis.com' for consumer 'project_number:123'.",
  concurrent:
    "Quota exceeded for quota 'concurrent write request' of service 'photoslibrary.googleapis.com' for consumer 'project_number:123'.",
} as const;

export function sendQuota(kind: keyof typeof quotaSentences, headers: Record<string, string> = {}): Responder {
  return sendJson(429, googleError(429, 'RESOURCE_EXHAUSTED', quotaSentences[kind]), headers);
}

/** Bytes as they are in place of an answer, and the end of the connection. */
export function sendRaw(text: string): Responder {
  return (response) => response.socket?.end(text);
}
