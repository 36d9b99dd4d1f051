import type { KnownFolders } from '../destination/fence.ts';
import type { DayBudget } from './day-budget.ts';
import { resumableFrom } from './limits.ts';
import type { ReadyItem } from './ready-queue.ts';
import type { RestoreContext } from './restore-context.ts';
import type { DueWork, WorkItem } from './work-item.ts';

/** A token lives one day; this much of it is used. */
const tokenLifeMs = 22 * 3_600_000;
const pageItems = 200;

/** An item whose turn it is, with the token of an earlier upload while that lives. */
export interface DueItem {
  readonly item: WorkItem;
  readonly known: ReadyItem | null;
  /** Folders of its page that were looked at. */
  readonly folders: KnownFolders;
}

/** Why nothing more is handed out: nothing is left, or the day's requests are kept for what was begun. */
export interface EndOfList {
  readonly end: 'of-the-list' | 'of-the-day';
  /** Nothing was begun. */
  readonly isIdle: boolean;
}

/** Hands out what is due, each item once a round, as long as it can be made today. */
export class DueItems {
  readonly #context: RestoreContext;
  readonly #budget: DayBudget;
  #page: readonly DueWork[] = [];
  #folders: KnownFolders = new Set();
  #at = 0;
  #last = 0;
  #end: EndOfList['end'] = 'of-the-list';
  #isIdle = true;

  constructor(context: RestoreContext, budget: DayBudget) {
    this.#context = context;
    this.#budget = budget;
  }

  next(): DueItem | null {
    if (this.#end === 'of-the-day') return null;
    if (this.#at === this.#page.length) {
      this.#page = this.#context.work.due(this.#last, pageItems);
      this.#folders = new Set();
      this.#at = 0;
    }
    const item = this.#page[this.#at];
    if (item === undefined) return null;
    const known = readyItem(this.#context, item);
    if (!this.#budget.begin(known !== null ? 0 : item.bytes > resumableFrom ? 2 : 1)) {
      this.endOfDay();
      return null;
    }
    if (known !== null) this.#context.meter.sentBytes(item.bytes);
    this.#isIdle = false;
    this.#at += 1;
    this.#last = item.n;
    return { item, known, folders: this.#folders };
  }

  /** The day has no more requests than what was begun needs. */
  endOfDay(): void {
    this.#end = 'of-the-day';
  }

  how(): EndOfList {
    return { end: this.#end, isIdle: this.#isIdle };
  }
}

/** An item that was uploaded before, and whose token lives; null otherwise. */
function readyItem({ now }: RestoreContext, { uploaded, ...item }: DueWork): ReadyItem | null {
  if (uploaded === null || !isYoung(uploaded.at, now())) return null;
  return { item, token: uploaded.token, tokenAt: uploaded.at, length: null };
}

/** Whether a token, given at `tokenAt`, may still be used; both in epoch milliseconds. */
export function isYoung(tokenAt: number, now: number): boolean {
  return now - tokenAt < tokenLifeMs;
}
