import { statSync } from 'node:fs';
import { ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type SourceKind, sourceKinds } from '../../contract/source-kinds.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';

/** A connection to a catalog, and which file it reads. */
interface Opened {
  readonly catalog: Catalog;
  readonly identity: string;
}

/**
 * Reads one catalog for as long as the program runs. A run may meanwhile set it aside as damaged and put a restored one
 * in its place: what is asked for after that comes from the new file.
 */
export class CatalogReading {
  readonly #file: string;
  readonly #kinds: readonly SourceKind[];
  #opened: Opened | null;
  #isClosed = false;

  private constructor(file: string, kinds: readonly SourceKind[], opened: Opened) {
    this.#file = file;
    this.#kinds = kinds;
    this.#opened = opened;
  }

  /** Opens the catalog at `file`. Problems: see {@link openCatalog}; `data-folder-unusable` when it is not there. */
  static open(file: string, kinds: readonly SourceKind[] = sourceKinds): Result<CatalogReading> {
    const opened = opening(file, kinds);
    return opened.ok ? ok(new CatalogReading(file, kinds, opened.value)) : opened;
  }

  /** Answers from the catalog. Throws a ProblemError for what a disk or another process causes; ask again later. */
  read<T>(question: (catalog: Catalog) => T): T {
    const { catalog } = this.#current();
    try {
      return question(catalog);
    } catch (thrown) {
      // Nothing stays open: Windows could not move a damaged catalog away.
      this.#letGo();
      throw thrown;
    }
  }

  /** Closes the catalog for good. */
  close(): void {
    this.#isClosed = true;
    this.#letGo();
  }

  #letGo(): void {
    this.#opened?.catalog.close();
    this.#opened = null;
  }

  #current(): Opened {
    if (this.#isClosed) throw new Error('A closed catalog must not be read');
    // While there is no file, its successor is being put in its place: what is open still answers.
    const identity = fileIdentity(this.#file);
    if (this.#opened !== null && (identity === null || this.#opened.identity === identity)) return this.#opened;
    this.#letGo();
    const opened = opening(this.#file, this.#kinds);
    if (!opened.ok) throw new ProblemError(opened.problem);
    this.#opened = opened.value;
    return opened.value;
  }
}

function opening(file: string, kinds: readonly SourceKind[]): Result<Opened> {
  // Asked for before opening: a file that is replaced in between shows at the next question.
  const identity = fileIdentity(file);
  // Opening would make an empty catalog, in the way of the one that is being restored.
  if (identity === null) return failed(problem('data-folder-unusable', { detail: `${file} is not there.` }));
  const catalog = openCatalog(file, kinds);
  return catalog.ok ? ok({ catalog: catalog.value, identity }) : catalog;
}

/** Tells a file from another that has taken its place; null when there is none. */
function fileIdentity(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
