/** Draws a frame of a film and hands it over; whether the film has a poster now. Never rejects. */
export type MakePoster = (id: number) => Promise<boolean>;

/**
 * Makes posters one at a time, those that were asked for last first: they are in sight. One that came to nothing is not
 * tried again while the page lives.
 */
export class PosterQueue {
  readonly #make: MakePoster;
  readonly #waiting: { readonly id: number; readonly done: (isMade: boolean) => void }[] = [];
  readonly #hopeless = new Set<number>();
  #isBusy = false;

  constructor(make: MakePoster) {
    this.#make = make;
  }

  /** Resolves once the film has a poster, or will have none; false, too, when it was not wanted any more. */
  ask(id: number, signal: AbortSignal): Promise<boolean> {
    if (this.#hopeless.has(id)) return Promise.resolve(false);
    return new Promise((done) => {
      const entry = { id, done };
      this.#waiting.push(entry);
      signal.addEventListener('abort', () => {
        const at = this.#waiting.indexOf(entry);
        if (at === -1) return;
        this.#waiting.splice(at, 1);
        done(false);
      });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const isMade = await this.#make(next.id);
      if (!isMade) this.#hopeless.add(next.id);
      next.done(isMade);
    }
    this.#isBusy = false;
  }
}
