import type { Dispatcher } from 'undici';
import type { HttpHead, LineRequest } from '../../contract/bytes.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { ContentSizes } from './content-sizes.ts';
import { BoundedBody, dispatchOptions, type ExchangeTimeouts, type HttpAnswer, type HttpRequest } from './exchange.ts';
import { maxErrorBytes } from './google-errors.ts';
import { readNetworkError } from './network-errors.ts';
import type { Timing } from './timing.ts';

/** A transfer that is slower than a modem of 1980 comes to no end, and holds a connection. */
const leastBytesPerSecond = 100;
/** So many times the time after which silence counts as a stall, the speed is measured. */
const speedOverStalls = 2;

/** What a good head promises: the number of bytes that this answer must bring; null when not announced. */
export interface ByteHeading {
  readonly expected: number | null;
}

/** Who takes the bytes of one attempt. What its functions throw rejects the attempt. */
export interface ByteReceiver {
  /** Judges the head. `refused` reads the body as an error, regardless of the status. */
  readonly head: (head: HttpHead) => ByteHeading | 'refused' | Promise<ByteHeading | 'refused'>;
  readonly write: (chunk: Uint8Array) => void | Promise<void>;
}

/** How an attempt ended that was not rejected. */
export type ByteOutcome = { readonly kind: 'received' } | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/** What every attempt needs. */
export interface ByteLine {
  readonly dispatcher: Dispatcher;
  readonly timeouts: ExchangeTimeouts;
  readonly bandwidth: Bandwidth;
  readonly sleep: Timing['sleep'];
  /** Milliseconds. */
  readonly now: Timing['now'];
  /** Told of every chunk, for the counters. */
  readonly onBytes: (bytes: number) => void;
  /** How threads make connections of their own; null where all bytes are to go through the dispatcher. */
  readonly ofThreads: Pick<LineRequest, 'connections' | 'environment'> | null;
  /** Of all contents of this line. */
  readonly sizes: ContentSizes;
}

/** What one exchange needs of it. */
type ExchangeLine = Omit<ByteLine, 'ofThreads' | 'sizes'>;

/**
 * Sends a request and hands the bytes of its answer to `receiver`, chunk by chunk as they leave the socket: no copy, no
 * stream in between, and the socket is left alone while the receiver is busy. Settles only once the receiver has
 * finished what it was doing. Rejects with a ProblemError (connection, length), with what the receiver threw, or with
 * `signal.reason`.
 */
export function receiveBytes(
  line: ExchangeLine,
  request: HttpRequest,
  receiver: ByteReceiver,
  signal: AbortSignal,
): Promise<ByteOutcome> {
  const reception = new Reception(line, request.url.host, receiver, signal);
  if (!signal.aborted) line.dispatcher.dispatch(dispatchOptions(request, line.timeouts), reception);
  return reception.outcome;
}

