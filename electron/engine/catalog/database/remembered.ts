import type { CatalogDatabase } from './catalog-database.ts';
import { number } from './row.ts';

/** Keeps the latest answer to a costly question until anything is written to the catalog, by whomever. */
export class Remembered<T> {
  readonly #database: CatalogDatabase;
  #latest: { readonly question: string; readonly state: string; readonly answer: T } | null = null;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** The answer to `question`: the one that is kept when it still holds, else what `find` brings. */
  answer(question: string, find: () => T): T {
    const state = stateOf(this.#database);
    const kept = this.#latest;
    if (kept !== null && kept.question === question && kept.state === state) return kept.answer;
    const answer = find();
    this.#latest = { question, state, answer };
    return answer;
  }
}

/**
 * Changes with every write: `data_version` with those of other connections, `total_changes` with those of this one
 * (https://www.sqlite.org/pragma.html#pragma_data_version).
 */
function stateOf(database: CatalogDatabase): string {
  const others = number(database.get('PRAGMA data_version') ?? {}, 'data_version');
  const own = number(database.get('SELECT total_changes() AS own') ?? {}, 'own');
  return `${others}/${own}`;
}
