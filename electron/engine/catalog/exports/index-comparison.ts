import type { CatalogDatabase } from '../database/catalog-database.ts';
import { flag, number, text } from '../database/row.ts';
import { folderKey, KeyCounts, nameKey, pathInProduct } from './listed-names.ts';

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

interface ListedRow {
  readonly folderId: number;
  readonly nth: number;
  readonly path: string;
  readonly name: string;
  readonly wasMissing: boolean;
}

/**
 * Compares the index of an export with the entries of its parts, folder by folder, and marks what is missing. A file
 * is there when a part holds it, whatever became of it then; also when another export has brought a photo of the same
 * name in the same folder. Inside a transaction.
 */
export function compareIndex(database: CatalogDatabase, exportId: number, indexId: number): void {
  for (const places of placesByKey(database, exportId, indexId).values()) {
    if (places.listed.length > 0) compareFolder(database, places);
  }
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
  for (const row of database.all('SELECT id, export_id, path FROM takeout_folder ORDER BY id')) {
    const path = pathInProduct(text(row, 'path'));
    if (number(row, 'export_id') === exportId) at(path).own.push({ id: number(row, 'id'), path });
    else if (byKey.has(folderKey(path))) at(path).others.push(number(row, 'id'));
  }
  return byKey;
}

function compareFolder(database: CatalogDatabase, { listed, own, others }: Places): void {
  const [exact, alike] = [new KeyCounts(), new KeyCounts()];
  for (const folder of own) {
    for (const [name, count] of entriesIn(database, folder.id)) {
      exact.add(exactKey(folder.path, name), count);
      alike.add(nameKey(name), count);
    }
  }
  const rows = listed.flatMap((folder) => listedIn(database, folder));
  // What lies where the index says comes first, so that it is not taken for a file of another folder of that name.
  const left = rows.filter(({ path, name }) => !(exact.take(exactKey(path, name)) && alike.take(nameKey(name))));
  const open = left.filter(({ name }) => !alike.take(nameKey(name)));
  const isOpen = new Set(open);
  for (const row of rows) if (!isOpen.has(row)) mark(database, row, false);
  if (open.length === 0) return;
  const elsewhere = new Set(others.flatMap((folder) => storedIn(database, folder)));
  const namesakes = Map.groupBy(rows, ({ name }) => plainName(name));
  for (const row of open) {
    // Numbers are given anew in every export: one of several of a name may be another photo there.
    const isMended = elsewhere.has(nameKey(row.name)) && namesakes.get(plainName(row.name))?.length === 1;
    mark(database, row, !isMended);
  }
}

function mark(database: CatalogDatabase, { folderId, nth, wasMissing }: ListedRow, isMissing: boolean): void {
  if (wasMissing === isMissing) return;
  const missing = isMissing ? 1 : 0;
  database.run('UPDATE index_file SET missing = ? WHERE folder_id = ? AND nth = ?', missing, folderId, nth);
}

function plainName(name: string): string {
  return nameKey(name).replace(/\(\d+\)/g, '');
}

function listedIn(database: CatalogDatabase, { id, path }: Place): readonly ListedRow[] {
  return database.map(
    (row) => ({
      folderId: id,
      nth: number(row, 'nth'),
      path,
      name: text(row, 'name'),
      wasMissing: flag(row, 'missing'),
    }),
    'SELECT nth, name, missing FROM index_file WHERE folder_id = ? ORDER BY nth',
    id,
  );
}

/** Names in a folder of the export and how often each occurs; the same part as archive and extracted counts once. */
function entriesIn(database: CatalogDatabase, folderId: number): readonly (readonly [string, number])[] {
  return database.map(
    (row) => [text(row, 'name'), number(row, 'entries')] as const,
    `SELECT name, max(entries) AS entries FROM (
       SELECT entry.name, entry.bytes, count(*) AS entries FROM takeout_entry AS entry
       JOIN part ON part.id = entry.part_id
       WHERE entry.folder_id = ? AND part.state <> 'replaced' GROUP BY entry.name, entry.bytes, entry.part_id)
     GROUP BY name, bytes`,
    folderId,
  );
}

/** Names of photos in a folder of another export that are stored, and of the details of photos. */
function storedIn(database: CatalogDatabase, folderId: number): readonly string[] {
  return database.map(
    (row) => nameKey(text(row, 'name')),
    `SELECT entry.name FROM takeout_entry AS entry LEFT JOIN item ON item.id = entry.item_id
     WHERE entry.folder_id = ? AND (item.state = 'stored' OR entry.role IN ('sidecar', 'album-metadata'))`,
    folderId,
  );
}

function exactKey(path: string, name: string): string {
  return `${path.normalize('NFC')}\n${nameKey(name)}`;
}
