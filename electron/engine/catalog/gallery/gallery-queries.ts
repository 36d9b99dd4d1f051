import type { GridPhoto, PhotoMonth } from '../../../contract/desktop-models.ts';
import { isFiltered, type PhotoFilter } from '../../../contract/photo-filter.ts';
import type { PhotosAround, PhotosAroundQuery } from '../../../contract/photos-around.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { Remembered } from '../database/remembered.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { gridColumns, gridPhotoOf, gridPhotos } from './grid-photos.ts';
import { filterConditions, sourceOf, wordCondition } from './photo-conditions.ts';
import { type SearchWord, searchWords } from './photo-search.ts';
import {
  beforeInGallery,
  countBefore,
  currentKey,
  type PhotoPlace,
  placeAmong,
  windowAround,
} from './photos-around.ts';

/** A part of a list: `limit` entries after the first `offset`. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** What a person looks for. */
export interface PhotoQuery {
  /** Words, see {@link searchWords}. */
  readonly search: string;
  readonly filter?: PhotoFilter | undefined;
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

  /** How many fit the query in each month, in the order of {@link page}. */
  months(query: PhotoQuery): readonly PhotoMonth[] {
    const words = searchWords(query.search);
    if (isNarrowed(query, words)) return this.#find(query, words).months;
    return this.#database
      .all(`SELECT ${month} AS month, count(*) AS count FROM ${byTaken} WHERE state = 'stored'
            GROUP BY ${month} ORDER BY ${month} DESC`)
      .map((row) => ({ month: textOrNull(row, 'month'), count: number(row, 'count') }));
  }

  /** A part of what fits the query; empty behind the last. */
  page({ offset, limit, ...query }: Window & PhotoQuery): readonly GridPhoto[] {
    const words = searchWords(query.search);
    if (isNarrowed(query, words)) {
      return gridPhotos(this.#database, this.#find(query, words).ids.slice(offset, offset + limit));
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

  /** What lies around a photo in the order of {@link page}, however much has come or gone since it was seen. */
  around({ photo, place, reach, ...query }: PhotosAroundQuery & PhotoQuery): PhotosAround {
    const found = this.#placeOf({ photo, place, reach }, query);
    const { first, limit } = windowAround(found, reach);
    return { ...found, first, photos: [...this.page({ ...query, offset: first, limit })] };
  }

  /** What was stored last, the newest of it first. */
  latest(limit: number): readonly GridPhoto[] {
    return this.#database
      .all(`SELECT ${gridColumns} FROM asset NOT INDEXED WHERE state = 'stored' ORDER BY id DESC LIMIT ?`, limit)
      .map(gridPhotoOf);
  }

  #placeOf(wanted: PhotosAroundQuery, query: PhotoQuery): PhotoPlace {
    const words = searchWords(query.search);
    if (isNarrowed(query, words)) {
      const { ids } = this.#find(query, words);
      return placeAmong(ids, wanted, (photo) => countBefore(this.#database, ids, photo));
    }
    const total = this.#count('');
    if (wanted.photo === null)
      return { total, place: Math.min(wanted.place, Math.max(0, total - 1)), isThere: total > 0 };
    const key = currentKey(this.#database, wanted.photo);
    const { sql, values } = beforeInGallery(key);
    return { total, place: this.#count(`AND ${sql}`, values), isThere: key.isStored };
  }

  /** How many stored photos fulfil a condition. */
  #count(condition: string, values: readonly (string | number)[] = []): number {
    const row = this.#database.get(
      `SELECT count(*) AS count FROM ${byTaken} WHERE state = 'stored' ${condition}`,
      ...values,
    );
    return row === undefined ? 0 : number(row, 'count');
  }

  /** One walk through the catalog serves all pages of a search. */
  #find({ search, filter }: PhotoQuery, words: readonly SearchWord[]): Found {
    return this.#found.answer(JSON.stringify([search, filter]), () => {
      const conditions = [...filterConditions(filter), ...words.map(wordCondition)];
      // One row a month with its ids in one text: a row a photo would take ten times the memory.
      const months = this.#database
        .all(
          `SELECT ${month} AS month, group_concat(id, ' ' ORDER BY taken_local DESC, id DESC) AS ids
           FROM ${sourceOf(filter)} WHERE state = 'stored' AND ${conditions.map(({ sql }) => sql).join(' AND ')}
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

function isNarrowed({ filter }: PhotoQuery, words: readonly SearchWord[]): boolean {
  return words.length > 0 || (filter !== undefined && isFiltered(filter));
}
