import { ProblemError, problem } from '../../../contract/problem.ts';
import { CatalogDatabase } from '../database/catalog-database.ts';
import { number } from '../database/row.ts';
import { schema1 } from './schema-1.ts';
import { schema2 } from './schema-2.ts';
import { schema3 } from './schema-3.ts';
import { schema4 } from './schema-4.ts';
import { schema5 } from './schema-5.ts';
import { schema6 } from './schema-6.ts';
import { schema7 } from './schema-7.ts';
import { schema8 } from './schema-8.ts';
import { schema9 } from './schema-9.ts';
import { schema10 } from './schema-10.ts';
import { schema11 } from './schema-11.ts';
import { schema12 } from './schema-12.ts';
import { schema13 } from './schema-13.ts';
import { schema14 } from './schema-14.ts';

/** `Aftr` in ASCII: tells a catalog from any other SQLite database (`PRAGMA application_id`). */
const applicationId = 0x41667472;

/** Step n leads from version n to version n + 1. Steps are never edited once released, only added. */
const steps: readonly string[] = [
  ...[schema1, schema2, schema3, schema4, schema5, schema6, schema7, schema8, schema9, schema10],
  ...[schema11, schema12, schema13, schema14],
];

/** The form of the catalog that this program writes (`PRAGMA user_version`). */
export const catalogVersion = steps.length;

/**
 * Brings a database to {@link catalogVersion}: a new one at once, one that holds something a step a transaction. Throws a ProblemError:
 * `catalog-newer` when a newer program wrote it, `catalog-damaged` when it is no catalog at all.
 */
export function migrate(database: CatalogDatabase): void {
  if (versionOf(database) === catalogVersion) return requireCatalog(database);
  if (versionOf(database) === 0) return database.transaction(() => migrateAllSteps(database));
  for (let done = false; !done; ) done = database.transaction(() => migrateOneStep(database));
}

function migrateAllSteps(database: CatalogDatabase): void {
  for (let done = false; !done; ) done = migrateOneStep(database);
}

/** A catalog in memory that holds nothing, in the form that version `version` of it had. */
export function emptyCatalog(version: number): CatalogDatabase {
  const database = new CatalogDatabase(':memory:');
  for (const step of steps.slice(0, version)) database.execute(step);
  return database;
}

/** Throws `catalog-newer` for a version that this program does not know. */
export function refuseNewer(version: number): void {
  if (version <= catalogVersion) return;
  throw new ProblemError(
    problem('catalog-newer', { detail: `The catalog has version ${version}, this program knows ${catalogVersion}.` }),
  );
}

/**
 * One step, inside a transaction; true when nothing is left to do. The version is reread: another process may have been
 * faster.
 */
function migrateOneStep(database: CatalogDatabase): boolean {
  const version = versionOf(database);
  refuseNewer(version);
  requireCatalog(database);
  const step = steps[version];
  if (step === undefined) return true;
  database.execute(step);
  database.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1};`);
  return false;
}

function requireCatalog(database: CatalogDatabase): void {
  const id = pragma(database, 'application_id');
  const objects = number(database.get('SELECT count(*) AS objects FROM sqlite_schema') ?? { objects: 0 }, 'objects');
  const empty = objects === 0 && versionOf(database) === 0;
  if (id === applicationId ? objects > 0 : empty) return;
  throw new ProblemError(problem('catalog-damaged', { detail: 'The file is a database, but not a catalog.' }));
}

/** The form that a database is in, as it says itself. */
export function versionOf(database: CatalogDatabase): number {
  return pragma(database, 'user_version');
}

function pragma(database: CatalogDatabase, name: 'user_version' | 'application_id'): number {
  return number(database.get(`PRAGMA ${name}`) ?? {}, name);
}
