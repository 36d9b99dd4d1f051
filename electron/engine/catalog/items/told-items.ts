import { hash } from 'node:crypto';
import type { RemoteItem } from '../../../contract/source-items.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number } from '../database/row.ts';
import { isFaulty } from '../findings/findings.ts';
import { isDamaged } from '../runs/problem-log.ts';

/** Of {@link digestOf}, in characters. */
const digestLength = 22;

/** A digest of all that the source says about an item; half of SHA-256 is plenty to notice a change. */
export function digestOf(item: RemoteItem): string {
  const { filename, mimeType, createdAt, width, height, description, readiness, verbatim } = item;
  const told: unknown[] = [filename, mimeType, createdAt, width, height, description, readiness, verbatim];
  // Only what a source tells at all: the digests of all others stay what they were.
  if (item.said !== undefined) told.push(item.said, item.pairOf);
  return hash('sha256', JSON.stringify(told), 'base64url').slice(0, digestLength);
}

/** An item as it is told, and {@link digestOf} it. */
export interface Told {
  readonly item: Pick<RemoteItem, 'key'>;
  readonly digest: string;
}

interface Listing {
  readonly database: CatalogDatabase;
  readonly runId: number;
  readonly sourceId: number;
}

/** SQL: what is stored whole, is listed and says what it said. Parameters: as {@link findAsBefore} writes it, the source. */
const storedAsTold = `SELECT told.key AS place, item.id AS id, item.last_seen_run AS last_seen_run
  FROM json_each(?) AS told CROSS JOIN item
  WHERE item.source_id = ? AND item.key = substr(told.value, ${digestLength + 1})
    AND item.look = substr(told.value, 1, ${digestLength}) AND item.state = 'stored' AND item.absent_since IS NULL
    AND NOT ${isDamaged('item.asset_id')} AND NOT ${isFaulty('item.asset_id')}`;

/** Which of the items are stored whole and are told as they were, by their places. */
export function findAsBefore(
  { database, runId, sourceId }: Listing,
  told: readonly Told[],
): ReadonlyMap<number, { readonly id: number; readonly isSeen: boolean }> {
  // What is told twice on one page may be told differently: the last counts, so they are looked at one after the other.
  if (new Set(told.map(({ item }) => item.key)).size < told.length) return new Map();
  const digestsAndKeys = JSON.stringify(told.map(({ item, digest }) => `${digest}${item.key}`));
  const rows = database.all(storedAsTold, digestsAndKeys, sourceId);
  return new Map(
    rows.map((row) => [
      number(row, 'place'),
      { id: number(row, 'id'), isSeen: number(row, 'last_seen_run') === runId },
    ]),
  );
}
