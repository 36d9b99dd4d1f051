import type { RouteStatus } from '../../../contract/coverage/coverage-models.ts';
import { itemStates } from '../../../contract/models.ts';
import type { Problem } from '../../../contract/problem.ts';
import { isFailure } from '../../../contract/problem-codes.ts';
import type { SourceKind } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, oneOf, text, textOrNull } from '../database/row.ts';
import { Sources } from '../items/sources.ts';
import { storedProblem } from './problem-log.ts';

/** A run that could not even begin. */
export interface FailedAttempt {
  readonly source: SourceKind;
  readonly account: string;
  /** For people, such as the e-mail address. */
  readonly label: string;
  /** ISO 8601. */
  readonly at: string;
  readonly problem: Problem;
}

/** So many are kept: what fails every few minutes for months must not fill the catalog. */
const attemptsKept = 1_000;

type RouteIdentity = Pick<RouteStatus, 'source' | 'account' | 'label'>;

/** What came by each way, and how it went lately. */
export class Routes {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Every way by which something came or was tried to come; a repair is none. Counted from indexes alone. */
  all(): readonly RouteStatus[] {
    const items = this.#items();
    const repairedOnly = new Set(
      this.#database.map(
        (row) => number(row, 'source_id'),
        `SELECT source_id FROM run GROUP BY source_id HAVING sum(kind <> 'repair') = 0`,
      ),
    );
    const sources = new Sources(this.#database).all();
    const tried = this.#database.all(
      `SELECT source_kind, account, max(label) AS label FROM failed_attempt AS attempt WHERE NOT EXISTS (
         SELECT 1 FROM source WHERE source.kind = attempt.source_kind AND source.account = attempt.account)
       GROUP BY source_kind, account ORDER BY min(id)`,
    );
    return [
      ...sources.flatMap(({ id, kind, account, label }) => {
        const route = this.#route({ source: kind, account, label }, id, items.get(id) ?? nothing);
        const isNone = repairedOnly.has(id) && !items.has(id) && route.failedAttempts === 0;
        return isNone ? [] : [route];
      }),
      ...tried.map((row) => this.#route(identityOf(row, this.#database.sourceKinds), 0, nothing)),
    ];
  }

  /** Counts until a run of that source comes to its end. */
  recordFailedAttempt({ source, account, label, at, problem }: FailedAttempt): void {
    this.#database.transaction(() => {
      this.#database.run(
        'INSERT INTO failed_attempt (source_kind, account, label, at, problem) VALUES (?, ?, ?, ?, ?)',
        ...[source, account, label, at, JSON.stringify(problem)],
      );
      this.#database.run(
        'DELETE FROM failed_attempt WHERE id <= (SELECT max(id) FROM failed_attempt) - ?',
        attemptsKept,
      );
    });
  }

  #items(): ReadonlyMap<number, RouteStatus['items']> {
    const bySource = new Map<number, RouteStatus['items']>();
    for (const row of this.#database.all('SELECT source_id, state, count(*) AS items FROM item GROUP BY 1, 2')) {
      const known = bySource.get(number(row, 'source_id')) ?? nothing;
      const counted = { ...known, [oneOf(row, 'state', itemStates)]: number(row, 'items') };
      bySource.set(number(row, 'source_id'), counted);
    }
    return bySource;
  }

  #route(identity: RouteIdentity, sourceId: number, items: RouteStatus['items']): RouteStatus {
    const runs =
      this.#database.get(
        `SELECT max(finished_at) AS last_run, max(CASE WHEN outcome = 'complete' AND filter IS NULL THEN finished_at END) AS last_success,
           max(CASE WHEN outcome <> 'stopped' THEN finished_at END) AS last_end
         FROM run WHERE source_id = ? AND dry_run = 0 AND kind <> 'repair'`,
        sourceId,
      ) ?? {};
    const since = textOrNull(runs, 'last_end') ?? '';
    const failures = this.#database
      .all(
        `SELECT finished_at AS at, problem FROM run
         WHERE source_id = ?1 AND dry_run = 0 AND kind <> 'repair' AND outcome = 'stopped' AND finished_at > ?4 AND problem IS NOT NULL
         UNION ALL SELECT at, problem FROM failed_attempt WHERE source_kind = ?2 AND account = ?3 AND at > ?4
         ORDER BY 1`,
        ...[sourceId, identity.source, identity.account, since],
      )
      .map((row) => ({ at: text(row, 'at'), problem: storedProblem(text(row, 'problem')) }))
      .filter(({ problem }) => isFailure(problem.code));
    return {
      ...identity,
      items,
      lastRun: textOrNull(runs, 'last_run'),
      lastSuccess: textOrNull(runs, 'last_success'),
      failedAttempts: failures.length,
      failingSince: failures[0]?.at ?? null,
      problem: failures.at(-1)?.problem ?? null,
    };
  }
}

const nothing: RouteStatus['items'] = { wanted: 0, stored: 0, skipped: 0, failed: 0 };

function identityOf(row: Row, kinds: readonly SourceKind[]): RouteIdentity {
  return { source: oneOf(row, 'source_kind', kinds), account: text(row, 'account'), label: text(row, 'label') };
}
