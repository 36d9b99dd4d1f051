import { type Problem, problem, problemSchema } from '../../../contract/problem.ts';
import type { ProblemCode } from '../../../contract/problem-codes.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, text } from '../database/row.ts';

/** A problem that is not resolved yet. */
export interface OpenProblem {
  readonly id: number;
  readonly problem: Problem;
  /** The run that met it last; null when no run did (verification). */
  readonly run: number | null;
  readonly item: number | null;
  readonly asset: number | null;
  /** When it was met first and last, ISO 8601. */
  readonly since: string;
  readonly at: string;
}

/** What a problem is about. An item or asset has at most one open problem: the latest. */
export interface ProblemRecord {
  readonly problem: Problem;
  readonly run: number | null;
  readonly item: number | null;
  readonly asset: number | null;
  /** ISO 8601. */
  readonly at: string;
}

const openColumns = 'id, body, run_id, item_id, asset_id, since, at';

/** What went wrong, until it is resolved. */
export class ProblemLog {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Records a problem of a run as a whole (an album that vanished, an album view that could not be made). */
  record(runId: number, met: Problem, at: string): void {
    this.#database.transaction(() => {
      openProblem(this.#database, { problem: met, run: runId, item: null, asset: null, at });
      this.#database.markChanged();
    });
  }

  /** What runs told of a subject under this code, whether or not it was put right since. */
  ofSubject(code: ProblemCode, subject: string): readonly Problem[] {
    const rows = this.#database.all(
      "SELECT body FROM problem WHERE code = ? AND json_extract(body, '$.subject') = ? ORDER BY id",
      ...[code, subject],
    );
    return rows.map((row) => storedProblem(text(row, 'body')));
  }

  /** Whether an earlier run ended with this problem for an item that was not stored since. */
  isOpenOf(itemId: number, code: string): boolean {
    const query = 'SELECT 1 FROM problem WHERE item_id = ? AND code = ? AND resolved_at IS NULL';
    return this.#database.get(query, itemId, code) !== undefined;
  }

  /** Open problems, oldest first, at most `limit` after the problem with the id `after` (0: from the beginning). */
  open({ limit, after }: { readonly limit: number; readonly after: number }): readonly OpenProblem[] {
    const rows = this.#database.all(
      `SELECT ${openColumns} FROM problem INDEXED BY problem_open WHERE resolved_at IS NULL AND id > ? ORDER BY id LIMIT ?`,
      after,
      limit,
    );
    return rows.map(openProblemOf);
  }

  /** The open problems of items that this run met, in the order in which they were first met; at most `limit`. */
  ofRunItems(runId: number, limit: number): readonly Problem[] {
    const rows = this.#database.all(
      `SELECT body FROM problem INDEXED BY problem_open_run
       WHERE resolved_at IS NULL AND run_id = ? AND item_id IS NOT NULL ORDER BY id LIMIT ?`,
      runId,
      limit,
    );
    return rows.map((row) => storedProblem(text(row, 'body')));
  }
}

/**
 * Inside a transaction: opens a problem, or renews the one that its item or asset already has. That a photo came damaged
 * stays said whatever becomes of its file, which its finding tells.
 */
export function openProblem(database: CatalogDatabase, record: ProblemRecord): void {
  const { problem: met, run, item, asset, at } = record;
  const body = JSON.stringify(met);
  if (asset !== null && !isDamageCode(met.code) && damageOf(database, asset) !== null) return;
  const known =
    item !== null
      ? database.run(
          'UPDATE problem SET run_id = ?, code = ?, body = ?, at = ? WHERE item_id = ? AND resolved_at IS NULL',
          ...[run, met.code, body, at, item],
        )
      : database.run(
          'UPDATE problem SET run_id = ?, code = ?, body = ?, at = ? WHERE asset_id = ? AND resolved_at IS NULL',
          ...[run, met.code, body, at, asset],
        );
  if (known > 0) return;
  database.run(
    'INSERT INTO problem (run_id, item_id, asset_id, code, body, since, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[run, item, asset, met.code, body, at, at],
  );
}

/** Inside a transaction: opens the problem of a place in the folder that is no photo's, or renews it. */
export function openPlaceProblem(database: CatalogDatabase, met: Problem, place: string, at: string): void {
  const body = JSON.stringify(met);
  const known = database.run(
    'UPDATE problem SET code = ?, body = ?, at = ? WHERE place = ? AND resolved_at IS NULL',
    ...[met.code, body, at, place],
  );
  if (known > 0) return;
  database.run(
    'INSERT INTO problem (place, code, body, since, at) VALUES (?, ?, ?, ?, ?)',
    ...[place, met.code, body, at, at],
  );
}

