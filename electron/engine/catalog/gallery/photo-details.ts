import type { PhotoDetail } from '../../../contract/desktop-models.ts';
import { assetColumns, assetOf } from '../assets/asset-row.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text } from '../database/row.ts';
import { gridPhotoOf } from './grid-photos.ts';

/** Where a stored file lies and what its bytes are. */
export interface StoredFile {
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** Everything known about one stored photo or video. */
export class PhotoDetails {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** The file of an asset; null when it is not stored. */
  file(assetId: number): StoredFile | null {
    const row = this.#database.get(
      "SELECT path, sha256, bytes, mime_type, width, height FROM asset WHERE id = ? AND state = 'stored'",
      assetId,
    );
    if (row === undefined) return null;
    return {
      path: text(row, 'path'),
      sha256: text(row, 'sha256'),
      bytes: number(row, 'bytes'),
      mimeType: text(row, 'mime_type'),
      width: numberOrNull(row, 'width'),
      height: numberOrNull(row, 'height'),
    };
  }

  /** The asset of the clip that is stored beside a live or motion photo; null when there is none. */
  clipOf(assetId: number): number | null {
    const row = this.#database.get(
      `SELECT asset.id FROM item AS photo
       CROSS JOIN item AS clip ON clip.source_id = photo.source_id AND clip.pair_key = photo.key
         AND clip.pair_key IS NOT NULL
       CROSS JOIN asset ON asset.id = clip.asset_id
       WHERE photo.asset_id = ?1 AND clip.state = 'stored' AND asset.state = 'stored' AND asset.id <> ?1
         AND substr(asset.mime_type, 1, 6) = 'video/'
       ORDER BY clip.id DESC LIMIT 1`,
      assetId,
    );
    return row === undefined ? null : number(row, 'id');
  }

  /** One asset with the items and albums that show it; null when it is not stored. */
  of(assetId: number): PhotoDetail | null {
    const row = this.#database.get(`SELECT ${assetColumns} FROM asset WHERE id = ? AND state = 'stored'`, assetId);
    if (row === undefined) return null;
    const { path, bytes, sha256, mimeType, zoneMinutes, takenReason, fidelity, verified } = assetOf(row);
    return {
      ...gridPhotoOf(row),
      ...{ path, bytes, sha256, mimeType, zoneMinutes, takenReason, fidelity },
      description: this.#description(assetId),
      storedAt: text(row, 'stored_at'),
      // A file that was found to be changed must not look verified.
      verifiedAt: verified?.outcome === 'intact' ? verified.at : null,
      sources: this.#sources(assetId),
      albums: this.#albums(assetId),
    };
  }

  #description(assetId: number): string | null {
    const row = this.#database.get(
      `SELECT description FROM item
       WHERE asset_id = ? AND state = 'stored' AND trim(description) <> '' ORDER BY id LIMIT 1`,
      assetId,
    );
    return row === undefined ? null : text(row, 'description');
  }

  #sources(assetId: number): PhotoDetail['sources'] {
    return this.#database
      .all(
        `SELECT source.kind AS source, source.account, item.filename FROM item JOIN source ON source.id = item.source_id
         WHERE item.asset_id = ? AND item.state = 'stored' ORDER BY item.id`,
        assetId,
      )
      .map((row) => ({
        source: oneOf(row, 'source', this.#database.sourceKinds),
        account: text(row, 'account'),
        filename: text(row, 'filename'),
      }));
  }

  #albums(assetId: number): PhotoDetail['albums'] {
    return this.#database
      .all(
        `SELECT DISTINCT album.id, album.title FROM item JOIN album_item ON album_item.item_id = item.id
         JOIN album ON album.id = album_item.album_id
         WHERE item.asset_id = ? AND item.state = 'stored' ORDER BY album.title COLLATE NOCASE, album.id`,
        assetId,
      )
      .map((row) => ({ id: number(row, 'id'), title: text(row, 'title') }));
  }
}
