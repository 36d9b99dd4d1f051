import {
  type MatchConfidence,
  matchConfidences,
  type PartFormat,
  partFormats,
  type TakeoutMediaKind,
  takeoutMediaKinds,
} from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { type FolderMeaning, folderMeanings } from './takeout-folders.ts';
import { isTrashed } from './trashed.ts';

/** What tells an entry from all others of its export. */
export interface EntryIdentity {
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number | null;
  readonly modifiedAt: number | null;
  /** Of the part that holds it. */
  readonly fingerprint: string;
  readonly format: PartFormat;
}

/** A photo or video in an export, with what its folder and its sidecar make of it. */
export interface MediaEntry extends EntryIdentity {
  readonly id: number;
  readonly partId: number;
  readonly part: string;
  readonly position: number;
  readonly folder: {
    readonly id: number;
    readonly path: string;
    readonly meaning: FolderMeaning;
    readonly year: number | null;
  };
  readonly kind: TakeoutMediaKind;
  readonly confidence: MatchConfidence;
  readonly reason: string;
  /** The sidecar that speaks of it: its path in the export and its text. */
  readonly sidecar: { readonly path: string; readonly verbatim: string } | null;
  /** The picture that an edited copy or a clip belongs to; it lies in the same folder. */
  readonly picture: (EntryIdentity & Pick<MediaEntry, 'id' | 'partId' | 'position'>) | null;
  /** Its item, once it was shown. */
  readonly itemId: number | null;
  /** It was thrown away. Looked up only where the trash is asked for, too. */
  readonly isTrashed: boolean;
}

/** A part, and where it was seen last. */
export interface ImportedPart {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly fingerprint: string;
}

/** An entry and the key of the item that it became. */
export interface ShownEntry {
  readonly entryId: number;
  readonly key: string;
}

/** Which entries of an export to show: all of one part, or those of other parts whose match has changed. */
export interface MediaQuery {
  readonly partId: number;
  readonly entries: 'all' | 'changed and stored';
  /** The position after which to continue; -1 from the beginning. */
  readonly after: number;
  readonly trash: 'left out' | 'included';
  readonly limit: number;
}

const mediaColumns = `
  entry.id, entry.part_id, entry.position, entry.name, entry.bytes, entry.crc32, entry.modified_at, entry.kind,
  entry.confidence, entry.reason, entry.item_id, part.name AS part, part.fingerprint, part.format,
  folder.id AS folder_id, folder.path AS folder, folder.meaning, folder.year,
  sidecar.name AS sidecar_name, json.verbatim AS sidecar_verbatim,
  picture.id AS picture_id, picture.part_id AS picture_part_id, picture.position AS picture_position,
  picture.name AS picture_name, picture.bytes AS picture_bytes, picture.crc32 AS picture_crc32,
  picture.modified_at AS picture_modified_at, picture_part.fingerprint AS picture_fingerprint, picture_part.format AS picture_format`;

const mediaTables = `
  takeout_entry AS entry JOIN part ON part.id = entry.part_id
  JOIN takeout_folder AS folder ON folder.id = entry.folder_id
  LEFT JOIN takeout_entry AS sidecar ON sidecar.id = entry.sidecar_id
  LEFT JOIN takeout_json AS json ON json.entry_id = entry.sidecar_id
  LEFT JOIN takeout_entry AS picture ON picture.id = entry.picture_id
  LEFT JOIN part AS picture_part ON picture_part.id = picture.part_id`;

const trashed = isTrashed('folder', 'entry.sidecar_id');

