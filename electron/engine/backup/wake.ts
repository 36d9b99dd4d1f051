/** Lets a consumer sleep until a producer says that something may have changed; no signal is ever lost. */
export class Wake {
  #waiting: (() => void)[] = [];

  /** Resolves at the next {@link signal}. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  signal(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const resolve of woken) resolve();
  }
}
