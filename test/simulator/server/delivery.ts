import type { ServerResponse } from 'node:http';
import { assertNever } from '../../../electron/contract/result.ts';
import type { Reply } from './reply.ts';

/** How an answer goes out. All but `whole` are faults, described in faults/fault-rules.ts. */
export type Delivery =
  | { readonly kind: 'whole' }
  | { readonly kind: 'truncate'; readonly afterBytes: number | null }
  | { readonly kind: 'stall'; readonly afterBytes: number | null; readonly seconds: number | null }
  | { readonly kind: 'wrong-length'; readonly by: number }
  | { readonly kind: 'no-length' | 'partial'; readonly afterBytes: number | null }
  | { readonly kind: 'not-http'; readonly head: string };

/** Sends a reply and returns how many bytes of its body went out, and whether that was all of it. */
export async function deliver(
  reply: Reply,
  delivery: Delivery,
  response: ServerResponse,
): Promise<{ readonly bytes: number; readonly complete: boolean }> {
  switch (delivery.kind) {
    case 'whole': {
      writeHead(reply, reply.length, response);
      return finish(response, await write(reply.chunks, reply.length, response), reply.length);
    }
    case 'truncate': {
      writeHead(reply, reply.length, response);
      const wanted = Math.min(delivery.afterBytes ?? Math.floor(reply.length / 2), Math.max(0, reply.length - 1));
      const bytes = await write(reply.chunks, wanted, response);
      await flushed(response);
      reset(response);
      return { bytes, complete: false };
    }
    case 'stall':
      return deliverWithStall(reply, delivery.afterBytes, delivery.seconds, response);
    case 'wrong-length': {
      const announced = Math.max(0, reply.length + delivery.by);
      writeHead(reply, announced, response);
      const bytes = await write(reply.chunks, Math.min(reply.length, announced), response);
      if (announced <= reply.length)
        return { ...finish(response, bytes, announced), complete: announced === reply.length };
      await flushed(response);
      response.socket?.end();
      return { bytes, complete: false };
    }
    case 'no-length':
    case 'partial':
      return deliverFirstPart(reply, delivery, response);
    case 'not-http':
      response.socket?.end(`${delivery.head}\r\n\r\n${'x'.repeat(600)}`);
      return { bytes: 0, complete: false };
    default:
      return assertNever(delivery);
  }
}

/** Ends the connection the hard way: the client sees ECONNRESET. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** By hand: Node would not send such a head. */
async function deliverFirstPart(
  reply: Reply,
  { kind, afterBytes }: Extract<Delivery, { kind: 'no-length' | 'partial' }>,
  response: ServerResponse,
): Promise<{ readonly bytes: number; readonly complete: boolean }> {
  const wanted = Math.min(afterBytes ?? Math.floor(reply.length / 2), reply.length);
  const body = Buffer.concat([...reply.chunks]).subarray(0, wanted);
  const part = [`Content-Length: ${wanted}`, `Content-Range: bytes 0-${wanted - 1}/${reply.length}`];
  const usual = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${reply.status} OK`, ...usual, ...(kind === 'no-length' ? [] : part), 'Connection: close'];
  response.socket?.write(`${head.join('\r\n')}\r\n\r\n`);
  response.socket?.end(body);
  return { bytes: wanted, complete: false };
}

async function deliverWithStall(
  reply: Reply,
  afterBytes: number | null,
  seconds: number | null,
  response: ServerResponse,
): Promise<{ readonly bytes: number; readonly complete: boolean }> {
  if (afterBytes === null) {
    if (!(await silence(seconds, response))) return { bytes: 0, complete: false };
    return deliver(reply, { kind: 'whole' }, response);
  }
  writeHead(reply, reply.length, response);
  response.flushHeaders();
  const before = await write(reply.chunks, Math.min(afterBytes, reply.length), response);
  if (!(await silence(seconds, response))) return { bytes: before, complete: false };
  const after = await write(skipped(reply.chunks, before), reply.length - before, response);
  return finish(response, before + after, reply.length);
}

function writeHead(reply: Reply, length: number, response: ServerResponse): void {
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': length });
}

/** Writes the first `wanted` bytes, at the client's pace; stops early when the client has gone. */
async function write(chunks: Iterable<Uint8Array>, wanted: number, response: ServerResponse): Promise<number> {
  let written = 0;
  for (const chunk of chunks) {
    if (written >= wanted || response.destroyed) break;
    const piece = chunk.length <= wanted - written ? chunk : chunk.subarray(0, wanted - written);
    written += piece.length;
    if (!response.write(piece)) await drained(response);
  }
  return written;
}

function finish(
  response: ServerResponse,
  bytes: number,
  wanted: number,
): { readonly bytes: number; readonly complete: boolean } {
  const complete = bytes === wanted && !response.destroyed;
  response.end();
  return { bytes, complete };
}

function* skipped(chunks: Iterable<Uint8Array>, bytes: number): Generator<Uint8Array> {
  let left = bytes;
  for (const chunk of chunks) {
    const from = Math.min(left, chunk.length);
    left -= from;
    if (from < chunk.length) yield chunk.subarray(from);
  }
}

/** Resolves when the buffer is empty again, or when the connection is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
    if (response.destroyed) done();
  });
}

/** Waits until what was written has reached the socket, so that a following end of the connection does not eat it. */
function flushed(response: ServerResponse): Promise<void> {
  const { socket } = response;
  if (socket === null || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.write('', () => resolve());
  });
}

/** True when the silence ended on its own, false when the client (or the simulator) hung up. Null: forever. */
function silence(seconds: number | null, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = seconds === null ? undefined : setTimeout(() => resolve(true), seconds * 1000);
    response.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
