import type { PhotoKey, PhotosAround, PhotosAroundQuery } from '../../../contract/photos-around.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, textOrNull } from '../database/row.ts';

/** Where one photo stands in a list now. */
export interface PhotoPlace {
  readonly total: number;
  /** How many stand before it, or would. */
  readonly place: number;
  readonly isThere: boolean;
}

/** The part of a list that lies around a place; nothing of a list without entries. */
export function windowAround(
  { total, place }: PhotoPlace,
  reach: number,
): Pick<PhotosAround, 'first'> & {
  readonly limit: number;
} {
  const first = Math.max(0, Math.min(place, total) - reach);
  return { first, limit: Math.min(total, place + reach + 1) - first };
}

/**
 * Where a photo stands among ids; one that is not among them, where `gone` says, and without a photo, whatever stands at
 * the place that is asked for, or last.
 */
export function placeAmong(
  ids: readonly number[],
  { photo, place }: PhotosAroundQuery,
  gone: (photo: PhotoKey) => number,
): PhotoPlace {
  const total = ids.length;
  if (photo === null) return { total, place: Math.min(place, Math.max(0, total - 1)), isThere: total > 0 };
  const found = ids.indexOf(photo.id);
  return found >= 0 ? { total, place: found, isThere: true } : { total, place: gone(photo), isThere: false };
}

/** The date of a photo as it counts now: what the catalog says, else what was seen. Whether it is stored comes with it. */
export function currentKey(database: CatalogDatabase, photo: PhotoKey): PhotoKey & { readonly isStored: boolean } {
  const row = database.get(`SELECT taken_local FROM asset WHERE id = ? AND state = 'stored'`, photo.id);
  if (row === undefined) return { ...photo, isStored: false };
  return { id: photo.id, takenLocal: textOrNull(row, 'taken_local'), isStored: true };
}

/** Which rows of `asset` stand before a photo in the gallery: newest first, undated last, ties by id. */
export function beforeInGallery({ id, takenLocal }: PhotoKey): {
  readonly sql: string;
  readonly values: readonly (string | number)[];
} {
  if (takenLocal === null) return { sql: '(asset.taken_local IS NOT NULL OR asset.id > ?)', values: [id] };
  // The month narrows it to a part of the index.
  return {
    sql: `(substr(asset.taken_local, 1, 7) >= ? AND (asset.taken_local > ? OR (asset.taken_local = ? AND asset.id > ?)))`,
    values: [takenLocal.slice(0, 7), takenLocal, takenLocal, id],
  };
}

/** How many of these assets stand before a photo in the gallery. */
export function countBefore(database: CatalogDatabase, ids: readonly number[], photo: PhotoKey): number {
  const { sql, values } = beforeInGallery(photo);
  const row = database.get(
    `SELECT count(*) AS before FROM json_each(?) AS listed CROSS JOIN asset ON asset.id = listed.value WHERE ${sql}`,
    JSON.stringify(ids),
    ...values,
  );
  return row === undefined ? 0 : number(row, 'before');
}
