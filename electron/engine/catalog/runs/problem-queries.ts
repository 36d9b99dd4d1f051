import type { ProblemGroup } from '../../../contract/desktop-models.ts';
import type { Problem, ProblemCode } from '../../../contract/problem.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';
import type { Window } from '../gallery/gallery-queries.ts';
import { storedProblem } from './problem-log.ts';

/** An open problem in the list of its cause. */
export interface ListedProblem {
  readonly id: number;
  /** When it was last met, ISO 8601. */
  readonly at: string;
  readonly problem: Problem;
}

const mostExamples = 3;
/** How many of the latest problems are searched for examples: the same name may come up repeatedly. */
const examplesSought = 20;
const latestOfCode = `
  FROM problem INDEXED BY problem_open_latest WHERE resolved_at IS NULL AND code = ? ORDER BY at DESC, id DESC`;

/** Problems as a person looks at them. */
export class ProblemQueries {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** The open problems by cause, the most frequent first. Texts and link are those of the latest. */
  groups(): readonly ProblemGroup[] {
    return this.#database
      .all(
        `SELECT code, count(*) AS count, max(at) AS newest FROM problem INDEXED BY problem_open_latest
         WHERE resolved_at IS NULL GROUP BY code ORDER BY count DESC, code`,
      )
      .flatMap((row) => {
        const latest = this.#latestOf(text(row, 'code'));
        const [example] = latest;
        if (example === undefined) return [];
        const { code, title, explanation, wayOut, retry, advice, link = null } = example;
        const advised = advice === undefined ? {} : { advice };
        const subjects = latest.flatMap(({ subject }) => (subject === undefined ? [] : [subject]));
        const examples = [...new Set(subjects)].slice(0, mostExamples);
        const counted = { count: number(row, 'count'), newest: text(row, 'newest') };
        return [{ code, title, explanation, wayOut, retry, ...advised, link, ...counted, examples }];
      });
  }

  /** A part of the open problems of one cause, the latest first. */
  ofCode({ code, offset, limit }: Window & { readonly code: ProblemCode }): readonly ListedProblem[] {
    // The inner query skips in the index alone.
    return this.#database
      .all(
        `SELECT problem.id, problem.at, problem.body FROM (SELECT id ${latestOfCode} LIMIT ? OFFSET ?) AS page
         CROSS JOIN problem ON problem.id = page.id ORDER BY problem.at DESC, problem.id DESC`,
        ...[code, limit, offset],
      )
      .map((row) => ({ id: number(row, 'id'), at: text(row, 'at'), problem: storedProblem(text(row, 'body')) }));
  }

  /**
   * What a run met, resolved since or not: first what concerns it as a whole, then items and files. A problem that a
   * later run met again is that run's.
   */
  ofRun(runId: number, limit: number): readonly Problem[] {
    return this.#database
      .all(
        `SELECT body FROM problem INDEXED BY problem_run
         WHERE run_id = ? ORDER BY item_id IS NOT NULL OR asset_id IS NOT NULL, id LIMIT ?`,
        ...[runId, limit],
      )
      .map((row) => storedProblem(text(row, 'body')));
  }

  #latestOf(code: string): readonly Problem[] {
    return this.#database
      .all(`SELECT body ${latestOfCode} LIMIT ?`, code, examplesSought)
      .map((row) => storedProblem(text(row, 'body')));
  }
}
