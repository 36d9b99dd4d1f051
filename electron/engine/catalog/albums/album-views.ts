import { type AlbumViewKind, albumViewKinds } from '../../../contract/models.ts';
import type { PathCandidate } from '../assets/asset-paths.ts';
import type { VerificationScope } from '../assets/verification-scope.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { number, oneOf, text, textOrNull } from '../database/row.ts';

/** An album whose folder is not, or may not be, what it should be. */
export interface DueAlbum {
  readonly id: number;
  /** Permanent within its source. */
  readonly key: string;
  readonly title: string;
  /** Relative to the destination; null while none is chosen. */
  readonly folder: string | null;
  /** When the folder got another name last, ISO 8601; null when never. */
  readonly renamedAt: string | null;
  /** Hand it back to {@link AlbumViews.record}. */
  readonly revision: number;
}

/** A stored item in its album. */
export interface AlbumMember {
  readonly position: number;
  readonly itemId: number;
  readonly assetId: number;
  /** As it was uploaded. */
  readonly filename: string;
  /** Where the bytes lie, relative to the destination. */
  readonly assetPath: string;
  readonly sha256: string;
}

/** How an entry shows its photo. */
const entryKinds = ['symlink', 'hardlink', 'copy'] as const;

/** What was made in an album's folder: proof of what may be removed again. */
export interface ViewEntry {
  /** Within the album's folder. */
  readonly name: string;
  /** The photo, relative to the destination. */
  readonly target: string;
  readonly kind: (typeof entryKinds)[number];
  /** Size and time (milliseconds since 1970) of the photo when the entry was made. */
  readonly bytes: number;
  readonly mtimeMs: number;
}

/** What became of an album's view. */
export interface ViewOutcome {
  /** As {@link AlbumViews.freeFolder} gave it. */
  readonly folder: PathCandidate;
  /** The folder is named after an earlier title: it could not follow yet. */
  readonly isNamedBefore?: boolean;
  /** When the folder got another name, ISO 8601; absent or null when it kept its own. */
  readonly renamedAt?: string | null;
  /** All that stands in the folder now; when that is nothing, the album has no folder. */
  readonly made: readonly ViewEntry[];
  /** The revision that the folder agrees with, and as which kind; null when something is still to be done. */
  readonly settled: { readonly kind: AlbumViewKind; readonly revision: number } | null;
}

/** An album that has a folder. */
export interface AlbumFolder {
  readonly id: number;
  /** Permanent within its source. */
  readonly key: string;
  /** Relative to the destination. */
  readonly folder: string;
}

/** The album folders: which are due, what belongs in them, what stands in them. */
export class AlbumViews {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * Albums that have changed since their view was settled, or whose view was settled as another kind; by id, after the
   * album with the id `after` (0: from the beginning).
   */
  due(kind: AlbumViewKind, { limit, after }: { readonly limit: number; readonly after: number }): readonly DueAlbum[] {
    return this.#database
      .all(
        `SELECT id, key, title, folder, renamed_at, revision FROM album
         WHERE id > ? AND (revision <> view_settled OR view_kind IS NOT ?) ORDER BY id LIMIT ?`,
        ...[after, kind, limit],
      )
      .map(dueAlbum);
  }

  /** All albums that have a folder, by id. */
  folders(): IterableIterator<AlbumFolder> {
    return paged(
      0,
      (after) =>
        this.#database
          .all('SELECT id, key, folder FROM album WHERE id > ? AND folder IS NOT NULL ORDER BY id LIMIT 200', after)
          .map((row) => ({ id: number(row, 'id'), key: text(row, 'key'), folder: text(row, 'folder') })),
      ({ id }) => id,
    );
  }

