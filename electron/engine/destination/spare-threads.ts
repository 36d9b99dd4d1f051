import type { Worker } from 'node:worker_threads';

/** For so long a thread waits for the next run; then its memory is given back. Milliseconds. */
const keptMs = 10_000;
/** As many as one run usually has. */
const mostKept = 4;

/**
 * Threads whose run has ended, for the run that follows soon: to start one costs some 50 ms of a processor. Only those that
 * have answered all they were asked and hold no file belong here. They never keep the process alive.
 */
export class SpareThreads {
  readonly #idle = new Set<{ readonly worker: Worker; readonly end: () => void }>();

  /** A thread that nobody else has; null when one has to be started. */
  take(): Worker | null {
    const [spare] = this.#idle;
    if (spare === undefined) return null;
    this.#idle.delete(spare);
    spare.worker.removeListener('error', spare.end);
    return spare.worker;
  }

  /** Keeps a thread that the caller no longer uses, for a while; ends it where there are enough. */
  async keep(worker: Worker): Promise<void> {
    if (this.#idle.size >= mostKept) {
      await worker.terminate();
      return;
    }
    const spare = {
      worker,
      // Whoever has taken it meanwhile still needs it.
      end: () => void (this.#idle.delete(spare) && worker.terminate()),
    };
    this.#idle.add(spare);
    worker.unref();
    worker.on('error', spare.end);
    setTimeout(spare.end, keptMs).unref();
  }
}
