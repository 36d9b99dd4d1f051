import { type Problem, problemOf } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import type { Result } from '../../contract/result.ts';
import type { WantedItem } from '../catalog/items/transfers.ts';
import type { ClaimQueue } from './claims.ts';
import type { GentlePace } from './gentle-pace.ts';
import { ItemDoubts } from './item-doubts.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { concernsOneItem } from './problem-scope.ts';
import type { RunControl } from './run-control.ts';
import type { Fetched } from './storage.ts';

export interface TransferPoolDeps {
  readonly claims: Pick<ClaimQueue, 'next' | 'giveBack'>;
  /** Brings one item into staging. */
  readonly fetch: (item: WantedItem) => Promise<Result<Fetched>>;
  /** Takes a fetched item to be brought to its place; resolves once there is room for the next. */
  readonly store: (fetched: Fetched) => Promise<void>;
  readonly outcomes: Pick<ItemOutcomes, 'began' | 'failed' | 'halted'>;
  readonly control: Pick<RunControl, 'halt'>;
  /** As of {@link ItemDoubts}, for all rounds of a run. */
  readonly ownProblems: Set<number>;
  readonly hadBefore: (item: WantedItem, met: Problem) => boolean;
  /** How many items side by side; {@link transfersAtOnce} unless told. */
  readonly atOnce?: number | undefined;
  /** Lets an item begin, and rests after it. */
  readonly pace: Pick<GentlePace, 'within'>;
  /** After each item, whatever became of it. */
  readonly afterItem: () => Promise<void>;
}

/** More than the connections, so that syncing and storing never leave a connection idle, and many are synced together. */
export const transfersAtOnce = 32;

/** So many items one after the other that do not come over the line: then it is no longer the items. */
const mostFailuresInARow = 200;

/** What the transfers side by side know of each other. */
interface Row {
  failures: number;
  readonly doubts: ItemDoubts;
}

/** Problems of one item that the next one meets as well when the network or Google is at fault. */
function isOfTheLine({ code }: Problem): boolean {
  return isMarked(code, 'resumable') || isMarked(code, 'of-one-link');
}

/**
 * Fetches whatever the queue hands out, `atOnce` items side by side, until it has no more. A problem of
 * one item costs that item; any other one, a bug, and one item after the other that does not come, halts the run. What Google or
 * the network says of one item alone, while others come, is that item's. What was claimed but not begun is given back.
 */
export async function drainClaims(deps: TransferPoolDeps): Promise<void> {
  const halt = (thrown: unknown): void => deps.control.halt(problemOf(thrown));
  const row: Row = { failures: 0, doubts: new ItemDoubts(deps) };
  await Promise.all(Array.from({ length: deps.atOnce ?? transfersAtOnce }, () => work(deps, row).catch(halt)));
  row.doubts.end();
  deps.claims.giveBack();
}

async function work(deps: TransferPoolDeps, row: Row): Promise<void> {
  while (await deps.pace.within(() => workOnNext(deps, row))) {
    // Until there is nothing more.
  }
}

/** False when there was no next item. */
async function workOnNext(
  { claims, fetch, store, outcomes, control, afterItem }: TransferPoolDeps,
  row: Row,
): Promise<boolean> {
  const item = await claims.next();
  if (item === null) return false;
  outcomes.began(item);
  const begin = row.doubts.begin();
  const fetched = await fetch(item);
  if (fetched.ok) row.doubts.came(begin);
  if (fetched.ok) await store(fetched.value);
  else if (concernsOneItem(fetched.problem)) outcomes.failed(item, fetched.problem);
  else row.doubts.met(item, fetched.problem, begin);
  row.failures = fetched.ok || !isOfTheLine(fetched.problem) ? 0 : row.failures + 1;
  if (!fetched.ok && row.failures >= mostFailuresInARow) control.halt(fetched.problem);
  await afterItem();
  return true;
}
