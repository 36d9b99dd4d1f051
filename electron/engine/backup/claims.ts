import { type Problem, problem } from '../../contract/problem.ts';
import { failed } from '../../contract/result.ts';
import type { WantedItem } from '../catalog/items/transfers.ts';
import type { ItemHandle, Source } from '../sources/source.ts';
import { concernsOneItem } from './problem-scope.ts';
import type { RunControl } from './run-control.ts';
import { Wake } from './wake.ts';

/** What the queue asks of the catalog. */
export interface ClaimStore {
  readonly claim: (limit: number) => readonly WantedItem[];
  readonly release: (itemIds: readonly number[]) => void;
  readonly renewed: (items: readonly { readonly key: string; readonly handle: ItemHandle }[]) => void;
}

export interface ClaimQueueDeps {
  readonly source: Pick<Source, 'renew' | 'renewBatch'>;
  readonly store: ClaimStore;
  readonly control: RunControl;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** An item for which there is no fresh handle. */
  readonly onFailed: (item: WantedItem, problem: Problem) => void;
}

/** An item gets one fresh link a run: one for which there is none must not be asked about for ever. */
const noLink = problem('bytes-link-expired', { detail: 'Google gave no link to the bytes of this item.' });
const noAnswer = problem('google-answer-unreadable', { detail: 'The item was asked for, but not answered.' });

/** Enough to renew a whole batch at once, little enough to give back when the run stops. */
const claimSize = 50;

/**
 * Hands out the items to fetch, each once, while discovery goes on finding more. Stale handles are renewed just before
 * they are needed, many in one request, and only one such request is under way at a time.
 */
export class ClaimQueue {
  readonly #deps: ClaimQueueDeps;
  readonly #wake = new Wake();
  #buffer: WantedItem[] = [];
  #discovering = true;
  #refilling: Promise<boolean> | null = null;
  #renewing: Promise<void> | null = null;

  constructor(deps: ClaimQueueDeps) {
    this.#deps = deps;
    deps.control.halted.addEventListener('abort', () => this.#wake.signal(), { once: true });
  }

  /** Discovery has recorded something new. */
  more(): void {
    this.#wake.signal();
  }

  /** Discovery is over: an empty catalog now means the end. */
  discoveryEnded(): void {
    this.#discovering = false;
    this.#wake.signal();
  }

  /** The next item with a good handle; null when there is none left or the run halts. */
  async next(): Promise<WantedItem | null> {
    for (;;) {
      if (this.#deps.control.halted.aborted) return null;
      const item = this.#buffer[0];
      if (item === undefined) {
        // One look at the catalog serves all that wait: each of them would find the same.
        this.#refilling ??= this.#refill().finally(() => {
          this.#refilling = null;
        });
        if (!(await this.#refilling)) return null;
      } else if (this.#isGood(item)) {
        this.#buffer.shift();
        return item;
      } else {
        this.#renewing ??= this.#renewStale().finally(() => {
          this.#renewing = null;
        });
        await this.#renewing;
      }
    }
  }

  /** Gives back what was claimed but not begun, so that the next run begins with it. */
  giveBack(): void {
    this.#deps.store.release(this.#buffer.map((item) => item.id));
    this.#buffer = [];
  }

  /** False when there will never be more. */
  async #refill(): Promise<boolean> {
    // Asked for before looking, so that a page recorded in between is not slept through.
    const news = this.#wake.next();
    this.#buffer.push(...this.#deps.store.claim(claimSize));
    if (this.#buffer.length > 0) return true;
    if (!this.#discovering) return false;
    await news;
    return true;
  }

  #isGood({ handle: { staleAt } }: WantedItem): boolean {
    return staleAt === null || staleAt > this.#deps.now();
  }

  async #renewStale(): Promise<void> {
    const { source, store, control, onFailed } = this.#deps;
    const stale = this.#buffer.filter((item) => !this.#isGood(item)).slice(0, source.renewBatch);
    const renewed = await source.renew(
      stale.map((item) => item.key),
      control.aborted,
    );
    if (!renewed.ok && !concernsOneItem(renewed.problem)) return control.halt(renewed.problem);
    const fresh = new Map<string, ItemHandle>();
    for (const item of stale) {
      const answer = renewed.ok ? (renewed.value.get(item.key) ?? failed(noAnswer)) : renewed;
      const handle = answer.ok ? usableHandle(answer.value.handle, this.#deps.now()) : null;
      if (handle !== null) fresh.set(item.key, handle);
      else onFailed(item, answer.ok ? noLink : answer.problem);
    }
    store.renewed([...fresh].map(([key, handle]) => ({ key, handle })));
    const asked = new Set(stale);
    this.#buffer = this.#buffer.flatMap((item) => {
      if (!asked.has(item)) return [item];
      const handle = fresh.get(item.key);
      return handle === undefined ? [] : [{ ...item, handle }];
    });
  }
}

/** A link that has just come is good, also where the clock was put forward meanwhile; null when there is none. */
function usableHandle(handle: ItemHandle, now: number): ItemHandle | null {
  if (handle.locator === '') return null;
  return handle.staleAt === null || handle.staleAt > now ? handle : { ...handle, staleAt: null };
}
