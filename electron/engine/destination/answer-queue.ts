/** An answer, or what there is yet to do for it once all that was asked meanwhile has begun. */
export type Performed<Answer extends object> = Answer | (() => Answer);

/** So many answers at most are put off together: all of them wait for the last. */
const mostTogether = 32;

/**
 * Posts answers in the order of their questions, many in one message. What is put off is done together, when every question
 * that had come by then has begun: syncs that follow each other cost the file system one commit.
 */
export class AnswerQueue<Answer extends object> {
  readonly #post: (answers: readonly Answer[]) => void;
  #waiting: (() => Answer)[] = [];

  constructor(post: (answers: readonly Answer[]) => void) {
    this.#post = post;
  }

  add(performed: Performed<Answer>): void {
    const isReady = typeof performed !== 'function';
    if (isReady && this.#waiting.length === 0) return this.#post([performed]);
    if (this.#waiting.length === 0) setImmediate(() => this.#answer());
    this.#waiting.push(isReady ? () => performed : performed);
    if (this.#waiting.length >= mostTogether) this.#answer();
  }

  #answer(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) this.#post(waiting.map((answer) => answer()));
  }
}
