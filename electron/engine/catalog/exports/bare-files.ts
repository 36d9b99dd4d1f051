import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, text, textOrNull } from '../database/row.ts';

/** A file that was delivered beside the archives, whose export is not known yet. */
export interface WaitingFile {
  readonly partId: number;
  readonly exportId: number;
  readonly stamp: string;
  /** As it lies on the disk. */
  readonly fileName: string;
  readonly path: string;
  /** Under which it stands in the export. */
  readonly name: string;
  readonly number: number | null;
}

/** A folder of an export with sidecars that speak of no photo in it. */
export interface LoneSidecarPlace {
  readonly exportId: number;
  readonly stamp: string;
  readonly path: string;
  readonly meaning: string | null;
  readonly sidecars: readonly { readonly name: string; readonly title: string }[];
  /** The run index of the parts that are numbered together with what is missing. */
  readonly runIndex: number | null;
  /** Numbers of that series that other parts have. */
  readonly taken: ReadonlySet<number>;
  readonly partPaths: readonly string[];
}

/** Where such a file belongs. */
export interface BareFileHome {
  readonly exportId: number;
  readonly stamp: string;
  readonly runIndex: number | null;
  /** Within the export. */
  readonly folder: string;
}

/** Files that are parts of their own: until their export is known, each is an export of its own, at its top. */
export class BareFiles {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Those whose export is not known yet, in the order in which they were given. */
  waiting(): readonly WaitingFile[] {
    return this.#database
      .all(
        `SELECT part.id, part.export_id, export.stamp, part.name AS file_name, part.path, part.number, entry.name
         FROM part JOIN export ON export.id = part.export_id JOIN takeout_entry AS entry ON entry.part_id = part.id
         JOIN takeout_folder AS folder ON folder.id = entry.folder_id
         WHERE part.format = 'file' AND part.listed = 1 AND part.state <> 'replaced' AND folder.path = ''
         ORDER BY part.id`,
      )
      .map((row) => ({
        partId: number(row, 'id'),
        exportId: number(row, 'export_id'),
        stamp: text(row, 'stamp'),
        fileName: text(row, 'file_name'),
        path: text(row, 'path'),
        name: text(row, 'name'),
        number: numberOrNull(row, 'number'),
      }));
  }

  /** Is this a file whose export is not known yet? */
  isWaiting(partId: number): boolean {
    return this.waiting().some((file) => file.partId === partId);
  }

  /** The folders of all exports with sidecars whose photo is not there. */
  loneSidecars(): readonly LoneSidecarPlace[] {
    const rows = this.#database.all(
      `SELECT folder.id AS folder_id, folder.export_id, export.stamp, folder.path, folder.meaning, part.run_index, entry.name,
         json.title
       FROM takeout_json AS json JOIN takeout_entry AS entry ON entry.id = json.entry_id
       JOIN takeout_folder AS folder ON folder.id = entry.folder_id JOIN export ON export.id = folder.export_id
       JOIN part ON part.id = entry.part_id
       WHERE entry.role = 'sidecar' AND part.state <> 'replaced' AND coalesce(folder.meaning, 'other') NOT IN ('trash', 'outside')
         AND NOT EXISTS (SELECT 1 FROM takeout_entry AS media WHERE media.sidecar_id = entry.id)
       ORDER BY folder.export_id, folder.path, entry.name`,
    );
    return [...Map.groupBy(rows, (row) => number(row, 'folder_id')).values()].flatMap((ofFolder) => {
      const [first] = ofFolder;
      return first === undefined ? [] : [this.#place(first, ofFolder)];
    });
  }

  /** It belongs into this folder: from now on it is a part of that export. */
  place({ partId }: WaitingFile, { exportId, runIndex, folder }: BareFileHome): void {
    this.#database.transaction(() => {
      this.#database.run(
        'INSERT INTO takeout_folder (export_id, path) VALUES (?1, ?2) ON CONFLICT (export_id, path) DO NOTHING',
        ...[exportId, folder],
      );
      this.#database.run(
        `UPDATE takeout_entry SET folder_id = (SELECT id FROM takeout_folder WHERE export_id = ?1 AND path = ?2)
         WHERE part_id = ?3`,
        ...[exportId, folder, partId],
      );
      this.#database.run('UPDATE takeout_folder SET dirty = 1 WHERE export_id = ? AND path = ?', exportId, folder);
      this.#database.run('UPDATE part SET export_id = ?, run_index = ? WHERE id = ?', exportId, runIndex, partId);
      this.#database.run('UPDATE export SET albums_due = 1, review_due = 1 WHERE id = ?', exportId);
      this.#database.markChanged();
    });
  }

  /** Nothing speaks for it: it is somebody's film that happens to be called so. */
  forget({ partId, exportId }: WaitingFile): void {
    this.#database.transaction(() => {
      this.#database.run(
        'DELETE FROM export_finding WHERE entry_id IN (SELECT id FROM takeout_entry WHERE part_id = ?)',
        partId,
      );
      this.#database.run('DELETE FROM takeout_entry WHERE part_id = ?', partId);
      this.#database.run('DELETE FROM takeout_folder WHERE export_id = ?', exportId);
      this.#database.run('DELETE FROM part WHERE id = ?', partId);
    });
  }

  #place(first: Row, sidecars: readonly Row[]): LoneSidecarPlace {
    const exportId = number(first, 'export_id');
    const runIndex = numberOrNull(first, 'run_index');
    const parts = this.#database.all(
      `SELECT number, run_index, path FROM part WHERE export_id = ? AND state <> 'replaced'`,
      exportId,
    );
    const series = parts.filter((row) => numberOrNull(row, 'run_index') === runIndex);
    return {
      exportId,
      stamp: text(first, 'stamp'),
      path: text(first, 'path'),
      meaning: textOrNull(first, 'meaning'),
      sidecars: sidecars.map((row) => ({ name: text(row, 'name'), title: text(row, 'title') })),
      runIndex,
      taken: new Set(series.flatMap((row) => numberOrNull(row, 'number') ?? [])),
      partPaths: parts.map((row) => text(row, 'path')),
    };
  }
}
