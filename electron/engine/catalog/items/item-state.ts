import type { Problem } from '../../../contract/problem.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { openProblem, resolveItem } from '../runs/problem-log.ts';

/** When an item that is not stored may be fetched; the numbers are those of the column `claimable`. */
const claims = { never: 0, 'any run': 1, 'full runs': 2 } as const;

/** Why an item is not stored. */
export interface ItemSetback {
  readonly id: number;
  /** The run in which it happened; null when no run did it (verification). */
  readonly runId: number | null;
  readonly problem: Problem;
  /** ISO 8601. */
  readonly at: string;
}

/** Inside a transaction: the item is to be fetched, and what stood in its way is gone. */
export function wantItem(database: CatalogDatabase, id: number, at: string): void {
  database.run("UPDATE item SET state = 'wanted', claimable = 1 WHERE id = ?", id);
  resolveItem(database, id, at);
}

/** Inside a transaction: the item could not be stored; `claimable` says when it is tried again. */
export function failItem(
  database: CatalogDatabase,
  { id, runId, problem, at, claimable }: ItemSetback & { readonly claimable: keyof typeof claims },
): void {
  database.run(
    "UPDATE item SET state = 'failed', claimable = ?, settled_run = ? WHERE id = ?",
    ...[claims[claimable], runId ?? 0, id],
  );
  openProblem(database, { problem, run: runId, item: id, asset: null, at });
}

/** Inside a transaction: the item will not be stored, and that is nobody's fault here. */
export function skipItem(database: CatalogDatabase, { id, runId, problem, at }: ItemSetback): void {
  database.run("UPDATE item SET state = 'skipped', claimable = 0, settled_run = ? WHERE id = ?", runId ?? 0, id);
  openProblem(database, { problem, run: runId, item: id, asset: null, at });
}

/** How an item came to be stored: its bytes were fetched by this run, or they were already there. */
export interface ItemStored {
  readonly id: number;
  readonly assetId: number;
  readonly runId: number;
  readonly stored: 'fetched' | 'already there';
  /** ISO 8601. */
  readonly at: string;
}

/** Inside a transaction: the item's bytes are in the backup, so its sidecar is due and its handle no longer needed. */
export function storeItem(database: CatalogDatabase, { id, assetId, runId, stored, at }: ItemStored): void {
  database.run(
    `UPDATE item SET state = 'stored', claimable = 0, asset_id = ?, settled_run = ?, stored_run = ?,
       sidecar_due = sidecar_due + 1 WHERE id = ?`,
    ...[assetId, runId, stored === 'fetched' ? runId : 0, id],
  );
  database.run('DELETE FROM handle WHERE item_id = ?', id);
  resolveItem(database, id, at);
  markAlbumsOfItem(database, id);
}

/** Inside a transaction: the views of the albums that hold the item are no longer what they should be. */
export function markAlbumsOfItem(database: CatalogDatabase, itemId: number): void {
  database.run(
    'UPDATE album SET revision = revision + 1 WHERE id IN (SELECT album_id FROM album_item WHERE item_id = ?)',
    itemId,
  );
}
