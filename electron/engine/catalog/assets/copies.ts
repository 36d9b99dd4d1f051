import { takenReasons } from '../../../contract/models.ts';
import { zoneReasons } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import type { AssetTaken } from './asset-row.ts';

/** A stored copy, as an API handed it out, with what tells which photo it is. */
export interface StoredCopy {
  readonly id: number;
  readonly path: string;
}

/** A copy whose original is stored as well. */
export interface CopyWithOriginal {
  readonly copy: StoredCopy;
  readonly original: number;
}

/** A damaged file whose whole one is stored as well. */
export interface ReplacedAsset extends CopyWithOriginal {
  /** Where the whole one lies, if it was to have the damaged one's name and got a number; null otherwise. */
  readonly successor: { readonly path: string; readonly taken: AssetTaken } | null;
}

/** A clip that was stored on its own, and the photo that may hold it. */
export interface ClipBeforePhoto extends CopyWithOriginal {
  /** Relative to the destination. */
  readonly photoPath: string;
  /** The clip. */
  readonly content: { readonly sha256: string; readonly bytes: number };
}

/** So far apart, in seconds, the moments of a copy and of its original may be. */
const sameMomentSeconds = 1;

/** So far apart, in seconds, the lengths of a film and of its converted copy may be. */
const sameLengthSeconds = 0.5;

interface Shown {
  readonly name: string;
  readonly takenAt: number;
}

/** What an asset must have in common with its copy or original. */
interface Likeness extends Shown {
  readonly kind: 'photo' | 'film';
  readonly width: number | null;
  readonly height: number | null;
  readonly seconds: number | null;
}

/**
 * Finds the originals of API copies: the same name, the same moment to within a second, and the same size in pixels, or
 * for films, which an API converts, the same length; each the only one of the other. The clip of a motion photo belongs
 * to the clip of that photo's original. On any doubt they stay apart; so do those about which any of this is not known.
 */
