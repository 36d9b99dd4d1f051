import { type PartFormat, partFormats } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { isStamped, isUnstamped } from './export-stamp.ts';

/** An export, and whether the names of its parts tell when it was made. */
export interface ExportIdentityRow {
  readonly id: number;
  readonly stamp: string;
}

/** A folder that two exports have in common. */
export interface CommonFolder {
  readonly path: string;
  readonly one: number;
  readonly other: number;
}

/** An entry, for comparing one export with another. */
export interface ComparedEntry {
  readonly id: number;
  readonly partId: number;
  readonly name: string;
  readonly role: string;
  readonly bytes: number;
  readonly crc32: number | null;
  readonly modifiedAt: number | null;
  /** Of JSON. */
  readonly title: string | null;
  readonly verbatim: string | null;
  /** A sidecar without its photo, or a photo without a sidecar. */
  readonly isLone: boolean;
}

/** An archive of an export, and how many of its files can be compared with others. */
export interface ArchivedPart {
  readonly id: number;
  readonly format: PartFormat;
  readonly files: number;
}

const isCompared = "role IN ('media', 'sidecar', 'title-only', 'album-metadata')";

const lone = `CASE entry.role
  WHEN 'sidecar' THEN NOT EXISTS (SELECT 1 FROM takeout_entry AS media WHERE media.sidecar_id = entry.id)
  WHEN 'media' THEN entry.sidecar_id IS NULL ELSE 0 END`;

function filesOf(part: 'older' | 'newer'): string {
  return `SELECT folder.path, entry.name, entry.bytes, entry.modified_at FROM takeout_entry AS entry
    JOIN takeout_folder AS folder ON folder.id = entry.folder_id WHERE entry.part_id = ${part}.id`;
}

/**
 * Tells exports apart whose parts bear no stamp in their names, and puts together those that turn out to be one. Nothing
 * here goes by where a part lies.
 */
