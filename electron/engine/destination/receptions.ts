import type { DirectHeading, DirectOutcome, DirectRequest, HttpHead } from '../../contract/bytes.ts';
import type { Problem, ProblemError } from '../../contract/problem.ts';
import { type DiskAnswer, type DiskWork, failedAnswer } from './disk-work.ts';

/* Answers to requests for bytes that a disk thread receives itself: from the socket into the block, and from there into the file. */

/** Who takes the bytes of an answer, each chunk before the next. */
export interface BytesTaker {
  readonly head: (head: HttpHead) => DirectHeading | Promise<DirectHeading>;
  /** `judged`: the head was good, and nobody is asked. */
  readonly judged: (head: HttpHead) => void;
  readonly write: (chunk: Uint8Array) => void;
}

/** What fetches bytes in a thread. */
export interface BringsBytes {
  /** Rejects with a ProblemError, what the taker threw, or `signal.reason`. */
  readonly bring: (request: DirectRequest, taker: BytesTaker, signal: AbortSignal) => Promise<DirectOutcome>;
  /** Closes its connections; the next request opens others. */
  readonly hangUp: () => void;
}

/** How the bytes of a file stand that is being received. */
export interface ReceivedState {
  /** Bytes in the block. */
  readonly filled: number;
  /** The file is open on this thread. */
  readonly isOpen: boolean;
}

/** What a thread is sent about answers that it receives. `id` numbers one of them. */
export type ReceiveMessage =
  | ({
      readonly kind: 'receive';
      readonly id: number;
      readonly file: number;
      readonly path: string;
      /** Nobody else may touch it until the reception is over. */
      readonly block: SharedArrayBuffer;
      readonly request: DirectRequest;
    } & Pick<ReceivedState, 'filled'>)
  /** The head was judged; what came before the bytes that follow may be another by now. */
  | ({ readonly kind: 'receive-on'; readonly id: number; readonly heading: DirectHeading } & Pick<
      ReceivedState,
      'filled'
    >)
  | { readonly kind: 'receive-no-more'; readonly id: number }
  | { readonly kind: 'hang-up' };

/** What it tells of them. */
export type ReceiveEvent =
  /** Nothing goes on before it is answered. */
  | { readonly kind: 'head'; readonly id: number; readonly head: HttpHead }
  /** `first`: how the content begins, once, and only where it takes more than a moment. */
  | ({ readonly kind: 'came'; readonly id: number; readonly first: Uint8Array | null } & News)
  /** Whatever became of it: the last. */
  | ({ readonly kind: 'over'; readonly id: number; readonly end: ReceiveEnd } & News & ReceivedState);

interface News {
  /** A head that was judged on this thread, once; to be heard of before the bytes. */
  readonly judged: HttpHead | null;
  /** Bytes that have come since the event before. */
  readonly bytes: number;
  /** Bytes that were appended to the file in this reception. */
  readonly appended: number;
}

export type ReceiveEnd =
  | DirectOutcome
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'aborted' }
  | Extract<DiskAnswer, { kind: 'failed' }>;

/** How often it is told that bytes have come: after so many milliseconds, or so many bytes. */
const tellEveryMs = 100;
const tellEveryBytes = 4 * 1024 * 1024;
/**
 * Of the block of a reception that fills its first one. V8 copies into shared memory more slowly, and what is smaller than a
 * processor's cache is hashed and written from there.
 */
const ownBlockBytes = 256 * 1024;
/** As much of the beginning as is needed to judge what it is. */
const firstBytes = 4_096;

/** After so many bytes the memory of the pieces in which they came is given back. */
const collectEveryBytes = 4 * 1024 * 1024;
let uncollected = 0;

/**
 * V8 counts the memory of a piece at its object alone, and so would let some hundred megabytes of them gather in a thread
 * that makes nothing else. To collect what is young takes less than a millisecond. Without `--expose-gc` (heap-flags.ts) it
 * is left alone.
 */
function letGoOf(bytes: number): void {
  uncollected += bytes;
  if (uncollected < collectEveryBytes) return;
  uncollected = 0;
  globalThis.gc?.({ type: 'minor' });
}

interface ReceptionsDeps {
  readonly brings: BringsBytes;
  readonly work: Pick<DiskWork, 'isOpen' | 'createFile' | 'appendTo'>;
  readonly post: (event: ReceiveEvent) => void;
}

/** The answers that one thread receives side by side. */
export class Receptions {
  readonly #deps: ReceptionsDeps;
  readonly #running = new Map<number, Reception>();

  constructor(deps: ReceptionsDeps) {
    this.#deps = deps;
  }

  take(message: ReceiveMessage): void {
    switch (message.kind) {
      case 'receive':
        return this.#begin(message);
      case 'receive-on':
        return this.#running.get(message.id)?.goOn(message);
      case 'receive-no-more':
        return this.#running.get(message.id)?.end();
      case 'hang-up':
        return this.#deps.brings.hangUp();
    }
  }

