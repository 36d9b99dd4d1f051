import type { CatalogDatabase } from '../database/catalog-database.ts';
import { flag, number } from '../database/row.ts';
import { forgetFindings } from '../findings/findings.ts';

/** One place where a file or folder may go. `key` is the same for all paths that some file system takes for one. */
export interface PathCandidate {
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  readonly key: string;
}

/**
 * Inside a transaction: the first candidate that no asset holds. The item (null: none) may take over the path of its
 * own file that is missing, when no other item needs it.
 */
export function freePath(
  database: CatalogDatabase,
  candidates: Iterable<PathCandidate>,
  itemId: number | null,
): PathCandidate {
  for (const candidate of candidates) {
    const holder = database.get(
      `SELECT asset.id, EXISTS (SELECT 1 FROM item WHERE item.id = ? AND item.asset_id = asset.id) AS own
       FROM asset WHERE path_key = ?`,
      ...[itemId, candidate.key],
    );
    if (holder === undefined) return candidate;
    if (itemId !== null && flag(holder, 'own') && giveUpMissing(database, number(holder, 'id'), itemId))
      return candidate;
  }
  throw new Error('The candidates for a path must not come to an end');
}

/** Inside a transaction: releases a missing file unless an item other than `itemId` needs it; true when it did. */
export function giveUpMissing(database: CatalogDatabase, assetId: number, itemId: number): boolean {
  const other = database.get('SELECT id FROM item WHERE asset_id = ? AND id <> ? LIMIT 1', assetId, itemId);
  if (other !== undefined) return false;
  forgetFindings(database, assetId);
  return (
    database.run("UPDATE asset SET state = 'lost', path_key = NULL WHERE id = ? AND state = 'missing'", assetId) === 1
  );
}
