import type { CatalogDatabase } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { flag, number, text, textOrNull } from '../database/row.ts';

// What is known to be unreadable is left to verification: read first every day, it would take the place of all others.
const readable = `state IN ('stored', 'missing') AND id NOT IN
  (SELECT asset_id FROM finding WHERE thing = 'photo' AND fault = 'unreadable' AND asset_id IS NOT NULL)`;

/** How many files were last read on one day. */
export interface FilesOfDay {
  /** When they were read last, or stored if they never were; empty when nobody knows. */
  readonly day: string;
  readonly neverRead: boolean;
  readonly files: number;
  readonly bytes: number;
}

/** When stored files were read last. */
export class ReadAges {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** All files that can be read, by the day on which they were read last. */
  byDay(): readonly FilesOfDay[] {
    return this.#database.map(
      (row) => ({
        ...{ day: text(row, 'day'), neverRead: flag(row, 'never') },
        ...{ files: number(row, 'files'), bytes: number(row, 'bytes') },
      }),
      `SELECT substr(iif(verified_at = '', coalesce(stored_at, ''), verified_at), 1, 10) AS day, verified_at = '' AS never,
         count(*) AS files, sum(bytes) AS bytes FROM asset INDEXED BY asset_verified WHERE ${readable} GROUP BY 1, 2`,
    );
  }

  /**
   * Since when every file was read again, ISO 8601; those that were stored since then were read when they were stored. Null
   * while that is true of no moment.
   */
  wholeSince(): string | null {
    const of = `FROM asset INDEXED BY asset_verified WHERE ${readable}`;
    const row = this.#database.get(`SELECT min(verified_at) AS since ${of} AND verified_at > ''`) ?? {};
    const since = textOrNull(row, 'since');
    if (since === null) return null;
    const unread = `SELECT 1 ${of} AND verified_at = '' AND coalesce(stored_at, '') < ? LIMIT 1`;
    return this.#database.get(unread, since) === undefined ? since : null;
  }

  /** The files that were read before the one day, or from the other on, the longest unread first. */
  unread({ readBefore, readFrom }: { readonly readBefore: string; readonly readFrom: string }) {
    return paged(
      { verifiedAt: '', id: 0, bytes: 0 },
      (after) =>
        this.#database
          .all(
            `SELECT id, bytes, verified_at FROM asset INDEXED BY asset_verified
             WHERE ${readable} AND (verified_at < ? OR verified_at >= ?) AND (verified_at, id) > (?, ?)
             ORDER BY verified_at, id LIMIT 1000`,
            ...[readBefore, readFrom, after.verifiedAt, after.id],
          )
          .map((row) => ({ verifiedAt: text(row, 'verified_at'), id: number(row, 'id'), bytes: number(row, 'bytes') })),
      (last) => last,
    );
  }
}
