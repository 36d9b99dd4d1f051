import { isEntryName, isInnerPath } from '../../../contract/inner-paths.ts';
import { bodyOfRelocation } from '../assets/relocations.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';
import { readableProblem } from '../runs/problem-log.ts';

/**
 * Judges the paths and names in a catalog that came with a folder, which this machine did not write: only what lies
 * where Afterimage puts things stays. A photo elsewhere is wanted again (and found by its content where it is in the
 * folder after all); an album folder elsewhere is chosen again; an entry or a move elsewhere is forgotten, and the file
 * left alone. A problem that nobody can read is forgotten. Returns how many were left out. One transaction.
 */
export function leaveOutForeignRows(database: CatalogDatabase): number {
  const { connection } = database;
  const options = { deterministic: true, directOnly: true };
  connection.function('is_place', options, (path, state) => Number(isPlace(String(path), String(state))));
  connection.function('is_entry_name', options, (name) => Number(isEntryName(String(name))));
  connection.function('is_album_folder', options, (path) => Number(isAlbumFolder(String(path))));
  connection.function('is_problem', options, (body) => Number(readableProblem(String(body)) !== null));
  connection.function('is_inner_path', options, (path) => Number(isInnerPath(String(path))));
  return database.transaction(() => {
    leaveOutProblems(database);
    // Places first: a move is ours only when its photo lies where it begins.
    const leftOut =
      leaveOutPlaces(database) + leaveOutMoves(database) + leaveOutOldNames(database) + leaveOutAlbums(database);
    if (leftOut > 0) database.markChanged();
    return leftOut;
  });
}

/** Where Afterimage keeps a file in that state. */
function isPlace(path: string, state: string): boolean {
  return isInnerPath(path) && path.startsWith(state === 'quarantined' ? '.afterimage/quarantine/' : 'Photos/');
}

function isAlbumFolder(path: string): boolean {
  return path.startsWith('Albums/') && isEntryName(path.slice('Albums/'.length));
}

/** They would be told as faults of the program. What they were about is looked at again when its turn comes. */
function leaveOutProblems(database: CatalogDatabase): void {
  database.run('DELETE FROM problem WHERE NOT is_problem(body)');
  database.run('DELETE FROM finding WHERE NOT is_inner_path(path)');
  database.run('DELETE FROM failed_attempt WHERE NOT is_problem(problem)');
  for (const table of ['run', 'part', 'takeout_entry']) {
    database.run(`UPDATE ${table} SET problem = NULL WHERE problem IS NOT NULL AND NOT is_problem(problem)`);
  }
}

function leaveOutPlaces(database: CatalogDatabase): number {
  const leftOut = database.run(
    `UPDATE asset SET state = 'lost', path = 'Photos/Undated/left out ' || id, path_key = NULL, reserved_item = NULL
     WHERE NOT is_place(path, state) OR (state = 'reserved' AND reserved_item IS NULL) OR id IN (
       SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY path ORDER BY id) AS nth FROM asset
         WHERE state <> 'lost') WHERE nth > 1)`,
  );
  // Given up for itself, for what is not there, or for what is given up as well: no photo would be left in its place.
  database.run(
    `UPDATE asset SET replaced_by = NULL WHERE state = 'stored' AND replaced_by IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM asset AS original WHERE original.id = asset.replaced_by AND original.id <> asset.id
         AND original.state = 'stored' AND original.replaced_by IS NULL)`,
  );
  // Shown as stored, but without a file: a run's sums would never agree.
  const wanted = database.run(
    `UPDATE item SET state = 'wanted', claimable = 1
     WHERE state = 'stored' AND asset_id IN (SELECT id FROM asset WHERE state <> 'stored')`,
  );
  return Math.max(leftOut, wanted);
}

function leaveOutAlbums(database: CatalogDatabase): number {
  // A copy is taken for ours by its size and time: one that copies no photo may be any file of the person's.
  const foreignFolder = 'folder IS NOT NULL AND (NOT is_album_folder(folder) OR folder_key IS NULL)';
  const foreignEntry = `NOT is_entry_name(name) OR NOT is_place(target, 'stored') OR bytes < 0
    OR kind NOT IN ('symlink', 'hardlink', 'copy') OR album_id IN (SELECT id FROM album WHERE folder IS NULL)
    OR (kind = 'copy' AND NOT EXISTS (SELECT 1 FROM asset WHERE asset.path = target AND asset.bytes = album_entry.bytes))`;
  const folders = database.run(
    `UPDATE album SET folder = NULL, folder_key = NULL, folder_title = NULL, revision = revision + 1
     WHERE ${foreignFolder}`,
  );
  database.run(
    `UPDATE album SET revision = revision + 1
     WHERE id IN (SELECT album_id FROM album_entry WHERE ${foreignEntry})`,
  );
  return folders + database.run(`DELETE FROM album_entry WHERE ${foreignEntry}`);
}

/** What is removed must be a second name of one of our photos; whether it is one, the folder tells. */
function leaveOutOldNames(database: CatalogDatabase): number {
  return database.run(
    `DELETE FROM old_name WHERE NOT is_place(path, 'stored') OR NOT EXISTS (
       SELECT 1 FROM asset WHERE asset.id = asset_id AND state IN ('stored', 'quarantined') AND asset.path <> old_name.path)
       OR EXISTS (SELECT 1 FROM asset WHERE asset.path = old_name.path AND state <> 'lost')`,
  );
}

function leaveOutMoves(database: CatalogDatabase): number {
  const moves = database.all(
    `SELECT asset_id, from_path, to_path, body, asset.path, asset.state,
       EXISTS (SELECT 1 FROM asset AS holder WHERE holder.path_key = to_key AND holder.id <> asset_id) AS is_taken
     FROM relocation JOIN asset ON asset.id = asset_id`,
  );
  const foreign = moves.filter((row) => !isOwnMove(database, row));
  for (const row of foreign) database.run('DELETE FROM relocation WHERE asset_id = ?', number(row, 'asset_id'));
  return foreign.length;
}

/** A move that a kill left between plan and commit. */
function isOwnMove(database: CatalogDatabase, row: Row): boolean {
  const [from, to] = [text(row, 'from_path'), text(row, 'to_path')];
  const body = bodyOfRelocation(text(row, 'body'));
  if (body === null || row['is_taken'] !== 0 || row['state'] !== 'stored' || row['path'] !== from) return false;
  if (!isPlace(from, 'stored')) return false;
  if (body.kind === 'move') return isPlace(to, 'stored');
  const original = database.get("SELECT 1 FROM asset WHERE id = ? AND state = 'stored'", body.replacedBy);
  return isPlace(to, 'quarantined') && original !== undefined && body.replacedBy !== row['asset_id'];
}
