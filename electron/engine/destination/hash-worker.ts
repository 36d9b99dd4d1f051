import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** What a hash worker is asked. `stream` numbers one content; blocks are shared memory that the worker only reads. */
export type HashRequest =
  | { readonly kind: 'update'; readonly stream: number; readonly block: SharedArrayBuffer; readonly length: number }
  | { readonly kind: 'digest'; readonly stream: number }
  | { readonly kind: 'drop'; readonly stream: number }
  /** A whole file. `cancelled[0] !== 0` ends it early. */
  | { readonly kind: 'file'; readonly stream: number; readonly path: string; readonly cancelled: Int32Array };

/** What it answers; one answer per request except `drop`, per stream in order. */
export type HashAnswer =
  | { readonly kind: 'updated'; readonly stream: number }
  | { readonly kind: 'digest'; readonly stream: number; readonly sha256: string; readonly bytes: number }
  | { readonly kind: 'failed'; readonly stream: number; readonly code: string | null; readonly message: string };

const blockBytes = 1024 * 1024;

function answerRequests(port: NonNullable<typeof parentPort>): void {
  const hashes = new Map<number, { readonly hash: Hash; bytes: number }>();
  const readBlock = new Uint8Array(blockBytes);
  port.on('message', (request: HashRequest) => {
    const answer = (given: HashAnswer): void => port.postMessage(given);
    const { stream } = request;
    switch (request.kind) {
      case 'update': {
        const state = hashes.get(stream) ?? { hash: createHash('sha256'), bytes: 0 };
        hashes.set(stream, state);
        state.hash.update(new Uint8Array(request.block, 0, request.length));
        state.bytes += request.length;
        return answer({ kind: 'updated', stream });
      }
      case 'digest': {
        const { hash, bytes } = hashes.get(stream) ?? { hash: createHash('sha256'), bytes: 0 };
        hashes.delete(stream);
        return answer({ kind: 'digest', stream, sha256: hash.digest('hex'), bytes });
      }
      case 'drop':
        hashes.delete(stream);
        return;
      case 'file':
        return answer(hashOfFile(request, readBlock));
      default:
        request satisfies never;
    }
  });
}

function hashOfFile(request: HashRequest & { kind: 'file' }, block: Uint8Array): HashAnswer {
  const { stream, path, cancelled } = request;
  try {
    const file = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for (let read = -1; read !== 0 && Atomics.load(cancelled, 0) === 0; bytes += read) {
        read = readSync(file, block);
        hash.update(block.subarray(0, read));
      }
      if (Atomics.load(cancelled, 0) !== 0) return { kind: 'failed', stream, code: 'ABORT_ERR', message: 'cancelled' };
      return { kind: 'digest', stream, sha256: hash.digest('hex'), bytes };
    } finally {
      closeSync(file);
    }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
    return { kind: 'failed', stream, code, message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

if (parentPort !== null) answerRequests(parentPort);