  /** How much lies as copies in the folders of the albums that such a verification reads. */
  copiesIn({ path = '', subset }: VerificationScope): { readonly files: number; readonly bytes: number } {
    const row = this.#database.get(
      `SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM album_entry
       JOIN album ON album.id = album_entry.album_id
       WHERE album_entry.kind = 'copy' AND substr(album.folder, 1, length(?1)) = ?1 AND album.id % ?2 = ?3`,
      ...[path, subset?.of ?? 1, (subset?.index ?? 1) - 1],
    );
    return { files: number(row ?? {}, 'files'), bytes: number(row ?? {}, 'bytes') };
  }

  /** As what the folders were made last; null when there is none. */
  presentKind(): AlbumViewKind | null {
    const row = this.#database.get('SELECT view_kind FROM album WHERE view_kind IS NOT NULL LIMIT 1');
    return row === undefined ? null : oneOf(row, 'view_kind', albumViewKinds);
  }

  /** The album's folder must be looked at again. */
  markDue(albumId: number): void {
    this.#database.run('UPDATE album SET revision = revision + 1 WHERE id = ?', albumId);
  }

  /** The stored items of an album in its order. */
  members(albumId: number): IterableIterator<AlbumMember> {
    return paged(
      { position: -1, itemId: 0 },
      ({ position, itemId }) =>
        this.#database
          .all(
            `SELECT album_item.position, item.id, item.filename, asset.id AS asset_id, asset.path, asset.sha256
             FROM album_item JOIN item ON item.id = album_item.item_id JOIN asset ON asset.id = item.asset_id
             WHERE album_item.album_id = ? AND (album_item.position, album_item.item_id) > (?, ?)
               AND item.state = 'stored' AND NOT EXISTS (
                 SELECT 1 FROM item AS photo WHERE photo.source_id = item.source_id AND photo.key = item.pair_key
                   AND photo.asset_id = item.asset_id)
             ORDER BY album_item.position, album_item.item_id LIMIT 500`,
            ...[albumId, position, itemId],
          )
          .map(albumMember),
      (member) => member,
    );
  }

  /** The folder that the album has, whatever its title is by now; null when it has none. */
  presentFolder(albumId: number): PathCandidate | null {
    const row = this.#database.get('SELECT folder, folder_key FROM album WHERE id = ? AND folder IS NOT NULL', albumId);
    return row === undefined ? null : { path: text(row, 'folder'), key: text(row, 'folder_key') };
  }

  /**
   * The folder that the album keeps while its title stays the same; else the first candidate that no other album has.
   * Nothing is recorded yet.
   */
  freeFolder(albumId: number, candidates: Iterable<PathCandidate>): PathCandidate {
    const kept = this.#database.get(
      'SELECT folder, folder_key FROM album WHERE id = ? AND folder IS NOT NULL AND folder_title = title',
      albumId,
    );
    if (kept !== undefined) return { path: text(kept, 'folder'), key: text(kept, 'folder_key') };
    for (const candidate of candidates) {
      const holder = this.#database.get(
        'SELECT id FROM album WHERE folder_key = ? AND id <> ?',
        ...[candidate.key, albumId],
      );
      if (holder === undefined) return candidate;
    }
    throw new Error('The candidates for a folder must not come to an end');
  }

  /** What was made for the album, by name. */
  entries(albumId: number): IterableIterator<ViewEntry> {
    return paged(
      '',
      (after) =>
        this.#database
          .all(
            `SELECT name, target, kind, bytes, mtime FROM album_entry
             WHERE album_id = ? AND name > ? ORDER BY name LIMIT 500`,
            ...[albumId, after],
          )
          .map(viewEntry),
      ({ name }) => name,
    );
  }

  /**
   * Work on the album's folder begins: from here on it agrees with nothing until that is recorded. A folder that was made
   * another kind half-way would otherwise count as the kind that it was.
   */
  begin(albumId: number): void {
    this.#database.run('UPDATE album SET view_kind = NULL WHERE id = ? AND view_kind IS NOT NULL', albumId);
  }

  /**
   * Records what stands in the album's folder, in one transaction. An album that has changed since the revision that
   * was settled stays due.
   */
  record(albumId: number, { folder, made, settled, isNamedBefore = false, renamedAt = null }: ViewOutcome): void {
    this.#database.transaction(() => {
      const { path, key } = made.length === 0 ? { path: null, key: null } : folder;
      this.#database.run(
        `UPDATE album SET folder = ?, folder_key = ?, folder_title = CASE ? WHEN 1 THEN folder_title ELSE title END,
           renamed_at = coalesce(?, renamed_at) WHERE id = ?`,
        ...[path, key, isNamedBefore ? 1 : 0, renamedAt, albumId],
      );
      this.#recordEntries(albumId, made);
      if (settled !== null) {
        this.#database.run(
          'UPDATE album SET view_settled = ?, view_kind = ? WHERE id = ?',
          ...[settled.revision, settled.kind, albumId],
        );
      }
      this.#database.markChanged();
    });
  }

  #recordEntries(albumId: number, made: readonly ViewEntry[]): void {
    const before = new Map([...this.entries(albumId)].map((entry) => [entry.name, entry]));
    const gone = new Set(before.keys());
    for (const entry of made) {
      const { name, target, kind, bytes, mtimeMs } = entry;
      gone.delete(name);
      // Nobody has read what was made again.
      const known = before.get(name);
      if (known !== undefined && !isSameEntry(known, entry)) {
        this.#database.run('DELETE FROM album_copy_read WHERE album_id = ? AND name = ?', albumId, name);
      }
      this.#database.run(
        `INSERT INTO album_entry (album_id, name, target, kind, bytes, mtime) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (album_id, name) DO UPDATE SET target = excluded.target, kind = excluded.kind,
           bytes = excluded.bytes, mtime = excluded.mtime`,
        ...[albumId, name, target, kind, bytes, mtimeMs],
      );
    }
    for (const name of gone) {
      this.#database.run('DELETE FROM album_entry WHERE album_id = ? AND name = ?', albumId, name);
    }
  }
}

function isSameEntry(one: ViewEntry, other: ViewEntry): boolean {
  return (
    one.target === other.target && one.kind === other.kind && one.bytes === other.bytes && one.mtimeMs === other.mtimeMs
  );
}

/** The entry in a row of the table. */
export function viewEntry(row: Row): ViewEntry {
  return {
    name: text(row, 'name'),
    target: text(row, 'target'),
    kind: oneOf(row, 'kind', entryKinds),
    bytes: number(row, 'bytes'),
    mtimeMs: number(row, 'mtime'),
  };
}

function dueAlbum(row: Row): DueAlbum {
  return {
    id: number(row, 'id'),
    key: text(row, 'key'),
    title: text(row, 'title'),
    folder: textOrNull(row, 'folder'),
    renamedAt: textOrNull(row, 'renamed_at'),
    revision: number(row, 'revision'),
  };
}

function albumMember(row: Row): AlbumMember {
  return {
    position: number(row, 'position'),
    itemId: number(row, 'id'),
    assetId: number(row, 'asset_id'),
    filename: text(row, 'filename'),
    assetPath: text(row, 'path'),
    sha256: text(row, 'sha256'),
  };
}