/** The photos and videos of exports, on their way to become items. */
export class TakeoutItems {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Some media entries of a part, in the order of the part. */
  page({ partId, entries, after, trash, limit }: MediaQuery): readonly MediaEntry[] {
    const changed =
      entries === 'all'
        ? ''
        : ` AND entry.due = 1 AND EXISTS (SELECT 1 FROM item WHERE item.id = entry.item_id AND item.state = 'stored')`;
    return this.#database
      .all(
        `SELECT ${mediaColumns}, ${trash === 'included' ? trashed : '0'} AS trashed FROM ${mediaTables}
         WHERE entry.part_id = ? AND entry.position > ? AND entry.role = 'media'${changed}
           AND folder.meaning IS NOT 'outside'
           ${trash === 'included' ? '' : `AND NOT ${trashed}`} ORDER BY entry.position LIMIT ?`,
        ...[partId, after, limit],
      )
      .map(mediaEntry);
  }

  /** One media entry. */
  entry(id: number): MediaEntry | null {
    const row = this.#database.get(`SELECT ${mediaColumns}, 0 AS trashed FROM ${mediaTables} WHERE entry.id = ?`, id);
    return row === undefined ? null : mediaEntry(row);
  }

  /** Those of these entries whose photos are stored. */
  stored(ids: readonly number[]): ReadonlySet<number> {
    const rows = this.#database.all(
      `SELECT entry.id FROM json_each(?) AS wanted CROSS JOIN takeout_entry AS entry ON entry.id = wanted.value
       CROSS JOIN item ON item.id = entry.item_id WHERE item.state = 'stored'`,
      JSON.stringify(ids),
    );
    return new Set(rows.map((row) => number(row, 'id')));
  }

  /** Parts of an export other than these that hold something to be shown again. */
  otherPartsDue(exportId: number, given: readonly number[]): readonly number[] {
    return this.#database
      .all(
        `SELECT id FROM part WHERE export_id = ? AND id NOT IN (SELECT value FROM json_each(?))
           AND EXISTS (SELECT 1 FROM takeout_entry WHERE part_id = part.id AND due = 1) ORDER BY number, id`,
        ...[exportId, JSON.stringify(given)],
      )
      .map((row) => number(row, 'id'));
  }

  /**
   * Parts of an export that count as imported, or wait for it, and hold photos that were never shown, or were refused
   * before a sidecar told what they are.
   */
  importedTooEarly(exportId: number): readonly ImportedPart[] {
    return this.#database
      .all(
        `SELECT id, name, path, fingerprint FROM part WHERE export_id = ? AND (state = 'imported' OR format = 'file') AND EXISTS (
           SELECT 1 FROM takeout_entry AS entry JOIN takeout_folder AS folder ON folder.id = entry.folder_id
           LEFT JOIN item ON item.id = entry.item_id
           WHERE entry.part_id = part.id AND entry.role = 'media'
             AND (item.id IS NULL OR item.state = 'failed' AND entry.due = 1 AND entry.sidecar_id IS NOT NULL)
             AND coalesce(folder.meaning, 'other') NOT IN ('trash', 'outside'))
         ORDER BY number, id`,
        exportId,
      )
      .map((row) => ({
        id: number(row, 'id'),
        name: text(row, 'name'),
        path: text(row, 'path'),
        fingerprint: text(row, 'fingerprint'),
      }));
  }

  /** How many photos and videos a part holds, those of other products left out; in the trash, too. */
  mediaIn(partId: number): number {
    const row = this.#database.get(
      `SELECT count(*) AS media FROM takeout_entry AS entry JOIN takeout_folder AS folder ON folder.id = entry.folder_id
       WHERE entry.part_id = ? AND entry.role = 'media' AND folder.meaning IS NOT 'outside'`,
      partId,
    );
    return number(row ?? {}, 'media');
  }

  /** These entries were shown and recorded as items: from now on they are linked. One transaction. */
  linked(sourceId: number, shown: readonly ShownEntry[]): void {
    this.#database.transaction(() => {
      // Mostly the albums of all exports are due already: what looks for them costs more than all else here.
      const mayWait = this.#database.get('SELECT 1 FROM export WHERE albums_due = 0') !== undefined;
      for (const { entryId, key } of shown) {
        const item = this.#database.get('SELECT id FROM item WHERE source_id = ? AND key = ?', sourceId, key);
        if (item !== undefined && this.#link(entryId, number(item, 'id')) && mayWait) this.#wakeAlbums(entryId);
      }
    });
  }

  /** Returns whether the entry was no item, or another one. */
  #link(entryId: number, itemId: number): boolean {
    const news = this.#database.run(
      `UPDATE takeout_entry SET due = 0, item_id = ?1, claims = NOT EXISTS (
         SELECT 1 FROM takeout_entry AS twin WHERE twin.item_id = ?1 AND twin.claims = 1)
       WHERE id = ?2 AND item_id IS NOT ?1`,
      ...[itemId, entryId],
    );
    if (news === 0) this.#database.run('UPDATE takeout_entry SET due = 0 WHERE id = ? AND due = 1', entryId);
    return news > 0;
  }

  /** Albums that an entry may belong to are checked again. */
  #wakeAlbums(entryId: number): void {
    this.#database.run(
      `UPDATE export SET albums_due = 1 WHERE albums_due = 0
         AND id = (SELECT export_id FROM part JOIN takeout_entry ON part_id = part.id WHERE takeout_entry.id = ?)`,
      entryId,
    );
    // A sidecar without media, of the same title and moment, may have waited for it in an album of any export.
    this.#database.run(
      `UPDATE export SET albums_due = 1 WHERE albums_due = 0 AND id IN (
         SELECT folder.export_id FROM takeout_entry AS entry
         JOIN takeout_json AS said ON said.entry_id = entry.sidecar_id
         JOIN takeout_json AS alike ON alike.title = said.title AND alike.taken_at = said.taken_at
         JOIN takeout_entry AS loose ON loose.id = alike.entry_id AND loose.role = 'sidecar'
         JOIN takeout_folder AS folder ON folder.id = loose.folder_id AND folder.meaning = 'album'
         WHERE entry.id = ? AND NOT EXISTS (SELECT 1 FROM takeout_entry AS media WHERE media.sidecar_id = loose.id))`,
      entryId,
    );
  }
}

