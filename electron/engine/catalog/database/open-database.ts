import { errnoOf } from '../../../base/errno.ts';
import { saysFull } from '../../../base/full-disk.ts';
import { dataFolderProblem } from '../../../contract/data-folder-problem.ts';
import { ProblemError, problem } from '../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../contract/result.ts';
import { type SourceKind, sourceKinds } from '../../../contract/source-kinds.ts';
import { migrate, refuseNewer } from '../schema/migrations.ts';
import { CatalogDatabase } from './catalog-database.ts';
import { versionInHeader } from './catalog-file.ts';
import { text } from './row.ts';
import { problemOfSqlite } from './sqlite-problems.ts';

/**
 * Opens or creates the database at `file` in its present form. Problems: `catalog-damaged`, `catalog-newer` (the file
 * stays untouched), `data-folder-unusable`, `destination-busy`. Costs a few pages, whatever the size of the catalog.
 */
export function openDatabase(file: string, kinds: readonly SourceKind[] = sourceKinds): Result<CatalogDatabase> {
  return expected(() => {
    const version = versionInHeader(file);
    refuseNewer(version ?? 0);
    const database = new CatalogDatabase(file, kinds);
    try {
      configure(database);
      migrate(database);
      return database;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
}

/**
 * Reads every page and compares what must agree. Sees torn and foreign pages, not a flipped letter in a text. Takes
 * about a second for a gigabyte that the system has in memory.
 */
export function checkDatabase(database: CatalogDatabase): Result<void> {
  return expected(() => {
    const found = database.get('PRAGMA quick_check(1)');
    const answer = found === undefined ? 'no answer' : text(found, 'quick_check');
    if (answer !== 'ok') throw new ProblemError(problem('catalog-damaged', { detail: answer }));
  });
}

/** The outcome of work on files and databases as a value; bugs still throw. */
export function expected<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (thrown) {
    const known = problemOfSqlite(thrown) ?? problemOfFileSystem(thrown);
    if (known === null) throw thrown;
    return failed(known);
  }
}

function configure(database: CatalogDatabase): void {
  // WAL: readers (the command line) and the one writer do not block each other. NORMAL: a power cut may lose the last
  // transactions but never tears the catalog; files without a row are recognised by their content. The log is folded in
  // every 16 MB: each time costs two syncs, and pages that changed again meanwhile are written once.
  database.execute(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA wal_autocheckpoint = 4000;
  `);
}

function problemOfFileSystem(thrown: unknown) {
  if (!(thrown instanceof Error)) return null;
  if (!/^E[A-Z]+$/u.test(errnoOf(thrown) ?? '')) return null;
  const path = 'path' in thrown && typeof thrown.path === 'string' ? thrown.path : undefined;
  return dataFolderProblem(saysFull(thrown), { detail: thrown.message, subject: path });
}
