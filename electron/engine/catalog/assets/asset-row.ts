import { type Fidelity, fidelities, type TakenReason, takenReasons } from '../../../contract/models.ts';
import type { ZoneReason } from '../../../contract/takeout-models.ts';
import type { Row } from '../database/catalog-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';

/** What the clock on the wall showed at capture, as it was decided. */
export interface TakenClock {
  /** `YYYY-MM-DDTHH:MM:SS`; null when nothing tells. */
  readonly takenLocal: string | null;
  /** Minutes east of UTC at capture. */
  readonly zoneMinutes: number | null;
  readonly takenReason: TakenReason;
}

/** The moment of capture. */
export interface TakenMoment {
  /** Seconds since 1970; null where only the clock on the wall is known. */
  readonly takenAt: number | null;
  readonly zoneReason: ZoneReason;
}

/** When a photo was taken, as it was decided. */
export interface AssetTaken extends TakenClock, TakenMoment {}

/** What is known of one distinct content. */
export interface AssetFacts extends TakenClock {
  /** 64 hexadecimal digits, lower case. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Null for a file that was found in the folder, until an item with the same bytes tells. */
  readonly fidelity: Fidelity | null;
  /** What is known of the moment beyond the clock on the wall; absent where nobody asked. */
  readonly moment?: TakenMoment | undefined;
  /** How long a film is, in seconds; absent where nobody tells. */
  readonly seconds?: number | undefined;
  /** What the file itself says, as JSON: kept so that it need not be read again. */
  readonly embedded?: string | null | undefined;
}

/**
 * `reserved`: its path is taken, the file may not be there yet. `missing`: it was stored, but the file is gone.
 * `lost`: the file is gone, and its path has been given up. `quarantined`: a copy whose original has taken its place;
 * the file lies in quarantine.
 */
export const assetStates = ['reserved', 'stored', 'missing', 'lost', 'quarantined'] as const;
export type AssetState = (typeof assetStates)[number];

/** What looking at a file's bytes again brought. */
export const verificationOutcomes = ['intact', 'changed', 'missing'] as const;
export type VerificationOutcome = (typeof verificationOutcomes)[number];

/** One distinct content and where it lies. */
export interface CatalogAsset extends AssetFacts {
  readonly id: number;
  readonly state: AssetState;
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  /** ISO 8601; null while reserved. */
  readonly storedAt: string | null;
  /** Of the file, in milliseconds since 1970; null while reserved. */
  readonly mtime: number | null;
  /** When its bytes were last checked again, ISO 8601, and what came of it; null when never. */
  readonly verified: { readonly at: string; readonly outcome: VerificationOutcome } | null;
}

/** The columns that {@link assetOf} reads. */
export const assetColumns = `
  asset.id, asset.state, asset.path, asset.sha256, asset.bytes, asset.mime_type, asset.taken_local, asset.zone_minutes,
  asset.taken_reason, asset.width, asset.height, asset.fidelity, asset.stored_at, asset.mtime, asset.verified_at,
  asset.verified_outcome`;

/** Reads an asset from a row with the {@link assetColumns}. */
export function assetOf(row: Row): CatalogAsset {
  return {
    id: number(row, 'id'),
    state: oneOf(row, 'state', assetStates),
    path: text(row, 'path'),
    sha256: text(row, 'sha256'),
    bytes: number(row, 'bytes'),
    mimeType: text(row, 'mime_type'),
    takenLocal: textOrNull(row, 'taken_local'),
    zoneMinutes: numberOrNull(row, 'zone_minutes'),
    takenReason: oneOf(row, 'taken_reason', takenReasons),
    width: numberOrNull(row, 'width'),
    height: numberOrNull(row, 'height'),
    fidelity: row['fidelity'] === null ? null : oneOf(row, 'fidelity', fidelities),
    storedAt: textOrNull(row, 'stored_at'),
    mtime: numberOrNull(row, 'mtime'),
    verified:
      row['verified_outcome'] === null
        ? null
        : { at: text(row, 'verified_at'), outcome: oneOf(row, 'verified_outcome', verificationOutcomes) },
  };
}