class Reception implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<ByteOutcome>;
  readonly #settle: PromiseWithResolvers<ByteOutcome>;
  readonly #line: ExchangeLine;
  readonly #host: string;
  readonly #receiver: ByteReceiver;
  readonly #signal: AbortSignal;
  readonly #onAbort = () => this.#fail(this.#signal.reason);
  readonly #errorBody = new BoundedBody();
  #controller: Dispatcher.DispatchController | null = null;
  #head: HttpHead = { status: 0, headers: {} };
  #stage: 'head' | 'bytes' | 'error-body' | 'over' = 'head';
  #expected: number | null = null;
  #received = 0;
  /** What came since the speed was looked at last. */
  #measured = { since: 0, bytes: 0 };
  /** What the receiver is busy with; never rejects. */
  #business: Promise<void> | null = null;

  constructor(line: ExchangeLine, host: string, receiver: ByteReceiver, signal: AbortSignal) {
    this.#line = line;
    this.#host = host;
    this.#receiver = receiver;
    this.#signal = signal;
    this.#settle = Promise.withResolvers<ByteOutcome>();
    this.outcome = this.#settle.promise;
    if (signal.aborted) this.#fail(signal.reason);
    else signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The signal may have come while the connection was still being made.
    if (this.#stage === 'over') controller.abort(new Error('not wanted any more'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: HttpHead['headers']): void {
    if (this.#stage === 'over' || status < 200) return;
    this.#head = { status, headers };
    try {
      const heading = this.#receiver.head(this.#head);
      if (heading instanceof Promise) this.#waitFor(heading.then((late) => this.#begin(late)));
      else this.#begin(heading);
    } catch (error) {
      this.#fail(error);
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    // Undici flushes its parser with an empty chunk on every resume; pausing for one would continue forever.
    if (this.#stage === 'over' || chunk.byteLength === 0) return;
    if (this.#stage === 'error-body') {
      if (!this.#errorBody.add(chunk, maxErrorBytes)) this.#finishRefused(controller);
      return;
    }
    this.#received += chunk.byteLength;
    this.#line.onBytes(chunk.byteLength);
    if (this.#isTooSlow(chunk.byteLength)) {
      this.#fail(this.#tooSlow());
      return;
    }
    if (this.#expected !== null && this.#received > this.#expected) {
      this.#fail(this.#wrongLength());
      return;
    }
    this.#pass(chunk);
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    if (this.#business === null) this.#finish(controller);
    else void this.#business.then(() => this.#finish(controller));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const began = this.#stage === 'bytes' ? 'amid-bytes' : 'before-answer';
    const stage = this.#controller === null ? 'connecting' : began;
    this.#fail(new ProblemError(readNetworkError(error, this.#host, stage, 'bytes')));
  }

  /** Time that the receiver takes, or a limit that a person set, is not the line's: it is measured from there on anew. */
  #isTooSlow(bytes: number): boolean {
    this.#measured.bytes += bytes;
    const { since, bytes: arrived } = this.#measured;
    const ms = this.#line.now() - since;
    if (ms < speedOverStalls * this.#line.timeouts.stallMs) return false;
    this.#measured = { since: this.#line.now(), bytes: 0 };
    return arrived < (ms / 1_000) * leastBytesPerSecond;
  }

  #begin(heading: ByteHeading | 'refused'): void {
    if (heading === 'refused') {
      if (this.#stage === 'head') this.#stage = 'error-body';
      return;
    }
    this.#measured = { since: this.#line.now(), bytes: 0 };
    this.#expected = heading.expected;
    if (this.#stage === 'head') this.#stage = 'bytes';
  }

  #pass(chunk: Buffer): void {
    const tooEarlyMs = this.#line.bandwidth.take(chunk.byteLength);
    // A connection that closes while it is paused still hands over what it has: that has to queue up.
    if (this.#business !== null) {
      this.#waitFor(this.#business.then(() => this.#writeQueued(chunk)));
      return;
    }
    try {
      const writing = this.#receiver.write(chunk);
      if (writing !== undefined || tooEarlyMs > 0) this.#waitFor(this.#paced(writing, tooEarlyMs));
    } catch (error) {
      this.#fail(error);
    }
  }

  #writeQueued(chunk: Buffer): void | Promise<void> {
    // The head was judged meanwhile.
    if (this.#stage === 'error-body') this.#errorBody.add(chunk, maxErrorBytes);
    else if (this.#stage !== 'over') return this.#receiver.write(chunk);
  }

  async #paced(writing: void | Promise<void>, tooEarlyMs: number): Promise<void> {
    await writing;
    if (tooEarlyMs > 0 && this.#stage !== 'over') await this.#line.sleep(tooEarlyMs, this.#signal);
  }

  /** Leaves the socket alone until `work`, and what was waited for before, is done. */
  #waitFor(work: Promise<void>): void {
    this.#controller?.pause();
    const business: Promise<void> = work.then(
      () => {
        if (this.#business !== business) return;
        this.#business = null;
        this.#measured = { since: this.#line.now(), bytes: 0 };
        if (this.#stage !== 'over') this.#controller?.resume();
      },
      (error: unknown) => this.#fail(error),
    );
    this.#business = business;
  }

  #finish(controller: Dispatcher.DispatchController): void {
    if (this.#stage === 'error-body') this.#finishRefused(controller);
    else this.#finishReceived();
  }

  #finishReceived(): void {
    if (this.#stage === 'over') return;
    if (this.#expected !== null && this.#received !== this.#expected) this.#fail(this.#wrongLength());
    else this.#end(() => this.#settle.resolve({ kind: 'received' }));
  }

  #finishRefused(controller: Dispatcher.DispatchController): void {
    const answer = { ...this.#head, body: this.#errorBody.bytes() };
    this.#end(() => this.#settle.resolve({ kind: 'refused', answer }));
    // Without effect when the body came to its end; otherwise the rest of the error is not wanted.
    controller.abort(new Error('not wanted any more'));
  }

  #fail(error: unknown): void {
    if (this.#stage === 'over') return;
    this.#end(() => this.#settle.reject(error));
    this.#controller?.abort(new Error('not wanted any more'));
  }

  #end(settle: () => void): void {
    this.#stage = 'over';
    this.#signal.removeEventListener('abort', this.#onAbort);
    // The receiver itself may have brought the end about, in the middle of a call that is about to return a promise.
    queueMicrotask(() => {
      if (this.#business === null) settle();
      else void this.#business.then(settle);
    });
  }

  #tooSlow(): ProblemError {
    const detail = `Less than ${leastBytesPerSecond} bytes a second came from ${this.#host}.`;
    return new ProblemError(problem('bytes-stalled', { detail }));
  }

  #wrongLength(): ProblemError {
    const detail = `${this.#received} bytes came from ${this.#host}, ${this.#expected} were announced.`;
    return new ProblemError(problem('bytes-incomplete', { detail }));
  }
}
