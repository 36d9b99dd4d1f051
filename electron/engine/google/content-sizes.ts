import { setTimeout } from 'node:timers/promises';

/** A content of so many bytes is worth what it costs to have a thread receive it. */
const largeBytes = 512 * 1024;
/** So many of the latest decide: a library has stretches of screenshots, and of films. */
const latest = 16;
/** So long, in milliseconds, the others wait for the first head; then they are taken for large, as photos of a phone are. */
const patienceMs = 1_000;

/** How large contents are, by those that came last. */
export class ContentSizes {
  #mean: number | null = null;
  #count = 0;
  /** Resolves when the one that went ahead has told, or failed to; null before there is one. */
  #ahead: PromiseWithResolvers<void> | null = null;

  /** A head says that so many bytes follow. */
  took(bytes: number): void {
    this.#count = Math.min(this.#count + 1, latest);
    this.#mean = (this.#mean ?? 0) + (bytes - (this.#mean ?? 0)) / this.#count;
    this.#ahead?.resolve();
  }

  /** An answer has come to its end, whatever it said. */
  ended(): void {
    this.#ahead?.resolve();
  }

  /** Whether the next one is likely to be large. As long as nobody knows, one goes ahead, and the others wait for its head. */
  async expectLarge(): Promise<boolean> {
    if (this.#mean === null) {
      if (this.#ahead === null) {
        this.#ahead = Promise.withResolvers();
        return false;
      }
      const patience = new AbortController();
      const waited = setTimeout(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([this.#ahead.promise, waited]);
      patience.abort();
      this.#ahead.resolve();
    }
    return this.#mean === null || this.#mean >= largeBytes;
  }
}
