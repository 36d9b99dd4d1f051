import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, text, textOrNull } from '../database/row.ts';

/** A state of the folder that a run left there. */
export interface CatalogStamp {
  /** Random for each. */
  readonly id: string;
  readonly generation: number;
  /** The name of the computer that wrote it. */
  readonly machine: string;
  /** The number of the run in that computer's catalog. */
  readonly run: number;
  /** ISO 8601. */
  readonly at: string;
}

/** `files`: new or other ones may lie in the folder. `everything`: it may also lack what the catalog says is in it. */
export type DueComparison = 'none' | 'files' | 'everything';

const comparisons: readonly DueComparison[] = ['none', 'files', 'everything'];

/**
 * Which states of the folder a catalog knows, so that it can be compared with the folder's own stamp before a run:
 * another computer may have written, or an older copy of the disk may have come back.
 */
export class FolderStamps {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** The latest state that the catalog knows; null before the first. */
  current(): CatalogStamp | null {
    const row = this.#database.get('SELECT id, generation, machine, run, at FROM folder_stamp ORDER BY nth DESC');
    return row === undefined ? null : stampOf(row);
  }

  knows(id: string): boolean {
    return this.#database.get('SELECT 1 FROM folder_stamp WHERE id = ?', id) !== undefined;
  }

  /** The id of the state that a run of this catalog is writing, or was when it ended without a word. */
  writing(): string | null {
    return textOrNull(this.#state(), 'writing_stamp');
  }

  /** A run begins to write the state `id`. Before the folder is told. */
  begin(id: string): void {
    this.#database.run('UPDATE catalog_state SET writing_stamp = ?', id);
  }

  /** What the catalog says from now on belongs to this state; a second call does nothing. */
  advance({ id, generation, machine, run, at }: CatalogStamp): void {
    this.#database.run(
      `INSERT INTO folder_stamp (id, generation, machine, run, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      ...[id, generation, machine, run, at],
    );
  }

  /** The state is in the folder, whole. After the folder was told. */
  end(): void {
    this.#database.run('UPDATE catalog_state SET writing_stamp = NULL');
  }

  /** How much of the folder the next run has to compare with the catalog before anything else. */
  comparison(): DueComparison {
    return comparisons[number(this.#state(), 'comparison_due')] ?? 'everything';
  }

  /**
   * The folder must be compared with the catalog; kept until {@link compared}, whatever ends the program. `everything`
   * also has the albums and sidecars of all photos checked.
   */
  requireComparison(due: Exclude<DueComparison, 'none'>): void {
    this.#database.transaction(() => {
      if (comparisons.indexOf(due) <= comparisons.indexOf(this.comparison())) return;
      this.#database.run('UPDATE catalog_state SET comparison_due = ?', comparisons.indexOf(due));
      if (due !== 'everything') return;
      this.#database.run('UPDATE album SET revision = revision + 1');
      this.#database.run("UPDATE item SET sidecar_due = sidecar_due + 1 WHERE state = 'stored'");
      this.#database.markChanged();
    });
  }

  /** The folder has been compared with the catalog. */
  compared(): void {
    this.#database.run('UPDATE catalog_state SET comparison_due = 0 WHERE comparison_due > 0');
  }

  /**
   * When and by which source the latest run began: what stands in for a stamp in catalogs that are older than stamps; null
   * without any run.
   */
  latestRun(): RunMark | null {
    const row = this.#database.get(
      `SELECT run.started_at, source.kind, source.account FROM run JOIN source ON source.id = run.source_id
       ORDER BY run.id DESC LIMIT 1`,
    );
    if (row === undefined) return null;
    return { startedAt: text(row, 'started_at'), kind: text(row, 'kind'), account: text(row, 'account') };
  }

  hasRun({ startedAt, kind, account }: RunMark): boolean {
    const row = this.#database.get(
      `SELECT 1 FROM run JOIN source ON source.id = run.source_id
       WHERE run.started_at = ? AND source.kind = ? AND source.account = ?`,
      ...[startedAt, kind, account],
    );
    return row !== undefined;
  }

  #state(): Row {
    return this.#database.get('SELECT writing_stamp, comparison_due FROM catalog_state') ?? {};
  }
}

/** A run, as two catalogs can compare it. */
export interface RunMark {
  readonly startedAt: string;
  readonly kind: string;
  readonly account: string;
}

function stampOf(row: Row): CatalogStamp {
  return {
    id: text(row, 'id'),
    generation: number(row, 'generation'),
    machine: text(row, 'machine'),
    run: number(row, 'run'),
    at: text(row, 'at'),
  };
}
