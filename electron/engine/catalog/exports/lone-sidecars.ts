import type { CatalogDatabase } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { folderKey, KeyCounts, pathInProduct, photoKey } from './listed-names.ts';
import { isTrashed } from './trashed.ts';

/** A sidecar without media beside it. */
interface LoneSidecar {
  readonly seq: number;
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly takenAt: number | null;
  readonly folderId: number;
  readonly path: string;
}

const pageSize = 1_000;

/**
 * The sidecars of an export whose photo no part has brought, with the name that it is known by. One by one: all photos of
 * an export may be missing.
 */
export function* awaitingSidecars(
  database: CatalogDatabase,
  exportId: number,
  index: number | null,
): Generator<{ readonly entryId: number; readonly name: string }> {
  listLone(database, exportId);
  const missing = missingNames(database, index);
  let around: Around | null = null;
  for (let after = 0; ; ) {
    const page = pageOf(database, after);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.seq;
    for (const sidecar of page) {
      if (around?.folderId !== sidecar.folderId) around = aroundOf(database, sidecar.folderId);
      const photo = photoKey(sidecar.title);
      if (around.used.has(sidecar.name) || around.doubtful.take(photo) || missing(sidecar.path).take(photo)) continue;
      if (isStoredElsewhere(database, sidecar)) continue;
      yield { entryId: sidecar.id, name: sidecar.title };
    }
  }
  database.execute('DROP TABLE IF EXISTS temp.lone_sidecar');
}

/**
 * In an album a sidecar only tells of a membership, as the bytes lie in the folder of the year, unless the export has no
 * such folders.
 */
function listLone(database: CatalogDatabase, exportId: number): void {
  database.execute(
    `DROP TABLE IF EXISTS temp.lone_sidecar;
     CREATE TEMP TABLE lone_sidecar (seq INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL, folder_id INTEGER NOT NULL, name TEXT NOT NULL);
     CREATE INDEX temp.lone_sidecar_name ON lone_sidecar (folder_id, name);`,
  );
  database.run(
    `INSERT INTO temp.lone_sidecar (entry_id, folder_id, name) SELECT entry.id, entry.folder_id, entry.name
     FROM takeout_folder AS folder JOIN takeout_entry AS entry ON entry.folder_id = folder.id
     JOIN part ON part.id = entry.part_id
     WHERE folder.export_id = ?1 AND entry.role = 'sidecar' AND part.state <> 'replaced' AND NOT ${isTrashed('folder', 'entry.id')}
       AND (folder.meaning IN ('year', 'archive', 'locked', 'failed') OR folder.meaning IN ('album', 'other')
         AND NOT EXISTS (SELECT 1 FROM takeout_folder WHERE export_id = ?1 AND meaning = 'year'))
       AND NOT EXISTS (SELECT 1 FROM takeout_entry AS media JOIN part ON part.id = media.part_id
         WHERE media.sidecar_id = entry.id AND part.state <> 'replaced')
     ORDER BY entry.folder_id, entry.name`,
    exportId,
  );
}

function pageOf(database: CatalogDatabase, after: number): readonly LoneSidecar[] {
  return database.map(
    (row) => ({
      seq: number(row, 'seq'),
      id: number(row, 'entry_id'),
      name: text(row, 'name'),
      title: textOrNull(row, 'title') || text(row, 'name'),
      takenAt: row['taken_at'] === null ? null : number(row, 'taken_at'),
      folderId: number(row, 'folder_id'),
      path: pathInProduct(text(row, 'path')),
    }),
    `SELECT lone.seq, lone.entry_id, lone.name, json.title, json.taken_at, lone.folder_id, folder.path
     FROM temp.lone_sidecar AS lone JOIN takeout_folder AS folder ON folder.id = lone.folder_id
     LEFT JOIN takeout_json AS json ON json.entry_id = lone.entry_id
     WHERE lone.seq > ? ORDER BY lone.seq LIMIT ${pageSize}`,
    after,
  );
}

/** What lies around lone sidecars in a folder. */
interface Around {
  readonly folderId: number;
  /** Names of lone sidecars that another part has, too, with their photo. */
  readonly used: ReadonlySet<string>;
  /** Media that may be those of a sidecar, but not for certain. */
  readonly doubtful: KeyCounts;
}

function aroundOf(database: CatalogDatabase, folderId: number): Around {
  const used = database.map(
    (row) => text(row, 'name'),
    `SELECT sidecar.name FROM takeout_entry AS media JOIN takeout_entry AS sidecar ON sidecar.id = media.sidecar_id
     WHERE media.folder_id = ?1 AND media.role = 'media'
       AND EXISTS (SELECT 1 FROM temp.lone_sidecar AS lone WHERE lone.folder_id = ?1 AND lone.name = sidecar.name)`,
    folderId,
  );
  const doubtful = new KeyCounts();
  const names = paged(
    { id: 0, name: '' },
    (after) =>
      database.map(
        (row) => ({ id: number(row, 'id'), name: text(row, 'name') }),
        `SELECT id, name FROM takeout_entry WHERE folder_id = ? AND role = 'media' AND confidence = 'doubtful' AND id > ?
         ORDER BY id LIMIT ${pageSize}`,
        ...[folderId, after.id],
      ),
    (last) => last,
  );
  for (const { name } of names) doubtful.add(photoKey(name));
  return { folderId, used: new Set(used), doubtful };
}

/** Photos and videos of the index that are missing, by the folder of the export; each folder is read when it is asked for. */
function missingNames(database: CatalogDatabase, index: number | null): (path: string) => KeyCounts {
  const folders = database.map(
    (row) => ({ id: number(row, 'id'), key: folderKey(text(row, 'path')) }),
    'SELECT id, path FROM index_folder WHERE index_id = ?',
    index,
  );
  const byKey = Map.groupBy(folders, ({ key }) => key);
  const read = new Map<string, KeyCounts>();
  return (path) => {
    const key = folderKey(path);
    const known = read.get(key) ?? new KeyCounts();
    if (read.has(key)) return known;
    read.set(key, known);
    for (const { id } of byKey.get(key) ?? []) {
      const names = paged(
        { nth: -1, name: '' },
        (after) =>
          database.map(
            (row) => ({ nth: number(row, 'nth'), name: text(row, 'name') }),
            `SELECT nth, name FROM index_file
             WHERE folder_id = ? AND nth > ? AND missing = 1 AND lower(name) NOT LIKE '%.json' ORDER BY nth LIMIT ${pageSize}`,
            ...[id, after.nth],
          ),
        (last) => last,
      );
      for (const { name } of names) known.add(photoKey(name));
    }
    return known;
  };
}

/** An equal title and moment in another folder or export: the same photo. */
function isStoredElsewhere(database: CatalogDatabase, { title, takenAt, folderId }: LoneSidecar): boolean {
  if (takenAt === null) return false;
  return (
    database.get(
      `SELECT 1 FROM takeout_json AS json JOIN takeout_entry AS media ON media.sidecar_id = json.entry_id
       JOIN item ON item.id = media.item_id
       WHERE json.title = ? AND json.taken_at = ? AND media.folder_id <> ? AND item.state = 'stored' LIMIT 1`,
      ...[title, takenAt, folderId],
    ) !== undefined
  );
}