function mediaEntry(row: Row): MediaEntry {
  const folder = text(row, 'folder');
  const sidecarName = textOrNull(row, 'sidecar_name');
  const verbatim = textOrNull(row, 'sidecar_verbatim');
  const pictureName = textOrNull(row, 'picture_name');
  return {
    id: number(row, 'id'),
    partId: number(row, 'part_id'),
    part: text(row, 'part'),
    position: number(row, 'position'),
    name: text(row, 'name'),
    bytes: number(row, 'bytes'),
    crc32: numberOrNull(row, 'crc32'),
    modifiedAt: numberOrNull(row, 'modified_at'),
    fingerprint: text(row, 'fingerprint'),
    format: oneOf(row, 'format', partFormats),
    folder: {
      id: number(row, 'folder_id'),
      path: folder,
      meaning: row['meaning'] === null ? 'other' : oneOf(row, 'meaning', folderMeanings),
      year: numberOrNull(row, 'year'),
    },
    kind: row['kind'] === null ? 'photo' : oneOf(row, 'kind', takeoutMediaKinds),
    confidence: row['confidence'] === null ? 'none' : oneOf(row, 'confidence', matchConfidences),
    reason: textOrNull(row, 'reason') ?? 'no-sidecar',
    sidecar:
      sidecarName === null || verbatim === null
        ? null
        : { path: folder === '' ? sidecarName : `${folder}/${sidecarName}`, verbatim },
    picture:
      pictureName === null
        ? null
        : {
            id: number(row, 'picture_id'),
            partId: number(row, 'picture_part_id'),
            position: number(row, 'picture_position'),
            name: pictureName,
            bytes: number(row, 'picture_bytes'),
            crc32: numberOrNull(row, 'picture_crc32'),
            modifiedAt: numberOrNull(row, 'picture_modified_at'),
            fingerprint: text(row, 'picture_fingerprint'),
            format: oneOf(row, 'picture_format', partFormats),
          },
    itemId: numberOrNull(row, 'item_id'),
    isTrashed: flag(row, 'trashed'),
  };
}
