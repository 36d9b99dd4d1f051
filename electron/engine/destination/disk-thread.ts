import type { Worker } from 'node:worker_threads';
import type { DirectOutcome, StopSignal } from '../../contract/bytes.ts';
import type { DiskAnswer, DiskRequest } from './disk-work.ts';
import { HeardReceptions, type ReceiveHearer, type ReceiveOrder } from './heard-receptions.ts';
import type { ReceiveEvent } from './receptions.ts';
import type { DiskMessage } from './serve-disk.ts';
import type { SpareThreads } from './spare-threads.ts';
import { systemError } from './system-error.ts';

/** One thread and the questions it has not answered yet. */
export interface DiskThread {
  readonly start: () => void;
  readonly isRunning: () => boolean;
  /** Questions and open files. */
  readonly load: () => number;
  /** For how many milliseconds its oldest question has been waiting; the time that it takes to start does not count. */
  readonly waitingMs: () => number;
  readonly ask: (request: DiskRequest) => Promise<DiskAnswer>;
  /**
   * Receives an answer while questions go on. Rejects with what the hearer threw, with the problem or the system's error
   * that ended it, or with `signal.reason`; the block is left alone by then.
   */
  readonly receive: (order: ReceiveOrder, hearer: ReceiveHearer, signal: StopSignal) => Promise<DirectOutcome>;
  /** Counts a file that will bring more work; the answer ends that. */
  readonly hold: () => () => void;
  readonly close: () => Promise<void>;
}

interface Waiting extends Pick<PromiseWithResolvers<DiskAnswer>, 'resolve' | 'reject'> {
  /** On the clock of `performance`. */
  readonly askedAt: number;
}

/** What a thread is opened with. */
interface ThreadDeps {
  /** Shared by the threads of a run. */
  readonly budget: Int32Array<SharedArrayBuffer>;
  readonly spare: SpareThreads;
  readonly start: () => Worker;
}

/** A thread that starts with the first that it is asked. */
export function openThread({ budget, spare, start }: ThreadDeps): DiskThread {
  let worker: Worker | null = null;
  let files = 0;
  /** When the thread answered for the first time; null before. */
  let startedAt: number | null = null;
  // A thread answers in the order in which it was asked.
  const queue: Waiting[] = [];
  const heard = new HeardReceptions((message) => worker?.postMessage(message));
  const failAll = (reason: Error): void => {
    worker = null;
    startedAt = null;
    for (const waiting of queue.splice(0)) waiting.reject(reason);
    heard.failAll(reason);
  };
  /** Holds the process only while something is awaited. */
  const mayRest = (): void => {
    if (queue.length === 0 && heard.count() === 0) worker?.unref();
  };
  const onAnswers = (answers: readonly DiskAnswer[]): void => {
    startedAt ??= performance.now();
    const answered = queue.splice(0, answers.length);
    mayRest();
    for (const [index, answer] of answers.entries()) settle(answered[index], answer);
  };
  const onMessage = (message: readonly DiskAnswer[] | ReceiveEvent): void => {
    if ('kind' in message) heard.take(message);
    else onAnswers(message);
  };
  const running = (): Worker => {
    if (worker !== null) return worker;
    const idle = spare.take();
    // One that has worked before is ready at once.
    if (idle !== null) startedAt = performance.now();
    worker = idle ?? start();
    const message: DiskMessage = { kind: 'budget', budget };
    worker.postMessage(message);
    worker.on('message', onMessage);
    worker.on('error', failAll);
    return worker;
  };
  return {
    start: () => void running(),
    isRunning: () => worker !== null,
    load: () => queue.length + files,
    waitingMs: () => {
      const oldest = queue[0];
      return oldest === undefined || startedAt === null ? 0 : performance.now() - Math.max(oldest.askedAt, startedAt);
    },
    ask: (request) => {
      const { promise, resolve, reject } = Promise.withResolvers<DiskAnswer>();
      const thread = running();
      thread.ref();
      queue.push({ resolve, reject, askedAt: performance.now() });
      thread.postMessage(request);
      return promise;
    },
    receive: async (order, hearer, signal) => {
      running().ref();
      try {
        return await heard.begin(order, hearer, signal);
      } finally {
        mayRest();
      }
    },
    hold: () => {
      files += 1;
      let held = true;
      return () => {
        if (held) files -= 1;
        held = false;
      };
    },
    close: async () => {
      const closing = worker;
      const isIdle = queue.length === 0 && files === 0 && heard.count() === 0;
      const hangUp: DiskMessage = { kind: 'hang-up' };
      closing?.postMessage(hangUp);
      failAll(new Error('The disk threads were closed'));
      closing?.off('message', onMessage).off('error', failAll);
      await (isIdle && closing !== null ? spare.keep(closing) : closing?.terminate());
    },
  };
}

function settle(waiting: Waiting | undefined, answer: DiskAnswer): void {
  if (answer.kind === 'failed') waiting?.reject(systemError(answer));
  else waiting?.resolve(answer);
}
