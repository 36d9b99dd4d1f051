import type { MonotonicClock } from '../../base/clock.ts';
import type { Wait } from './disk-pace.ts';

/** So many items side by side while a run is not to be felt. */
export const gentleTransfers = 4;
/** Of one processor. A backup takes some 10 s of it for a gigabyte: a line of 20 Mbit/s stays full all the same. */
const gentleShare = 0.15;
/** What was not used in so many milliseconds may be made up for; more would be a burst. */
const creditMs = 500;
const shortestRestMs = 20;
/** Soon enough to go at full speed again when nobody needs to be spared any more. */
const longestRestMs = 2_000;

/** What a pace goes by. */
export interface GentlePaceDeps {
  /** Whether the run is not to be felt just now; may change at any time. */
  readonly isGentle: () => boolean;
  /** Processor time of this process in milliseconds, all threads together. */
  readonly usedMs: () => number;
  readonly clock: MonotonicClock;
  readonly wait: Wait;
  /** Nobody rests or waits any longer. */
  readonly halted: AbortSignal;
}

/**
 * Keeps a run from being felt, on battery for one: few items side by side, and a rest after each piece of work, so
 * that all of it takes no more than a share of one processor. Does nothing while the run need not be gentle.
 */
export class GentlePace {
  readonly #deps: GentlePaceDeps;
  #active = 0;
  #waiting: (() => void)[] = [];
  /** At the last rest; null while the run need not be gentle, when nobody asks: the system's answer costs more than an item. */
  #usedMs: number | null;
  #freeAt: number;

  constructor(deps: GentlePaceDeps) {
    this.#deps = deps;
    [this.#usedMs, this.#freeAt] = [deps.isGentle() ? deps.usedMs() : null, deps.clock()];
    deps.halted.addEventListener('abort', () => this.#letIn(), { once: true });
  }

  /** Works on one item when there is room for it, and rests afterwards. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#hasRoom()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#active += 1;
    try {
      const value = await work();
      await this.rest();
      return value;
    } finally {
      this.#active -= 1;
      this.#letIn();
    }
  }

  /** Rests until what was used since the last rest is no more than the share. */
  async rest(): Promise<void> {
    const { isGentle, usedMs, clock, wait, halted } = this.#deps;
    if (!isGentle()) {
      this.#usedMs = null;
      return;
    }
    const [before, used] = [this.#usedMs, usedMs()];
    this.#usedMs = used;
    // Nothing is owed for what was done while nobody was to be spared.
    if (before === null) this.#freeAt = clock();
    else this.#freeAt = Math.max(this.#freeAt, clock() - creditMs) + (used - before) / gentleShare;
    const aheadMs = this.#freeAt - clock();
    if (aheadMs < shortestRestMs || halted.aborted) return;
    // The run ends: whoever rests has nothing else to do.
    await wait(Math.min(aheadMs, longestRestMs), halted).catch(() => undefined);
  }

  #hasRoom(): boolean {
    return this.#deps.halted.aborted || !this.#deps.isGentle() || this.#active < gentleTransfers;
  }

  /** Whoever is let in counts at once: several may be let in together. */
  #letIn(): void {
    while (this.#waiting.length > 0 && this.#hasRoom()) {
      this.#active += 1;
      this.#waiting.shift()?.();
    }
  }
}