/** Inside a transaction: nothing is wrong at the place any more. */
export function resolvePlace(database: CatalogDatabase, place: string, at: string): void {
  database.run('UPDATE problem SET resolved_at = ? WHERE place = ? AND resolved_at IS NULL', at, place);
}

/** Inside a transaction: the item is well again. */
export function resolveItem(database: CatalogDatabase, itemId: number, at: string): void {
  database.run('UPDATE problem SET resolved_at = ? WHERE item_id = ? AND resolved_at IS NULL', at, itemId);
}

/** What is wrong with bytes that are stored as they are, because nothing better was to be had. For SQL. */
const damageCodes = "('photo-damaged', 'entry-kept-damaged')";

function isDamageCode(code: string): boolean {
  return code === 'photo-damaged' || code === 'entry-kept-damaged';
}

/** Inside a transaction: nothing is wrong with the asset any more, or it is no longer shown. */
export function resolveAsset(database: CatalogDatabase, assetId: number, at: string): void {
  database.run('UPDATE problem SET resolved_at = ? WHERE asset_id = ? AND resolved_at IS NULL', at, assetId);
}

/** Inside a transaction: the asset's file is what was stored. Bytes that came damaged are so all the same. */
export function resolveFile(database: CatalogDatabase, assetId: number, at: string): void {
  database.run(
    `UPDATE problem SET resolved_at = ? WHERE asset_id = ? AND resolved_at IS NULL AND code NOT IN ${damageCodes}`,
    ...[at, assetId],
  );
}

/** With which code the asset was stored although it is damaged; null when it is whole, as far as is known. */
export function damageOf(database: CatalogDatabase, assetId: number): string | null {
  const row = database.get(
    `SELECT code FROM problem WHERE asset_id = ? AND resolved_at IS NULL AND code IN ${damageCodes}`,
    assetId,
  );
  return row === undefined ? null : text(row, 'code');
}

/** Inside a transaction: the bytes did not come to their place, so nothing is wrong with what lies there. */
export function forgetDamage(database: CatalogDatabase, assetId: number): void {
  database.run(`DELETE FROM problem WHERE asset_id = ? AND resolved_at IS NULL AND code IN ${damageCodes}`, assetId);
}

/** Inside a transaction: what earlier runs of a source met as a whole is over once a later run has come to its end. */
export function resolveEarlierRuns(database: CatalogDatabase, runId: number, at: string): void {
  database.run(
    `UPDATE problem SET resolved_at = ?1
     WHERE resolved_at IS NULL AND item_id IS NULL AND asset_id IS NULL AND run_id IN (
       SELECT earlier.id FROM run AS earlier JOIN run AS this ON this.source_id = earlier.source_id
       WHERE this.id = ?2 AND earlier.id < ?2)`,
    at,
    runId,
  );
}

/** SQL: whether the asset of that id was stored although it is damaged at Google, or in the export. */
export function isDamaged(assetId: string): string {
  return `EXISTS (SELECT 1 FROM problem WHERE asset_id = ${assetId} AND resolved_at IS NULL AND code IN ${damageCodes})`;
}

/** SQL: the ids of all assets that {@link isDamaged} is true of; for questions about very many. */
export const damagedAssets = `SELECT asset_id FROM problem
  WHERE asset_id IS NOT NULL AND resolved_at IS NULL AND code IN ${damageCodes}`;

/** A problem as it was stored; one that this program cannot read (a code that is gone) shows as `internal`. */
export function storedProblem(body: string): Problem {
  return readableProblem(body) ?? problem('internal', { detail: body });
}

/** A problem as it was stored; null when this program cannot read it. */
export function readableProblem(body: string): Problem | null {
  try {
    return problemSchema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    // No JSON is no problem either.
    return null;
  }
}

function openProblemOf(row: Row): OpenProblem {
  return {
    id: number(row, 'id'),
    problem: storedProblem(text(row, 'body')),
    run: numberOrNull(row, 'run_id'),
    item: numberOrNull(row, 'item_id'),
    asset: numberOrNull(row, 'asset_id'),
    since: text(row, 'since'),
    at: text(row, 'at'),
  };
}
