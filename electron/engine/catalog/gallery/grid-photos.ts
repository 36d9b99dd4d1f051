import type { GridPhoto } from '../../../contract/desktop-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, text, textOrNull } from '../database/row.ts';

/** The columns of `asset` that {@link gridPhotoOf} reads. */
export const gridColumns = 'asset.id, asset.path, asset.mime_type, asset.taken_local, asset.width, asset.height';

/** Reads what the grid shows of a stored file from a row with the {@link gridColumns}. */
export function gridPhotoOf(row: Row): GridPhoto {
  const path = text(row, 'path');
  return {
    id: number(row, 'id'),
    name: path.slice(path.lastIndexOf('/') + 1),
    kind: text(row, 'mime_type').startsWith('video/') ? 'video' : 'photo',
    takenLocal: textOrNull(row, 'taken_local'),
    width: numberOrNull(row, 'width'),
    height: numberOrNull(row, 'height'),
  };
}

/** The stored files of these asset ids in their order; whatever is no longer stored is left out. */
export function gridPhotos(database: CatalogDatabase, ids: readonly number[]): readonly GridPhoto[] {
  return database
    .all(
      `SELECT ${gridColumns} FROM json_each(?) AS wanted CROSS JOIN asset ON asset.id = wanted.value
       WHERE asset.state = 'stored' ORDER BY wanted.key`,
      JSON.stringify(ids),
    )
    .map(gridPhotoOf);
}
