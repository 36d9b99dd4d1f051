import type { DirectHeading, DirectOutcome, HttpHead, StopSignal } from '../../contract/bytes.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { ReceivedState, ReceiveEnd, ReceiveEvent, ReceiveMessage } from './receptions.ts';
import { systemError } from './system-error.ts';

/** What a thread is to receive, and where it puts it. */
export type ReceiveOrder = Omit<Extract<ReceiveMessage, { kind: 'receive' }>, 'kind' | 'id'>;

/** What becomes of bytes that come. */
export interface BytesCame {
  /** Since the time before. */
  readonly bytes: number;
  /** Appended to the file in this reception. */
  readonly appended: number;
  /** How the content begins; once, and not of contents that come in no time. */
  readonly first: Uint8Array | null;
}

/** Who hears of a reception, one event after the other. What it throws ends the reception. */
export interface ReceiveHearer {
  readonly head: (head: HttpHead) => DirectHeading | Promise<DirectHeading>;
  /** How many bytes of the block are to be kept, when a head was judged. */
  readonly filled: () => number;
  readonly came: (news: BytesCame) => void | Promise<void>;
  /** How the file stands at the end, whatever became of it; told before the reception settles. */
  readonly stands: (standing: ReceivedState & { readonly appended: number }) => void;
}

/** The receptions of one thread, as they are heard of. */
export class HeardReceptions {
  readonly #post: (message: ReceiveMessage) => void;
  readonly #heard = new Map<number, HeardReception>();
  #last = 0;

  constructor(post: (message: ReceiveMessage) => void) {
    this.#post = post;
  }

  count(): number {
    return this.#heard.size;
  }

  async begin(order: ReceiveOrder, hearer: ReceiveHearer, signal: StopSignal): Promise<DirectOutcome> {
    signal.throwIfAborted();
    const id = ++this.#last;
    const reception = new HeardReception(id, hearer, this.#post);
    this.#heard.set(id, reception);
    const onAbort = (): void => reception.fail(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      this.#post({ kind: 'receive', id, ...order });
      return await reception.outcome;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#heard.delete(id);
    }
  }

  take(event: ReceiveEvent): void {
    this.#heard.get(event.id)?.take(event);
  }

  /** The thread is no more. */
  failAll(reason: Error): void {
    for (const reception of this.#heard.values()) reception.break(reason);
  }
}

class HeardReception {
  readonly outcome: Promise<DirectOutcome>;
  readonly #id: number;
  readonly #hearer: ReceiveHearer;
  readonly #post: (message: ReceiveMessage) => void;
  readonly #settled = Promise.withResolvers<DirectOutcome>();
  /** Events are heard in their order, each when the one before was dealt with. */
  #events: Promise<void> = Promise.resolve();
  #failure: { readonly thrown: unknown } | null = null;

  constructor(id: number, hearer: ReceiveHearer, post: (message: ReceiveMessage) => void) {
    this.outcome = this.#settled.promise;
    this.#id = id;
    this.#hearer = hearer;
    this.#post = post;
  }

  take(event: ReceiveEvent): void {
    this.#events = this.#events.then(() => this.#hear(event)).catch((thrown: unknown) => this.fail(thrown));
    if (event.kind === 'over') this.#events = this.#events.then(() => this.#conclude(event.end));
  }

  /** Ends it; it settles when the thread has let go of the block. */
  fail(thrown: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = { thrown };
    this.#post({ kind: 'receive-no-more', id: this.#id });
  }

  break(reason: Error): void {
    this.#settled.reject(reason);
  }

  async #hear(event: ReceiveEvent): Promise<void> {
    if (event.kind === 'over') {
      const { filled, isOpen, appended } = event;
      try {
        await this.#hearNews({ ...event, first: null });
      } finally {
        this.#hearer.stands({ filled, isOpen, appended });
      }
    } else if (event.kind === 'came') await this.#hearNews(event);
    else if (this.#failure === null) {
      const heading = await this.#hearer.head(event.head);
      this.#post({ kind: 'receive-on', id: this.#id, heading, filled: this.#hearer.filled() });
    }
  }

  async #hearNews({ judged, ...news }: BytesCame & { readonly judged: HttpHead | null }): Promise<void> {
    // What ended it may have been its own head.
    if (this.#failure !== null) return;
    if (judged !== null) await this.#hearer.head(judged);
    if (news.bytes > 0 || news.first !== null) await this.#hearer.came(news);
  }

  #conclude(end: ReceiveEnd): void {
    if (this.#failure !== null) return this.#settled.reject(this.#failure.thrown);
    switch (end.kind) {
      case 'received':
      case 'refused':
        return this.#settled.resolve(end);
      case 'problem':
        return this.#settled.reject(new ProblemError(end.problem));
      case 'failed':
        return this.#settled.reject(systemError(end));
      case 'aborted':
        return this.#settled.reject(new Error('Nobody ended this reception'));
    }
  }
}
