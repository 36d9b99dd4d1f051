import type { AlbumCard, GridPhoto } from '../../../contract/desktop-models.ts';
import type { PhotosAround, PhotosAroundQuery } from '../../../contract/photos-around.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { Remembered } from '../database/remembered.ts';
import { number, numberOrNull, text, textOrNull } from '../database/row.ts';
import type { Window } from '../gallery/gallery-queries.ts';
import { gridPhotos } from '../gallery/grid-photos.ts';
import { placeAmong, windowAround } from '../gallery/photos-around.ts';

/** `newest`: by the latest photo in the album. `largest`: by how many items it has at its source. */
export type AlbumOrder = 'title' | 'newest' | 'largest';

/** Which albums to show. */
export interface AlbumQuery extends Window {
  /** Part of the title, in any letter case. */
  readonly search: string;
  readonly order: AlbumOrder;
}

// CROSS JOIN: from the album to its items; the other way round would visit every stored item for every album.
const storedItems = `album_item CROSS JOIN item ON item.id = album_item.item_id AND item.state = 'stored'`;
const storedAssets = `${storedItems} CROSS JOIN asset ON asset.id = item.asset_id AND asset.state = 'stored'`;

/** Each album with its place; those that share one stand in the order of their titles. */
const placings: Readonly<Record<AlbumOrder, string>> = {
  title: 'SELECT id, title, 0 AS place FROM album',
  newest: `SELECT id, title, rank() OVER (ORDER BY newest DESC) AS place FROM (
    SELECT id, title, (SELECT max(asset.taken_local) FROM ${storedAssets} WHERE album_id = album.id) AS newest FROM album)`,
  largest: `SELECT id, title, rank() OVER (ORDER BY size DESC) AS place FROM (
    SELECT id, title, (SELECT count(*) FROM album_item WHERE album_id = album.id) AS size FROM album)`,
};

const namedCover = `item JOIN asset ON asset.id = item.asset_id AND asset.state = 'stored'
  WHERE item.source_id = album.source_id AND item.key = album.cover_key AND item.state = 'stored'`;
// Videos and pictures that the decoder does not know have no thumbnail most of the time.
const isShowable = `asset.mime_type IN ('image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff')`;

// The cover that the source names, else the first photo that is stored; what can be shown comes before what cannot.
const cards = `
  SELECT album.id, album.title, album.absent_since,
    (SELECT count(*) FROM album_item WHERE album_id = album.id) AS items,
    (SELECT count(*) FROM ${storedItems} WHERE album_id = album.id) AS stored,
    coalesce(
      (SELECT asset.id FROM ${namedCover} AND ${isShowable}),
      (SELECT asset.id FROM ${storedAssets} WHERE album_id = album.id AND ${isShowable} ORDER BY position LIMIT 1),
      (SELECT asset.id FROM ${namedCover}),
      (SELECT asset.id FROM ${storedAssets} WHERE album_id = album.id ORDER BY position LIMIT 1)) AS cover
  FROM`;

/** Albums as a person looks at them. */
export class AlbumCards {
  readonly #database: CatalogDatabase;
  readonly #order: Remembered<readonly number[]>;
  readonly #members: Remembered<readonly number[]>;

  constructor(database: CatalogDatabase) {
    this.#database = database;
    this.#order = new Remembered(database);
    this.#members = new Remembered(database);
  }

  /** A part of the albums whose title fits, and how many there are in all. */
  page({ search, order, offset, limit }: AlbumQuery): {
    readonly total: number;
    readonly albums: readonly AlbumCard[];
  } {
    const ids = this.#order.answer(`${order} ${search}`, () => this.#ordered(search, order));
    const albums = this.#database
      .all(
        `${cards} json_each(?) AS wanted CROSS JOIN album ON album.id = wanted.value ORDER BY wanted.key`,
        JSON.stringify(ids.slice(offset, offset + limit)),
      )
      .map(albumCard);
    return { total: ids.length, albums };
  }

  /** One album; null when there is none. */
  card(albumId: number): AlbumCard | null {
    const row = this.#database.get(`${cards} album WHERE album.id = ?`, albumId);
    return row === undefined ? null : albumCard(row);
  }

  /** A part of the stored photos of an album in its order, each once, and how many there are in all. */
  photos(
    albumId: number,
    { offset, limit }: Window,
  ): { readonly total: number; readonly photos: readonly GridPhoto[] } {
    const ids = this.#members.answer(String(albumId), () => this.#memberIds(albumId));
    return { total: ids.length, photos: gridPhotos(this.#database, ids.slice(offset, offset + limit)) };
  }

  /**
   * What lies around a photo in the order of {@link photos}. A photo that has gone from the album is looked for where it
   * stood last: what has taken its place, as an original does, stands there.
   */
  around(albumId: number, wanted: PhotosAroundQuery): PhotosAround {
    const ids = this.#members.answer(String(albumId), () => this.#memberIds(albumId));
    const found = placeAmong(ids, wanted, () => Math.min(wanted.place, ids.length));
    const { first, limit } = windowAround(found, wanted.reach);
    return { ...found, first, photos: [...gridPhotos(this.#database, ids.slice(first, first + limit))] };
  }

  /** The folder of an album's view, relative to the destination; null without one. */
  folder(albumId: number): string | null {
    const row = this.#database.get('SELECT folder FROM album WHERE id = ?', albumId);
    return row === undefined ? null : textOrNull(row, 'folder');
  }

  #memberIds(albumId: number): readonly number[] {
    // The same bytes may be in an album as several items.
    return this.#database
      .all(
        `SELECT asset.id, min(position) AS first FROM ${storedAssets}
         WHERE album_id = ? GROUP BY asset.id ORDER BY first, asset.id`,
        albumId,
      )
      .map((row) => number(row, 'id'));
  }

  /** Titles are compared here and not by SQLite, which knows neither "Ä" nor that 9 comes before 10. */
  #ordered(search: string, order: AlbumOrder): readonly number[] {
    const wanted = comparable(search.trim());
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return this.#database
      .all(placings[order])
      .map((row) => ({ id: number(row, 'id'), title: text(row, 'title'), place: number(row, 'place') }))
      .filter(({ title }) => comparable(title).includes(wanted))
      .sort((one, other) => one.place - other.place || compare(one.title, other.title) || one.id - other.id)
      .map(({ id }) => id);
  }
}

function comparable(title: string): string {
  return title.normalize('NFC').toLowerCase();
}

function albumCard(row: Row): AlbumCard {
  return {
    id: number(row, 'id'),
    title: text(row, 'title'),
    items: number(row, 'items'),
    stored: number(row, 'stored'),
    cover: numberOrNull(row, 'cover'),
    absentSince: textOrNull(row, 'absent_since'),
  };
}