export class Copies {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * Some copies with their originals, among those with ids after `after`; null when there are no more copies, or no
   * originals at all.
   */
  withOriginals(after: number): { readonly found: readonly CopyWithOriginal[]; readonly last: number } | null {
    const hasOriginals = this.#database.get(
      "SELECT 1 FROM asset WHERE state = 'stored' AND fidelity = 'original' LIMIT 1",
    );
    if (hasOriginals === undefined) return null;
    const copies = this.#database.all(
      `SELECT id, path FROM asset WHERE state = 'stored' AND fidelity = 'api-copy' AND id > ? ORDER BY id LIMIT 500`,
      after,
    );
    const last = copies.at(-1);
    if (last === undefined) return null;
    const found = copies.flatMap((row): readonly CopyWithOriginal[] => {
      const id = number(row, 'id');
      const original = this.#originalOf(id) ?? this.#originalOfClip(id);
      return original === null ? [] : [{ copy: { id, path: text(row, 'path') }, original }];
    });
    return { found, last: number(last, 'id') };
  }

  /** Damaged copies whose whole ones have been stored since; at most 200. */
  replaced(): readonly ReplacedAsset[] {
    return this.#database
      .all(
        `SELECT asset.id, asset.path, asset.replaced_by, whole.state = 'stored' AND whole.wanted_path = asset.path AS takes,
           whole.path AS beside, whole.taken_local, whole.zone_minutes, whole.taken_reason, whole.taken_at, whole.zone_reason
         FROM asset JOIN asset AS whole ON whole.id = asset.replaced_by
         WHERE asset.state = 'stored' ORDER BY asset.id LIMIT 200`,
      )
      .map((row) => ({
        copy: { id: number(row, 'id'), path: text(row, 'path') },
        original: number(row, 'replaced_by'),
        successor: flag(row, 'takes') ? { path: text(row, 'beside'), taken: takenOf(row) } : null,
      }));
  }

  /**
   * Clips of motion photos that were stored before their photos came, while these are due: the photo may hold the film. By
   * asset after the one with the id `after`, at most 200; without those that are films of their own as well, by details of
   * their own or because another source shows them.
   */
  clipsBeforePhotos(after: number): readonly ClipBeforePhoto[] {
    return this.#database
      .all(
        `SELECT clip.id, clip.path, clip.sha256, clip.bytes, photo.id AS photo, photo.path AS photo_path
         FROM item AS picture INDEXED BY item_sidecar_due
         CROSS JOIN item AS half INDEXED BY item_pair
           ON half.source_id = picture.source_id AND half.pair_key = picture.key
           AND half.state = 'stored'
         CROSS JOIN asset AS clip ON clip.id = half.asset_id AND clip.state = 'stored'
         CROSS JOIN asset AS photo ON photo.id = picture.asset_id AND photo.state = 'stored'
         WHERE picture.sidecar_due > 0 AND picture.state = 'stored' AND clip.id > ? AND photo.id <> clip.id
           AND photo.bytes > clip.bytes
           -- An earlier export may have brought the clip alone.
           AND EXISTS (SELECT 1 FROM item AS first WHERE first.asset_id = clip.id AND first.stored_run < picture.stored_run)
           AND NOT EXISTS (
             SELECT 1 FROM item AS other WHERE other.asset_id = clip.id AND other.pair_key IS NULL
               AND (other.authority IS NOT NULL OR other.people IS NULL))
         GROUP BY clip.id ORDER BY clip.id LIMIT 200`,
        after,
      )
      .map((row) => ({
        copy: { id: number(row, 'id'), path: text(row, 'path') },
        original: number(row, 'photo'),
        photoPath: text(row, 'photo_path'),
        content: { sha256: text(row, 'sha256'), bytes: number(row, 'bytes') },
      }));
  }

  #originalOf(copy: number): number | null {
    const [original, ...others] = this.#alike(copy, 'original');
    if (original === undefined || others.length > 0) return null;
    const rivals = this.#alike(original, 'api-copy');
    return rivals.length === 1 && rivals[0] === copy ? original : null;
  }

  /** The photo of the clip shows its original by now; that has its own clip. */
  #originalOfClip(copy: number): number | null {
    // CROSS JOIN, here and below: from the copy to its likes; SQLite would rather visit every stored item for every
    // copy.
    const clips = this.#database.all(
      `SELECT DISTINCT original.id FROM item AS half
       CROSS JOIN item AS photo ON photo.source_id = half.source_id AND photo.key = half.pair_key
         AND photo.state = 'stored'
       CROSS JOIN item AS twin ON twin.asset_id = photo.asset_id AND twin.state = 'stored'
       CROSS JOIN item AS clip ON clip.source_id = twin.source_id AND clip.pair_key = twin.key
         AND clip.pair_key IS NOT NULL AND clip.state = 'stored'
       CROSS JOIN asset AS original ON original.id = clip.asset_id AND original.state = 'stored'
       WHERE half.asset_id = ? AND half.pair_key IS NOT NULL AND original.fidelity = 'original'
         AND abs(original.seconds - (SELECT seconds FROM asset WHERE id = half.asset_id)) <= ${sameLengthSeconds}`,
      copy,
    );
    const [clip] = clips;
    return clip !== undefined && clips.length === 1 ? number(clip, 'id') : null;
  }

  /** Stored assets of a fidelity that are like this one. Empty also when anything about it is not known. */
  #alike(assetId: number, fidelity: 'original' | 'api-copy'): readonly number[] {
    const like = this.#likeness(assetId);
    if (like === null) return [];
    const candidates = this.#database.all(
      `SELECT DISTINCT asset.id, item.filename, asset.mime_type, asset.width, asset.height, asset.seconds
       FROM item INDEXED BY item_taken_at CROSS JOIN asset ON asset.id = item.asset_id
       WHERE item.taken_at BETWEEN ? AND ? AND item.taken_at IS NOT NULL AND item.state = 'stored'
         AND asset.state = 'stored' AND asset.fidelity = ? AND asset.id <> ?`,
      ...[like.takenAt - sameMomentSeconds, like.takenAt + sameMomentSeconds, fidelity, assetId],
    );
    const alike = candidates.filter(
      (row) => nameKey(text(row, 'filename')) === like.name && kindOf(row) === like.kind && isSameShape(like, row),
    );
    return [...new Set(alike.map((row) => number(row, 'id')))];
  }

  #likeness(assetId: number): Likeness | null {
    const shown = this.#database
      .all(
        `SELECT filename, taken_at FROM item
         WHERE asset_id = ? AND state = 'stored' AND taken_at IS NOT NULL ORDER BY id LIMIT 50`,
        assetId,
      )
      .map((row) => ({ name: nameKey(text(row, 'filename')), takenAt: number(row, 'taken_at') }));
    const [first] = shown;
    const asset = this.#database.get('SELECT mime_type, width, height, seconds FROM asset WHERE id = ?', assetId);
    // Items that show the same bytes under different names or dates leave a doubt.
    if (asset === undefined || first === undefined || shown.some((other) => !isSame(first, other))) return null;
    return { ...first, kind: kindOf(asset), ...shapeOf(asset) };
  }
}

function shapeOf(row: Row): Pick<Likeness, 'width' | 'height' | 'seconds'> {
  return {
    width: numberOrNull(row, 'width'),
    height: numberOrNull(row, 'height'),
    seconds: numberOrNull(row, 'seconds'),
  };
}

function kindOf(row: Row): Likeness['kind'] {
  return text(row, 'mime_type').startsWith('video/') ? 'film' : 'photo';
}

function isSameShape({ kind, width, height, seconds }: Likeness, row: Row): boolean {
  const other = shapeOf(row);
  if (kind === 'photo') return width !== null && height !== null && width === other.width && height === other.height;
  return seconds !== null && other.seconds !== null && Math.abs(seconds - other.seconds) <= sameLengthSeconds;
}

function isSame(one: Shown, other: Shown): boolean {
  return one.name === other.name && Math.abs(one.takenAt - other.takenAt) <= sameMomentSeconds;
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function takenOf(row: Row): AssetTaken {
  return {
    takenLocal: textOrNull(row, 'taken_local'),
    zoneMinutes: numberOrNull(row, 'zone_minutes'),
    takenReason: oneOf(row, 'taken_reason', takenReasons),
    takenAt: numberOrNull(row, 'taken_at'),
    zoneReason: row['zone_reason'] === null ? 'none' : oneOf(row, 'zone_reason', zoneReasons),
  };
}
