import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number } from '../database/row.ts';
import { isDamaged } from '../runs/problem-log.ts';
import { compareIndex } from './index-comparison.ts';
import { awaitingSidecars } from './lone-sidecars.ts';

/**
 * Looks through exports for what is not in the backup: files of the index that no part holds, sidecars whose photo has
 * not come, files that were not stored. What it finds stays in the catalog until a later look finds it mended.
 */
export class ExportReview {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Of these exports, and of all others in which something was amiss: what has just come may mend it. */
  review(exportIds: readonly number[]): void {
    const due = this.#database.all(
      `SELECT id FROM export WHERE review_due = 1 OR id IN (SELECT value FROM json_each(?))
         OR EXISTS (SELECT 1 FROM export_index JOIN part ON part.id = part_id JOIN index_folder ON index_id = export_index.id
           JOIN index_file ON folder_id = index_folder.id WHERE part.export_id = export.id AND missing = 1)
         OR EXISTS (SELECT 1 FROM export_finding JOIN takeout_entry ON takeout_entry.id = entry_id
           JOIN part ON part.id = part_id WHERE part.export_id = export.id) ORDER BY id`,
      JSON.stringify(exportIds),
    );
    for (const row of due) this.#database.transaction(() => this.#reviewOne(number(row, 'id')));
  }

  #reviewOne(exportId: number): void {
    const index = indexOf(this.#database, exportId);
    if (index !== null) compareIndex(this.#database, exportId, index);
    this.#database.run(
      `DELETE FROM export_finding WHERE entry_id IN (
         SELECT takeout_entry.id FROM takeout_entry JOIN part ON part.id = part_id WHERE part.export_id = ?)`,
      exportId,
    );
    this.#addFailed(exportId);
    for (const { entryId, name } of awaitingSidecars(this.#database, exportId, index)) {
      this.#database.run("INSERT INTO export_finding (entry_id, kind, name) VALUES (?, 'awaits', ?)", entryId, name);
    }
    this.#database.run('UPDATE export SET review_due = 0 WHERE id = ?', exportId);
    this.#database.markChanged();
  }

  /** Entries that could not be stored, or only damaged, and of which no good copy came since. They may be all. */
  #addFailed(exportId: number): void {
    this.#database.run(
      `INSERT INTO export_finding (entry_id, kind, name)
       WITH failed AS MATERIALIZED (
         SELECT entry.id, entry.name, entry.bytes, entry.crc32, json.title, json.taken_at, sidecar_id
         FROM takeout_entry AS entry JOIN part ON part.id = entry.part_id
         JOIN takeout_folder AS folder ON folder.id = entry.folder_id
         LEFT JOIN item ON item.id = entry.item_id LEFT JOIN takeout_json AS json ON json.entry_id = entry.sidecar_id
         WHERE part.export_id = ? AND part.state <> 'replaced' AND coalesce(folder.meaning, 'other') <> 'outside'
           AND (entry.role IN ('failed', 'refused')
             OR entry.role = 'media' AND item.id IS NOT NULL AND (
               item.state NOT IN ('stored', 'wanted') OR item.state = 'stored' AND ${isDamaged('item.asset_id')}))),
       -- One pass over all entries, however many failed.
       mended AS MATERIALIZED (
         SELECT failed.id FROM takeout_entry AS good CROSS JOIN failed ON failed.name = good.name
           AND failed.bytes = good.bytes LEFT JOIN item ON item.id = good.item_id
         WHERE good.id <> failed.id AND (good.crc32 IS failed.crc32 OR good.crc32 IS NULL OR failed.crc32 IS NULL)
           AND (item.state = 'stored' AND NOT ${isDamaged('item.asset_id')}
             OR good.role IN ('sidecar', 'album-metadata', 'other-json', 'other')))
       SELECT id, 'failed', name FROM failed WHERE id NOT IN (SELECT id FROM mended) AND NOT EXISTS (
         SELECT 1 FROM takeout_json AS json JOIN takeout_entry AS good ON good.sidecar_id = json.entry_id
         JOIN item ON item.id = good.item_id
         WHERE json.title = failed.title AND json.taken_at = failed.taken_at AND item.state = 'stored'
           AND good.name = failed.name AND NOT ${isDamaged('item.asset_id')})
       ORDER BY id`,
      exportId,
    );
  }
}

/** The page of an export that lists most: an export may come with more than one. */
export function indexOf(database: CatalogDatabase, exportId: number): number | null {
  const row = database.get(
    `SELECT export_index.id FROM export_index JOIN part ON part.id = part_id
     WHERE part.export_id = ? AND is_read = 1 ORDER BY export_index.listed DESC, export_index.id DESC LIMIT 1`,
    exportId,
  );
  return row === undefined ? null : number(row, 'id');
}
