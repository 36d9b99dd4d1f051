import { type TakenReason, takenReasons } from '../../../contract/models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';

/** A stored photo or film with what an upload needs to know. */
export interface RestorablePhoto {
  readonly asset: number;
  readonly sha256: string;
  /** Relative to the destination. */
  readonly path: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly takenLocal: string | null;
  readonly zoneMinutes: number | null;
  readonly takenReason: TakenReason;
  /** What the file says itself, JSON; null when nobody has looked yet. */
  readonly embedded: string | null;
  readonly filename: string;
  readonly description: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly isFavourite: boolean;
  readonly hasPeople: boolean;
  readonly isArchived: boolean;
  /** Google's id of it in the library of the account that is asked about, when this client made it there. */
  readonly libraryKey: string | null;
  /** What the export with the last word said, as it came; null without one. */
  readonly verbatim: string | null;
}

/** An album, and where it came from. */
export interface RestorableAlbum {
  readonly id: number;
  readonly title: string;
  /** Google's id when the album is this account's own; null for all others. */
  readonly libraryKey: string | null;
}

/** Which photos; null does not narrow. */
export interface RestorableFilter {
  readonly albums: readonly number[] | null;
  readonly years: readonly number[] | null;
  readonly files: readonly string[] | null;
}

const inAlbums = `EXISTS (SELECT 1 FROM item JOIN album_item ON album_item.item_id = item.id
  WHERE item.asset_id = asset.id AND item.state = 'stored'
    AND album_item.album_id IN (SELECT value FROM json_each(?)))`;
const inYears = 'CAST(substr(taken_local, 1, 4) AS INTEGER) IN (SELECT value FROM json_each(?))';
const inFiles = 'path IN (SELECT value FROM json_each(?))';

/** What can be sent back to Google, and in which albums it belongs. */
export class RestorablePhotos {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** A page of the stored photos that fit, by id after `after`; empty behind the last. `account`: Google's id of it. */
  page(filter: RestorableFilter, account: string, after: number): readonly RestorablePhoto[] {
    const { sql, values } = conditionOf(filter);
    return this.#database
      .all(
        `SELECT id, sha256, path, bytes, mime_type, taken_local, zone_minutes, taken_reason, embedded
         FROM asset WHERE state = 'stored' AND id > ?${sql} ORDER BY id LIMIT 500`,
        ...[after, ...values],
      )
      .map((row) => this.#photo(row, account));
  }

  /** How many of the photos that fit the folder lacks at the moment. */
  missing(filter: RestorableFilter): number {
    const { sql, values } = conditionOf(filter);
    const row = this.#database.get(`SELECT count(*) AS missing FROM asset WHERE state = 'missing'${sql}`, ...values);
    return number(row ?? {}, 'missing');
  }

  /** Albums that show a stored photo, or those with the given ids, by id. */
  albums(ids: readonly number[] | null, account: string): readonly RestorableAlbum[] {
    return this.#database
      .all(
        `SELECT album.id, album.title, CASE WHEN source.kind = 'library' AND source.account = ? THEN album.key END AS library_key
         FROM album JOIN source ON source.id = album.source_id
         WHERE (?2 IS NULL OR album.id IN (SELECT value FROM json_each(?2))) AND EXISTS (SELECT 1 FROM album_item
           JOIN item ON item.id = album_item.item_id WHERE album_item.album_id = album.id AND item.state = 'stored')
         ORDER BY album.id`,
        ...[account, ids === null ? null : JSON.stringify(ids)],
      )
      .map((row) => ({
        id: number(row, 'id'),
        title: text(row, 'title'),
        libraryKey: textOrNull(row, 'library_key'),
      }));
  }

  /** The stored photos of an album in its order, each once. */
  eachMember(album: number, take: (asset: number) => void): void {
    this.#database.each(
      (row) => take(number(row, 'asset_id')),
      `SELECT item.asset_id, min(album_item.position) AS place FROM album_item JOIN item ON item.id = album_item.item_id
       WHERE album_item.album_id = ? AND item.state = 'stored' GROUP BY item.asset_id ORDER BY place, item.asset_id`,
      album,
    );
  }

