import { ProblemError, problem } from '../../../contract/problem.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { emptyCatalog, refuseNewer, versionOf } from '../schema/migrations.ts';

/**
 * Reads a catalog that came with a folder as bytes of unknown origin: its form must be exactly what the migrations make
 * (a trigger or view would act or speak for us, a further constraint would fail every later write), its pages, types,
 * constraints and indexes must agree. Before anything is written to it. Throws a ProblemError: `catalog-damaged`,
 * `catalog-newer`.
 */
export function requireOwnSchema(database: CatalogDatabase): void {
  database.execute('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
  const version = versionOf(database);
  refuseNewer(version);
  const own = ownObjects(version);
  const found = objectsOf(database);
  for (const [name, sql] of found) {
    if (own.get(name) !== sql) throw refused(`It holds what no Afterimage made: ${name}.`);
  }
  for (const name of own.keys()) if (!found.has(name)) throw refused(`It lacks the ${name}.`);
  requireIntegrity(database);
}

/** Of each form; to make one takes 8 ms. */
const knownObjects = new Map<number, ReadonlyMap<string, string>>();

function ownObjects(version: number): ReadonlyMap<string, string> {
  const known = knownObjects.get(version);
  if (known !== undefined) return known;
  const empty = emptyCatalog(version);
  try {
    const objects = objectsOf(empty);
    knownObjects.set(version, objects);
    return objects;
  } finally {
    empty.close();
  }
}

/** The full check: the quick one does not compare the indexes, from which paths are read, with the tables. */
function requireIntegrity(database: CatalogDatabase): void {
  const answer = database.get('PRAGMA integrity_check(1)')?.['integrity_check'];
  if (answer !== 'ok') throw refused(String(answer));
  const dangling = database.get('PRAGMA foreign_key_check');
  if (dangling !== undefined) throw refused(`A row of ${String(dangling['table'])} leads to none.`);
}

/** What makes up a database, by kind and name, with the statement that made it. */
function objectsOf(database: CatalogDatabase): ReadonlyMap<string, string> {
  // One row a table and index: a few dozen, and cut off where somebody made thousands.
  const rows = database.all('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name LIMIT 1000');
  return new Map(
    rows.map((row) => [`${row['type']} ${row['name']}`, `${row['tbl_name']} ${statementOf(String(row['sql']))}`]),
  );
}

/** Without comments and line breaks, which no database depends on. */
function statementOf(sql: string): string {
  return sql.replaceAll(/--[^\n]*/gu, ' ').replaceAll(/\s+/gu, ' ');
}

function refused(detail: string): ProblemError {
  return new ProblemError(
    problem('catalog-damaged', { detail: `The copy in the backup folder is not used. ${detail}` }),
  );
}
