import type { LibraryGrowth } from '../../../contract/models.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { Remembered } from '../database/remembered.ts';
import { number, textOrNull } from '../database/row.ts';

/** As the index of taken dates has it. */
const month = 'substr(taken_local, 1, 7)';

/** By how much a library grows. */
export class LibraryGrowths {
  readonly #database: CatalogDatabase;
  readonly #latestYear: Remembered<LibraryGrowth | null>;

  constructor(database: CatalogDatabase) {
    this.#database = database;
    this.#latestYear = new Remembered(database);
  }

  /**
   * That of the year up to the latest photo, by when photos were taken, not by when they came: a first import brings ten
   * years in a day. A clock that was wrong may have dated some into the future. Null while the photos do not span a
   * year. Counted once until the catalog changes.
   */
  latestYear(): LibraryGrowth | null {
    return this.#latestYear.answer('', () => {
      const span = this.#database.get(
        `SELECT max(${month}) AS newest, min(${month}) AS oldest FROM asset INDEXED BY asset_taken
         WHERE state = 'stored' AND ${month} <= strftime('%Y-%m', 'now')`,
      );
      const [newest, oldest] = [textOrNull(span ?? {}, 'newest'), textOrNull(span ?? {}, 'oldest')];
      if (newest === null || oldest === null) return null;
      const before = `${Number(newest.slice(0, 4)) - 1}${newest.slice(4)}`;
      if (oldest > before) return null;
      const year = this.#database.get(
        `SELECT total(bytes) AS bytes, count(DISTINCT ${month}) AS months FROM asset INDEXED BY asset_taken
         WHERE state = 'stored' AND ${month} > ? AND ${month} <= ?`,
        ...[before, newest],
      );
      return { bytes: number(year ?? {}, 'bytes'), months: number(year ?? {}, 'months') };
    });
  }
}
