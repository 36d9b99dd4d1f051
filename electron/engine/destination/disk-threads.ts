import { Worker } from 'node:worker_threads';
import type { DirectOutcome, StopSignal } from '../../contract/bytes.ts';
import { type DiskThread, openThread } from './disk-thread.ts';
import type { DiskAnswer, DiskRequest } from './disk-work.ts';
import type { ReceiveHearer, ReceiveOrder } from './heard-receptions.ts';
import type { Look } from './look.ts';
import { freshBudget } from './patience.ts';
import type { Move, MoveOutcome } from './place-files.ts';
import { SpareThreads } from './spare-threads.ts';

/** The hash of one content and its length. */
export interface ContentHash {
  /** SHA-256, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What is to be received into a file, and into which block. */
export type FileReception = Omit<ReceiveOrder, 'file'>;

/** One file being written, block after block, and hashed on the way. What is asked is done in the order of asking. */
export interface DiskFile {
  /** Begins an empty file at `path`, replacing what is there. */
  readonly create: (path: string) => Promise<void>;
  /** Continues after the first `bytes` bytes of the file at `path`, which are read again for the hash. */
  readonly reopen: (path: string, bytes: number) => Promise<void>;
  /** Appends the first `length` bytes of `block`, which nobody may touch until this resolves. */
  readonly append: (block: SharedArrayBuffer, length: number) => Promise<void>;
  /**
   * Receives an answer into a block, which nobody may touch until this settles, and appends what fills it, creating the file
   * when there is none. The hearer is told how the file stands at the end. Only of threads that receive.
   */
  readonly receive: (order: FileReception, hearer: ReceiveHearer, signal: StopSignal) => Promise<DirectOutcome>;
  /** Nothing was created, and nothing comes any more. */
  readonly letGo: () => void;
  /** Bytes that were appended before; fewer only where they end. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  readonly sync: () => Promise<void>;
  /** Syncs and closes the file. */
  readonly finish: () => Promise<ContentHash>;
  /** Closes the file; what was written stays. */
  readonly close: () => Promise<void>;
}

/**
 * Threads that do what blocks, and never the main one, which has sockets to serve: writing, hashing, syncing, moving.
 * One message does the work of many small system calls, each of which would cost a change of threads. Everything
 * rejects with the system's errors.
 */
export interface DiskThreads {
  /**
   * Writes the first `length` bytes of `block` as a file, replacing what is at `path`; it is on the disk when this
   * resolves. Nobody may touch the block until then.
   */
  readonly writeWhole: (path: string, block: SharedArrayBuffer, length: number) => Promise<ContentHash>;
  readonly file: () => DiskFile;
  /** Whether its files can {@link DiskFile.receive}. */
  readonly receives: boolean;
  /** Starts the first thread ahead of the first work, when there is none. */
  readonly prepare: () => void;
  /** See placeFiles. */
  readonly place: (root: string, moves: readonly Move[]) => Promise<readonly MoveOutcome[]>;
  /** See lookAtFiles. */
  readonly look: (root: string, paths: readonly string[]) => Promise<readonly Look[]>;
  /** Hashes a file that is there. Rejects with the signal's reason when it is aborted. */
  readonly hash: (path: string, signal: AbortSignal) => Promise<ContentHash>;
  /** Gives the threads up; what is still under way rejects, and its thread ends. */
  readonly close: () => Promise<void>;
}

/** So many syncs under way are worth it on a slow disk; on a fast one a thread or two do it all. */
const usualThreads = 4;
/**
 * When a question has waited so many milliseconds, it is time for the second, third and fourth thread: longer each time, as
 * two keep two processors busy, and more of them help only where the disk itself is slow.
 */
const patienceMs = [25, 100, 400] as const;
/** So many answers at once are received by one thread. */
const fewAnswers = 4;
/** So much is read again in one go, so that other files of the thread need not wait for long. */
const rereadBytes = 8 * 1024 * 1024;

/** Which threads there may be. */
interface ThreadOptions {
  /** ≥ 1. */
  readonly most?: number;
  /** Asked before each further one starts. */
  readonly mayGrow?: () => boolean;
  /** Starts a thread that receives as well, see serveDisk; absent: they only write. */
  readonly startReceiving?: () => Worker;
}

/** All runs of this process share them. */
const spareThreads = new SpareThreads();

/**
 * Opens up to `most` threads, which share `budget` for files that are held by others, each when the ones before cannot keep
 * up: a thread costs some 15 MB and 50 ms. They never keep the process alive.
 */
export function openDiskThreads(
  { most = usualThreads, mayGrow = () => true, startReceiving }: ThreadOptions = {},
  budget = freshBudget(),
  spare = spareThreads,
): DiskThreads {
  const start = startReceiving ?? startWorker;
  const receives = startReceiving !== undefined;
  const threadPool = Array.from({ length: most }, () => openThread({ budget, spare, start }));
  const forWriting = (): DiskThread => threadForWriting(threadPool, mayGrow);
  const forReading = (): DiskThread => {
    const running = threadPool.filter((thread) => thread.isRunning());
    return running.length === 0 || mayGrow() ? lightest(threadPool) : lightest(running);
  };
  let files = 0;
  return {
    writeWhole: async (path, block, length) =>
      digestOf(await forWriting().ask({ kind: 'write-whole', path, block, length })),
    file: () => fileOn(receives ? threadForReceiving(threadPool, mayGrow) : forWriting(), ++files),
    receives,
    prepare: () => threadPool[0]?.start(),
    place: async (root, moves) => {
      const answer = await forWriting().ask({ kind: 'place', root, moves });
      return answer.kind === 'placed' ? answer.outcomes : unexpected(answer);
    },
    look: async (root, paths) => {
      const answer = await forReading().ask({ kind: 'look', root, paths });
      return answer.kind === 'seen' ? answer.looks : unexpected(answer);
    },
    hash: async (path, signal) => {
      signal.throwIfAborted();
      const cancelled = new Int32Array(new SharedArrayBuffer(4));
      const cancel = (): void => void Atomics.store(cancelled, 0, 1);
      signal.addEventListener('abort', cancel, { once: true });
      try {
        return digestOf(await forReading().ask({ kind: 'hash', path, cancelled }));
      } finally {
        signal.removeEventListener('abort', cancel);
        signal.throwIfAborted();
      }
    },
    close: async () => {
      await Promise.all(threadPool.map((thread) => thread.close()));
    },
  };
}

/** The thread with least to do; a new one only when all that run are held up. */
function threadForWriting(threadPool: readonly DiskThread[], mayGrow: () => boolean): DiskThread {
  const running = threadPool.filter((thread) => thread.isRunning());
  const fresh = threadPool.find((thread) => !thread.isRunning());
  const enoughMs = patienceMs[running.length - 1] ?? 0;
  const isHeldUp = running.every((thread) => thread.waitingMs() > enoughMs);
  const isWanted = running.length === 0 || (isHeldUp && mayGrow());
  return fresh !== undefined && isWanted ? fresh : lightest(running);
}

/**
 * Who receives takes the time of a processor, and waits for nobody: a second thread helps as soon as there are a few answers
 * at once; more of them where the disk holds both up.
 */
function threadForReceiving(threadPool: readonly DiskThread[], mayGrow: () => boolean): DiskThread {
  const [only, other] = threadPool.filter((thread) => thread.isRunning());
  const fresh = threadPool.find((thread) => !thread.isRunning());
  if (only === undefined || other !== undefined || fresh === undefined) return threadForWriting(threadPool, mayGrow);
  return only.load() >= fewAnswers && mayGrow() ? fresh : only;
}

function lightest(threadPool: readonly DiskThread[]): DiskThread {
  return threadPool.reduce((best, thread) => (thread.load() < best.load() ? thread : best));
}

function fileOn(thread: DiskThread, file: number): DiskFile {
  const done = async (request: DiskRequest): Promise<void> => {
    await thread.ask(request);
  };
  let ended = thread.hold();
  const holdAgain = (): void => {
    ended();
    ended = thread.hold();
  };
  return {
    create: (path) => {
      holdAgain();
      return done({ kind: 'create', file, path });
    },
    reopen: async (path, bytes) => {
      holdAgain();
      await thread.ask({ kind: 'reopen', file, path, bytes });
      for (let read = 0; read < bytes; read += rereadBytes) {
        await thread.ask({ kind: 'reread', file, length: Math.min(rereadBytes, bytes - read) });
      }
    },
    append: (block, length) => done({ kind: 'append', file, block, length }),
    receive: (order, hearer, signal) => {
      holdAgain();
      return thread.receive({ ...order, file }, hearer, signal);
    },
    letGo: () => ended(),
    read: async (offset, length) => {
      const answer = await thread.ask({ kind: 'read', file, offset, length });
      return answer.kind === 'bytes' ? answer.bytes : unexpected(answer);
    },
    sync: () => done({ kind: 'sync', file }),
    finish: async () => {
      ended();
      return digestOf(await thread.ask({ kind: 'finish', file }));
    },
    close: () => {
      ended();
      return done({ kind: 'close', file });
    },
  };
}

function digestOf(answer: DiskAnswer): ContentHash {
  return answer.kind === 'digest' ? { sha256: answer.sha256, bytes: answer.bytes } : unexpected(answer);
}

function unexpected({ kind }: DiskAnswer): never {
  throw new Error(`Unexpected answer of a disk thread: ${kind}`);
}

function startWorker(): Worker {
  // Sources run as they are; a build puts the worker beside the bundle.
  const script = import.meta.url.endsWith('.ts') ? './disk-worker.ts' : './disk-worker.js';
  const worker = new Worker(new URL(script, import.meta.url));
  worker.unref();
  return worker;
}
