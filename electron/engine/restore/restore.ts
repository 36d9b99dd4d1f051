import { type Problem, problem } from '../../contract/problem.ts';
import type { RefusedItem, RestoredAlbum, RestoreReport } from '../../contract/restore-models.ts';
import { type FailureFile, mostFailures } from './failure-file.ts';
import { fillAlbums } from './fill-albums.ts';
import { proveAlbums, proveItems } from './prove.ts';
import type { RestoreContext } from './restore-context.ts';
import { sendItems } from './send-items.ts';

/** Failures that are read at once. */
const pageSize = 1000;

/** Whom a restore is for, and what is known when it begins. */
export interface RestoreFrame {
  readonly account: string;
  readonly email: string;
  readonly startedAt: string;
  /** Requests that were made so far. */
  readonly requests: () => number;
  /** What could not be sent from the start. */
  readonly problems: readonly Problem[];
  /** Takes every failure. */
  readonly failureFile: FailureFile;
}

/**
 * Sends what is due, fills the albums, and reads everything back. Each step is safe to be repeated, so that a restore that
 * was stopped, killed or waited for days continues with what is missing.
 */
export async function restore(context: RestoreContext, frame: RestoreFrame): Promise<RestoreReport> {
  let albums: readonly RestoredAlbum[] = [];
  const stopped = await (async (): Promise<Problem | null> => {
    for (const step of [sendItems, fillAlbums, proveItems]) {
      const met = context.signal.aborted ? problem('interrupted') : await step(context);
      if (met !== null) return met;
    }
    const proved = await proveAlbums(context);
    if (!proved.ok) return proved.problem;
    albums = proved.value;
    return null;
  })();
  return reportOf(context, frame, albums, stopped);
}

function reportOf(
  { work, meter, now }: RestoreContext,
  { account, email, startedAt, requests, problems, failureFile }: RestoreFrame,
  albums: readonly RestoredAlbum[],
  stopped: Problem | null,
): RestoreReport {
  const { due, there, made, unaccepted, failed } = work.sums();
  const failures: RefusedItem[] = [];
  for (const failure of eachFailure(problems, work)) {
    failureFile.add(failure);
    if (failures.length < mostFailures) failures.push(failure);
  }
  const isWhole =
    failed.items + unaccepted.items + problems.length === 0 &&
    albums.every(({ items, found, inOrder }) => found === items && inOrder);
  return {
    ...{ account, email, startedAt },
    outcome: stopped !== null ? 'stopped' : isWhole ? 'complete' : 'problems',
    finishedAt: new Date(now()).toISOString(),
    items: due.items + there.items + made.items + unaccepted.items + failed.items + problems.length,
    sent: made.items,
    renamed: work.renamed(),
    present: there.items,
    unaccepted: unaccepted.items,
    failed: failed.items + problems.length,
    left: due.items,
    failures,
    failuresFile: failureFile.close(),
    albums: [...albums],
    bytes: meter.bytes(),
    requests: requests(),
    problem: stopped,
  };
}

/** What could not be sent from the start, then what failed, page by page. */
function* eachFailure(problems: readonly Problem[], work: RestoreContext['work']): Generator<RefusedItem> {
  for (const met of problems) yield { path: met.subject ?? '', problem: met };
  for (let page = work.failures(pageSize); page.length > 0; page = work.failures(pageSize, page.at(-1)?.n)) {
    for (const { path, problem: met } of page) yield { path, problem: JSON.parse(met) as Problem };
  }
}
