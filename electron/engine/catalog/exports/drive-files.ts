import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text, textOrNull } from '../database/row.ts';

/** What names a content in Google Drive. */
export interface DriveContent {
  readonly id: string;
  /** Hexadecimal, in lower case. */
  readonly md5: string;
  readonly bytes: number;
}

/** A file in Google Drive that was imported. */
export interface ImportedDriveFile extends DriveContent {
  readonly name: string;
  readonly partId: number;
  readonly exportId: number;
  readonly stamp: string;
  /** ISO 8601; null while it is not in the trash, as far as is known. */
  readonly trashedAt: string | null;
}

/** Which files in Google Drive nothing more is to be read from: one that was renamed or moved is the same. */
export class DriveFiles {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Was this content imported, whatever it is called now? */
  knows({ id, md5, bytes }: DriveContent): boolean {
    const row = this.#database.get(
      'SELECT 1 FROM drive_file WHERE file_id = ? AND md5 = ? AND bytes = ?',
      ...[id, md5, bytes],
    );
    return row !== undefined;
  }

  /** A part was imported from this file. `at`: ISO 8601. */
  remember({ id, md5, bytes, name }: DriveContent & { readonly name: string }, partId: number, at: string): void {
    this.#database.transaction(() => {
      this.#database.run(
        `INSERT INTO drive_file (file_id, md5, bytes, name, part_id, imported_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (file_id) DO UPDATE SET md5 = excluded.md5, bytes = excluded.bytes, name = excluded.name,
           part_id = excluded.part_id, imported_at = excluded.imported_at, trashed_at = NULL`,
        ...[id, md5, bytes, name, partId, at],
      );
      this.#database.markChanged();
    });
  }

  /** `at`: ISO 8601; null once it is out of the trash again. */
  markTrashed(id: string, at: string | null): void {
    this.#database.transaction(() => {
      this.#database.run('UPDATE drive_file SET trashed_at = ? WHERE file_id = ?', at, id);
      this.#database.markChanged();
    });
  }

  /**
   * What speaks against giving up the files of an export: photos of it that are not stored, or were not read again and found
   * whole since, and files of other Google products, which no backup of photos holds.
   */
  unproven(exportId: number): { readonly unverified: number; readonly outside: number } {
    const row = this.#database.get(
      `SELECT
         count(*) FILTER (WHERE item.id IS NOT NULL AND NOT coalesce(asset.state = 'stored'
           AND asset.verified_outcome = 'intact' AND asset.verified_at > asset.stored_at
           AND NOT EXISTS (SELECT 1 FROM finding WHERE finding.asset_id = asset.id), 0)) AS unverified,
         count(*) FILTER (WHERE folder.meaning = 'outside') AS outside
       FROM takeout_entry AS entry JOIN part ON part.id = entry.part_id
       JOIN takeout_folder AS folder ON folder.id = entry.folder_id
       LEFT JOIN item ON item.id = entry.item_id LEFT JOIN asset ON asset.id = item.asset_id
       WHERE part.export_id = ? AND part.state <> 'replaced' AND entry.role = 'media'`,
      exportId,
    );
    return { unverified: number(row ?? {}, 'unverified'), outside: number(row ?? {}, 'outside') };
  }

  /**
   * Is there a part of an export whose bytes did not have the sum that Google tells, and which was not taken for imported since?
   * The export as a whole is not proved then, whatever became of its other parts.
   */
  hasWrongSum(exportId: number): boolean {
    const row = this.#database.get(
      `SELECT 1 FROM part JOIN problem ON problem.code = 'drive-checksum' AND json_extract(problem.body, '$.subject') = part.name
       WHERE part.export_id = ? AND part.state <> 'replaced' AND problem.at >= coalesce(
         (SELECT max(file.imported_at) FROM drive_file AS file WHERE file.part_id = part.id), '') LIMIT 1`,
      exportId,
    );
    return row !== undefined;
  }

  /** By export, then by part. */
  all(): readonly ImportedDriveFile[] {
    return this.#database
      .all(
        `SELECT file.file_id, file.md5, file.bytes, file.name, file.part_id, file.trashed_at, part.export_id, export.stamp
         FROM drive_file AS file JOIN part ON part.id = file.part_id JOIN export ON export.id = part.export_id
         ORDER BY export.stamp, part.run_index, part.number, file.name`,
      )
      .map((row) => ({
        id: text(row, 'file_id'),
        md5: text(row, 'md5'),
        bytes: number(row, 'bytes'),
        name: text(row, 'name'),
        partId: number(row, 'part_id'),
        exportId: number(row, 'export_id'),
        stamp: text(row, 'stamp'),
        trashedAt: textOrNull(row, 'trashed_at'),
      }));
  }
}
