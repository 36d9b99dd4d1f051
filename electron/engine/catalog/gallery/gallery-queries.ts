import type { GridPhoto, PhotoMonth } from '../../../contract/desktop-models.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { Remembered } from '../database/remembered.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { gridColumns, gridPhotoOf, gridPhotos } from './grid-photos.ts';
import { type SearchWord, searchWords } from './photo-search.ts';

/** A part of a list: `limit` entries after the first `offset`. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** What a search found, in the order of the gallery. */
interface Found {
  readonly ids: readonly number[];
  readonly months: readonly PhotoMonth[];
}

const month = 'substr(asset.taken_local, 1, 7)';
// Without statistics SQLite would take the index of the states, and sort everything for every page.
const byTaken = 'asset INDEXED BY asset_taken';
const newestFirst = `ORDER BY ${month} DESC, asset.taken_local DESC, asset.id DESC`;

/** The stored photos and videos as a person scrolls through them: newest first, undated last, ties by id. */
export class GalleryQueries {
  readonly #database: CatalogDatabase;
  readonly #found: Remembered<Found>;

  constructor(database: CatalogDatabase) {
    this.#database = database;
    this.#found = new Remembered(database);
  }

  /** How many fit the search (see {@link searchWords}) in each month, in the order of {@link page}. */
  months(search: string): readonly PhotoMonth[] {
    const words = searchWords(search);
    if (words.length > 0) return this.#find(search, words).months;
    return this.#database
      .all(`SELECT ${month} AS month, count(*) AS count FROM ${byTaken} WHERE state = 'stored'
            GROUP BY ${month} ORDER BY ${month} DESC`)
      .map((row) => ({ month: textOrNull(row, 'month'), count: number(row, 'count') }));
  }

  /** A part of what fits the search; empty behind the last. */
  page({ search, offset, limit }: Window & { readonly search: string }): readonly GridPhoto[] {
    const words = searchWords(search);
    if (words.length > 0) {
      return gridPhotos(this.#database, this.#find(search, words).ids.slice(offset, offset + limit));
    }
    // The inner query skips in the index alone, whatever the offset; only the page itself is read from the table.
    return this.#database
      .all(
        `SELECT ${gridColumns} FROM (
           SELECT id FROM ${byTaken} WHERE state = 'stored' ${newestFirst} LIMIT ? OFFSET ?
         ) AS page CROSS JOIN asset ON asset.id = page.id ${newestFirst}`,
        ...[limit, offset],
      )
      .map(gridPhotoOf);
  }

  /** One walk through the catalog serves all pages of a search. */
  #find(search: string, words: readonly SearchWord[]): Found {
    return this.#found.answer(search, () => {
      const conditions = words.map(conditionOf);
      // One row a month with its ids in one text: a row a photo would take ten times the memory.
      const months = this.#database
        .all(
          `SELECT ${month} AS month, group_concat(id, ' ' ORDER BY taken_local DESC, id DESC) AS ids
           FROM asset NOT INDEXED WHERE state = 'stored' AND ${conditions.map(({ sql }) => sql).join(' AND ')}
           GROUP BY ${month} ORDER BY ${month} DESC`,
          ...conditions.flatMap(({ values }) => values),
        )
        .map((row) => ({ month: textOrNull(row, 'month'), ids: text(row, 'ids').split(' ').map(Number) }));
      return {
        ids: months.flatMap(({ ids }) => ids),
        months: months.map(({ month: key, ids }) => ({ month: key, count: ids.length })),
      };
    });
  }
}

// What is behind the last slash. Almost every path is `Photos/2023/08/<name>`; for the others it costs ten times as much.
const fileName = `CASE WHEN substr(path, 15, 1) = '/' AND instr(substr(path, 16), '/') = 0 THEN substr(path, 16)
  ELSE substr(path, length(rtrim(path, replace(path, '/', ''))) + 1) END`;

function conditionOf({ patterns, taken }: SearchWord): { readonly sql: string; readonly values: readonly string[] } {
  const any = (place: string): string => patterns.map(() => `${place} LIKE ? ESCAPE '!'`).join(' OR ');
  const sql = `(${taken === null ? '' : 'taken_local LIKE ? OR '}((${any('path')}) AND (${any(fileName)}))
    OR id IN (SELECT asset_id FROM item NOT INDEXED
              WHERE state = 'stored' AND (${any('filename')} OR ${any('description')})))`;
  return { sql, values: [...(taken === null ? [] : [taken]), ...patterns, ...patterns, ...patterns, ...patterns] };
}
