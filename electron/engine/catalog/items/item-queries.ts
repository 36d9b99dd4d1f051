import { fidelities, type ItemState, type ItemSummary, itemStates, takenReasons } from '../../../contract/models.ts';
import type { SourceKind } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { storedProblem } from '../runs/problem-log.ts';

/** Which items to show, and which page of them. */
export interface ItemQuery {
  /** Only items of this album, in its order; otherwise items come in the order in which they were first seen. */
  readonly albumId?: number | undefined;
  readonly state?: ItemState | undefined;
  /** Part of the file name or description, upper and lower case alike (ASCII). */
  readonly search?: string | undefined;
  readonly limit: number;
  /** The id of the last item of the page before; 0 for the first page. */
  readonly after: number;
}

// A path is shown only for stored items: a file known to be missing is not where the catalog says.
const summary = `
  SELECT item.id, source.kind AS source, source.account, item.key, item.filename, item.mime_type, item.state,
    item.description, problem.body AS problem, asset.path, asset.sha256, asset.bytes, asset.taken_local,
    asset.zone_minutes, asset.taken_reason, asset.fidelity
  FROM item JOIN source ON source.id = item.source_id
  LEFT JOIN asset ON asset.id = item.asset_id AND item.state = 'stored'
  LEFT JOIN problem ON problem.item_id = item.id AND problem.resolved_at IS NULL`;

/** Items, as shown to people. */
export class ItemQueries {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** One page of the items that fit; empty behind the last. */
  page(query: ItemQuery): readonly ItemSummary[] {
    const filters: string[] = [];
    const values: (string | number)[] = [];
    if (query.state !== undefined) {
      filters.push('item.state = ?');
      values.push(query.state);
    }
    if (query.search !== undefined && query.search !== '') {
      filters.push("(item.filename LIKE ? ESCAPE '!' OR item.description LIKE ? ESCAPE '!')");
      const pattern = `%${query.search.replaceAll(/[!%_]/gu, '!$&')}%`;
      values.push(pattern, pattern);
    }
    const conditions = filters.map((filter) => ` AND ${filter}`).join('');
    const rows =
      query.albumId === undefined
        ? this.#inOrderOfId(conditions, values, query)
        : this.#inOrderOfAlbum(conditions, values, query, query.albumId);
    return rows.map((row) => itemSummary(row, this.#database.sourceKinds));
  }

  /** One item; null when there is none. */
  item(id: number): ItemSummary | null {
    const row = this.#database.get(`${summary} WHERE item.id = ?`, id);
    return row === undefined ? null : itemSummary(row, this.#database.sourceKinds);
  }

  #inOrderOfId(conditions: string, values: readonly (string | number)[], { limit, after }: ItemQuery) {
    return this.#database.all(
      `${summary} WHERE item.id > ?${conditions} ORDER BY item.id LIMIT ?`,
      ...[after, ...values, limit],
    );
  }

  #inOrderOfAlbum(conditions: string, values: readonly (string | number)[], page: ItemQuery, albumId: number) {
    const last = this.#database.get(
      'SELECT position FROM album_item WHERE album_id = ? AND item_id = ?',
      ...[albumId, page.after],
    );
    // The last item has left the album between two pages: better an early end than the beginning once more.
    if (page.after !== 0 && last === undefined) return [];
    const position = last === undefined ? -1 : number(last, 'position');
    return this.#database.all(
      `${summary} JOIN album_item ON album_item.item_id = item.id
       WHERE album_item.album_id = ? AND (album_item.position, album_item.item_id) > (?, ?)${conditions}
       ORDER BY album_item.position, album_item.item_id LIMIT ?`,
      ...[albumId, position, page.after, ...values, page.limit],
    );
  }
}

function itemSummary(row: Row, kinds: readonly SourceKind[]): ItemSummary {
  const body = textOrNull(row, 'problem');
  return {
    id: number(row, 'id'),
    source: oneOf(row, 'source', kinds),
    account: text(row, 'account'),
    key: text(row, 'key'),
    filename: text(row, 'filename'),
    mimeType: text(row, 'mime_type'),
    state: oneOf(row, 'state', itemStates),
    problem: body === null ? null : storedProblem(body),
    path: textOrNull(row, 'path'),
    sha256: textOrNull(row, 'sha256'),
    bytes: numberOrNull(row, 'bytes'),
    takenLocal: textOrNull(row, 'taken_local'),
    zoneMinutes: numberOrNull(row, 'zone_minutes'),
    takenReason: row['taken_reason'] === null ? 'none' : oneOf(row, 'taken_reason', takenReasons),
    fidelity: row['fidelity'] === null ? null : oneOf(row, 'fidelity', fidelities),
    description: textOrNull(row, 'description'),
  };
}
