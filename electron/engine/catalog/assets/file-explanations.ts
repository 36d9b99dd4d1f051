import {
  type FileExplanation,
  matchConfidences,
  matchReasonOf,
  zoneReasons,
} from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import type { EffectiveMetadataQueries } from './effective-metadata.ts';

/** How stored files came to be what they are. */
export class FileExplanations {
  readonly #database: CatalogDatabase;
  readonly #effectiveMetadata: EffectiveMetadataQueries;

  constructor(database: CatalogDatabase, effectiveMetadata: EffectiveMetadataQueries) {
    this.#database = database;
    this.#effectiveMetadata = effectiveMetadata;
  }

  /**
   * By the path relative to the destination: of a photo, of its sidecar, of what stands for it in an album, or of a copy
   * that its original replaced. Null for a file of nothing that is stored.
   */
  ofPath(path: string): FileExplanation | null {
    const photo = this.#assetAt(path) ?? (path.endsWith('.xmp') ? this.#assetAt(path.slice(0, -4)) : null);
    const id = photo ?? this.#assetInAlbum(path);
    return id === null ? null : this.ofAsset(id);
  }

  #assetAt(path: string): number | null {
    const row = this.#database.get(
      `SELECT CASE state WHEN 'stored' THEN id ELSE replaced_by END AS id FROM asset
       WHERE path = ? AND state IN ('stored', 'quarantined')`,
      path,
    );
    return row === undefined ? null : numberOrNull(row, 'id');
  }

  /** Hard links and copies in an album do not tell where the photo lies. */
  #assetInAlbum(path: string): number | null {
    const slash = path.lastIndexOf('/');
    const row = this.#database.get(
      `SELECT entry.target FROM album JOIN album_entry AS entry ON entry.album_id = album.id
       WHERE album.folder = ? AND entry.name = ?`,
      ...[path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)],
    );
    return row === undefined ? null : this.#assetAt(text(row, 'target'));
  }

  /** Null when the asset is not stored. */
  ofAsset(assetId: number): FileExplanation | null {
    const asset = this.#database.get(
      `SELECT path, sha256, bytes, fidelity, taken_local, zone_minutes, taken_reason, zone_reason, embedded FROM asset
       WHERE id = ? AND state = 'stored'`,
      assetId,
    );
    if (asset === undefined) return null;
    const said = this.#effectiveMetadata.of(assetId)?.takeout ?? null;
    return {
      path: text(asset, 'path'),
      sha256: text(asset, 'sha256'),
      bytes: number(asset, 'bytes'),
      fidelity: textOrNull(asset, 'fidelity'),
      taken: {
        local: textOrNull(asset, 'taken_local'),
        zoneMinutes: numberOrNull(asset, 'zone_minutes'),
        reason: text(asset, 'taken_reason'),
        zoneReason: asset['zone_reason'] === null ? 'none' : oneOf(asset, 'zone_reason', zoneReasons),
      },
      ...placeOf(said?.date ?? null, textOrNull(asset, 'embedded')),
      caption: said === null ? this.#description(assetId) : said.description,
      people: [...(said?.people ?? [])],
      favourite: said?.favourite ?? false,
      archived: said?.archived ?? false,
      partner: this.#isPartners(assetId),
      albums: this.#titles(assetId),
      sources: this.#sources(assetId),
      replaced: this.#database
        .all("SELECT path FROM asset WHERE replaced_by = ? AND state = 'quarantined' ORDER BY path", assetId)
        .map((row) => text(row, 'path')),
    };
  }

  #description(assetId: number): string | null {
    const row = this.#database.get(
      "SELECT description FROM item WHERE asset_id = ? AND trim(description) <> '' ORDER BY id LIMIT 1",
      assetId,
    );
    return row === undefined ? null : text(row, 'description');
  }

  /** Every export that speaks of it says so: who also has it from elsewhere, has it as their own. */
  #isPartners(assetId: number): boolean {
    const row = this.#database.get(
      "SELECT min(partner) AS partner FROM item WHERE asset_id = ? AND state = 'stored' AND partner IS NOT NULL",
      assetId,
    );
    return numberOrNull(row ?? { partner: null }, 'partner') === 1;
  }

  #titles(assetId: number): string[] {
    return this.#database
      .all(
        `SELECT DISTINCT album.id, album.title FROM item JOIN album_item ON album_item.item_id = item.id
         JOIN album ON album.id = album_item.album_id
         WHERE item.asset_id = ? AND item.state = 'stored' ORDER BY album.title, album.id`,
        assetId,
      )
      .map((row) => text(row, 'title'));
  }

  #sources(assetId: number): FileExplanation['sources'] {
    return this.#database
      .all(
        `SELECT source.kind, source.label, item.filename, export.stamp, part.name AS part, folder.path AS folder, entry.name,
           sidecar.name AS sidecar, entry.confidence, entry.reason
         FROM item JOIN source ON source.id = item.source_id
         LEFT JOIN takeout_entry AS entry ON entry.item_id = item.id
         LEFT JOIN takeout_folder AS folder ON folder.id = entry.folder_id
         LEFT JOIN takeout_entry AS sidecar ON sidecar.id = entry.sidecar_id
         LEFT JOIN part ON part.id = entry.part_id LEFT JOIN export ON export.id = part.export_id
         WHERE item.asset_id = ? AND item.state = 'stored' ORDER BY export.stamp, item.id, entry.id LIMIT 200`,
        assetId,
      )
      .map((row) => ({
        source: text(row, 'kind'),
        account: text(row, 'label'),
        filename: text(row, 'filename'),
        entry: row['stamp'] === null ? null : entryOf(row),
      }));
  }
}

function entryOf(row: Row): NonNullable<FileExplanation['sources'][number]['entry']> {
  const folder = text(row, 'folder');
  const sidecar = textOrNull(row, 'sidecar');
  const reason = textOrNull(row, 'reason') ?? 'no-sidecar';
  return {
    stamp: text(row, 'stamp'),
    part: text(row, 'part'),
    path: `${folder}/${text(row, 'name')}`,
    sidecar: sidecar === null ? null : `${folder}/${sidecar}`,
    confidence: row['confidence'] === null ? 'none' : oneOf(row, 'confidence', matchConfidences),
    ...{ reason, rule: matchReasonOf(reason) },
  };
}

/** What the export says, else what the file says. */
function placeOf(
  said: { readonly latitude: number | null; readonly longitude: number | null } | null,
  embedded: string | null,
): Pick<FileExplanation, 'latitude' | 'longitude'> {
  if (said !== null && said.latitude !== null) return { latitude: said.latitude, longitude: said.longitude };
  const facts: unknown = embedded === null ? null : JSON.parse(embedded);
  const place = facts !== null && typeof facts === 'object' && 'place' in facts ? facts.place : null;
  if (place === null || typeof place !== 'object' || !('latitude' in place) || !('longitude' in place)) {
    return { latitude: null, longitude: null };
  }
  return { latitude: Number(place.latitude), longitude: Number(place.longitude) };
}
