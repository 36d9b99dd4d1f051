import type { MatchConfidence, TakeoutMediaKind } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';

/**
 * What a folder of an export is for. `other`: part of Google Photos, but none of these. `outside`: another product's,
 * or above Google Photos; nothing in it is a photo.
 */
export const folderMeanings = ['year', 'album', 'archive', 'trash', 'locked', 'failed', 'other', 'outside'] as const;
export type FolderMeaning = (typeof folderMeanings)[number];

/** A folder of an export. */
export interface ExportFolder {
  readonly id: number;
  /** Within the export; empty for the top. */
  readonly path: string;
}

/** A folder, and what is known of it. */
export interface KnownFolder extends ExportFolder {
  /** Null until it was checked. */
  readonly meaning: FolderMeaning | null;
  /** It holds JSON that speaks of a photo or an album. */
  readonly holdsPhotoJson: boolean;
}

const matchedRoles = ['media', 'sidecar', 'album-metadata', 'title-only'] as const;

/** An entry that plays a part in matching. */
export interface FolderEntry {
  readonly id: number;
  readonly partId: number;
  readonly name: string;
  readonly role: (typeof matchedRoles)[number];
  readonly bytes: number;
  readonly crc32: number | null;
  /** Of JSON. */
  readonly title: string | null;
}

/** What a media entry is, and which sidecar speaks of it. */
export interface EntryMatch {
  readonly entryId: number;
  readonly sidecarId: number | null;
  /** `photo` also for what the bytes will show to be a video: the name alone does not tell. */
  readonly kind: TakeoutMediaKind;
  /** The entry of the picture that an edited copy or a clip belongs to. */
  readonly pictureId: number | null;
  readonly confidence: MatchConfidence;
  readonly reason: string;
}

/** What was found out about one folder. */
export interface FolderFindings {
  readonly folderId: number;
  readonly meaning: FolderMeaning;
  readonly year: number | null;
  /** Of an album. */
  readonly title: string | null;
  readonly matches: readonly EntryMatch[];
  /** What JSON turned out to be that was taken for something else. */
  readonly roles: readonly {
    readonly entryId: number;
    readonly role: 'sidecar' | 'album-metadata' | 'other-json';
  }[];
}

/** The folders of exports, across their parts, and what belongs together in them. */
export class TakeoutFolders {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Folders of an export that must be matched again, by id after `after` (0: from the beginning). */
  due(exportId: number, after: number): readonly ExportFolder[] {
    return this.#database
      .all(
        'SELECT id, path FROM takeout_folder WHERE export_id = ? AND dirty = 1 AND id > ? ORDER BY id LIMIT 200',
        ...[exportId, after],
      )
      .map((row) => ({ id: number(row, 'id'), path: text(row, 'path') }));
  }

  /** All folders of an export: a few thousand at most. */
  all(exportId: number): readonly KnownFolder[] {
    return this.#database
      .all(
        `SELECT id, path, meaning, EXISTS (
           SELECT 1 FROM takeout_entry WHERE folder_id = takeout_folder.id AND role IN ('sidecar', 'album-metadata')
         ) AS holds FROM takeout_folder WHERE export_id = ? ORDER BY path`,
        exportId,
      )
      .map((row) => ({
        id: number(row, 'id'),
        path: text(row, 'path'),
        meaning: row['meaning'] === null ? null : oneOf(row, 'meaning', folderMeanings),
        holdsPhotoJson: flag(row, 'holds'),
      }));
  }

  /** More is known about what these folders are: they are to be matched again. */
  markDue(folderIds: readonly number[]): void {
    this.#database.transaction(() => {
      for (const id of folderIds) this.#database.run('UPDATE takeout_folder SET dirty = 1 WHERE id = ?', id);
    });
  }

  /** The entries of a folder that can belong together, by name; of equal names first what a newer part holds. */
  entries(folderId: number): readonly FolderEntry[] {
    return this.#database.map(
      folderEntry,
      `SELECT entry.id, entry.part_id, entry.name, entry.role, entry.bytes, entry.crc32, json.title
       FROM takeout_entry AS entry JOIN part ON part.id = entry.part_id
       LEFT JOIN takeout_json AS json ON json.entry_id = entry.id
       WHERE entry.folder_id = ? AND entry.role IN ('media', 'sidecar', 'album-metadata', 'title-only')
       ORDER BY entry.name, part.state = 'replaced', part.number, entry.position`,
      folderId,
    );
  }

  /** The JSON of an entry, word for word; null when it has none that could be read. */
  verbatim(entryId: number): string | null {
    const row = this.#database.get('SELECT verbatim FROM takeout_json WHERE entry_id = ?', entryId);
    return row === undefined ? null : text(row, 'verbatim');
  }

  /** Keeps what was found out about a folder, in one transaction; what has changed for an entry is due to be shown. */
  record({ folderId, meaning, year, title, matches, roles }: FolderFindings): void {
    this.#database.transaction(() => {
      const before = this.#database.get('SELECT meaning, year FROM takeout_folder WHERE id = ?', folderId);
      const isNews = before === undefined || before['meaning'] !== meaning || before['year'] !== year;
      this.#database.run(
        'UPDATE takeout_folder SET meaning = ?, year = ?, title = ?, dirty = 0 WHERE id = ?',
        ...[meaning, year, title, folderId],
      );
      for (const { entryId, role } of roles) {
        this.#database.run('UPDATE takeout_entry SET role = ? WHERE id = ?', role, entryId);
      }
      for (const match of matches) this.#recordMatch(match);
      if (isNews) {
        this.#database.run("UPDATE takeout_entry SET due = 1 WHERE folder_id = ? AND role = 'media'", folderId);
      }
      this.#database.run(
        'UPDATE export SET albums_due = 1 WHERE id = (SELECT export_id FROM takeout_folder WHERE id = ?)',
        folderId,
      );
    });
  }

  #recordMatch({ entryId, sidecarId, kind, pictureId, confidence, reason }: EntryMatch): void {
    this.#database.run(
      `UPDATE takeout_entry SET due = 1, sidecar_id = ?1, kind = ?2, picture_id = ?3, confidence = ?4, reason = ?5
       WHERE id = ?6 AND (sidecar_id IS NOT ?1 OR kind IS NOT ?2 OR picture_id IS NOT ?3 OR confidence IS NOT ?4
         OR reason IS NOT ?5)
         -- What was certain is never taken away by a later doubt.
         AND NOT (confidence IS 'certain' AND sidecar_id IS NOT NULL AND ?4 = 'doubtful')`,
      ...[sidecarId, kind, pictureId, confidence, reason, entryId],
    );
  }
}

function folderEntry(row: Row): FolderEntry {
  return {
    id: number(row, 'id'),
    partId: number(row, 'part_id'),
    name: text(row, 'name'),
    role: oneOf(row, 'role', matchedRoles),
    bytes: number(row, 'bytes'),
    crc32: numberOrNull(row, 'crc32'),
    title: textOrNull(row, 'title'),
  };
}
