import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';
import { folderKey, nameKey, pathInProduct } from './listed-names.ts';

interface Place {
  readonly id: number;
  /** Below Google Photos. */
  readonly path: string;
}

/** Folders of one key: those of the index, those of the export, and those of other exports. */
interface Places {
  readonly listed: Place[];
  readonly own: Place[];
  readonly others: number[];
}

/**
 * Compares the index of an export with the entries of its parts, folder by folder, and marks what is missing. A file
 * is there when a part holds it, whatever became of it then; also when another export has brought a photo of the same
 * name in the same folder. Inside a transaction. The names of a folder are compared in tables that go with the connection:
 * a folder may hold half a million of them.
 */
export function compareIndex(database: CatalogDatabase, exportId: number, indexId: number): void {
  begin(database);
  const byKey = placesByKey(database, exportId, indexId);
  const strays = strayBareFiles(database, exportId, byKey);
  for (const places of byKey.values()) {
    if (places.listed.length > 0) compareFolder(database, places, strays);
  }
  end(database);
}

/**
 * Files beside the archives that lie where the index lists none of their name, by key and how many: the details of an album
 * spoke of them before those of their year had come. Each is one of those that the index lists elsewhere.
 */
function strayBareFiles(
  database: CatalogDatabase,
  exportId: number,
  byKey: ReadonlyMap<string, Places>,
): Map<string, number> {
  const strays = new Map<string, number>();
  const files = database.all(
    `SELECT entry.name, folder.path FROM part JOIN takeout_entry AS entry ON entry.part_id = part.id
     JOIN takeout_folder AS folder ON folder.id = entry.folder_id
     WHERE part.export_id = ? AND part.format = 'file' AND part.state <> 'replaced' AND folder.meaning IS NOT 'outside'`,
    exportId,
  );
  for (const row of files) {
    const key = nameKey(text(row, 'name'));
    const listed = byKey.get(folderKey(pathInProduct(text(row, 'path'))))?.listed ?? [];
    const isListed = listed.some(
      ({ id }) =>
        database.get('SELECT 1 FROM index_file WHERE folder_id = ? AND name_key(name) = ? LIMIT 1', id, key) !==
        undefined,
    );
    if (!isListed) strays.set(key, (strays.get(key) ?? 0) + 1);
  }
  return strays;
}

function begin(database: CatalogDatabase): void {
  database.connection.function('name_key', { deterministic: true }, (name) => nameKey(String(name)));
  database.connection.function('plain_name', { deterministic: true }, (key) => String(key).replace(/\(\d+\)/g, ''));
  end(database);
  database.execute(
    `CREATE TEMP TABLE own_name (path TEXT NOT NULL, key TEXT NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (key, path))
       WITHOUT ROWID;
     CREATE TEMP TABLE listed_name (
       id INTEGER PRIMARY KEY, folder_id INTEGER NOT NULL, nth INTEGER NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL,
       was_missing INTEGER NOT NULL, is_found INTEGER NOT NULL DEFAULT 0);
     CREATE TEMP TABLE other_name (key TEXT PRIMARY KEY) WITHOUT ROWID;`,
  );
}

function end(database: CatalogDatabase): void {
  database.execute(
    `DROP TABLE IF EXISTS temp.own_name; DROP TABLE IF EXISTS temp.listed_name; DROP TABLE IF EXISTS temp.other_name;`,
  );
}

function placesByKey(database: CatalogDatabase, exportId: number, indexId: number): ReadonlyMap<string, Places> {
  const byKey = new Map<string, Places>();
  const at = (path: string): Places => {
    const key = folderKey(path);
    const known = byKey.get(key) ?? { listed: [], own: [], others: [] };
    byKey.set(key, known);
    return known;
  };
  for (const row of database.all('SELECT id, path FROM index_folder WHERE index_id = ?', indexId)) {
    at(text(row, 'path')).listed.push({ id: number(row, 'id'), path: text(row, 'path') });
  }
  // What lies outside of Google Photos is not stored: it is none of the files that the index lists.
  const folders = "SELECT id, export_id, path FROM takeout_folder WHERE meaning IS NOT 'outside' ORDER BY id";
  for (const row of database.all(folders)) {
    const path = pathInProduct(text(row, 'path'));
    if (number(row, 'export_id') === exportId) at(path).own.push({ id: number(row, 'id'), path });
    else if (byKey.has(folderKey(path))) at(path).others.push(number(row, 'id'));
  }
  return byKey;
}

