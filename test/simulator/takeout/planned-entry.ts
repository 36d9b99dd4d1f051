import type { GeneratedContent } from '../library/item-recipe.ts';
import type { ExportItem } from './account/export-item.ts';

/** What an entry holds. Texts are made when they are needed: half a million of them are a gigabyte. */
export type EntryBody =
  | { readonly kind: 'media'; readonly content: GeneratedContent }
  | { readonly kind: 'text'; readonly text: () => string };

/**
 * What a sidecar is good for: it speaks of media in its folder, or only tells of a membership (its item's bytes lie in
 * another folder), or its item is not there at all.
 */
export type SidecarMatch = 'media' | 'membership' | 'none';

/** What an importer has to make of an entry. */
export type EntryRole =
  | { readonly kind: 'media' }
  | { readonly kind: 'trash' }
  | { readonly kind: 'sidecar'; readonly match: SidecarMatch }
  | { readonly kind: 'album-metadata' }
  | { readonly kind: 'other-json' }
  | { readonly kind: 'other' };

/** One file of an export. */
export interface PlannedEntry {
  /** With slashes, beginning with "Takeout/". */
  readonly path: string;
  readonly body: EntryBody;
  readonly role: EntryRole;
  /** Seconds since 1970 UTC. */
  readonly modified: number;
  /** Entries of equal bundles lie in the same part, if it holds them. */
  readonly bundle: number;
}

/** Files of one content within an export. */
export interface ShownAsset {
  readonly kind: 'original' | 'edited' | 'motion-clip';
  readonly content: GeneratedContent;
  readonly entries: readonly PlannedEntry[];
}

/** What an export shows of one item. */
export interface ShownItem {
  readonly item: ExportItem;
  readonly assets: readonly ShownAsset[];
  /** A sidecar lies beside the bytes in at least one folder. */
  readonly sidecar: 'beside' | 'none';
  readonly inArchiveFolder: boolean;
  /** Year of the year folder that its bytes lie in; null when they lie in none. */
  readonly folderYear: number | null;
  readonly albums: readonly { readonly title: string; readonly folder: string }[];
}
