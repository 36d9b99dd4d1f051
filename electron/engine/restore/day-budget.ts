import type { QuotaState } from '../../contract/models.ts';
import { batchFor } from './limits.ts';

/**
 * The day's requests of one round of uploads. What is uploaded is worth nothing before it is made, and its token lives one
 * day: so that none grows old over night, the last requests of a day are kept for the batches of what is uploaded.
 */
export class DayBudget {
  readonly #quota: () => QuotaState;
  readonly #usedBefore: number;
  #begun = 0;
  #open = 0;

  constructor(quota: () => QuotaState) {
    this.#quota = quota;
    this.#usedBefore = quota().apiRequests.used;
  }

  /** Counts an upload of so many requests; false, and nothing counted, when it would not be made today. */
  begin(requests: number): boolean {
    const { used, limit } = this.#quota().apiRequests;
    // No day has room for it: it is tried all the same, a token may live until the next.
    const isHopeless = requests + 1 > limit;
    const spent = Math.max(used, this.#usedBefore + this.#begun);
    const batches = Math.ceil((this.#open + 1) / batchFor(limit));
    if (!isHopeless && spent + requests + batches > limit) return false;
    this.#begun += requests;
    this.#open += 1;
    return true;
  }

  /** An item that was begun will be in no batch. */
  dropped(): void {
    this.#open -= 1;
  }

  /** So many items are being made, with one request. */
  batchBegun(items: number): void {
    this.#open -= items;
    this.#begun += 1;
  }
}
