import { type RunKind, type RunReport, runKinds, runOutcomes } from '../../../contract/models.ts';
import { problem } from '../../../contract/problem.ts';
import { type SourceKind, sourceKinds, sourceTable } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, oneOf, text, textOrNull } from '../database/row.ts';
import { type Accounting, accountFor } from '../items/accounting.ts';
import { resolveEarlierRuns, storedProblem } from './problem-log.ts';

/** What is known when a run begins. */
export interface RunBeginning {
  readonly sourceId: number;
  readonly kind: RunKind;
  readonly dryRun: boolean;
  /** ISO 8601. */
  readonly startedAt: string;
  /** What it is limited to, in words; absent: everything that its source shows. */
  readonly filter?: string | undefined;
}

const reportColumns = `
  run.id, source.kind AS source, source.account, run.kind, run.dry_run, run.outcome, run.started_at, run.finished_at,
  run.problem, run.discovered, run.stored, run.present, run.skipped, run.failed, run.bytes, run.api_requests,
  run.media_requests, run.seconds, run.filter`;
/** Kinds of sources whose runs a person chooses by hand, as SQL. */
const selections = sourceKinds
  .filter((kind) => sourceTable[kind].purpose === 'selection')
  .map((kind) => `'${kind}'`)
  .join();

const reports = `SELECT ${reportColumns} FROM run JOIN source ON source.id = run.source_id`;

/** The runs and how they ended. */
export class Runs {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Begins a run and returns its id, which is greater than that of any run before. */
  begin({ sourceId, kind, dryRun, startedAt, filter }: RunBeginning): number {
    return this.#database.insert(
      'INSERT INTO run (source_id, kind, dry_run, started_at, active_at, filter) VALUES (?, ?, ?, ?, ?, ?)',
      ...[sourceId, kind, dryRun ? 1 : 0, startedAt, startedAt, filter ?? null],
    );
  }

  /** What became of the run's items so far; at its end, what the report has to say. */
  accounting(runId: number): Accounting {
    return accountFor(this.#database, runId);
  }

  /** Keeps a run's report. When it came to its end, the problems of earlier runs of its source as a whole are over. */
  finish(report: RunReport): void {
    this.#database.transaction(() => writeReport(this.#database, report));
  }

  /**
   * Ends the runs that were never finished because the program was: outcome `stopped`, problem `interrupted`, what was
   * not reached counted as skipped, ended when they last showed a sign of life. Only for the holder of the
   * destination's lock; without it the run may be alive in another process. Returns the reports.
   */
  endInterrupted(): readonly RunReport[] {
    return this.#database.transaction(() => {
      const rows = this.#database.all(
        `SELECT ${reportColumns}, run.active_at FROM run JOIN source ON source.id = run.source_id
         WHERE run.finished_at IS NULL ORDER BY run.id`,
      );
      return rows.map((row) => {
        const report = interruptedReport(this.#identityOf(row), row, accountFor(this.#database, number(row, 'id')));
        writeReport(this.#database, report);
        return report;
      });
    });
  }

  /** The reports of the latest runs that have ended, newest first; `offset` of them are left out. */
  latest(limit: number, offset = 0): readonly RunReport[] {
    return this.#database
      .all(`${reports} WHERE run.finished_at IS NOT NULL ORDER BY run.id DESC LIMIT ? OFFSET ?`, limit, offset)
      .map((row) => this.#reportOf(row));
  }

  /** The report of one run; null while it continues or when there is none. */
  report(runId: number): RunReport | null {
    return this.#reportOrNull(this.#database.get(`${reports} WHERE run.finished_at IS NOT NULL AND run.id = ?`, runId));
  }

  /** The latest run of a source that came to its end by comparing everything, with no filter, and was no dry run. */
  lastFull(sourceId: number): RunReport | null {
    return this.#reportOrNull(
      this.#database.get(
        `${reports} WHERE run.source_id = ? AND run.kind = 'full' AND run.dry_run = 0 AND run.filter IS NULL
         AND run.outcome IN ('complete', 'problems') ORDER BY run.id DESC LIMIT 1`,
        sourceId,
      ),
    );
  }

  /** The latest run that has ended and was no dry run, of any source. A repair says nothing of the backup as a whole. */
  last(): RunReport | null {
    return this.#reportOrNull(
      this.#database.get(
        `${reports} WHERE run.finished_at IS NOT NULL AND run.dry_run = 0 AND run.kind <> 'repair' ORDER BY run.id DESC LIMIT 1`,
      ),
    );
  }

  /**
   * When the latest run with outcome `complete` ended (dry runs aside); null when none has. What a person chose by hand
   * is no success of the backup: it says nothing of everything else; nor does a repair, or a run with a filter.
   */
  lastSuccess(): string | null {
    const row = this.#database.get(
      `SELECT run.finished_at FROM run JOIN source ON source.id = run.source_id
       WHERE run.outcome = 'complete' AND run.dry_run = 0 AND run.kind <> 'repair' AND run.filter IS NULL AND source.kind NOT IN (${selections})
       ORDER BY run.id DESC LIMIT 1`,
    );
    return row === undefined ? null : text(row, 'finished_at');
  }

  #reportOrNull(row: Row | undefined): RunReport | null {
    return row === undefined ? null : this.#reportOf(row);
  }

  #reportOf(row: Row): RunReport {
    return reportOf(this.#identityOf(row), row);
  }

  #identityOf(row: Row): RunIdentity {
    return identityOf(row, this.#database.sourceKinds);
  }
}