  #begin(order: Extract<ReceiveMessage, { kind: 'receive' }>): void {
    const reception = new Reception(order, this.#deps);
    this.#running.set(order.id, reception);
    void reception.perform().finally(() => this.#running.delete(order.id));
  }
}

class Reception implements BytesTaker {
  readonly #order: Extract<ReceiveMessage, { kind: 'receive' }>;
  readonly #deps: ReceptionsDeps;
  /** What the bytes go into: the order's block until that is full, then one of its own. */
  #block: Uint8Array;
  readonly #ending = new AbortController();
  #judging: PromiseWithResolvers<DirectHeading> | null = null;
  #filled: number;
  #appended = 0;
  /** Head and bytes that nobody was told of. */
  #judged: HttpHead | null = null;
  #untold = 0;
  #toldAt = 0;
  /** Nothing came before these bytes, and nobody was told how they begin. */
  #isBeginning: boolean;

  constructor(order: Extract<ReceiveMessage, { kind: 'receive' }>, deps: ReceptionsDeps) {
    this.#order = order;
    this.#deps = deps;
    this.#block = new Uint8Array(order.block);
    this.#filled = order.filled;
    this.#isBeginning = order.request.kind === 'packed' || order.request.media !== null;
  }

  async perform(): Promise<void> {
    const { brings, work, post } = this.#deps;
    const { id, file, request } = this.#order;
    const end = await brings.bring(request, this, this.#ending.signal).catch((thrown: unknown) => this.#endOf(thrown));
    this.#handBack();
    post({ kind: 'over', id, ...this.#news(), filled: this.#filled, isOpen: work.isOpen(file), end });
  }

  head(head: HttpHead): Promise<DirectHeading> {
    this.#judging = Promise.withResolvers();
    this.#deps.post({ kind: 'head', id: this.#order.id, head });
    return this.#judging.promise;
  }

  judged(head: HttpHead): void {
    this.#toldAt = performance.now();
    this.#judged = head;
  }

  goOn({ heading, filled }: Extract<ReceiveMessage, { kind: 'receive-on' }>): void {
    this.#block = new Uint8Array(this.#order.block);
    this.#filled = filled;
    this.#toldAt = performance.now();
    this.#judging?.resolve(heading);
  }

  end(): void {
    this.#ending.abort();
    // Who waits for a word about the head waits no longer.
    this.#judging?.reject(this.#ending.signal.reason);
  }

  write(chunk: Uint8Array): void {
    for (let rest = chunk; rest.length > 0; ) {
      const fitting = rest.subarray(0, this.#block.length - this.#filled);
      this.#block.set(fitting, this.#filled);
      this.#filled += fitting.length;
      rest = rest.subarray(fitting.length);
      if (this.#filled === this.#block.length) this.#append();
    }
    this.#untold += chunk.length;
    letGoOf(chunk.length);
    if (this.#untold >= tellEveryBytes || performance.now() - this.#toldAt >= tellEveryMs) this.#tell();
  }

  #append(): void {
    const { work } = this.#deps;
    const { file, path } = this.#order;
    // How it begins is in the block for the last time.
    if (this.#isBeginning) this.#tell();
    if (!work.isOpen(file)) work.createFile({ file, path });
    work.appendTo(file, this.#block);
    this.#appended += this.#filled;
    this.#filled = 0;
    if (this.#block.buffer === this.#order.block) this.#block = Buffer.allocUnsafeSlow(ownBlockBytes);
  }

  /** What is not yet in the file is in the order's block at the end. */
  #handBack(): void {
    const shared = new Uint8Array(this.#order.block);
    if (this.#block.buffer !== shared.buffer) shared.set(this.#block.subarray(0, this.#filled));
  }

  #tell(): void {
    const knowsFirst = this.#isBeginning && this.#filled >= firstBytes;
    const first = knowsFirst ? this.#block.slice(0, firstBytes) : null;
    if (knowsFirst) this.#isBeginning = false;
    this.#deps.post({ kind: 'came', id: this.#order.id, ...this.#news(), first });
    this.#toldAt = performance.now();
  }

  #news(): News {
    const news = { judged: this.#judged, bytes: this.#untold, appended: this.#appended };
    [this.#judged, this.#untold] = [null, 0];
    return news;
  }

  #endOf(thrown: unknown): ReceiveEnd {
    if (this.#ending.signal.aborted) return { kind: 'aborted' };
    return isProblem(thrown) ? { kind: 'problem', problem: thrown.problem } : failedAnswer(thrown);
  }
}

/** By its name: whoever throws one has loaded all problems, which takes 20 ms, and a thread that only writes has not. */
function isProblem(thrown: unknown): thrown is ProblemError {
  return thrown instanceof Error && thrown.name === 'ProblemError' && 'problem' in thrown;
}
