import { existsSync } from 'node:fs';
import { backup } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { renameDurably } from '../../../base/durable-file.ts';
import { lacksInodes, saysFull } from '../../../base/full-disk.ts';
import { messageOf } from '../../../base/message-of.ts';
import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../contract/result.ts';
import { type SourceKind, sourceKinds } from '../../../contract/source-kinds.ts';
import { CatalogDatabase } from '../database/catalog-database.ts';
import { copyDurably, removeDatabase, versionInHeader } from '../database/catalog-file.ts';
import { expected, openDatabase } from '../database/open-database.ts';
import { number } from '../database/row.ts';
import { problemOfSqlite } from '../database/sqlite-problems.ts';
import { FolderStamps } from './folder-stamps.ts';
import { leaveOutForeignRows } from './foreign-rows.ts';
import { requireOwnSchema } from './foreign-schema.ts';
import { requireOwnValues } from './foreign-values.ts';

/** Pages copied between two breaths: about 4 MB, some milliseconds. */
const pagesAtOnce = 1_000;

/** A copy that meets a writer is retried after this many milliseconds, for some ten seconds; no write takes as long. */
const attemptPause = 20;
const mostAttempts = 500;

/** What became of a snapshot that took the place of a catalog. */
export interface RestoredCatalog {
  /** How many rows were left out because they led out of the backup folder. */
  readonly leftOut: number;
}

/** Does a piece of work, perhaps more than once. */
type Patiently = (work: () => Promise<void>) => Promise<void>;

/** Copies of the catalog for the destination. */
export class Snapshots {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** True when the catalog says something that the latest snapshot does not. Cheap: reads one row. */
  changed(): boolean {
    const state = this.#state();
    return state.changes !== state.snapshotChanges;
  }

  /**
   * Writes a consistent copy to `path` in one file (no log beside it), whole or not at all. The copy is made beside the
   * catalog first, because the destination's file system may know no locks. Other statements may run meanwhile.
   * `patiently` does the last step, again where that may help.
   * Problems: `catalog-damaged`, `data-folder-unusable`, `data-folder-full`, `destination-full`, `destination-inodes-full`,
   * `destination-not-writable`.
   */
  async write(path: string, patiently: Patiently = (work) => work()): Promise<Result<void>> {
    const { changes } = this.#state();
    const local = `${this.#database.file}.snapshot`;
    try {
      removeDatabase(local);
      const copied = await this.#copyTo(local);
      if (!copied.ok) return copied;
      const placed = await placeAt(local, path, patiently);
      if (placed.ok) this.#database.run('UPDATE catalog_state SET snapshot_changes = ?', changes);
      return placed;
    } finally {
      removeDatabase(local);
    }
  }

  async #copyTo(local: string): Promise<Result<void>> {
    try {
      await copyBetweenWrites(() => backup(this.#database.connection, local, { rate: pagesAtOnce }));
    } catch (thrown) {
      const known = problemOfSqlite(thrown, local);
      if (known === null) throw thrown;
      return failed(known);
    }
    return expected(() => {
      const copy = new CatalogDatabase(local);
      // Without this a reader of the snapshot would need to write a log beside it.
      copy.execute('PRAGMA journal_mode = DELETE');
      copy.close();
    });
  }

  #state(): { readonly changes: number; readonly snapshotChanges: number } {
    const row = this.#database.get('SELECT changes, snapshot_changes FROM catalog_state') ?? {};
    return { changes: number(row, 'changes'), snapshotChanges: number(row, 'snapshot_changes') };
  }
}

/** Makes a copy of a whole database, again while others are writing. Throws SQLite's errors. */
export async function copyBetweenWrites(copy: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return void (await copy());
    } catch (thrown) {
      if (!metWriter(thrown) || attempt === mostAttempts) throw thrown;
      await setTimeout(attemptPause);
    }
  }
}

/**
 * Whether another statement was just writing when the copy began. SQLite says busy then
 * (https://www.sqlite.org/c3ref/backup_finish.html#sqlite3backupstep); Node's `backup` does not wait at its first step,
 * and fails with the code 0 and the words "not an error".
 */
function metWriter(thrown: unknown): boolean {
  return thrown instanceof Error && 'errcode' in thrown && thrown.errcode === 0;
}

/**
 * Puts a snapshot in the place of a catalog that is not there (any more), after judging it: it lay in a folder that
 * others write to, too. What leads out of that folder is left out. The snapshot is only read; no link to it is followed
 * by anyone who asks for this. Problems: `catalog-damaged` (no snapshot, unreadable, or not what Afterimage writes),
 * `catalog-newer`, `data-folder-unusable`. `kinds`: those of the sources that an engine knows.
 */
export function restoreCatalog(
  file: string,
  snapshot: string,
  kinds: readonly SourceKind[] = sourceKinds,
): Result<RestoredCatalog> {
  if (existsSync(file)) throw new Error('A catalog must be set aside before a snapshot takes its place');
  const candidate = `${file}.restoring`;
  try {
    const judged = judgedCopy(snapshot, candidate, kinds);
    if (!judged.ok) return judged;
    const moved = expected(() => {
      // A log left beside no database belongs to one that was moved away: SQLite would replay it into the copy.
      removeDatabase(file);
      renameDurably(candidate, file);
    });
    return moved.ok ? judged : moved;
  } finally {
    removeDatabase(candidate);
  }
}

/** Copies a snapshot to `candidate` and judges the copy, as {@link restoreCatalog} says. */
export function judgedCopy(
  snapshot: string,
  candidate: string,
  kinds: readonly SourceKind[] = sourceKinds,
): Result<RestoredCatalog> {
  const version = expected(() => versionInHeader(snapshot));
  if (!version.ok) return version;
  if (version.value === null) return failed(problem('catalog-damaged', { detail: 'There is no copy of the catalog.' }));
  const copied = expected(() => {
    removeDatabase(candidate);
    copyDurably(snapshot, candidate);
  });
  return copied.ok ? judge(candidate, kinds) : copied;
}

/** Reads a copy of a snapshot through, brings it to its present form, and leaves out what is foreign in it. */
function judge(candidate: string, kinds: readonly SourceKind[]): Result<RestoredCatalog> {
  return expected(() => {
    using(new CatalogDatabase(candidate), requireOwnSchema);
    const opened = openDatabase(candidate, kinds);
    if (!opened.ok) throw new ProblemError(opened.problem);
    return using(opened.value, (database) => {
      requireOwnValues(database);
      // Whoever wrote it may have gone on afterwards, and a run that it names as under way is not this computer's.
      const stamps = new FolderStamps(database);
      stamps.requireComparison('files');
      stamps.end();
      return { leftOut: leaveOutForeignRows(database) };
    });
  });
}

function using<T>(database: CatalogDatabase, work: (database: CatalogDatabase) => T): T {
  try {
    return work(database);
  } finally {
    database.close();
  }
}

async function placeAt(local: string, path: string, patiently: Patiently): Promise<Result<void>> {
  try {
    await patiently(async () => copyDurably(local, path));
    return ok(undefined);
  } catch (thrown) {
    removeIfPossible(`${path}.partial`);
    return failed(problemOfDestination(thrown));
  }
}

function removeIfPossible(file: string): void {
  try {
    removeDatabase(file);
  } catch {
    // The disk that failed keeps it; the next snapshot replaces it.
  }
}

function problemOfDestination(thrown: unknown): Problem {
  const detail = messageOf(thrown);
  if (lacksInodes(thrown)) return problem('destination-inodes-full', { detail });
  return problem(saysFull(thrown) ? 'destination-full' : 'destination-not-writable', { detail });
}
