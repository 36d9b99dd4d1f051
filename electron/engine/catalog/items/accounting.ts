import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number } from '../database/row.ts';

/**
 * What became of the items that a run has seen or tried. `pending` items were not reached: a run that came to its end
 * has none.
 */
export interface Accounting {
  readonly discovered: number;
  /** Fetched and stored by this run. */
  readonly stored: number;
  /** Stored before, or found to be the same bytes as a file that is. */
  readonly present: number;
  readonly skipped: number;
  readonly failed: number;
  readonly pending: number;
  /** The accounting identity: every item is in exactly one of these classes. False is a bug. */
  readonly balanced: boolean;
}

/** Reads every item of the run's source once: some 50 ms for 100,000 items. */
export function accountFor(database: CatalogDatabase, runId: number): Accounting {
  // What a filter left out bears the run's number without having been tried: its fault is of an earlier run.
  // Each class has its own condition and is counted separately: only so can the sum disagree, and show a mistake.
  const row = database.get(
    `SELECT count(*) AS discovered,
       total(item.state = 'stored' AND asset.state = 'stored' AND item.stored_run = ?1) AS stored,
       total(item.state = 'stored' AND asset.state = 'stored' AND item.stored_run <> ?1) AS present,
       total(item.state = 'skipped') AS skipped,
       total(item.state = 'failed' AND (item.settled_run = ?1 OR (item.attempted_run = ?1 AND run.filter IS NULL)
         OR item.claimable = 0 OR (item.claimable = 2 AND run.kind <> 'full'))) AS failed,
       total(item.state = 'wanted' OR (item.state = 'failed' AND item.settled_run <> ?1
         AND (item.attempted_run <> ?1 OR run.filter IS NOT NULL)
         AND (item.claimable = 1 OR (item.claimable = 2 AND run.kind = 'full')))) AS pending
     FROM run JOIN item ON item.source_id = run.source_id LEFT JOIN asset ON asset.id = item.asset_id
     WHERE run.id = ?1 AND (item.last_seen_run = ?1 OR item.attempted_run = ?1)`,
    runId,
  );
  if (row === undefined) throw new Error('An aggregate always has a row');
  const discovered = number(row, 'discovered');
  const classes = {
    stored: number(row, 'stored'),
    present: number(row, 'present'),
    skipped: number(row, 'skipped'),
    failed: number(row, 'failed'),
    pending: number(row, 'pending'),
  };
  const sum = classes.stored + classes.present + classes.skipped + classes.failed + classes.pending;
  return { discovered, ...classes, balanced: sum === discovered };
}
