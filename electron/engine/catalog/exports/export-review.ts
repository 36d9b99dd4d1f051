import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { isDamaged } from '../runs/problem-log.ts';
import { compareIndex } from './index-comparison.ts';
import { folderKey, KeyCounts, pathInProduct, photoKey } from './listed-names.ts';
import { isTrashed } from './trashed.ts';

/** What an entry of an export lacks. */
interface Finding {
  readonly entryId: number;
  readonly kind: 'awaits' | 'failed';
  /** Of the file that is missed. */
  readonly name: string;
}

interface LoneSidecar {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly takenAt: number | null;
  readonly folderId: number;
  readonly path: string;
}

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
    const findings = [...this.#failed(exportId), ...this.#awaiting(exportId, index)];
    this.#database.run(
      `DELETE FROM export_finding WHERE entry_id IN (
         SELECT takeout_entry.id FROM takeout_entry JOIN part ON part.id = part_id WHERE part.export_id = ?)`,
      exportId,
    );
    for (const { entryId, kind, name } of findings) {
      this.#database.run(
        'INSERT INTO export_finding (entry_id, kind, name) VALUES (?, ?, ?)',
        ...[entryId, kind, name],
      );
    }
    this.#database.run('UPDATE export SET review_due = 0 WHERE id = ?', exportId);
    this.#database.markChanged();
  }

  /** Entries that could not be stored, or only damaged, and of which no good copy came since. */
  #failed(exportId: number): readonly Finding[] {
    return this.#database.map(
      (row) => ({ entryId: number(row, 'id'), kind: 'failed', name: text(row, 'name') }) as const,
      `WITH failed AS MATERIALIZED (
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
       SELECT id, name FROM failed WHERE id NOT IN (SELECT id FROM mended) AND NOT EXISTS (
         SELECT 1 FROM takeout_json AS json JOIN takeout_entry AS good ON good.sidecar_id = json.entry_id
         JOIN item ON item.id = good.item_id
         WHERE json.title = failed.title AND json.taken_at = failed.taken_at AND item.state = 'stored'
           AND good.name = failed.name AND NOT ${isDamaged('item.asset_id')})
       ORDER BY id`,
      exportId,
    );
  }

  /** Sidecars whose photo no part has brought. */
  #awaiting(exportId: number, index: number | null): readonly Finding[] {
    const lone = this.#loneSidecars(exportId);
    const listed = index === null ? new Map<string, KeyCounts>() : this.#missingByFolder(index);
    return [...Map.groupBy(lone, ({ folderId }) => folderId)].flatMap(([folderId, sidecars]) => {
      const { used, doubtful } = this.#around(folderId);
      const open = listed.get(folderKey(sidecars[0]?.path ?? ''));
      return sidecars.flatMap(({ id, name, title, takenAt }): readonly Finding[] => {
        if (used.has(name) || doubtful.take(photoKey(title)) || open?.take(photoKey(title)) === true) return [];
        if (this.#isStoredElsewhere(title, takenAt, folderId)) return [];
        return [{ entryId: id, kind: 'awaits', name: title }];
      });
    });
  }

  /**
   * Sidecars without media beside them. In an album they only tell of a membership, as the bytes lie in the folder of
   * the year, unless the export has no such folders.
   */
  #loneSidecars(exportId: number): readonly LoneSidecar[] {
    return this.#database.map(
      (row) => ({
        id: number(row, 'id'),
        name: text(row, 'name'),
        title: textOrNull(row, 'title') || text(row, 'name'),
        takenAt: row['taken_at'] === null ? null : number(row, 'taken_at'),
        folderId: number(row, 'folder_id'),
        path: pathInProduct(text(row, 'path')),
      }),
      `SELECT entry.id, entry.name, json.title, json.taken_at, entry.folder_id, folder.path
       FROM takeout_folder AS folder JOIN takeout_entry AS entry ON entry.folder_id = folder.id
       JOIN part ON part.id = entry.part_id LEFT JOIN takeout_json AS json ON json.entry_id = entry.id
       WHERE folder.export_id = ?1 AND entry.role = 'sidecar' AND part.state <> 'replaced' AND NOT ${isTrashed('folder', 'entry.id')}
         AND (folder.meaning IN ('year', 'archive', 'locked', 'failed') OR folder.meaning IN ('album', 'other')
           AND NOT EXISTS (SELECT 1 FROM takeout_folder WHERE export_id = ?1 AND meaning = 'year'))
         AND NOT EXISTS (SELECT 1 FROM takeout_entry AS media JOIN part ON part.id = media.part_id
           WHERE media.sidecar_id = entry.id AND part.state <> 'replaced')
       ORDER BY entry.folder_id, entry.name`,
      exportId,
    );
  }

  /** Names of sidecars in a folder that media use, and of media that may be those of a sidecar, but not for certain. */
  #around(folderId: number): { readonly used: ReadonlySet<string>; readonly doubtful: KeyCounts } {
    const used = this.#database.map(
      (row) => text(row, 'name'),
      `SELECT sidecar.name FROM takeout_entry AS media JOIN takeout_entry AS sidecar ON sidecar.id = media.sidecar_id
       WHERE media.folder_id = ? AND media.role = 'media'`,
      folderId,
    );
    const names = this.#database.map(
      (row) => photoKey(text(row, 'name')),
      "SELECT name FROM takeout_entry WHERE folder_id = ? AND role = 'media' AND confidence = 'doubtful'",
      folderId,
    );
    const doubtful = new KeyCounts();
    for (const name of names) doubtful.add(name);
    return { used: new Set(used), doubtful };
  }

  /** Names of the index that are missing, photos and videos alone, by the key of their folder. */
  #missingByFolder(index: number): ReadonlyMap<string, KeyCounts> {
    const rows = this.#database.map(
      (row) => [folderKey(text(row, 'path')), photoKey(text(row, 'name'))] as const,
      `SELECT folder.path, file.name FROM index_folder AS folder JOIN index_file AS file ON file.folder_id = folder.id
       WHERE folder.index_id = ? AND file.missing = 1 AND lower(file.name) NOT LIKE '%.json'`,
      index,
    );
    const byFolder = new Map<string, KeyCounts>();
    for (const [folder, name] of rows) {
      const names = byFolder.get(folder) ?? new KeyCounts();
      byFolder.set(folder, names);
      names.add(name);
    }
    return byFolder;
  }

  /** An equal title and moment in another folder or export: the same photo. */
  #isStoredElsewhere(title: string, takenAt: number | null, folderId: number): boolean {
    if (takenAt === null) return false;
    return (
      this.#database.get(
        `SELECT 1 FROM takeout_json AS json JOIN takeout_entry AS media ON media.sidecar_id = json.entry_id
         JOIN item ON item.id = media.item_id
         WHERE json.title = ? AND json.taken_at = ? AND media.folder_id <> ? AND item.state = 'stored' LIMIT 1`,
        ...[title, takenAt, folderId],
      ) !== undefined
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
