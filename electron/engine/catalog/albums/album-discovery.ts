import type { RemoteAlbum } from '../../../contract/source-items.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, numberOrNull, text, textOrNull } from '../database/row.ts';

/** One page of an album's contents. */
export interface AlbumPage {
  readonly albumKey: string;
  /** Position of the first item of this page within the album. */
  readonly from: number;
  /** In the album's order; each must have been recorded as an item before. */
  readonly keys: readonly string[];
}

/** An album of a person's own making. */
export interface NamedAlbum {
  /** Permanent within its source. */
  readonly key: string;
  readonly title: string;
  /** Changes with what the source says of the album itself. */
  readonly fingerprint?: string | undefined;
  /** Keys of items, in the order in which they are to follow. */
  readonly items: readonly string[];
}

/** Marks those members of an album as seen that stand where the page has them; `key` of json_each is the index. */
const seeMemberships = `
  UPDATE album_item SET seen_run = ?1 WHERE album_id = ?2 AND (item_id, position) IN (
    SELECT item.id, ?4 + listed.key FROM json_each(?5) AS listed
    CROSS JOIN item ON item.source_id = ?3 AND item.key = listed.value)`;

/** Takes in the albums that a source shows, and what is in them. */
export class AlbumDiscovery {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Records a page of albums in one transaction. */
  record(runId: number, sourceId: number, albums: readonly RemoteAlbum[]): void {
    this.#database.transaction(() => {
      for (const album of albums) recordAlbum(this.#database, runId, sourceId, album);
    });
  }

  /** The fingerprint that the album had when its contents were last listed to the end; null when never. */
  knownFingerprint(sourceId: number, albumKey: string): string | null {
    const row = this.#database.get(
      'SELECT listed_fingerprint FROM album WHERE source_id = ? AND key = ?',
      ...[sourceId, albumKey],
    );
    return row === undefined ? null : textOrNull(row, 'listed_fingerprint');
  }

  /** Records one page of an album's contents in one transaction. The album must have been recorded before. */
  recordItems(runId: number, sourceId: number, { albumKey, from, keys }: AlbumPage): void {
    this.#database.transaction(() => {
      const albumId = this.#idOf(sourceId, albumKey);
      // Mostly the page is as it was: one statement sees that, and marks it seen.
      const asBefore = this.#database.run(seeMemberships, runId, albumId, sourceId, from, JSON.stringify(keys));
      if (asBefore === keys.length) return;
      let changes = 0;
      for (const [index, key] of keys.entries()) {
        changes += recordMembership(this.#database, { albumId, runId, sourceId, key, position: from + index });
      }
      if (changes > 0) this.#markRevised(albumId);
    });
  }

  /**
   * Adds items to an album that a person named here, behind those that are in it; whatever is in it stays. The items
   * must have been recorded before.
   */
  add(runId: number, sourceId: number, { key, title, fingerprint = '', items }: NamedAlbum): void {
    this.#database.transaction(() => {
      const known = this.#database.get('SELECT fingerprint FROM album WHERE source_id = ? AND key = ?', sourceId, key);
      const album = { key, title, itemCount: null, coverItemKey: null, fingerprint };
      if (known === undefined) recordAlbum(this.#database, runId, sourceId, album);
      const albumId = this.#idOf(sourceId, key);
      const last = this.#database.get('SELECT max(position) AS last FROM album_item WHERE album_id = ?', albumId);
      const position = (numberOrNull(last ?? { last: null }, 'last') ?? -1) + 1;
      const fresh = items.filter((item) => !this.#holds(albumId, sourceId, item));
      for (const [index, item] of fresh.entries()) {
        recordMembership(this.#database, { albumId, runId, sourceId, key: item, position: position + index });
        // The sidecars of photos from exports name their albums.
        this.#database.run(
          'UPDATE item SET sidecar_due = sidecar_due + 1 WHERE source_id = ? AND key = ? AND people IS NOT NULL',
          ...[sourceId, item],
        );
      }
      const isTold = known !== undefined && text(known, 'fingerprint') !== fingerprint;
      if (isTold) this.#database.run('UPDATE album SET fingerprint = ? WHERE id = ?', fingerprint, albumId);
      if (fresh.length > 0 || isTold) this.#markRevised(albumId);
    });
  }

  /**
   * The album's contents were listed to the end. `whole`: the listing agrees with the album's own count, so that
   * memberships it did not show are over (the memberships alone: items and files stay) and its fingerprint is
   * remembered. Otherwise nothing is taken away, and the next run lists the album again.
   */
  endListing(runId: number, sourceId: number, albumKey: string, { whole }: { readonly whole: boolean }): void {
    this.#database.transaction(() => {
      const albumId = this.#idOf(sourceId, albumKey);
      if (!whole) {
        this.#database.run('UPDATE album SET listed_fingerprint = NULL WHERE id = ?', albumId);
        return;
      }
      this.#database.run('UPDATE album SET listed_fingerprint = fingerprint WHERE id = ?', albumId);
      const ended = this.#database.run('DELETE FROM album_item WHERE album_id = ? AND seen_run <> ?', albumId, runId);
      if (ended > 0) this.#markRevised(albumId);
    });
  }

  #markRevised(albumId: number): void {
    this.#database.run('UPDATE album SET revision = revision + 1 WHERE id = ?', albumId);
    this.#database.markChanged();
  }

  #holds(albumId: number, sourceId: number, itemKey: string): boolean {
    const row = this.#database.get(
      `SELECT 1 FROM item JOIN album_item ON album_item.item_id = item.id
       WHERE item.source_id = ? AND item.key = ? AND album_id = ?`,
      ...[sourceId, itemKey, albumId],
    );
    return row !== undefined;
  }

  #idOf(sourceId: number, albumKey: string): number {
    const row = this.#database.get('SELECT id FROM album WHERE source_id = ? AND key = ?', sourceId, albumKey);
    if (row === undefined) throw new Error('An album must be recorded before its contents');
    return number(row, 'id');
  }
}

