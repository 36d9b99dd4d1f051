import { setTimeout } from 'node:timers/promises';
import type { ExpectedMedia } from './byte-head.ts';

/** A content of so many bytes is worth what it costs to have a thread receive it. */
const largeBytes = 512 * 1024;
/** So many of the latest decide: a library has stretches of screenshots, and of films. */
const latest = 16;
/** So long, in milliseconds, the others wait for the first head; then they are taken for large, as photos of a phone are. */
const patienceMs = 1_000;

/** How large the contents of one kind are, by those that came last. */
class LatestSizes {
  #mean: number | null = null;
  #count = 0;

  took(bytes: number): void {
    this.#count = Math.min(this.#count + 1, latest);
    this.#mean = (this.#mean ?? 0) + (bytes - (this.#mean ?? 0)) / this.#count;
  }

  /** Null as long as none came. */
  areLarge(): boolean | null {
    return this.#mean === null ? null : this.#mean >= largeBytes;
  }
}

/** How large contents are, by those that came last: photos and films for themselves. */
export class ContentSizes {
  readonly #photos = new LatestSizes();
  readonly #films = new LatestSizes();
  /** Resolves when the one that went ahead has told, or failed to; null before there is one. */
  #ahead: PromiseWithResolvers<void> | null = null;

  /** A head says that so many bytes follow. */
  took(bytes: number, media: ExpectedMedia): void {
    (media === 'video' ? this.#films : this.#photos).took(bytes);
    this.#ahead?.resolve();
  }

  /** An answer has come to its end, whatever it said. */
  ended(): void {
    this.#ahead?.resolve();
  }

  /**
   * Whether the next one is likely to be large. As long as nobody knows, one goes ahead, and the others wait for its head. The
   * first film is taken for what the photos are: threads that receive nothing else are not made to for one small film.
   */
  async expectLarge(media: ExpectedMedia): Promise<boolean> {
    if (this.#known(media) === null) {
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
    return this.#known(media) ?? true;
  }

  #known(media: ExpectedMedia): boolean | null {
    const [photos, films] = [this.#photos.areLarge(), this.#films.areLarge()];
    return media === 'video' ? (films ?? photos) : (photos ?? films);
  }
}
