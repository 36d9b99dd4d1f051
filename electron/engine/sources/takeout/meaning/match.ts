import type { MatchConfidence, MatchReason } from '../../../../contract/takeout-models.ts';

/* What matching takes and gives: the media and sidecars of a folder, and which belongs to which. */

/** A photo or video by its name, in the folder that is being matched. */
export interface FolderMedia {
  /** Last segment of its path, as it stands in the part. */
  readonly name: string;
  /** By its bytes; absent or null where nobody looked, which is usual while an archive is being listed. */
  readonly kind?: 'photo' | 'video' | null | undefined;
  /** Equal for equal bytes (checksum and size); absent or null where unknown. Tells apart two entries of one name. */
  readonly content?: string | null | undefined;
}

/** A JSON file that may speak of a media file in the same folder. */
export interface FolderSidecar {
  readonly name: string;
  readonly title: string;
  /** As for {@link FolderMedia}. */
  readonly content?: string | null | undefined;
}

/**
 * What a media file is to its picture. `of` is the index of the picture's media; null when the picture is not in the
 * folder and only its sidecar is.
 */
export type MediaRelation =
  | { readonly kind: 'itself' }
  | { readonly kind: 'edited'; readonly of: number | null }
  | { readonly kind: 'motion-clip'; readonly of: number | null };

/** The sidecar of one media file. Indexes count in the lists that were given. */
export interface MediaMatch {
  readonly media: number;
  /** Null when there is none, and when it is doubtful. */
  readonly sidecar: number | null;
  readonly confidence: MatchConfidence;
  readonly reason: MatchReason;
  readonly relation: MediaRelation;
  /** Sidecars that might be meant, where it is doubtful; ascending. */
  readonly candidates: readonly number[];
}

/** All of one folder, across the parts of one export. */
export interface FolderMatch {
  /** One for each media file, in the order given. */
  readonly matches: readonly MediaMatch[];
  /** Sidecars that no media file uses, ascending. */
  readonly unusedSidecars: readonly number[];
}
