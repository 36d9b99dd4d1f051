/** Runs shared work concurrently and exclusive work alone, in the order of the calls. */
export class SharedOrAlone {
  readonly #most: number;
  readonly #waiting: { readonly places: number; readonly begin: () => void }[] = [];
  #taken = 0;

  /** @param most how many shared tasks may run at once */
  constructor(most: number) {
    this.#most = most;
  }

  /** Does `work` beside others of its kind. Rejects as it does. */
  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.#within(1, work);
  }

  /** Runs `work` while nothing else runs. Rejects as it does. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#within(this.#most, work);
  }

  async #within<T>(places: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ places, begin });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#taken -= places;
      this.#next();
    }
  }

  #next(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (this.#taken + first.places > this.#most) return;
      this.#waiting.shift();
      this.#taken += first.places;
      first.begin();
    }
  }
}
