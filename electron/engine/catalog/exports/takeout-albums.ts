import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text } from '../database/row.ts';
import type { ExportAuthorities } from './export-authorities.ts';
import { ExportKinds } from './export-kinds.ts';
import { type FolderMeaning, folderMeanings } from './takeout-folders.ts';
import { isTrashed } from './trashed.ts';

/** A folder of an export that is an album. */
export interface AlbumFolder {
  readonly id: number;
  /** Within the export. */
  readonly path: string;
  /** From the album's metadata; may be empty. */
  readonly title: string;
}

/** A sidecar without media in its folder: it tells that an item elsewhere belongs here. */
export interface LooseSidecar {
  readonly id: number;
  readonly title: string;
  /** Seconds since 1970. */
  readonly takenAt: number;
}

/** Media elsewhere whose sidecar has the same title and moment. */
export interface LikelyMember {
  readonly sidecarId: number;
  readonly meaning: FolderMeaning;
  readonly folder: string;
  /** It is the picture itself, no edited copy or clip. */
  readonly isPicture: boolean;
  readonly bytes: number;
  readonly crc32: number | null;
  readonly itemKey: string;
}

const pageSize = 500;
const keyPrefix = 'takeout ';
const accountPrefix = 'takeout-of ';

/** What an export says of an album, word for word, and where it lies in it. */
export interface AlbumMetadataEntry {
  readonly verbatim: string;
  readonly stamp: string;
  /** The name of the part. */
  readonly part: string;
  readonly path: string;
}

/** The albums of exports and what is in them. */
export class TakeoutAlbums {
  readonly #database: CatalogDatabase;
  readonly #authorities: ExportAuthorities;

  constructor(database: CatalogDatabase, authorities: ExportAuthorities) {
    this.#database = database;
    this.#authorities = authorities;
  }

  /** Whether the memberships of an export must be checked again. */
  isDue(exportId: number): boolean {
    const row = this.#database.get('SELECT albums_due FROM export WHERE id = ?', exportId);
    return row !== undefined && flag(row, 'albums_due');
  }

  /** Exports whose memberships must be checked again. */
  due(): readonly number[] {
    return this.#database.all('SELECT id FROM export WHERE albums_due = 1 ORDER BY id').map((row) => number(row, 'id'));
  }

  /** All memberships that can be known now are recorded. */
  settled(exportId: number): void {
    this.#database.run('UPDATE export SET albums_due = 0 WHERE id = ?', exportId);
  }

  /** The album folders of an export. */
  folders(exportId: number): readonly AlbumFolder[] {
    return this.#database
      .all(
        "SELECT id, path, title FROM takeout_folder WHERE export_id = ? AND meaning = 'album' ORDER BY path",
        exportId,
      )
      .map((row) => ({ id: number(row, 'id'), path: text(row, 'path'), title: text(row, 'title') }));
  }

