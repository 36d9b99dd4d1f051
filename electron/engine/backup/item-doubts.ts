import type { Problem } from '../../contract/problem.ts';
import type { WantedItem } from '../catalog/items/transfers.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { mayBeOfOneItem } from './problem-scope.ts';

interface ItemDoubtsDeps {
  readonly outcomes: Pick<ItemOutcomes, 'failed' | 'halted'>;
  /** Items of this run that alone have what would be the run's problem; a second chance shows nothing new of that. */
  readonly ownProblems: Set<number>;
  /** Whether that was an item's own problem in an earlier run already: in a later one there may be no others to compare with. */
  readonly hadBefore: (item: WantedItem, met: Problem) => boolean;
}

/** An item whose problem would be the run's, until other items show whether it is its own. */
interface Doubt {
  readonly item: WantedItem;
  readonly met: Problem;
  /** How many items had come when it was begun. */
  readonly fetchedBefore: number;
}

/** What was known when an item was begun. */
interface ItemBegin {
  readonly doubts: readonly Doubt[];
  readonly fetched: number;
}

/** So many items one after the other of which Google or the network says what would be true of the run: then it is. */
const mostInDoubt = 5;

/**
 * Whether what Google or the network says of an item is true of the run. One link can be answered with anything, such as that
 * the sign-in is over: while items that are begun later come all the same, it is of that item alone.
 */
export class ItemDoubts {
  readonly #deps: ItemDoubtsDeps;
  #doubts: readonly Doubt[] = [];
  #fetched = 0;
  #isHalted = false;

  constructor(deps: ItemDoubtsDeps) {
    this.#deps = deps;
  }

  begin(): ItemBegin {
    return { doubts: this.#doubts, fetched: this.#fetched };
  }

  /** An item came: those that were in doubt when it was begun have a problem of their own. */
  came({ doubts }: ItemBegin): void {
    this.#fetched += 1;
    for (const doubt of this.#doubts) if (doubts.includes(doubt)) this.#isItsOwn(doubt);
    this.#doubts = this.#doubts.filter((one) => !doubts.includes(one));
  }

  /** An item met what would end the run. */
  met(item: WantedItem, met: Problem, { fetched }: ItemBegin): void {
    const { outcomes, ownProblems, hadBefore } = this.#deps;
    const mayBeOwn = mayBeOfOneItem(met);
    if (mayBeOwn && (ownProblems.has(item.id) || hadBefore(item, met))) return outcomes.failed(item, met);
    if (mayBeOwn && !this.#isHalted && this.#doubts.length + 1 < mostInDoubt) {
      this.#doubts = [...this.#doubts, { item, met, fetchedBefore: fetched }];
      return;
    }
    this.#isHalted = true;
    outcomes.halted(item, met);
  }

  /** Nothing more is begun: what came while the last ones were tried has to tell. */
  end(): void {
    for (const doubt of this.#doubts) {
      if (!this.#isHalted && this.#fetched > doubt.fetchedBefore) this.#isItsOwn(doubt);
      else this.#deps.outcomes.halted(doubt.item, doubt.met);
    }
    this.#doubts = [];
  }

  #isItsOwn({ item, met }: Doubt): void {
    this.#deps.ownProblems.add(item.id);
    this.#deps.outcomes.failed(item, met);
  }
}
