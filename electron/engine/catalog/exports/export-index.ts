import type { Problem } from '../../../contract/problem.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { storedProblem } from '../runs/problem-log.ts';

/** A file that an index page lists. */
export interface ListedFile {
  /** Titles of the folders from Google Photos down; empty for a file beside them. */
  readonly folder: string;
  readonly name: string;
  /** Why Google failed to export it; null for a file that is in the export. */
  readonly failure: string | null;
}

/** What a page says of its export as a whole. */
export interface ListedSummary {
  readonly jobId: string | null;
  readonly email: string | null;
  readonly product: string | null;
  readonly listed: number;
  readonly failed: number;
}

/** Files that are recorded in one transaction. */
const batchSize = 2000;

/** The index pages of exports, by the parts that hold them. */
export class ExportIndexes {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Begins the page of a part; what an earlier reading of it recorded is forgotten. */
  begin(partId: number): IndexRecorder {
    const id = this.#database.transaction(() => {
      forgetIndex(this.#database, partId);
      return this.#database.insert('INSERT INTO export_index (part_id) VALUES (?)', partId);
    });
    return new IndexRecorder(this.#database, id);
  }

  /** It was never read. */
  forget(partId: number): void {
    this.#database.transaction(() => forgetIndex(this.#database, partId));
  }

  /** Why the index page of a part cannot be read; null when it can, or when the part holds none. */
  problemOf(partId: number): Problem | null {
    const row = this.#database.get('SELECT problem FROM export_index WHERE part_id = ?', partId);
    const body = row === undefined ? null : textOrNull(row, 'problem');
    return body === null ? null : storedProblem(body);
  }

  /** What the index pages of an export call the folder of Google Photos, in its language. */
  products(exportId: number): readonly string[] {
    return this.#database.map(
      (row) => text(row, 'product'),
      `SELECT DISTINCT product FROM export_index JOIN part ON part.id = part_id
       WHERE part.export_id = ? AND is_read = 1 AND product IS NOT NULL ORDER BY 1`,
      exportId,
    );
  }

  /**
   * Index pages in a part whose list is known, but which were never read: an earlier version of the program took them for
   * nothing.
   */
  unread(partId: number, name: string): readonly { readonly path: string; readonly position: number }[] {
    return this.#database
      .all(
        `SELECT folder.path, entry.name, entry.position FROM takeout_entry AS entry
         JOIN takeout_folder AS folder ON folder.id = entry.folder_id
         WHERE entry.part_id = ?1 AND entry.role = 'other' AND entry.name = ?2 AND folder.path IN ('', 'Takeout')
           AND NOT EXISTS (SELECT 1 FROM export_index WHERE part_id = ?1)`,
        ...[partId, name],
      )
      .map((row) => {
        const folder = text(row, 'path');
        const path = folder === '' ? text(row, 'name') : `${folder}/${text(row, 'name')}`;
        return { path, position: number(row, 'position') };
      });
  }
}

/** Takes down one index page. */
export class IndexRecorder {
  readonly #database: CatalogDatabase;
  readonly #id: number;
  /** By path: the folder's row, and how many of its files are recorded. */
  readonly #folders = new Map<string, { readonly id: number; files: number }>();
  #batch: ListedFile[] = [];

  constructor(database: CatalogDatabase, id: number) {
    this.#database = database;
    this.#id = id;
  }

  /** A file that the page lists. */
  add(file: ListedFile): void {
    this.#batch.push(file);
    if (this.#batch.length >= batchSize) this.#record();
  }

  /** The page was read to its end. */
  end({ jobId, email, product, listed, failed }: ListedSummary): void {
    this.#record();
    this.#database.run(
      `UPDATE export_index SET is_read = 1, job_id = ?, email = ?, product = ?, listed = ?, failed = ? WHERE id = ?`,
      ...[jobId, email, product, listed, failed, this.#id],
    );
    this.#isNews();
  }

  /** The page cannot be read: nothing that it seemed to list is kept. */
  giveUp(problem: Problem): void {
    this.#batch = [];
    this.#database.transaction(() => {
      forgetFiles(this.#database, this.#id);
      this.#database.run('UPDATE export_index SET problem = ? WHERE id = ?', JSON.stringify(problem), this.#id);
    });
    this.#isNews();
  }

  #isNews(): void {
    this.#database.run(
      `UPDATE export SET review_due = 1, albums_due = 1 WHERE id = (
         SELECT export_id FROM part JOIN export_index ON part_id = part.id WHERE export_index.id = ?)`,
      this.#id,
    );
    this.#database.markChanged();
  }

  #record(): void {
    this.#database.transaction(() => {
      for (const { folder, name, failure } of this.#batch) {
        const place = this.#folder(folder);
        this.#database.run(
          'INSERT INTO index_file (folder_id, nth, name, failure) VALUES (?, ?, ?, ?)',
          ...[place.id, place.files, name, failure],
        );
        place.files += 1;
      }
    });
    this.#batch = [];
  }

  #folder(path: string): { readonly id: number; files: number } {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const id = this.#database.insert('INSERT INTO index_folder (index_id, path) VALUES (?, ?)', this.#id, path);
    const made = { id, files: 0 };
    this.#folders.set(path, made);
    return made;
  }
}

/** Forgets the index page of a part. Inside a transaction. */
export function forgetIndex(database: CatalogDatabase, partId: number): void {
  const known = database.get('SELECT id FROM export_index WHERE part_id = ?', partId);
  if (known === undefined) return;
  forgetFiles(database, number(known, 'id'));
  database.run('DELETE FROM export_index WHERE part_id = ?', partId);
}

function forgetFiles(database: CatalogDatabase, indexId: number): void {
  database.run('DELETE FROM index_file WHERE folder_id IN (SELECT id FROM index_folder WHERE index_id = ?)', indexId);
  database.run('DELETE FROM index_folder WHERE index_id = ?', indexId);
}
