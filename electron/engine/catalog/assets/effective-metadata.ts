import { takenReasons } from '../../../contract/models.ts';
import type { TakeoutMarks } from '../../../contract/source-items.ts';
import type { SourceKind } from '../../../contract/source-kinds.ts';
import { zoneReasons } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { type TakeoutDate, takeoutDateColumns, takeoutDateOf } from '../items/transfers.ts';
import type { AssetTaken } from './asset-row.ts';

/** What exports say about a stored photo: the latest sidecar alone, or what folders tell where there is none. */
export interface TakeoutMetadata extends TakeoutMarks {
  /** Under which name it was uploaded. */
  readonly filename: string;
  /** The caption; where no sidecar speaks, what another source tells. */
  readonly description: string | null;
  readonly date: TakeoutDate;
  /** A sidecar speaks of it. */
  readonly hasSidecar: boolean;
}

/** A stored photo, where it lies and why, and what is known of it. */
export interface EffectiveMetadata extends AssetTaken {
  readonly id: number;
  /** Relative to the destination. */
  readonly path: string;
  readonly mimeType: string;
  /** Where it was to lie when its place was chosen; null when a person or an older version chose. */
  readonly wantedPath: string | null;
  /** What the file says itself, JSON; null when nobody has looked yet. */
  readonly embedded: string | null;
  /** For an edited copy or a clip whose sidecar tells no moment: what its picture says itself, JSON; else null. */
  readonly pictureEmbedded: string | null;
  /** For a clip: where its photo lies. */
  readonly beside: string | null;
  /** Of the source that has the last word. */
  readonly source: SourceKind;
  readonly takeout: TakeoutMetadata;
  /** A sidecar was written beside it before. */
  readonly hasXmp: boolean;
  /** Titles of the albums that show it, each once. */
  readonly albums: readonly string[];
  /**
   * Minutes east of UTC of the photo nearest in time whose zone is known, 36 hours away at most. Null without one, and
   * where nobody needs it.
   */
  readonly neighbourZone: number | null;
}

/** So far away, in seconds, a photo may be to tell its zone to another. */
const neighbourhood = 36 * 60 * 60;
const knownZones = "('place', 'exif', 'camera-clock')";

