import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { type SourceKind, sourceKinds } from '../../../contract/source-kinds.ts';
import { translated } from './sqlite-problems.ts';

/** One row as SQLite hands it out; read it with the functions of row.ts. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** How long to wait for another process's write, in milliseconds. */
const busyTimeout = 5_000;

/**
 * A connection to one database: statements are prepared once, and errors that a disk or another process causes come
 * out as a ProblemError (`catalog-damaged`, `data-folder-unusable`, `data-folder-full`, `destination-busy`).
 */
export class CatalogDatabase {
  readonly file: string;
  readonly connection: DatabaseSync;
  /** The kinds of sources that its rows may name. */
  readonly sourceKinds: readonly SourceKind[];
  readonly #statements = new Map<string, StatementSync>();

  /** Opens or creates `file`; throws a ProblemError when it cannot be opened. */
  constructor(file: string, kinds: readonly SourceKind[] = sourceKinds) {
    this.file = file;
    this.sourceKinds = kinds;
    this.connection = this.#guarded(() => new DatabaseSync(file, { timeout: busyTimeout }));
  }

  /** Runs statements without parameters or rows. */
  execute(sql: string): void {
    this.#guarded(() => this.connection.exec(sql));
  }

  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return this.#guarded(() => Number(this.#statement(sql).run(...values.map(readable)).changes));
  }

  /** Inserts one row and returns its id. */
  insert(sql: string, ...values: readonly SQLInputValue[]): number {
    return this.#guarded(() => Number(this.#statement(sql).run(...values.map(readable)).lastInsertRowid));
  }

  /** The first row, or undefined. */
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#guarded(() => this.#statement(sql).get(...values));
  }

  /** All rows; the statement itself must limit how many. */
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.#guarded(() => this.#statement(sql).all(...values));
  }

  /**
   * What `read` makes of each row, one at a time: SQLite's rows take several times as much memory as what is in them.
   */
  map<T>(read: (row: Row) => T, sql: string, ...values: readonly SQLInputValue[]): readonly T[] {
    return this.#guarded(() => Array.from(this.#statement(sql).iterate(...values), read));
  }

  /** Hands over each row, one at a time, and keeps none: for as many as there are. */
  each(read: (row: Row) => void, sql: string, ...values: readonly SQLInputValue[]): void {
    this.#guarded(() => {
      for (const row of this.#statement(sql).iterate(...values)) read(row);
    });
  }

  /**
   * Does `work` wholly or not at all. Takes the write lock at once, so that reading and then writing cannot deadlock.
   */
  transaction<T>(work: () => T): T {
    this.execute('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.execute('COMMIT');
      return value;
    } catch (thrown) {
      // SQLite has already rolled back on its own after a full disk or an I/O error.
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
      throw thrown;
    }
  }

  /** Inside a transaction: notes that what the catalog says has changed, so that the next snapshot is due. */
  markChanged(): void {
    this.run('UPDATE catalog_state SET changes = changes + 1');
  }

  /** Closes the connection; a second call does nothing. */
  close(): void {
    this.#statements.clear();
    if (this.connection.isOpen) this.connection.close();
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      throw translated(thrown, this.file);
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.connection.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/**
 * SQLite keeps whole numbers up to 2^63, and node:sqlite refuses to read those beyond 2^53: one of them would make its
 * table unreadable for good. Nothing that Afterimage counts is that large, so it is kept as the largest that is none.
 */
function readable(value: SQLInputValue): SQLInputValue {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) return value;
  return Math.sign(value) * Number.MAX_SAFE_INTEGER;
}
