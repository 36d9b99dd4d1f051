import { ProblemError, problem } from '../../../../contract/problem.ts';
import type { Extent } from '../archive/part-file.ts';

/** The right to read an extent, until it is released. */
export interface Turn {
  readonly extent: Extent;
  readonly release: () => void;
}

interface Waiting {
  readonly extent: Extent;
  readonly begin: (turn: Turn) => void;
}

/**
 * Lets one reader of a file after the other have it, in the order of the file: what lies behind the last one comes first,
 * so that one request can serve them all.
 */
export class Turns {
  readonly #waiting = new Set<Waiting>();
  #isTaken = false;
  #reached = 0;

  /** Throws `interrupted` when the signal is aborted while it waits. */
  async take(extent: Extent, signal: AbortSignal): Promise<Turn> {
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const waiting: Waiting = { extent, begin: resolve };
    const leave = (): void => {
      if (this.#waiting.delete(waiting)) reject(new ProblemError(problem('interrupted')));
    };
    if (signal.aborted) throw new ProblemError(problem('interrupted'));
    signal.addEventListener('abort', leave, { once: true });
    this.#waiting.add(waiting);
    // Those who ask in the same breath are let in by the order of the file, not of asking.
    setImmediate(() => this.#next());
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Where the stretch ends that is wanted from `extent` on, with no gap but such as may be read along. */
  wantedThrough({ end }: Extent, mayPass: (begin: number, end: number) => boolean): number {
    let reached = end;
    for (const { extent } of this.#inOrder()) {
      if (extent.end <= reached || extent.begin < end) continue;
      if (extent.begin > reached && !mayPass(reached, extent.begin)) break;
      reached = extent.end;
    }
    return reached;
  }

  #inOrder(): readonly Waiting[] {
    return [...this.#waiting].toSorted((one, other) => one.extent.begin - other.extent.begin);
  }

  #next(): void {
    if (this.#isTaken) return;
    const inOrder = this.#inOrder();
    const next = inOrder.find(({ extent }) => extent.begin >= this.#reached) ?? inOrder[0];
    if (next === undefined) return;
    this.#waiting.delete(next);
    this.#isTaken = true;
    this.#reached = next.extent.begin;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      this.#isTaken = false;
      this.#next();
    };
    next.begin({ extent: next.extent, release });
  }
}
