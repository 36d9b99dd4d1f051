import {
  matchConfidences,
  type TakeoutMedia,
  takeoutMediaKinds,
  takeoutMediaSchema,
} from '../../../contract/takeout-models.ts';
import type { Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';

/** What was found out about one entry by reading it, with all that is told of it and decides about its content. */
export interface InspectedEntry {
  readonly entryId: number;
  /** The name of the part that holds it. */
  readonly part: string;
  /** Within the export. */
  readonly path: string;
  /** Path of the sidecar that speaks of it. */
  readonly sidecar: string | null;
  readonly confidence: TakeoutMedia['confidence'];
  readonly kind: TakeoutMedia['kind'];
  /** Of the item that it would become. */
  readonly filename: string;
  /** Seconds since 1970, and degrees, as its sidecar says. */
  readonly takenAt: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Of its folder. */
  readonly year: number | null;
  /** The entry of the picture that an edited copy or a clip belongs to. */
  readonly pictureId: number | null;
  /** Null for what was left out or could not be taken in. */
  readonly sha256: string | null;
  /** A clip that is the end of the photo whose hash `sha256` is. */
  readonly isContained: boolean;
  /** As of the item that the entry would become. */
  readonly key: string;
  readonly authority: string | null;
  /** What the bytes say of themselves, as JSON. */
  readonly facts: string | null;
  readonly isVideo: boolean;
  readonly state: TakeoutMedia['state'];
  readonly reason: string | null;
}

/** An entry as the dry run's ledger has it. */
export function inspectedEntry(row: Row): InspectedEntry {
  return {
    entryId: number(row, 'entry_id'),
    sha256: textOrNull(row, 'sha256'),
    isContained: flag(row, 'contained'),
    key: text(row, 'key'),
    authority: textOrNull(row, 'authority'),
    facts: textOrNull(row, 'facts'),
    isVideo: flag(row, 'is_video'),
    state: oneOf(row, 'state', takeoutMediaSchema.shape.state.options),
    reason: textOrNull(row, 'reason'),
    part: text(row, 'part'),
    path: text(row, 'path'),
    sidecar: textOrNull(row, 'sidecar'),
    confidence: oneOf(row, 'confidence', matchConfidences),
    kind: oneOf(row, 'kind', takeoutMediaKinds),
    filename: text(row, 'filename'),
    takenAt: numberOrNull(row, 'taken_at'),
    latitude: numberOrNull(row, 'latitude'),
    longitude: numberOrNull(row, 'longitude'),
    year: numberOrNull(row, 'year'),
    pictureId: numberOrNull(row, 'picture_id'),
  };
}