function compareFolder(database: CatalogDatabase, { listed, own, others }: Places, strays: Map<string, number>): void {
  for (const folder of own) addOwn(database, folder);
  for (const folder of listed) addListed(database, folder);
  // What lies where the index says comes first, so that it is not taken for a file of another folder of that name.
  database.run(
    `UPDATE temp.listed_name SET is_found = 1 WHERE id IN (
       SELECT ranked.id FROM (
         SELECT id, path, key, row_number() OVER (PARTITION BY key, path ORDER BY id) AS nth FROM temp.listed_name
       ) AS ranked JOIN temp.own_name AS own ON own.key = ranked.key AND own.path = ranked.path
       WHERE ranked.nth <= own.entries)`,
  );
  if (isOpen(database)) findElsewhereInExport(database);
  if (isOpen(database)) findStrays(database, strays);
  if (isOpen(database)) for (const folder of others) addOther(database, folder);
  mark(database);
  database.execute('DELETE FROM temp.own_name; DELETE FROM temp.listed_name; DELETE FROM temp.other_name;');
}

function isOpen(database: CatalogDatabase): boolean {
  return database.get('SELECT 1 FROM temp.listed_name WHERE is_found = 0 LIMIT 1') !== undefined;
}

function findElsewhereInExport(database: CatalogDatabase): void {
  database.run(
    `UPDATE temp.listed_name SET is_found = 1 WHERE id IN (
       SELECT ranked.id FROM (
         SELECT id, key, row_number() OVER (PARTITION BY key ORDER BY id) AS nth FROM temp.listed_name WHERE is_found = 0
       ) AS ranked JOIN (SELECT key, sum(entries) AS entries FROM temp.own_name GROUP BY key) AS own USING (key)
       LEFT JOIN (SELECT key, count(*) AS taken FROM temp.listed_name WHERE is_found = 1 GROUP BY key) AS found USING (key)
       WHERE ranked.nth <= own.entries - coalesce(found.taken, 0))`,
  );
}

/** Each file is found once, and so no longer a stray. */
function findStrays(database: CatalogDatabase, strays: Map<string, number>): void {
  for (const [key, files] of strays) {
    const found = database.all(
      `UPDATE temp.listed_name SET is_found = 1 WHERE id IN (
         SELECT id FROM temp.listed_name WHERE key = ? AND is_found = 0 ORDER BY id LIMIT ?) RETURNING id`,
      ...[key, files],
    );
    if (found.length < files) strays.set(key, files - found.length);
    else strays.delete(key);
  }
}

/**
 * Writes down what has changed. Numbers are given anew in every export: one of several of a name may be another photo in
 * another export.
 */
function mark(database: CatalogDatabase): void {
  database.run(
    `UPDATE index_file SET missing = 0 WHERE missing = 1 AND (folder_id, nth) IN (
       SELECT folder_id, nth FROM temp.listed_name WHERE is_found = 1 AND was_missing = 1)`,
  );
  if (!isOpen(database)) return;
  database.run(
    `UPDATE index_file SET missing = open.missing FROM (
       SELECT listed.folder_id, listed.nth, NOT (
         listed.key IN (SELECT key FROM temp.other_name) AND alike.names = 1) AS missing
       FROM temp.listed_name AS listed
       JOIN (SELECT plain_name(key) AS plain, count(*) AS names FROM temp.listed_name GROUP BY 1) AS alike
         ON alike.plain = plain_name(listed.key)
       WHERE listed.is_found = 0) AS open
     WHERE index_file.folder_id = open.folder_id AND index_file.nth = open.nth AND index_file.missing <> open.missing`,
  );
}

function addListed(database: CatalogDatabase, { id, path }: Place): void {
  database.run(
    `INSERT INTO temp.listed_name (folder_id, nth, path, key, was_missing)
     SELECT folder_id, nth, ?, name_key(name), missing FROM index_file WHERE folder_id = ? ORDER BY nth`,
    ...[path.normalize('NFC'), id],
  );
}

/** Names in a folder of the export and how often each occurs; the same part as archive and extracted counts once. */
function addOwn(database: CatalogDatabase, { id, path }: Place): void {
  database.run(
    `INSERT INTO temp.own_name (path, key, entries)
     SELECT ?, name_key(name), sum(entries) FROM (
       SELECT name, max(entries) AS entries FROM (
         SELECT entry.name, entry.bytes, count(*) AS entries FROM takeout_entry AS entry
         JOIN part ON part.id = entry.part_id
         WHERE entry.folder_id = ? AND part.state <> 'replaced' GROUP BY entry.name, entry.bytes, entry.part_id)
       GROUP BY name, bytes)
     WHERE true GROUP BY 2
     ON CONFLICT (key, path) DO UPDATE SET entries = entries + excluded.entries`,
    ...[path.normalize('NFC'), id],
  );
}

/** Names of photos in a folder of another export that are stored, and of the details of photos. */
function addOther(database: CatalogDatabase, folderId: number): void {
  database.run(
    `INSERT OR IGNORE INTO temp.other_name
     SELECT name_key(entry.name) FROM takeout_entry AS entry LEFT JOIN item ON item.id = entry.item_id
     WHERE entry.folder_id = ? AND (item.state = 'stored' OR entry.role IN ('sidecar', 'album-metadata'))`,
    folderId,
  );
}
