import { Worker } from 'node:worker_threads';
import { messageOf } from '../../../base/message-of.ts';
import type { DecodeAnswer, DecodeTask, DecodeWorkerData } from './decode-worker.ts';

/** What became of a task: an answer of the thread, or how it was ended. */
export type ThreadOutcome = DecodeAnswer | { readonly kind: 'crashed' } | { readonly kind: 'timed-out' };

/** Of the thread's own JavaScript, in megabytes. Pictures lie in buffers and in WebAssembly's memory. */
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

/** One thread that decodes one picture at a time. It never keeps the process alive but while it works. */
export class DecodeThread {
  /** What its WebAssembly may take. */
  readonly memoryBytes: number;
  readonly #worker: Worker;
  #settle: ((outcome: ThreadOutcome) => void) | null = null;
  #hasEnded = false;

  /** @param onError hears why the thread ended, when it was not told to */
  constructor(script: URL, workerData: DecodeWorkerData, onError: (reason: string) => void) {
    this.memoryBytes = workerData.memoryBytes;
    this.#worker = new Worker(script, { workerData, resourceLimits, name: 'decoder' });
    this.#worker.unref();
    this.#worker.on('message', (answer: DecodeAnswer) => this.#end(answer));
    this.#worker.on('error', (thrown: unknown) => {
      onError(messageOf(thrown));
      this.#gone();
    });
    this.#worker.on('exit', () => this.#gone());
  }

  /** Whether it can take a task. */
  get isUsable(): boolean {
    return !this.#hasEnded;
  }

  /** Decodes; after `withinMs` the thread is ended. The task's bytes are gone from here. Never rejects. */
  async decode(task: DecodeTask, withinMs: number): Promise<ThreadOutcome> {
    const { promise, resolve } = Promise.withResolvers<ThreadOutcome>();
    this.#settle = resolve;
    if (this.#hasEnded) this.#gone();
    this.#worker.ref();
    const limit = setTimeout(() => this.#end({ kind: 'timed-out' }), withinMs);
    this.#worker.postMessage(task, [task.bytes.buffer]);
    const outcome = await promise;
    clearTimeout(limit);
    this.#worker.unref();
    if (outcome.kind === 'timed-out') await this.end();
    return outcome;
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  #gone(): void {
    this.#hasEnded = true;
    this.#end({ kind: 'crashed' });
  }

  #end(outcome: ThreadOutcome): void {
    this.#settle?.(outcome);
    this.#settle = null;
  }
}
