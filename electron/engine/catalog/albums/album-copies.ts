import type { FilesOfDay } from '../assets/read-ages.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { flag, number, text } from '../database/row.ts';
import { type ViewEntry, viewEntry } from './album-views.ts';

/** A copy of a photo in the folder of an album, by the album's id and its name in the folder. */
export interface CopyKey {
  readonly albumId: number;
  readonly name: string;
}

/** What such a copy is, and what it should hold. */
export interface AlbumCopy {
  /** Of the album, relative to the destination. */
  readonly folder: string;
  readonly entry: ViewEntry;
  /** Of its photo. */
  readonly sha256: string;
}

/** Copies of photos that there are; what has lost its photo, or its folder, is a copy of nothing. */
const copies = `album_entry JOIN album ON album.id = album_id
  JOIN asset ON asset.path = target AND asset.state IN ('stored', 'missing')
  WHERE kind = 'copy' AND album.folder IS NOT NULL`;

/** When the copies in folders of albums were read last. */
export class AlbumCopies {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** All copies, by the day on which they were read last; those that never were have the age of their photo. */
  byDay(): readonly FilesOfDay[] {
    return this.#database.map(
      (row) => ({
        ...{ day: text(row, 'day'), neverRead: flag(row, 'never') },
        ...{ files: number(row, 'files'), bytes: number(row, 'bytes') },
      }),
      `SELECT substr(coalesce(read_at, stored_at, ''), 1, 10) AS day, read_at IS NULL AS never,
         count(*) AS files, sum(bytes) AS bytes
       FROM (SELECT album_id, name, album_entry.bytes, stored_at FROM ${copies})
       LEFT JOIN album_copy_read USING (album_id, name) GROUP BY 1, 2`,
    );
  }

  /** Copies that were read before the one day, or from the other on, the longest unread first. */
  unread({ readBefore, readFrom }: { readonly readBefore: string; readonly readFrom: string }) {
    return paged(
      { readAt: '', albumId: 0, name: '', bytes: 0 },
      (after) =>
        this.#database
          .all(
            `SELECT album_id, name, bytes, read_at FROM (
               SELECT album_id, name, bytes, coalesce(read_at, '') AS read_at
               FROM (SELECT album_id, name, album_entry.bytes FROM ${copies})
               LEFT JOIN album_copy_read USING (album_id, name))
             WHERE (read_at < ? OR read_at >= ?) AND (read_at, album_id, name) > (?, ?, ?)
             ORDER BY read_at, album_id, name LIMIT 1000`,
            ...[readBefore, readFrom, after.readAt, after.albumId, after.name],
          )
          .map((row) => ({
            ...{ readAt: text(row, 'read_at'), albumId: number(row, 'album_id') },
            ...{ name: text(row, 'name'), bytes: number(row, 'bytes') },
          })),
      (last) => last,
    );
  }

  /** Null when it is not there any more, or is a copy of nothing. */
  at({ albumId, name }: CopyKey): AlbumCopy | null {
    const row = this.#database.get(
      `SELECT album.folder, name, target, kind, album_entry.bytes, album_entry.mtime, sha256
       FROM ${copies} AND album_id = ? AND name = ?`,
      ...[albumId, name],
    );
    if (row === undefined) return null;
    return { folder: text(row, 'folder'), entry: viewEntry(row), sha256: text(row, 'sha256') };
  }

  /** It was read, whatever came of that. `at`: ISO 8601. */
  recordRead({ albumId, name }: CopyKey, at: string): void {
    // It may have left the album meanwhile.
    this.#database.run(
      `INSERT INTO album_copy_read (album_id, name, read_at)
       SELECT album_id, name, ? FROM album_entry WHERE album_id = ? AND name = ?
       ON CONFLICT (album_id, name) DO UPDATE SET read_at = excluded.read_at`,
      ...[at, albumId, name],
    );
  }
}