function recordAlbum(database: CatalogDatabase, runId: number, sourceId: number, album: RemoteAlbum): void {
  const { key, title, itemCount, coverItemKey, fingerprint } = album;
  const known = database.get(
    'SELECT id, title, item_count, cover_key, fingerprint, absent_since FROM album WHERE source_id = ? AND key = ?',
    ...[sourceId, key],
  );
  if (known === undefined) {
    database.run(
      `INSERT INTO album (source_id, key, title, item_count, cover_key, fingerprint, last_seen_run)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[sourceId, key, title, itemCount, coverItemKey, fingerprint, runId],
    );
    return database.markChanged();
  }
  const renamed = text(known, 'title') !== title;
  const same =
    !renamed &&
    known['item_count'] === itemCount &&
    known['cover_key'] === coverItemKey &&
    known['fingerprint'] === fingerprint &&
    known['absent_since'] === null;
  database.run(
    `UPDATE album SET title = ?, item_count = ?, cover_key = ?, fingerprint = ?, last_seen_run = ?,
       absent_since = NULL, revision = revision + ? WHERE id = ?`,
    ...[title, itemCount, coverItemKey, fingerprint, runId, renamed ? 1 : 0, number(known, 'id')],
  );
  if (!same) database.markChanged();
}

interface Membership {
  readonly albumId: number;
  readonly runId: number;
  readonly sourceId: number;
  readonly key: string;
  readonly position: number;
}

/** 1 when the membership is new or stands elsewhere, else 0. */
function recordMembership(database: CatalogDatabase, { albumId, runId, sourceId, key, position }: Membership): 0 | 1 {
  const row = database.get(
    `SELECT item.id, known.position FROM item
     LEFT JOIN album_item AS known ON known.album_id = ? AND known.item_id = item.id
     WHERE item.source_id = ? AND item.key = ?`,
    ...[albumId, sourceId, key],
  );
  if (row === undefined) throw new Error('An item must be recorded before its membership in an album');
  database.run(
    `INSERT INTO album_item (album_id, item_id, position, seen_run) VALUES (?, ?, ?, ?)
     ON CONFLICT (album_id, item_id) DO UPDATE SET position = excluded.position, seen_run = excluded.seen_run`,
    ...[albumId, number(row, 'id'), position, runId],
  );
  return row['position'] === position ? 0 : 1;
}
