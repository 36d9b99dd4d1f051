import type { Problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import type { Transfers, WantedItem } from '../catalog/items/transfers.ts';
import { endsEverything } from './problem-scope.ts';
import type { ProgressMeter } from './progress.ts';
import type { RunControl } from './run-control.ts';

export interface ItemOutcomesDeps {
  readonly runId: number;
  readonly transfers: Pick<Transfers, 'markFailed' | 'markSkipped' | 'release'>;
  readonly meter: Pick<ProgressMeter, 'began' | 'ended'>;
  readonly control: Pick<RunControl, 'halt'>;
  readonly now: () => Date;
}

/** Passing faults get a second chance at the end of the run; this many at most. */
const secondChances = 1_000;

function mayBeItsOwn(met: Problem): boolean {
  return met.code !== 'interrupted' && !endsEverything(met) && !isMarked(met.code, 'quota');
}

/** Records what became of each item that a run took up, and remembers which of them get a second chance. */
export class ItemOutcomes {
  readonly #deps: ItemOutcomesDeps;
  /** Items that failed in a way that may pass, while there is room to remember them. */
  #again: number[] = [];
  /** Items that have had their second chance. */
  readonly #triedAgain = new Set<number>();

  constructor(deps: ItemOutcomesDeps) {
    this.#deps = deps;
  }

  began(item: WantedItem): void {
    this.#deps.meter.began(item.id, item.filename);
  }

  /** Its bytes are in the folder. */
  stored(item: WantedItem): void {
    this.#ended(item);
  }

  /** The item alone is to blame; the run goes on. */
  failed(item: WantedItem, met: Problem): void {
    const { runId, transfers, now } = this.#deps;
    const outcome = { itemId: item.id, runId, problem: { ...met, subject: item.filename }, at: now().toISOString() };
    this.#ended(item);
    // Gone at Google before its bytes came: there is nothing that anybody could do better.
    if (met.code === 'item-gone') return transfers.markSkipped(outcome);
    transfers.markFailed(outcome);
    // Each try at a limit makes all requests wait, for minutes.
    const mayPass = met.retry === 'automatic' && !isMarked(met.code, 'quota') && !this.#triedAgain.has(item.id);
    if (mayPass && this.#again.length < secondChances) this.#again.push(item.id);
  }

  /** Nothing is wrong with it, but its place cannot be reached in this run: it is wanted by the next. */
  blocked(item: WantedItem): void {
    this.#ended(item);
  }

  /**
   * The run cannot go on, and the item is wanted by the next one. First of all when the reason is surely not its own (much
   * of it may have come already); else after those that were never tried.
   */
  halted(item: WantedItem, met: Problem): void {
    this.#ended(item);
    if (!mayBeItsOwn(met)) this.#deps.transfers.release([item.id]);
    this.#deps.control.halt(met);
  }

  /** A second try is no second item. */
  #ended(item: WantedItem): void {
    this.#deps.meter.ended(item.id, this.#triedAgain.has(item.id) ? 'again' : 'first');
  }

  /** Makes items whose fault may have passed claimable once more in this run. False when there are none. */
  giveSecondChances(): boolean {
    if (this.#again.length === 0) return false;
    this.#deps.transfers.release(this.#again);
    for (const itemId of this.#again) this.#triedAgain.add(itemId);
    this.#again = [];
    return true;
  }
}
