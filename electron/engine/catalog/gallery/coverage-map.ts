import type { BroughtBack, CoverageMonth } from '../../../contract/photo-filter.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { Remembered } from '../database/remembered.ts';
import { number, textOrNull } from '../database/row.ts';
import { doubtfulPhotos } from './photo-conditions.ts';

/** What the index pages of exports list and no part holds, unless something else makes up for it. */
const listedAndMissing = 'SELECT count(*) AS found FROM index_file INDEXED BY index_file_missing WHERE missing = 1';

/** How much of each month is in the backup, and what exports brought back. */
export class CoverageMap {
  readonly #database: CatalogDatabase;
  readonly #broughtBack: Remembered<BroughtBack>;

  constructor(database: CatalogDatabase) {
    this.#database = database;
    this.#broughtBack = new Remembered(database);
  }

  /** Months in which there is or should be something, newest first, undated last. */
  months(): readonly CoverageMonth[] {
    const months = new Map(
      this.#database
        .all(
          `SELECT substr(taken_local, 1, 7) AS month, total(state = 'stored' AND verified_outcome IS NOT 'changed') AS stored,
             total(state = 'stored' AND verified_outcome IS 'intact') AS verified,
             total(state = 'missing' OR verified_outcome IS 'changed') AS missing
           FROM asset INDEXED BY asset_coverage WHERE state IN ('stored', 'missing') GROUP BY substr(taken_local, 1, 7)`,
        )
        .map((row) => [textOrNull(row, 'month'), monthOf(row)]),
    );
    for (const row of this.#unstored()) {
      const month = textOrNull(row, 'month');
      const known = months.get(month) ?? { month, stored: 0, verified: 0, missing: 0 };
      months.set(month, { ...known, missing: known.missing + number(row, 'items') });
    }
    return [...months.values()].toSorted((one, other) => ((one.month ?? '') < (other.month ?? '') ? 1 : -1));
  }

  /** What the stored photos and films carry, counted once until the catalog changes. */
  broughtBack(): BroughtBack {
    return this.#broughtBack.answer('', () => {
      const assets = this.#database.get(
        `SELECT total(substr(mime_type, 1, 6) <> 'video/') AS photos, total(substr(mime_type, 1, 6) = 'video/') AS films,
           min(substr(taken_local, 1, 4)) AS first_year, max(substr(taken_local, 1, 4)) AS last_year
         FROM asset NOT INDEXED WHERE state = 'stored'`,
      );
      const said = this.#database.get(
        `SELECT count(DISTINCT iif(latitude IS NOT NULL, asset_id, NULL)) AS places,
           count(DISTINCT iif(trim(description) <> '', asset_id, NULL)) AS captions,
           count(DISTINCT iif(people IS NOT NULL AND people <> '[]', asset_id, NULL)) AS people,
           count(DISTINCT iif(favourite = 1, asset_id, NULL)) AS favourites
         FROM item NOT INDEXED WHERE state = 'stored'`,
      );
      return {
        ...{ photos: number(assets ?? {}, 'photos'), films: number(assets ?? {}, 'films') },
        albums: this.#count('SELECT count(*) AS found FROM album'),
        ...{ places: number(said ?? {}, 'places'), captions: number(said ?? {}, 'captions') },
        ...{ people: number(said ?? {}, 'people'), favourites: number(said ?? {}, 'favourites') },
        ...{ firstYear: yearOf(assets, 'first_year'), lastYear: yearOf(assets, 'last_year') },
        missing: this.months().reduce((sum, { missing }) => sum + missing, this.#count(listedAndMissing)),
        doubtful: this.#count(`SELECT count(*) AS found FROM (SELECT DISTINCT asset_id FROM (${doubtfulPhotos}))`),
      };
    });
  }

  /** Known at the source, wanted, and not here: not what was skipped for a reason. */
  #unstored(): readonly Row[] {
    return this.#database.all(
      `SELECT strftime('%Y-%m', taken_at, 'unixepoch') AS month, count(*) AS items
       FROM item INDEXED BY item_state WHERE state IN ('wanted', 'failed')
         -- What was lost is counted by its asset.
         AND NOT EXISTS (SELECT 1 FROM asset WHERE asset.id = item.asset_id AND asset.state = 'missing')
       GROUP BY month`,
    );
  }

  #count(sql: string): number {
    return number(this.#database.get(sql) ?? {}, 'found');
  }
}

function monthOf(row: Row): CoverageMonth {
  return {
    month: textOrNull(row, 'month'),
    ...{ stored: number(row, 'stored'), verified: number(row, 'verified'), missing: number(row, 'missing') },
  };
}

function yearOf(row: Row | undefined, column: string): number | null {
  const year = Number(textOrNull(row ?? {}, column) ?? Number.NaN);
  return Number.isInteger(year) ? year : null;
}
