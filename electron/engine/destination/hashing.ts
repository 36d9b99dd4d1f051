import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { HashAnswer, HashRequest } from './hash-worker.ts';

/** The hash of one content and its length. */
export interface ContentHash {
  /** SHA-256, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** One content being hashed, block after block. */
export interface HashStream {
  /** Takes the first `length` bytes of `block`, which must not change until the promise resolves. */
  readonly update: (block: SharedArrayBuffer, length: number) => Promise<void>;
  /** The hash of all blocks so far; ends the stream. */
  readonly digest: () => Promise<ContentHash>;
  /** Ends the stream without a hash. */
  readonly drop: () => void;
}

/** SHA-256 away from the main thread, which has sockets to serve: one thread hashes 400 MB to 1.3 GB a second. */
export interface Hashing {
  readonly stream: () => HashStream;
  /** Hashes a file on disk. Rejects with the system's error, or the signal's reason. */
  readonly file: (path: string, signal: AbortSignal) => Promise<ContentHash>;
  /** Ends the threads; what is still under way rejects. */
  readonly close: () => Promise<void>;
}

/** How many threads are worth it: hashing needs one core of two, and two where there are many. */
function usualHashThreads(): number {
  return availableParallelism() > 3 ? 2 : 1;
}

/** Opens hashing on `threads` worker threads (≥ 1), which start at their first work and never keep the process alive. */
export function openHashing(threads: number = usualHashThreads()): Hashing {
  const lanes = Array.from({ length: threads }, openLane);
  const lightest = (): Lane => lanes.reduce((best, lane) => (lane.load() < best.load() ? lane : best));
  let streams = 0;
  return {
    stream: () => streamOn(lightest(), ++streams),
    file: async (path, signal) => {
      signal.throwIfAborted();
      const cancelled = new Int32Array(new SharedArrayBuffer(4));
      const cancel = (): void => void Atomics.store(cancelled, 0, 1);
      signal.addEventListener('abort', cancel, { once: true });
      try {
        return digestOf(await lightest().ask({ kind: 'file', stream: ++streams, path, cancelled }));
      } finally {
        signal.removeEventListener('abort', cancel);
        signal.throwIfAborted();
      }
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function streamOn(lane: Lane, stream: number): HashStream {
  let given = 0;
  return {
    update: async (block, length) => {
      given += length;
      await lane.ask({ kind: 'update', stream, block, length });
    },
    digest: async () => {
      const digest = digestOf(await lane.ask({ kind: 'digest', stream }));
      // A worker that died and was started anew knows nothing of the blocks before.
      if (digest.bytes !== given) throw new Error(`Hashed ${digest.bytes} bytes of ${given}`);
      return digest;
    },
    drop: () => lane.tell({ kind: 'drop', stream }),
  };
}

function digestOf(answer: HashAnswer): ContentHash {
  if (answer.kind !== 'digest') throw new Error(`Unexpected answer of a hash worker: ${answer.kind}`);
  return { sha256: answer.sha256, bytes: answer.bytes };
}

/** One worker thread and the questions it has not answered yet. */
interface Lane {
  readonly load: () => number;
  readonly ask: (request: HashRequest) => Promise<HashAnswer>;
  readonly tell: (request: HashRequest) => void;
  readonly close: () => Promise<void>;
}

type Waiting = Pick<PromiseWithResolvers<HashAnswer>, 'resolve' | 'reject'>;

function openLane(): Lane {
  let worker: Worker | null = null;
  // A worker answers in the order in which it was asked.
  const queue: Waiting[] = [];
  const failAll = (reason: Error): void => {
    worker = null;
    for (const waiting of queue.splice(0)) waiting.reject(reason);
  };
  const running = (): Worker => {
    worker ??= startWorker((answer) => settle(queue.shift(), answer), failAll);
    return worker;
  };
  return {
    load: () => queue.length,
    ask: (request) => {
      const { promise, resolve, reject } = Promise.withResolvers<HashAnswer>();
      const thread = running();
      queue.push({ resolve, reject });
      // Holds the process only while an answer is awaited.
      thread.ref();
      thread.postMessage(request);
      return promise.finally(() => {
        if (queue.length === 0) thread.unref();
      });
    },
    tell: (request) => worker?.postMessage(request),
    close: async () => {
      const closing = worker;
      failAll(new Error('Hashing was closed'));
      await closing?.terminate();
    },
  };
}

function startWorker(onAnswer: (answer: HashAnswer) => void, onEnd: (reason: Error) => void): Worker {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url));
  worker.on('message', onAnswer);
  worker.on('error', onEnd);
  return worker;
}

function settle(waiting: Waiting | undefined, answer: HashAnswer): void {
  if (answer.kind !== 'failed') return waiting?.resolve(answer);
  waiting?.reject(Object.assign(new Error(answer.message), answer.code === null ? {} : { code: answer.code }));
}
