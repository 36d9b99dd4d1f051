import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, type Result } from '../../../../contract/result.ts';
import type { ListedEntry } from './entry-judge.ts';
import { createPassedEntryCache } from './passed-entry-cache.ts';
import type { TarMember } from './tar-members.ts';

/** What comes by at a position that was asked for. */
export interface Arrival {
  readonly listed: ListedEntry;
  /** Each chunk stays good. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A wish for the member at one position. */
interface Request {
  readonly position: number;
  /** Takes the content; never throws for what a disk, a person or an archive can cause. */
  readonly accept: (arrival: Arrival) => Promise<Result<void>>;
  readonly signal: AbortSignal;
}

/** A wish somebody waits for. */
interface Waiting extends Request {
  readonly answer: (result: Result<void>) => void;
  /** Hands on a fault of the program. */
  readonly fail: (thrown: unknown) => void;
}

/** Members that nobody asked for yet are kept up to this size, and all of them together up to the second. */
const largestKeptBytes = 16 << 20;
const mostKeptBytes = 32 << 20;
/**
 * A pass that nobody asked for anything for so long is over: parts stay open for a whole import, their memory must not.
 */
const longestRestMs = 60_000;

/**
 * Serves many wishes for members of a .tgz with as few passes over it as can be: the pass goes forward to whatever is
 * asked for next, waits there, and starts over only when all that is asked for lies behind it.
 */
export class TarScheduler {
  readonly #openPass: (first: number) => AsyncGenerator<TarMember>;
  readonly #waiting = new Set<Waiting>();
  readonly #passedEntries = createPassedEntryCache(mostKeptBytes);
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;
  #isClosed = false;

  /** @param openPass begins a pass that comes to the member at a position and all behind it */
  constructor(openPass: (first: number) => AsyncGenerator<TarMember>) {
    this.#openPass = openPass;
  }

  /** Answered once the member was accepted; with `interrupted` when the signal comes before its turn. */
  async ask(request: Request): Promise<Result<void>> {
    if (this.#isClosed || request.signal.aborted) return failed(problem('interrupted'));
    // No pass would ever come by it.
    if (!Number.isSafeInteger(request.position) || request.position < 0) return failed(problem('part-changed'));
    const late = this.#passedEntries.take(request.position);
    if (late !== undefined) return request.accept({ listed: late.listed, chunks: chained(late.chunks) });
    const { promise, resolve, reject } = Promise.withResolvers<Result<void>>();
    const waiting = { ...request, answer: resolve, fail: reject };
    const giveUp = (): void => {
      // While it is being served, the one who accepts looks at the signal.
      if (this.#waiting.delete(waiting)) resolve(failed(problem('interrupted')));
    };
    request.signal.addEventListener('abort', giveUp, { once: true });
    this.#waiting.add(waiting);
    this.#wake();
    this.#running ??= this.#run();
    try {
      return await promise;
    } finally {
      request.signal.removeEventListener('abort', giveUp);
    }
  }

  /** To be called when nothing waits any more; resolves when nothing is read any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.size > 0) await this.#pass();
    } catch (thrown) {
      for (const waiting of this.#waiting) waiting.fail(thrown);
      this.#waiting.clear();
    } finally {
      this.#running = null;
    }
  }

  /** One pass, up to where nothing more is wanted. What it cannot reach is answered with the reason. */
  async #pass(): Promise<void> {
    const first = Math.min(...[...this.#waiting].map(({ position }) => position));
    let reached = first - 1;
    try {
      for await (const member of this.#openPass(first)) {
        reached = member.listed.position;
        await this.#serve(member);
        if (!(await this.#isWantedAhead(reached))) return;
      }
      this.#answerAll(({ position }) => position > reached, problem('part-changed'));
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      this.#answerAll(({ position }) => position > reached, thrown.problem);
    }
  }

  async #serve({ listed, rest }: TarMember): Promise<void> {
    const chunks = rest();
    const kept: Uint8Array[] = [];
    let keptBytes = 0;
    while (keptBytes <= largestKeptBytes) {
      const waiting = this.#take(listed.position);
      if (waiting !== undefined) return accepted(waiting, { listed, chunks: chained(kept, chunks) });
      const next = await nextOf(chunks);
      if (next === null) return;
      if (next.done === true) return this.#passedEntries.keep({ listed, chunks: kept });
      kept.push(next.value);
      keptBytes += next.value.length;
    }
  }

  /** Waits until something is asked for. False when that is nowhere ahead, or nothing for too long. */
  async #isWantedAhead(reached: number): Promise<boolean> {
    if (this.#waiting.size === 0 && !this.#isClosed) await this.#rest();
    if (this.#waiting.size === 0) this.#passedEntries.clear();
    return [...this.#waiting].some(({ position }) => position > reached);
  }

  /** Until something is asked for, the conveyor is closed, or it took too long. */
  async #rest(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, longestRestMs).unref();
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }

  #take(position: number): Waiting | undefined {
    for (const waiting of this.#waiting) {
      if (waiting.position !== position) continue;
      this.#waiting.delete(waiting);
      return waiting;
    }
    return undefined;
  }

  #answerAll(isMeant: (request: Request) => boolean, reason: Problem): void {
    for (const waiting of this.#waiting) {
      if (!isMeant(waiting)) continue;
      this.#waiting.delete(waiting);
      waiting.answer(failed(reason));
    }
  }
}

/** Null where the content breaks off: nobody asked for it, and the pass itself tells what becomes of the rest. */
async function nextOf(chunks: AsyncGenerator<Uint8Array>): Promise<IteratorResult<Uint8Array> | null> {
  try {
    return await chunks.next();
  } catch (thrown) {
    if (thrown instanceof ProblemError) return null;
    throw thrown;
  }
}

async function accepted(waiting: Waiting, arrival: Arrival): Promise<void> {
  try {
    waiting.answer(await waiting.accept(arrival));
  } catch (thrown) {
    waiting.fail(thrown);
  }
}

async function* chained(
  kept: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array> | readonly Uint8Array[] = [],
): AsyncGenerator<Uint8Array> {
  yield* kept;
  yield* rest;
}