  /**
   * Takes those items of an export out of an album of it of which it now is known that they do not belong there: a
   * sidecar that came with a later part tells a video from the clip of a photo. What other exports put into the album
   * stays.
   */
  correct(
    sourceId: number,
    exportId: number,
    { albumKey, keys }: { readonly albumKey: string; readonly keys: readonly string[] },
  ): void {
    const album = this.#database.get('SELECT id FROM album WHERE source_id = ? AND key = ?', sourceId, albumKey);
    if (album === undefined) return;
    const id = number(album, 'id');
    this.#database.transaction(() => {
      const mistaken = this.#database.all(
        `SELECT item.id FROM album_item JOIN item ON item.id = album_item.item_id
         WHERE album_item.album_id = ? AND item.key NOT IN (SELECT value FROM json_each(?)) AND EXISTS (
           SELECT 1 FROM takeout_entry AS entry JOIN part ON part.id = entry.part_id
           WHERE entry.item_id = item.id AND part.export_id = ?)`,
        ...[id, JSON.stringify(keys), exportId],
      );
      for (const row of mistaken) {
        const item = number(row, 'id');
        this.#database.run('DELETE FROM album_item WHERE album_id = ? AND item_id = ?', id, item);
        this.#database.run('UPDATE item SET sidecar_due = sidecar_due + 1 WHERE id = ?', item);
      }
      if (mistaken.length === 0) return;
      this.#database.run('UPDATE album SET revision = revision + 1 WHERE id = ?', id);
      this.#database.markChanged();
    });
  }

  /**
   * What exports say of an album, word for word, the latest export first. Nothing for albums of other sources. `now`:
   * milliseconds since 1970.
   */
  metadata(albumKey: string, now: number): readonly string[] {
    return this.metadataEntries(albumKey, now).map(({ verbatim }) => verbatim);
  }

  /** As {@link TakeoutAlbums.metadata}, and where in exports it lies. */
  metadataEntries(albumKey: string, now: number): readonly AlbumMetadataEntry[] {
    const album = albumOfKey(albumKey);
    if (album === null) return [];
    const { folder, title, account } = album;
    const found = this.#database.all(
      `SELECT export.id, export.stamp, json.verbatim, part.name AS part, folder.path AS folder, entry.name
       FROM takeout_folder AS folder JOIN export ON export.id = folder.export_id
       JOIN takeout_entry AS entry ON entry.folder_id = folder.id AND entry.role = 'album-metadata'
       JOIN part ON part.id = entry.part_id JOIN takeout_json AS json ON json.entry_id = entry.id
       WHERE folder.meaning = 'album' AND folder.title = ?1 AND substr('/' || folder.path, -length(?2)) = ?2
         AND export.id IN (SELECT value FROM json_each(?3))
       ORDER BY part.state = 'replaced', part.id DESC, entry.name LIMIT 1000`,
      ...[title, `/${folder}`, JSON.stringify(this.#exportsOf(account))],
    );
    const byExport = [...Map.groupBy(found, (row) => number(row, 'id'))].map(([id, rows]) => ({
      rows,
      authority: this.#authorities.of({ id, stamp: text(rows[0] ?? {}, 'stamp') }, now),
    }));
    return byExport
      .toSorted((one, other) => (one.authority < other.authority ? 1 : -1))
      .flatMap(({ rows }) =>
        rows.map((row) => ({
          verbatim: text(row, 'verbatim'),
          stamp: text(row, 'stamp'),
          part: text(row, 'part'),
          path: `${text(row, 'folder')}/${text(row, 'name')}`,
        })),
      );
  }

  /** Exports of an account; for null, those of the account that was known first, and those that do not tell. */
  #exportsOf(account: string | null): readonly number[] {
    const kinds = new ExportKinds(this.#database, this.#authorities);
    const ids = this.#database.all('SELECT id FROM export ORDER BY id').map((row) => number(row, 'id'));
    return ids.filter((id) => kinds.albumScopeOf(id) === account);
  }

  /** The title of an album of exports with this key, as its metadata has it: it may be empty. */
  titleOf(key: string): string {
    return titleInKey(key);
  }

  /** Keys of the items whose files lie in a folder, by name, after the entry `after` ('' and 0: from the beginning). */
  items(
    folderId: number,
    after: { readonly name: string; readonly id: number },
  ): readonly { readonly name: string; readonly id: number; readonly key: string }[] {
    return this.#database
      .all(
        `SELECT entry.name, entry.id, item.key FROM takeout_entry AS entry JOIN item ON item.id = entry.item_id
         WHERE entry.folder_id = ? AND entry.role = 'media' AND (entry.name, entry.id) > (?, ?)
         ORDER BY entry.name, entry.id LIMIT ${pageSize}`,
        ...[folderId, after.name, after.id],
      )
      .map((row) => ({ name: text(row, 'name'), id: number(row, 'id'), key: text(row, 'key') }));
  }

  /** Sidecars of a folder that no media beside them uses, by id after `after` (0: from the beginning). */
  looseSidecars(folderId: number, after: number): readonly LooseSidecar[] {
    return this.#database
      .all(
        `SELECT entry.id, json.title, json.taken_at FROM takeout_entry AS entry
         JOIN takeout_json AS json ON json.entry_id = entry.id
         WHERE entry.folder_id = ? AND entry.role = 'sidecar' AND entry.id > ? AND json.title IS NOT NULL
           AND json.taken_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM takeout_entry AS media WHERE media.sidecar_id = entry.id)
         ORDER BY entry.id LIMIT ${pageSize}`,
        ...[folderId, after],
      )
      .map((row) => ({ id: number(row, 'id'), title: text(row, 'title'), takenAt: number(row, 'taken_at') }));
  }

  /** Everything in an export, or in any, that a loose sidecar may speak of; the trash left out. A hundred at most. */
  likelyMembers({ title, takenAt }: Omit<LooseSidecar, 'id'>, exportId: number | null = null): readonly LikelyMember[] {
    return this.#database
      .all(
        `SELECT json.entry_id AS sidecar_id, folder.meaning, folder.path AS folder, media.kind, media.bytes, media.crc32,
           item.key
         FROM takeout_json AS json JOIN takeout_entry AS media ON media.sidecar_id = json.entry_id
         JOIN takeout_folder AS folder ON folder.id = media.folder_id JOIN item ON item.id = media.item_id
         WHERE json.title = ?1 AND json.taken_at = ?2 AND (?3 IS NULL OR folder.export_id = ?3) AND NOT ${isTrashed('folder', 'media.sidecar_id')}
         ORDER BY folder.path, media.name, media.id LIMIT 100`,
        ...[title, takenAt, exportId],
      )
      .map(likelyMember);
  }
}

/** What tells an album of an export from all others. */
export interface TakeoutAlbumIdentity {
  /** Name of its folder: tells albums of the same title apart. */
  readonly folder: string;
  /** Tells it from an album to which its folder's name was given since. */
  readonly title: string;
  /** Whose it is; null for the account that was known first, and where nothing tells. */
  readonly account: string | null;
}

/** The key of an export's album. Albums of two accounts have two, whatever they are called. */
export function takeoutAlbumKey({ folder, title, account }: TakeoutAlbumIdentity): string {
  const prefix = account === null ? keyPrefix : `${accountPrefix}${encodeURIComponent(account)} `;
  return `${prefix}${folder}\n${title}`;
}

/** The other way round; null for albums of other sources. */
function albumOfKey(key: string): TakeoutAlbumIdentity | null {
  const title = titleInKey(key);
  const before = key.slice(0, key.length - title.length - 1);
  if (before.startsWith(keyPrefix)) return { folder: before.slice(keyPrefix.length), title, account: null };
  if (!before.startsWith(accountPrefix)) return null;
  const [account = '', ...folder] = before.slice(accountPrefix.length).split(' ');
  return { folder: folder.join(' '), title, account: decodeURIComponent(account) };
}

function titleInKey(key: string): string {
  return key.slice(key.indexOf('\n') + 1);
}

function likelyMember(row: Row): LikelyMember {
  return {
    sidecarId: number(row, 'sidecar_id'),
    meaning: row['meaning'] === null ? 'other' : oneOf(row, 'meaning', folderMeanings),
    folder: text(row, 'folder'),
    isPicture: row['kind'] === 'photo' || row['kind'] === 'video',
    bytes: number(row, 'bytes'),
    crc32: numberOrNull(row, 'crc32'),
    itemKey: text(row, 'key'),
  };
}
