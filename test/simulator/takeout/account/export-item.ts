import type { GeneratedContent } from '../../library/item-recipe.ts';
import type { SidecarForm } from '../entry-names.ts';

export interface Place {
  /** Degrees, north and east positive. */
  readonly latitude: number;
  readonly longitude: number;
}

/** What an item's sidecar says besides its title. */
export interface StatedMetadata {
  readonly description: string;
  /** Seconds since 1970 UTC; before 1970 they are negative. */
  readonly uploadedSeconds: number;
  /** Seconds since 1970 UTC, or how it is missing. */
  readonly taken: number | 'zero' | 'absent';
  /** Null stands for 0,0. */
  readonly geoData: Place | null;
  /** Null stands for 0,0. */
  readonly geoDataExif: Place | null | 'absent';
  readonly people: readonly string[];
  readonly favorited: boolean;
  readonly archived: boolean;
  readonly trashed: boolean;
  /** Came by partner sharing. */
  readonly partner: boolean;
}

/** A file that shares its item's sidecar. */
export type Companion =
  | { readonly kind: 'edited'; readonly content: GeneratedContent; readonly suffix: string }
  /** An edited copy whose name follows no suffix rule. */
  | { readonly kind: 'edited-as'; readonly content: GeneratedContent; readonly name: string }
  | { readonly kind: 'motion-clip'; readonly content: GeneratedContent; readonly name: string };

/** Where the bytes lie: `albums` is in album folders only. */
export type Home = 'year' | 'albums' | 'archive' | 'locked' | 'failed-videos' | 'trash';

/** One item of the account, and how this export shows it. */
export interface ExportItem {
  /** Unique, and the same in later exports. */
  readonly key: string;
  readonly title: string;
  /** What names in the archive are made of instead of the title. */
  readonly fileName?: string;
  /** How names in the archive are spelled: `decomposed` is NFD. */
  readonly spelling: 'as-titled' | 'decomposed';
  readonly content: GeneratedContent;
  /** `absent`: somebody else's, or lost; then only the sidecar and companions are there. */
  readonly bytes: 'present' | 'absent';
  readonly companions: readonly Companion[];
  readonly said: StatedMetadata;
  readonly sidecar: SidecarForm | { readonly kind: 'none' };
  /** Folders that hold the sidecar beside the bytes. */
  readonly sidecarIn: 'every-folder' | 'year-folder' | 'album-folders';
  readonly home: Home;
}

/** How an album's folder shows its items: `mixed` is a coin toss for each. */
export type AlbumStyle = 'copies' | 'sidecars' | 'mixed';

export interface ExportAlbum {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly style: AlbumStyle;
  /** `wrapped` is the older `{"albumData":{…}}`. */
  readonly metadataForm: 'flat' | 'wrapped';
  /** Keys of items in the album's order. */
  readonly members: readonly string[];
}

/** All that an account holds at one time. */
export interface ExportAccount {
  readonly items: readonly ExportItem[];
  readonly albums: readonly ExportAlbum[];
}
