import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, numberOrNull } from '../database/row.ts';
import type { ExportIdentityRow } from './export-identity.ts';
import { isStamped } from './export-stamp.ts';

/**
 * How late exports are: what a later one says has the last word, in whatever order they were given. Without a stamp, the
 * newest time inside tells; of equal times, which one was given later.
 */
export class ExportAuthorities {
  readonly #database: CatalogDatabase;
  /** Every entry is read for it, so it is kept for as long as the parts of an export are the same. */
  readonly #newest = new Map<number, { readonly parts: string; readonly at: number | null }>();

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Greater for a later export, as text. Times after `now` (milliseconds since 1970) are not believed. */
  of({ id, stamp }: ExportIdentityRow, now: number): string {
    if (isStamped(stamp)) return stamp;
    const at = this.newestTime(id, now);
    // As a stamp is written, so that the two can be compared: 20260301T120000.123.
    const time = at === null ? '0' : new Date(at).toISOString().replaceAll(/[-:Z]/g, '');
    return `${time} ${String(id).padStart(12, '0')}`;
  }

  /** The newest time inside an export, none later than `now`; milliseconds since 1970, null when nothing tells. */
  newestTime(exportId: number, now: number): number | null {
    const row = this.#database.get(
      'SELECT count(*) AS parts, total(entries) AS entries, total(id) AS ids FROM part WHERE export_id = ?',
      exportId,
    );
    const parts = ['parts', 'entries', 'ids'].map((column) => number(row ?? {}, column)).join(' ');
    const known = this.#newest.get(exportId);
    if (known?.parts === parts) return known.at;
    const at = this.#readNewestTime(exportId, now);
    this.#newest.set(exportId, { parts, at });
    return at;
  }

  /** The newest time inside an export, none later than `now`: of files, and of uploads. */
  #readNewestTime(exportId: number, now: number): number | null {
    const row = this.#database.get(
      `SELECT max(CASE WHEN changed <= ?2 THEN changed END) AS changed, max(CASE WHEN uploaded <= ?2 THEN uploaded END) AS uploaded
       FROM (SELECT entry.modified_at AS changed, CASE WHEN json_valid(json.verbatim) THEN
               1000 * CAST(json_extract(json.verbatim, '$.creationTime.timestamp') AS INTEGER) END AS uploaded
             FROM part JOIN takeout_entry AS entry ON entry.part_id = part.id
             LEFT JOIN takeout_json AS json ON json.entry_id = entry.id AND entry.role = 'sidecar'
             WHERE part.export_id = ?1)`,
      ...[exportId, now],
    );
    const times = [numberOrNull(row ?? {}, 'changed'), numberOrNull(row ?? {}, 'uploaded')].filter((at) => at !== null);
    return times.length === 0 ? null : Math.max(...times);
  }
}
