import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, numberOrNull, text } from '../database/row.ts';
import type { FilterFacts, ItemMatcher } from './item-filter.ts';
import { type ClaimScope, seenCondition } from './transfers.ts';

const pageSize = 500;

// The clip of a motion photo goes with its photo.
const facts = `SELECT item.id, coalesce(photo.id, item.id) AS judged, coalesce(photo.filename, item.filename) AS filename,
    CASE WHEN photo.id IS NULL THEN item.taken_at ELSE photo.taken_at END AS taken_at
  FROM item LEFT JOIN item AS photo ON photo.source_id = item.source_id AND photo.key = item.pair_key`;

/** Which items a run with a filter is about. */
export class FilteredItems {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * Keeps what the filter does not want from being claimed in this run: a page of it, from the items after `after` on.
   * They stay as they are for the next run. Returns where the next page begins; null at the end. What is stored and
   * damaged is mended whatever the filter says.
   */
  leaveOut(
    run: { readonly sourceId: number; readonly runId: number; readonly scope: ClaimScope },
    after: number,
    matches: ItemMatcher,
  ): number | null {
    return this.#database.transaction(() => {
      const rows = this.#database.all(
        `${facts} WHERE item.id > ? AND item.source_id = ? AND item.claimable > 0 AND item.attempted_run < ?
         ${seenCondition(run.scope)} ORDER BY item.id LIMIT ?`,
        ...[after, run.sourceId, run.runId, ...(run.scope === 'seen' ? [run.runId] : []), pageSize],
      );
      const known = this.#factsOf(rows);
      const left = [...known].flatMap(([id, one]) => (matches(one) ? [] : [id]));
      this.#database.run(
        'UPDATE item SET attempted_run = ? WHERE id IN (SELECT value FROM json_each(?))',
        ...[run.runId, JSON.stringify(left)],
      );
      const last = rows.at(-1);
      return last === undefined ? null : number(last, 'id');
    });
  }

  /** What a filter goes by, of items by id. */
  factsOf(ids: readonly number[]): ReadonlyMap<number, FilterFacts> {
    return this.#factsOf(
      this.#database.all(`${facts} WHERE item.id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids)),
    );
  }

  /** Those of the items with these keys that the filter does not want. */
  leftOut(sourceId: number, keys: readonly string[], matches: ItemMatcher): ReadonlySet<string> {
    const rows = this.#database.all(
      'SELECT id, key FROM item WHERE source_id = ? AND key IN (SELECT value FROM json_each(?))',
      ...[sourceId, JSON.stringify(keys)],
    );
    const keyOf = new Map(rows.map((row) => [number(row, 'id'), text(row, 'key')]));
    const known = this.factsOf([...keyOf.keys()]);
    return new Set([...known].flatMap(([id, one]) => (matches(one) ? [] : [keyOf.get(id) ?? ''])));
  }

  #factsOf(rows: ReturnType<CatalogDatabase['all']>): ReadonlyMap<number, FilterFacts> {
    const judged = [...new Set(rows.map((row) => number(row, 'judged')))];
    const memberships = this.#database.all(
      `SELECT album_item.item_id, album.title FROM json_each(?) AS judged CROSS JOIN album_item
         ON album_item.item_id = judged.value JOIN album ON album.id = album_item.album_id`,
      JSON.stringify(judged),
    );
    const albums = Map.groupBy(memberships, (row) => number(row, 'item_id'));
    return new Map(
      rows.map((row) => [
        number(row, 'id'),
        {
          filename: text(row, 'filename'),
          takenAt: numberOrNull(row, 'taken_at'),
          albums: (albums.get(number(row, 'judged')) ?? []).map((membership) => text(membership, 'title')),
        },
      ]),
    );
  }
}
