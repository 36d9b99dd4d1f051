import { type AlbumSummary, itemStates, type LibraryStatus } from '../../../contract/models.ts';
import type { SourceKind } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { Runs } from '../runs/runs.ts';

/** What the catalog knows of a library's state; the quota is kept elsewhere. */
export type CatalogStatus = Omit<LibraryStatus, 'quota' | 'folder' | 'routes' | 'growth'>;

// CROSS JOIN: from the album to its items; the other way round would visit every stored item for every album.
const albumSummaries = `
  SELECT album.id, source.kind AS source, source.account, album.key, album.title, album.folder, album.absent_since,
    (SELECT count(*) FROM album_item WHERE album_id = album.id) AS items,
    (SELECT count(*) FROM album_item CROSS JOIN item ON item.id = album_item.item_id
     WHERE album_item.album_id = album.id AND item.state = 'stored') AS stored,
    (SELECT id FROM item WHERE item.source_id = album.source_id AND item.key = album.cover_key) AS cover_item
  FROM album JOIN source ON source.id = album.source_id`;

/** Albums and the state of the library, as shown to people. */
export class LibraryQueries {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Counts from indexes alone, so that it stays quick however large the library is. */
  status(): CatalogStatus {
    const items = { wanted: 0, stored: 0, skipped: 0, failed: 0 };
    for (const row of this.#database.all('SELECT state, count(*) AS items FROM item GROUP BY state')) {
      items[oneOf(row, 'state', itemStates)] = number(row, 'items');
    }
    const stored = this.#database.get(
      "SELECT count(*) AS assets, coalesce(sum(bytes), 0) AS bytes FROM asset WHERE state = 'stored'",
    );
    const albums = this.#database.get('SELECT count(*) AS albums FROM album');
    const runs = new Runs(this.#database);
    return {
      assets: number(stored ?? {}, 'assets'),
      bytes: number(stored ?? {}, 'bytes'),
      albums: number(albums ?? {}, 'albums'),
      items,
      lastRun: runs.last(),
      lastSuccess: runs.lastSuccess(),
    };
  }

  /** Albums by title, after the album with the id `after` (0: from the beginning). */
  albums({ limit, after }: { readonly limit: number; readonly after: number }): readonly AlbumSummary[] {
    return this.#database
      .all(
        `${albumSummaries}
         WHERE ?1 = 0 OR (album.title COLLATE NOCASE, album.id) > (SELECT title, id FROM album WHERE id = ?1)
         ORDER BY album.title COLLATE NOCASE, album.id LIMIT ?2`,
        ...[after, limit],
      )
      .map((row) => albumSummary(row, this.#database.sourceKinds));
  }

  /** One album; null when there is none. */
  album(id: number): AlbumSummary | null {
    const row = this.#database.get(`${albumSummaries} WHERE album.id = ?`, id);
    return row === undefined ? null : albumSummary(row, this.#database.sourceKinds);
  }

  /**
   * The albums that a person may mean: by id, else by key, else by title, else by title in other letter case. More
   * than one when a title is shared; at most 20.
   */
  albumsCalled(name: string): readonly AlbumSummary[] {
    const byId = /^\d{1,15}$/u.test(name) ? this.album(Number(name)) : null;
    if (byId !== null) return [byId];
    for (const condition of ['album.key = ?', 'album.title = ?', 'album.title = ? COLLATE NOCASE'] as const) {
      const found = this.#where(condition, name);
      if (found.length > 0) return found;
    }
    return [];
  }

  #where(condition: string, name: string): readonly AlbumSummary[] {
    return this.#database
      .all(`${albumSummaries} WHERE ${condition} ORDER BY album.id LIMIT 20`, name)
      .map((row) => albumSummary(row, this.#database.sourceKinds));
  }
}

function albumSummary(row: Row, kinds: readonly SourceKind[]): AlbumSummary {
  return {
    id: number(row, 'id'),
    source: oneOf(row, 'source', kinds),
    account: text(row, 'account'),
    key: text(row, 'key'),
    title: text(row, 'title'),
    items: number(row, 'items'),
    stored: number(row, 'stored'),
    folder: textOrNull(row, 'folder'),
    coverItem: numberOrNull(row, 'cover_item'),
    absentSince: textOrNull(row, 'absent_since'),
  };
}