/** Inside a transaction: the run is alive at `now`. */
export function showActive(database: CatalogDatabase, runId: number, now: string): void {
  database.run('UPDATE run SET active_at = ? WHERE id = ?', now, runId);
}

/** The kind of a run that has begun. */
export function kindOfRun(database: CatalogDatabase, runId: number): RunKind {
  const row = database.get('SELECT kind FROM run WHERE id = ?', runId);
  if (row === undefined) throw new Error(`There is no run ${runId}`);
  return oneOf(row, 'kind', runKinds);
}

function writeReport(database: CatalogDatabase, report: RunReport): void {
  const changed = database.run(
    `UPDATE run SET outcome = ?, active_at = ?, finished_at = ?, problem = ?, discovered = ?, stored = ?, present = ?,
       skipped = ?, failed = ?, bytes = ?, api_requests = ?, media_requests = ?, seconds = ? WHERE id = ?`,
    ...[report.outcome, report.finishedAt, report.finishedAt],
    report.problem === null ? null : JSON.stringify(report.problem),
    ...[report.discovered, report.stored, report.present, report.skipped, report.failed],
    ...[report.bytes, report.apiRequests, report.mediaRequests, report.seconds, report.run],
  );
  if (changed !== 1) throw new Error(`There is no run ${report.run}`);
  if (report.outcome !== 'stopped' && !report.dryRun) resolveEarlierRuns(database, report.run, report.finishedAt);
}

function interruptedReport(
  identity: RunIdentity,
  row: Row,
  { discovered, stored, present, skipped, failed, pending }: Accounting,
): RunReport {
  const finishedAt = text(row, 'active_at');
  return {
    ...identity,
    ...{ discovered, stored, present, failed, skipped: skipped + pending },
    // What the run had counted of these went down with it.
    ...{ bytes: 0, apiRequests: 0, mediaRequests: 0 },
    seconds: Math.max(0, (Date.parse(finishedAt) - Date.parse(identity.startedAt)) / 1_000),
    outcome: 'stopped',
    finishedAt,
    problem: problem('interrupted'),
  };
}

function reportOf(identity: RunIdentity, row: Row): RunReport {
  const body = textOrNull(row, 'problem');
  return {
    ...identity,
    discovered: number(row, 'discovered'),
    stored: number(row, 'stored'),
    present: number(row, 'present'),
    skipped: number(row, 'skipped'),
    failed: number(row, 'failed'),
    bytes: number(row, 'bytes'),
    apiRequests: number(row, 'api_requests'),
    mediaRequests: number(row, 'media_requests'),
    seconds: number(row, 'seconds'),
    outcome: oneOf(row, 'outcome', runOutcomes),
    finishedAt: text(row, 'finished_at'),
    problem: body === null ? null : storedProblem(body),
  };
}

type RunIdentity = Pick<RunReport, 'run' | 'source' | 'account' | 'kind' | 'dryRun' | 'startedAt' | 'filter'>;

function identityOf(row: Row, kinds: readonly SourceKind[]): RunIdentity {
  const filter = textOrNull(row, 'filter');
  return {
    run: number(row, 'id'),
    source: oneOf(row, 'source', kinds),
    account: text(row, 'account'),
    kind: oneOf(row, 'kind', runKinds),
    dryRun: flag(row, 'dry_run'),
    startedAt: text(row, 'started_at'),
    ...(filter === null ? {} : { filter }),
  };
}