  /** Titles of the albums that show a photo. */
  albumTitles(asset: number): readonly string[] {
    return this.#database.map(
      (row) => text(row, 'title'),
      `SELECT DISTINCT album.title FROM item JOIN album_item ON album_item.item_id = item.id
       JOIN album ON album.id = album_item.album_id WHERE item.asset_id = ? AND item.state = 'stored'`,
      asset,
    );
  }

  /** Whose photos these are, as far as it is known: e-mail addresses in small letters; null stands for "nobody knows". */
  owners(): readonly (string | null)[] {
    return this.#database
      .all(
        `SELECT DISTINCT lower(label) AS owner FROM source WHERE kind IN ('library', 'picker')
           AND EXISTS (SELECT 1 FROM item WHERE item.source_id = source.id AND item.state = 'stored')
         UNION SELECT DISTINCT lower(coalesce((SELECT email FROM export_index JOIN part ON part.id = export_index.part_id
             WHERE part.export_id = export.id AND email IS NOT NULL LIMIT 1), owner)) FROM export`,
      )
      .map((row) => textOrNull(row, 'owner'));
  }

  /**
   * Items that were sent to an account are its library's from now on, and have the photos here that they were made of:
   * so they are never fetched as copies. Those that are known, and photos that are not stored, are left alone.
   */
  link(
    sourceId: number,
    sent: readonly { readonly key: string; readonly sha256: string; readonly filename: string }[],
  ): void {
    this.#database.transaction(() => {
      let links = 0;
      for (const { key, sha256, filename } of sent) {
        links += this.#database.run(
          `INSERT INTO item (source_id, key, state, claimable, asset_id, last_seen_run, readiness, look, filename, mime_type)
           SELECT ?, ?, 'stored', 0, id, 0, 'ready', '', ?, mime_type FROM asset WHERE sha256 = ? AND state = 'stored'
           ON CONFLICT (source_id, key) DO UPDATE SET
             state = 'stored', claimable = 0, asset_id = excluded.asset_id, readiness = 'ready', look = ''
             WHERE item.asset_id IS NULL`,
          ...[sourceId, key, filename, sha256],
        );
        this.#database.run(
          `INSERT INTO sidecar (item_id, verbatim) SELECT id, '{}' FROM item WHERE source_id = ? AND key = ?
           ON CONFLICT (item_id) DO NOTHING`,
          ...[sourceId, key],
        );
      }
      if (links > 0) this.#database.markChanged();
    });
  }

  #photo(row: Row, account: string): RestorablePhoto {
    const asset = number(row, 'id');
    const items = this.#database.all(
      `SELECT item.filename, item.description, item.latitude, item.longitude, item.favourite, item.people, item.archived,
         CASE WHEN source.kind = 'library' AND source.account = ? AND item.absent_since IS NULL THEN item.key END AS library_key,
         (SELECT takeout_json.verbatim FROM takeout_entry JOIN takeout_json ON takeout_json.entry_id = takeout_entry.sidecar_id
           WHERE takeout_entry.item_id = item.id LIMIT 1) AS verbatim
       FROM item JOIN source ON source.id = item.source_id WHERE item.asset_id = ? AND item.state = 'stored'
       ORDER BY item.authority IS NULL, item.authority DESC, item.people IS NULL, item.key LIMIT 100`,
      ...[account, asset],
    );
    const first = items[0];
    const path = text(row, 'path');
    const said = <T>(read: (item: Row) => T | null): T | null =>
      items.map(read).find((value) => value !== null && value !== '') ?? null;
    const placed = items.find((item) => item['latitude'] !== null && item['longitude'] !== null);
    return {
      asset,
      path,
      sha256: text(row, 'sha256'),
      bytes: number(row, 'bytes'),
      mimeType: text(row, 'mime_type'),
      takenLocal: textOrNull(row, 'taken_local'),
      zoneMinutes: numberOrNull(row, 'zone_minutes'),
      takenReason: oneOf(row, 'taken_reason', takenReasons),
      embedded: textOrNull(row, 'embedded'),
      filename: first === undefined ? path.slice(path.lastIndexOf('/') + 1) : text(first, 'filename'),
      description: said((item) => textOrNull(item, 'description')),
      latitude: placed === undefined ? null : numberOrNull(placed, 'latitude'),
      longitude: placed === undefined ? null : numberOrNull(placed, 'longitude'),
      isFavourite: items.some((item) => item['favourite'] === 1),
      hasPeople: items.some((item) => (textOrNull(item, 'people') ?? '[]') !== '[]'),
      isArchived: items.some((item) => item['archived'] === 1),
      libraryKey: said((item) => textOrNull(item, 'library_key')),
      verbatim: first === undefined ? null : textOrNull(first, 'verbatim'),
    };
  }
}

function conditionOf({ albums, years, files }: RestorableFilter): {
  readonly sql: string;
  readonly values: readonly string[];
} {
  const wanted = [
    { list: albums, sql: inAlbums },
    { list: years, sql: inYears },
    { list: files, sql: inFiles },
  ].filter(({ list }) => list !== null);
  return {
    sql: wanted.map(({ sql }) => ` AND ${sql}`).join(''),
    values: wanted.map(({ list }) => JSON.stringify(list)),
  };
}
