import { batchSize } from './limits.ts';
import type { WorkItem } from './work-item.ts';

/** An item whose bytes are at Google. */
export interface ReadyItem {
  readonly item: WorkItem;
  readonly token: string;
  /** Epoch milliseconds at which the token was given. */
  readonly tokenAt: number;
  /** Bytes that were uploaded; null where the journal knows of them. */
  readonly length: number | null;
}

/**
 * What is uploaded and waits for its batch. Batches are smaller where tokens were seen to grow old before a whole one came
 * together, as when Google takes fewer requests a day than it says; then no more is uploaded than one of them takes.
 */
export class ReadyQueue {
  readonly #items: ReadyItem[] = [];
  readonly #signal: AbortSignal;
  readonly #size: BatchSize;
  /** Items that are on their way here, or here. */
  #open = 0;
  #isOver = false;
  #changed = Promise.withResolvers<void>();

  constructor(signal: AbortSignal, size: BatchSize) {
    this.#signal = signal;
    this.#size = size;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Resolves to whether another upload may begin; false at the end. */
  async room(): Promise<boolean> {
    while (this.#open >= this.#size.mostOpen() && !this.#isOver && !this.#signal.aborted) await this.#changed.promise;
    if (this.#isOver || this.#signal.aborted) return false;
    this.#open += 1;
    return true;
  }

  put(item: ReadyItem): void {
    this.#items.push(item);
    this.#wake();
  }

  /** What was to come does not come. */
  leaveOut(): void {
    this.#open -= 1;
    this.#wake();
  }

  /** A batch; empty at the end. */
  async take(): Promise<readonly ReadyItem[]> {
    // The batch before may have changed the size: who waits for room by the old one would wait for ever, and this for them.
    this.#wake();
    while (this.#items.length < this.#size.now() && !this.#isOver && !this.#signal.aborted) {
      await this.#changed.promise;
    }
    if (this.#signal.aborted) return [];
    const batch = this.#items.splice(0, this.#size.now());
    this.#open -= batch.length;
    this.#wake();
    return batch;
  }

  /** What nobody has taken. */
  rest(): readonly ReadyItem[] {
    return this.#items;
  }

  /** Nothing comes any more. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}

/** How many items are made at once: as many as Google takes, or as come together before their tokens are too old. */
export class BatchSize {
  readonly #most: number;
  #size: number;

  constructor(most: number) {
    this.#most = most;
    this.#size = most;
  }

  now(): number {
    return this.#size;
  }

  /** Items that may be uploaded and not made: two batches of full size, so that uploads never wait for one. */
  mostOpen(): number {
    return this.#size < this.#most ? this.#size : this.#most + batchSize;
  }

  /** So many tokens were too old when their batch had its turn. */
  grewOld(tokens: number): void {
    this.#size = Math.max(1, Math.min(this.#size, Math.floor(tokens / 2)));
  }

  made(): void {
    this.#size = Math.min(this.#most, this.#size * 2);
  }
}