/** Stored photos that exports speak of, as they are to be settled. */
export class EffectiveMetadataQueries {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Null when no export shows the asset, or when it is not stored. */
  of(assetId: number): EffectiveMetadata | null {
    const items = this.#database.all(
      `SELECT item.id, source.kind AS source, item.filename, item.description, item.favourite, item.archived, item.authority,
         item.sidecar_hash, ${takeoutDateColumns}, CASE WHEN beside.id <> item.asset_id THEN beside.path END AS beside
       FROM item JOIN source ON source.id = item.source_id
       LEFT JOIN item AS photo ON photo.source_id = item.source_id AND photo.key = item.pair_key
       LEFT JOIN asset AS beside ON beside.id = photo.asset_id AND photo.state = 'stored'
       WHERE item.asset_id = ? AND item.state = 'stored'
       -- A clip that its photo contains says nothing of the photo.
       ORDER BY coalesce(photo.asset_id = item.asset_id, 0), item.authority IS NULL, item.authority DESC, item.people IS NULL, item.key`,
      assetId,
    );
    const asset = this.#database.get(
      `SELECT id, path, mime_type, wanted_path, taken_local, zone_minutes, taken_reason, taken_at, zone_reason, embedded
       FROM asset WHERE id = ? AND state = 'stored'`,
      assetId,
    );
    const first = items[0];
    if (asset === undefined || first === undefined || first['people'] === null) return null;
    const takenAt = numberOrNull(asset, 'taken_at');
    const takeout = takeoutMetadataOf(first, items);
    const zoneReason = asset['zone_reason'] === null ? 'none' : oneOf(asset, 'zone_reason', zoneReasons);
    const isOpen = zoneReason === 'none' || zoneReason === 'neighbour';
    return {
      id: number(asset, 'id'),
      path: text(asset, 'path'),
      mimeType: text(asset, 'mime_type'),
      wantedPath: textOrNull(asset, 'wanted_path'),
      takenLocal: textOrNull(asset, 'taken_local'),
      zoneMinutes: numberOrNull(asset, 'zone_minutes'),
      takenReason: oneOf(asset, 'taken_reason', takenReasons),
      takenAt,
      zoneReason,
      embedded: textOrNull(asset, 'embedded'),
      pictureEmbedded: takeout.date.takenAt === null ? this.#pictureEmbedded(assetId) : null,
      beside: items.map((item) => textOrNull(item, 'beside')).find((path) => path !== null) ?? null,
      source: oneOf(first, 'source', this.#database.sourceKinds),
      takeout,
      hasXmp: items.some((item) => item['sidecar_hash'] !== null),
      albums: this.#albums(assetId),
      neighbourZone: isOpen ? this.#neighbourZone(assetId, takeout.date.takenAt ?? takenAt) : null,
    };
  }

  /**
   * Assets whose zone nobody but a neighbour can tell and whose neighbours now say something else, by id after `after`:
   * their sidecars are due again. Returns the last id looked at; null when there is none left.
   */
  reconsiderZones(after: number): number | null {
    const rows = this.#database.all(
      `SELECT id, taken_at, zone_minutes FROM asset INDEXED BY asset_zone_unknown
       WHERE state = 'stored' AND zone_reason IN ('none', 'neighbour') AND id > ? AND taken_at IS NOT NULL
       ORDER BY id LIMIT 500`,
      after,
    );
    this.#database.transaction(() => {
      for (const row of rows) {
        const id = number(row, 'id');
        const zone = this.#neighbourZone(id, number(row, 'taken_at'));
        if (zone === numberOrNull(row, 'zone_minutes')) continue;
        this.#database.run(
          `UPDATE item SET sidecar_due = sidecar_due + 1
           WHERE asset_id = ? AND state = 'stored' AND people IS NOT NULL`,
          id,
        );
      }
    });
    const last = rows.at(-1);
    return last === undefined ? null : number(last, 'id');
  }

  /** By the entries of exports: of several pictures the first by key, so that it is the same in every run. */
  #pictureEmbedded(assetId: number): string | null {
    const row = this.#database.get(
      `SELECT photo.embedded FROM item JOIN takeout_entry AS entry ON entry.item_id = item.id
       JOIN takeout_entry AS picture ON picture.id = entry.picture_id
       JOIN item AS shown ON shown.id = picture.item_id JOIN asset AS photo ON photo.id = shown.asset_id
       WHERE item.asset_id = ?1 AND item.state = 'stored' AND photo.state = 'stored' AND photo.id <> ?1
         AND photo.embedded IS NOT NULL ORDER BY shown.key LIMIT 1`,
      assetId,
    );
    return row === undefined ? null : text(row, 'embedded');
  }

  /** Titles in their order, so that the same albums always make the same sidecar. */
  #albums(assetId: number): readonly string[] {
    return this.#database
      .all(
        `SELECT DISTINCT album.title FROM item JOIN album_item ON album_item.item_id = item.id
         JOIN album ON album.id = album_item.album_id
         WHERE item.asset_id = ? AND item.state = 'stored' ORDER BY album.title`,
        assetId,
      )
      .map((row) => text(row, 'title'));
  }

  #neighbourZone(assetId: number, takenAt: number | null): number | null {
    if (takenAt === null) return null;
    const near = (condition: string, order: 'ASC' | 'DESC'): Row | undefined =>
      this.#database.get(
        `SELECT taken_at, zone_minutes FROM asset INDEXED BY asset_zone_known
         WHERE state = 'stored' AND zone_reason IN ${knownZones} AND ${condition} AND id <> ?
         ORDER BY taken_at ${order}, zone_minutes LIMIT 1`,
        ...[takenAt, takenAt + (order === 'ASC' ? neighbourhood : -neighbourhood), assetId],
      );
    const before = near('taken_at <= ? AND taken_at >= ?', 'DESC');
    const behind = near('taken_at >= ? AND taken_at <= ?', 'ASC');
    if (before === undefined || behind === undefined) return zoneOf(before ?? behind);
    const isBefore = takenAt - number(before, 'taken_at') <= number(behind, 'taken_at') - takenAt;
    return zoneOf(isBefore ? before : behind);
  }
}

function zoneOf(row: Row | undefined): number | null {
  return row === undefined ? null : numberOrNull(row, 'zone_minutes');
}

function takeoutMetadataOf(first: Row, items: readonly Row[]): TakeoutMetadata {
  const authority = textOrNull(first, 'authority');
  const date = takeoutDateOf(first);
  if (date === null) throw new Error('The first item is that of an export');
  const years = items.map((item) => numberOrNull(item, 'taken_year')).find((year) => year !== null);
  const others = items.map((item) => textOrNull(item, 'description')).find((takeout) => (takeout ?? '').trim() !== '');
  // Of equal authority, one that lies in the archive folder is enough.
  const alike = items.filter((item) => item['people'] !== null && textOrNull(item, 'authority') === authority);
  return {
    filename: text(first, 'filename'),
    description: authority === null ? (others ?? null) : textOrNull(first, 'description'),
    people: peopleOf(first),
    favourite: flag(first, 'favourite'),
    archived: alike.some((item) => flag(item, 'archived')),
    date: { ...date, takenYear: date.takenYear ?? years ?? null },
    hasSidecar: authority !== null,
  };
}

function peopleOf(row: Row): readonly string[] {
  const people: unknown = JSON.parse(text(row, 'people'));
  return Array.isArray(people) ? people.filter((name) => typeof name === 'string') : [];
}
