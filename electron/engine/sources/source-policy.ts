import type { SourceKind } from '../../contract/source-kinds.ts';
import type { AssetTaken, TakenClock } from '../catalog/assets/asset-row.ts';
import type { EffectiveMetadata } from '../catalog/assets/effective-metadata.ts';
import type { TakeoutDate } from '../catalog/items/transfers.ts';
import type { MediaFacts } from '../media/media-facts.ts';

/** What a file says about when and where it was taken. */
export type EmbeddedFacts = Pick<MediaFacts, 'taken' | 'place'>;

/** Everything that can tell when a photo was taken. */
export interface DateEvidence {
  readonly facts: EmbeddedFacts;
  /** What the picture says of which it is an edited copy or a clip. */
  readonly picture?: EmbeddedFacts | null;
  readonly filename: string;
  /** As the source tells it, ISO 8601 in UTC; null when it does not. */
  readonly createdAt: string | null;
  /** What an export says; null for items of other sources. */
  readonly said: TakeoutDate | null;
  /** Minutes east of UTC of the photo nearest in time; null when there is none near, and while nobody has looked. */
  readonly neighbourZone: number | null;
}

/** What is now known of a stored photo that exports speak of. */
export interface ReconciledPhoto {
  readonly metadata: EffectiveMetadata;
  readonly taken: AssetTaken;
  readonly facts: EmbeddedFacts;
}

/** A stored photo, as its sidecar is to describe it. */
export interface PhotoToDescribe {
  readonly description: string | null;
  readonly taken: TakenClock;
  /** Null when no export speaks of it. */
  readonly reconciled: ReconciledPhoto | null;
}

/** What differs between the kinds of sources in what becomes of their photos. */
export interface SourcePolicy {
  /** Decides when a photo was taken: once its bytes are there, and again when more is known. */
  readonly decideDate: (evidence: DateEvidence, now: Date) => AssetTaken;
  /** The text of the sidecar beside a photo; null when the file says it all. */
  readonly xmp: (photo: PhotoToDescribe) => string | null;
  /** What people wrote into an album, by what the source says of it, the latest first; null when that is nothing. */
  readonly albumText: (metadata: readonly string[]) => string | null;
}

/** The policy of the source that has the last word on a photo: not always the one that the run is about. */
export type PolicyOf = (kind: SourceKind) => SourcePolicy;
