/** Work that waits for its turn. */
interface Waiting<T> {
  readonly key: string;
  readonly work: () => Promise<T>;
  readonly settle: (outcome: Promise<T> | T) => void;
  readonly outcome: Promise<T>;
}

/** The bounds of {@link LatestFirst}. */
export interface LatestFirstBounds<T> {
  /** So much is worked on at once. */
  readonly parallel: number;
  /** So much may wait; what was asked for longest ago is given up for more. */
  readonly waiting: number;
  /** The outcome of what is given up. */
  readonly givenUp: () => T;
}

/**
 * Does what was asked for last first: whoever scrolls wants what is on the screen now, not what has left it. The same
 * key is worked on once at a time, and asking for it again brings it to the front.
 */
export class LatestFirst<T> {
  readonly #bounds: LatestFirstBounds<T>;
  /** By key, what was asked for last at the end. */
  readonly #waiting = new Map<string, Waiting<T>>();
  readonly #working = new Map<string, Promise<T>>();

  constructor(bounds: LatestFirstBounds<T>) {
    this.#bounds = bounds;
  }

  /** The outcome of `work`, or of the work that is already asked for under this key. Rejects as the work does. */
  ask(key: string, work: () => Promise<T>): Promise<T> {
    const working = this.#working.get(key);
    if (working !== undefined) return working;
    const waiting = this.#waiting.get(key) ?? newlyWaiting(key, work);
    this.#waiting.delete(key);
    this.#waiting.set(key, waiting);
    this.#begin();
    if (this.#waiting.size > this.#bounds.waiting) this.#giveUpOldest();
    return waiting.outcome;
  }

  /** Gives up all that waits, and resolves once all that is being worked on has ended. */
  async close(): Promise<void> {
    while (this.#waiting.size > 0) this.#giveUpOldest();
    await Promise.allSettled(this.#working.values());
  }

  #begin(): void {
    while (this.#working.size < this.#bounds.parallel) {
      const next = [...this.#waiting.values()].at(-1);
      if (next === undefined) return;
      this.#waiting.delete(next.key);
      const outcome = next.work().finally(() => {
        this.#working.delete(next.key);
        this.#begin();
      });
      this.#working.set(next.key, outcome);
      next.settle(outcome);
    }
  }

  #giveUpOldest(): void {
    const [oldest] = this.#waiting.values();
    if (oldest === undefined) return;
    this.#waiting.delete(oldest.key);
    oldest.settle(this.#bounds.givenUp());
  }
}

function newlyWaiting<T>(key: string, work: () => Promise<T>): Waiting<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { key, work, settle: resolve, outcome: promise };
}