export class ExportIdentity {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** The export that a part of this content was listed in; null when it is new. */
  ofPart(fingerprint: string): ExportIdentityRow | null {
    const row = this.#database.get(
      `SELECT export.id, export.stamp FROM part JOIN export ON export.id = part.export_id
       WHERE part.fingerprint = ? ORDER BY ${isUnstamped('export.stamp')}, part.id LIMIT 1`,
      fingerprint,
    );
    return row === undefined ? null : { id: number(row, 'id'), stamp: text(row, 'stamp') };
  }

  /** The name of a part tells the stamp of an export that had none. */
  name(known: ExportIdentityRow, stamp: string): void {
    this.#database.transaction(() => {
      const named = this.#database.get('SELECT id FROM export WHERE stamp = ?', stamp);
      const into = { id: named === undefined ? known.id : number(named, 'id'), stamp };
      if (named !== undefined) return this.join(known, into);
      this.#database.run('UPDATE export SET stamp = ? WHERE id = ?', stamp, known.id);
      this.#renameItems(known.stamp, stamp);
      this.redated(known.id);
    });
  }

  /** Exports that may turn out to be one with this one: of two, at least one has no stamp. Earliest first. */
  others({ id, stamp }: ExportIdentityRow): readonly ExportIdentityRow[] {
    return this.#database
      .all(
        `SELECT id, stamp FROM export WHERE id <> ? AND (? OR ${isUnstamped('stamp')})
           AND EXISTS (SELECT 1 FROM part WHERE part.export_id = export.id) ORDER BY id`,
        ...[id, isStamped(stamp) ? 0 : 1],
      )
      .map((row) => ({ id: number(row, 'id'), stamp: text(row, 'stamp') }));
  }

  /** Where the parts of an export were seen last. */
  paths(exportId: number): readonly string[] {
    return this.#database
      .all('SELECT path FROM part WHERE export_id = ? ORDER BY id', exportId)
      .map((row) => text(row, 'path'));
  }

  /** Folders of the same path in both. */
  commonFolders(one: number, other: number): readonly CommonFolder[] {
    return this.#database
      .all(
        `SELECT mine.path, mine.id AS one, theirs.id AS other FROM takeout_folder AS mine
         JOIN takeout_folder AS theirs ON theirs.export_id = ?2 AND theirs.path = mine.path
         WHERE mine.export_id = ?1 ORDER BY mine.path`,
        ...[one, other],
      )
      .map((row) => ({ path: text(row, 'path'), one: number(row, 'one'), other: number(row, 'other') }));
  }

  /** Entries of a folder; only lone ones and album metadata with `lone`, to find out quickly. By name. */
  entries(folderId: number, which: 'all' | 'lone'): readonly ComparedEntry[] {
    const condition = which === 'all' ? '' : ` AND (entry.role = 'album-metadata' OR ${lone})`;
    return this.#database.map(
      comparedEntry,
      `SELECT entry.id, entry.part_id, entry.name, entry.role, entry.bytes, entry.crc32, entry.modified_at, json.title, json.verbatim,
         ${lone} AS lone
       FROM takeout_entry AS entry JOIN part ON part.id = entry.part_id
       LEFT JOIN takeout_json AS json ON json.entry_id = entry.id
       WHERE entry.folder_id = ? AND part.state <> 'replaced'${condition} ORDER BY entry.name, entry.id`,
      folderId,
    );
  }

  /**
   * Extracted parts of other exports without a stamp all of whose files lie in this part, too, with length and time: the
   * folder that they were has grown since.
   */
  outgrownBy(partId: number): readonly { readonly partId: number; readonly export: ExportIdentityRow }[] {
    return this.#database
      .all(
        `SELECT older.id AS part, export.id, export.stamp FROM part AS older
         JOIN export ON export.id = older.export_id JOIN part AS newer ON newer.id = ?1
         WHERE older.id < newer.id AND older.state <> 'replaced' AND older.listed = 1 AND older.entries > 0
           AND older.entries < newer.entries AND older.format = 'folder' AND newer.format = 'folder'
           AND ${isUnstamped('export.stamp')}
           AND NOT EXISTS (${filesOf('older')} EXCEPT ${filesOf('newer')})
         ORDER BY older.id`,
        partId,
      )
      .map((row) => ({ partId: number(row, 'part'), export: { id: number(row, 'id'), stamp: text(row, 'stamp') } }));
  }

  /**
   * Extracted parts of other exports without a stamp that hold all files of this part, with length and time, and more: the
   * folder that they were has lost some since.
   */
  shrunkFrom(partId: number): readonly ExportIdentityRow[] {
    return this.#database
      .all(
        `SELECT DISTINCT export.id, export.stamp FROM part AS older
         JOIN export ON export.id = older.export_id JOIN part AS newer ON newer.id = ?1
         WHERE older.id < newer.id AND older.export_id <> newer.export_id AND older.listed = 1 AND newer.entries > 0
           AND older.entries > newer.entries AND older.format = 'folder' AND newer.format = 'folder'
           AND ${isUnstamped('export.stamp')}
           AND NOT EXISTS (${filesOf('newer')} EXCEPT ${filesOf('older')})
         ORDER BY export.id`,
        partId,
      )
      .map((row) => ({ id: number(row, 'id'), stamp: text(row, 'stamp') }));
  }

  /** The archives of an export of which all is known that they hold. */
  archives(exportId: number): readonly ArchivedPart[] {
    return this.#database
      .all(
        `SELECT id, format, (SELECT count(*) FROM takeout_entry WHERE part_id = part.id AND ${isCompared}) AS files
         FROM part WHERE export_id = ? AND format IN ('zip', 'tgz') AND listed = 1 AND state <> 'replaced' ORDER BY id`,
        exportId,
      )
      .map((row) => ({
        id: number(row, 'id'),
        format: oneOf(row, 'format', partFormats),
        files: number(row, 'files'),
      }));
  }

  /** Was all of an export extracted? */
  isExtracted(exportId: number): boolean {
    const other = this.#database.get(
      "SELECT 1 FROM part WHERE export_id = ? AND state <> 'replaced' AND (format <> 'folder' OR listed = 0)",
      exportId,
    );
    return other === undefined;
  }

  /** How many files of an export can be compared with those of others. */
  comparedFiles(exportId: number): number {
    const row = this.#database.get(
      `SELECT count(*) AS files FROM takeout_entry JOIN part ON part.id = part_id
       WHERE export_id = ? AND part.state <> 'replaced' AND ${isCompared}`,
      exportId,
    );
    return number(row ?? {}, 'files');
  }

  /** When a file of an export was changed last, in milliseconds since 1970; null where nothing tells. */
  newestFile(exportId: number): number | null {
    const row = this.#database.get(
      `SELECT max(modified_at) AS newest FROM takeout_entry JOIN part ON part.id = part_id
       WHERE export_id = ? AND part.state <> 'replaced' AND ${isCompared}`,
      exportId,
    );
    return numberOrNull(row ?? {}, 'newest');
  }

  /** Have two exports index pages of one job, which list the same number of files? Null where one has no page that tells. */
  haveSameIndex(one: number, other: number): boolean | null {
    const row = this.#database.get(
      `SELECT max(theirs.job_id = mine.job_id AND theirs.email IS mine.email AND theirs.listed = mine.listed
         AND theirs.failed = mine.failed) AS same
       FROM export_index AS mine JOIN part ON part.id = mine.part_id
       JOIN export_index AS theirs JOIN part AS other ON other.id = theirs.part_id
       WHERE part.export_id = ? AND other.export_id = ? AND mine.job_id IS NOT NULL AND theirs.job_id IS NOT NULL`,
      ...[one, other],
    );
    const same = numberOrNull(row ?? {}, 'same');
    return same === null ? null : same !== 0;
  }

  /** A part whose files all lie in another one now. */
  outgrown(partId: number): void {
    this.#database.run("UPDATE part SET state = 'replaced' WHERE id = ?", partId);
  }

  /**
   * Makes two exports one: parts, folders and items go over to the export that stays. What has changed for them is due to
   * be matched and shown again.
   */
  join(from: ExportIdentityRow, into: ExportIdentityRow): void {
    this.#database.transaction(() => {
      this.#database.run('UPDATE part SET export_id = ? WHERE export_id = ?', into.id, from.id);
      for (const { one, other } of this.commonFolders(from.id, into.id)) {
        this.#database.run('UPDATE takeout_entry SET folder_id = ? WHERE folder_id = ?', other, one);
        this.#database.run('DELETE FROM takeout_folder WHERE id = ?', one);
      }
      this.#database.run('UPDATE takeout_folder SET export_id = ? WHERE export_id = ?', into.id, from.id);
      this.#database.run('UPDATE takeout_folder SET dirty = 1 WHERE export_id = ?', into.id);
      this.#database.run('UPDATE export SET albums_due = 1, review_due = 1 WHERE id = ?', into.id);
      this.#renameItems(from.stamp, into.stamp);
      this.redated(into.id);
      this.#database.markChanged();
    });
  }

  /** How late the export is may have changed, and with it what its details are worth: its stored photos are due again. */
  redated(exportId: number): void {
    this.#database.run(
      `UPDATE takeout_entry SET due = 1 WHERE role = 'media' AND item_id IS NOT NULL AND part_id IN (
         SELECT id FROM part WHERE export_id = ?)`,
      exportId,
    );
  }

  /** The key of an item begins with the stamp of its export. */
  #renameItems(from: string, into: string): void {
    for (const column of ['key', 'pair_key'] as const) {
      this.#database.run(
        `UPDATE OR IGNORE item SET ${column} = ?2 || substr(${column}, length(?1) + 1)
         WHERE source_id IN (SELECT id FROM source WHERE kind = 'takeout')
           AND ${column} >= ?1 || ' ' AND ${column} < ?1 || '!'`,
        ...[from, into],
      );
    }
  }
}

function comparedEntry(row: Row): ComparedEntry {
  return {
    id: number(row, 'id'),
    partId: number(row, 'part_id'),
    name: text(row, 'name'),
    role: text(row, 'role'),
    bytes: number(row, 'bytes'),
    crc32: numberOrNull(row, 'crc32'),
    modifiedAt: numberOrNull(row, 'modified_at'),
    title: textOrNull(row, 'title'),
    verbatim: textOrNull(row, 'verbatim'),
    isLone: number(row, 'lone') !== 0,
  };
}
