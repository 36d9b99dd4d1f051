import { type Log, silentLog } from '../../base/log.ts';
import { bugBehind, type Problem, problem } from '../../contract/problem.ts';
import type { RunEnding } from '../sources/source.ts';
import { endsEverything } from './problem-scope.ts';

/** How long files in flight may go on after a person asked to stop, in milliseconds. */
const graceMs = 10_000;

/**
 * The one switch of a run. `halt` lets files in flight finish; `abort` leaves them in staging. The first problem that
 * halted the run is the one that its report names.
 */
export class RunControl {
  readonly #aborting = new AbortController();
  readonly #halting = new AbortController();
  #problem: Problem | null = null;
  #grace: NodeJS.Timeout | null = null;
  #ending: RunEnding = 'finished';
  readonly #log: Log;

  constructor(log = silentLog) {
    this.#log = log;
  }

  /** Aborted when nothing new may be begun. */
  get halted(): AbortSignal {
    return this.#halting.signal;
  }

  /** Aborted when what is in flight must end, too. */
  get aborted(): AbortSignal {
    return this.#aborting.signal;
  }

  /** What halted the run; null while it goes on or after it came to its end. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** Why it halted: `cancelled` when a person wanted no more, `broken-off` when it is to go on. */
  get ending(): RunEnding {
    return this.#ending;
  }

  /** Nothing new is begun; what is in flight may finish, unless the folder is what failed. */
  halt(cause: Problem): void {
    // Everything that ends a run comes by here: a bug leaves its stack, because its problem says no more than "internal".
    const { code, detail } = cause;
    if (code === 'internal') this.#log.error('run.broke', { problem: code, detail, error: bugBehind(cause) });
    else this.#log.info('run.halted', { problem: code, detail });
    this.#problem ??= cause;
    if (this.#ending === 'finished') this.#ending = 'broken-off';
    this.#halting.abort();
    if (endsEverything(cause)) this.#aborting.abort();
  }

  /** A person asked to stop: files in flight have {@link graceMs} to finish. */
  stop(): void {
    if (!this.#halting.signal.aborted) this.#ending = 'cancelled';
    this.suspend();
  }

  /** The program ends, and the run with it; the next one is to go on where it stood. Files in flight as in `stop`. */
  suspend(): void {
    this.halt(problem('interrupted'));
    this.#grace ??= setTimeout(() => this.#aborting.abort(), graceMs).unref();
  }

  /** A person asked to stop at once. */
  abort(): void {
    this.halt(problem('interrupted'));
    this.#aborting.abort();
  }

  /** The run is over: no timer is left behind. */
  dispose(): void {
    if (this.#grace !== null) clearTimeout(this.#grace);
  }
}
