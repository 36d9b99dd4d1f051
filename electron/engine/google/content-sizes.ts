/** A content of so many bytes is worth what it costs to have a thread receive it. */
const largeBytes = 512 * 1024;
/** So many of the latest decide: a library has stretches of screenshots, and of films. */
const latest = 16;

/** How large contents are, by those that came last. */
export class ContentSizes {
  #mean: number | null = null;
  #count = 0;

  took(bytes: number): void {
    this.#count = Math.min(this.#count + 1, latest);
    this.#mean = (this.#mean ?? 0) + (bytes - (this.#mean ?? 0)) / this.#count;
  }

  /** As long as nothing is known: photos of a phone, and films, are. */
  areLarge(): boolean {
    return this.#mean === null || this.#mean >= largeBytes;
  }
}
