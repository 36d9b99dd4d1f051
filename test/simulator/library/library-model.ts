import type { ChangeOutcome, LibraryChange } from './library-change.ts';

/** What a library is made from: equal options give equal items, albums, ids and bytes, on every machine. */
export interface LibraryOptions {
  readonly items: number;
  readonly albums: number;
  readonly seed: number;
  /**
   * Exact size of every item's stored content in bytes (2560 at least, `smallestItemBytes`); null for natural sizes.
   */
  readonly itemBytes: number | null;
}

/** The file formats that the library holds. */
export type MediaFormat = 'jpeg' | 'heic' | 'mp4';

export type VideoStatus = 'READY' | 'PROCESSING' | 'FAILED';

interface ItemFacts {
  /** Permanent, URL-safe. */
  readonly id: string;
  /** As uploaded: any character, any length, not unique. */
  readonly filename: string;
  readonly mimeType: string;
  /** Moment of capture, ISO 8601 in UTC with whole seconds ("2023-08-12T05:30:15Z"). */
  readonly creationTime: string;
  readonly width: number;
  readonly height: number;
  readonly description: string | null;
  readonly cameraMake: string | null;
  readonly cameraModel: string | null;
}

interface LibraryPhoto extends ItemFacts {
  readonly kind: 'photo';
  /** It has a clip, too. */
  readonly moving: boolean;
}

interface LibraryVideo extends ItemFacts {
  readonly kind: 'video';
  readonly fps: number;
  readonly videoStatus: VideoStatus;
}

/** One item as Google shows it. */
export type LibraryItem = LibraryPhoto | LibraryVideo;

export interface LibraryAlbum {
  /** Permanent, URL-safe. */
  readonly id: string;
  readonly title: string;
  readonly itemCount: number;
  /** The album's first item; null when it is empty. */
  readonly coverItemId: string | null;
}

/**
 * What can be asked of an item:
 * `download` is `=d` (the photo without its place; for a video its still picture), `video` is `=dv` (the transcoded
 * video, or the clip of a motion photo), `scaled` is `=w{W}-h{H}` (a JPEG that fits into the box, never larger than the
 * picture), `original` is what was uploaded, place included: what Takeout holds and no API hands out.
 */
export type MediaVariant =
  | { readonly kind: 'download' }
  | { readonly kind: 'video' }
  | { readonly kind: 'scaled'; readonly width: number; readonly height: number }
  | { readonly kind: 'original' };

/**
 * Bytes to be sent. Chunks of different items share memory, so fifty open 50 MB transfers cost a few MB: never write to
 * them.
 */
export interface ItemMedia {
  readonly contentType: string;
  readonly length: number;
  readonly chunks: readonly Uint8Array[];
}

/** What a backup of one item must hold when it is done. */
export interface ItemTruth {
  readonly id: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly kind: 'photo' | 'video';
  /** Size and digest (hex) of `=d` for a photo, of `=dv` for a video; null while a video is not READY. */
  readonly bytes: number | null;
  readonly sha256: string | null;
  /**
   * Wall-clock time where it was taken, "YYYY-MM-DDTHH:MM:SS"; in UTC when nothing in the file tells the local time.
   */
  readonly taken: string;
  /** What `taken` was read from: the file's own words, or Google's creationTime when the file holds no date. */
  readonly takenFrom: 'exif' | 'quicktime-zone' | 'quicktime-utc' | 'creation-time';
  /** Minutes east of UTC where it was taken, when the file says so. */
  readonly offsetMinutes: number | null;
  readonly creationTime: string;
  readonly description: string | null;
  readonly albums: readonly { readonly id: string; readonly title: string }[];
}

/** Bytes that a client sent through the upload API. */
export interface Upload {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly description: string | null;
  /** Album to put it into; null for none. */
  readonly albumId: string | null;
  /** Epoch milliseconds; the item's time when its bytes tell none. */
  readonly uploadedAt: number;
  /** Bytes that the account has left; without end unless told. */
  readonly room?: number;
  /** Bytes that a photo may have; any number unless told. */
  readonly largestPhoto?: number;
}

/** An item that was made of uploaded bytes, as it arrived. */
export interface UploadTruth {
  readonly id: string;
  readonly filename: string;
  readonly bytes: number;
  /** Of the bytes as they came, in hex. */
  readonly sha256: string;
  readonly description: string | null;
  /** As in {@link ItemTruth}: read from the bytes; the time of the upload when they hold none. */
  readonly taken: string;
  readonly takenFrom: ItemTruth['takenFrom'];
  readonly offsetMinutes: number | null;
  /** As the bytes say it. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  readonly albums: readonly { readonly id: string; readonly title: string }[];
}

/** `existing`: the same bytes were there before, and Google answers with the item it has. */
export type UploadOutcome =
  | { readonly kind: 'created' | 'existing'; readonly item: LibraryItem }
  | { readonly kind: 'refused'; readonly why: 'album' | 'media' | 'storage'; readonly message: string };

/** A photo library that is computed when it is checked; only what was changed is kept in memory. */
export interface SimulatedLibrary {
  readonly itemCount: () => number;
  readonly albumCount: () => number;
  /** Items in listing order (added ones first, newest first), O(limit). Past the end: none. */
  readonly page: (offset: number, limit: number) => readonly LibraryItem[];
  /** Undefined for an id that never was or was removed. */
  readonly item: (id: string) => LibraryItem | undefined;
  readonly albums: (offset: number, limit: number) => readonly LibraryAlbum[];
  readonly album: (id: string) => LibraryAlbum | undefined;
  /** Items in the album's own order; none for an unknown album. */
  readonly albumItems: (albumId: string, offset: number, limit: number) => readonly LibraryItem[];
  readonly albumsOf: (itemId: string) => readonly LibraryAlbum[];
  /**
   * Undefined when the item is unknown or has no such variant (a video's `video` unless READY, the `video` of a photo
   * that does not move).
   */
  readonly media: (id: string, variant: MediaVariant) => Promise<ItemMedia | undefined>;
  /** {@link SimulatedLibrary.media} in one piece. */
  readonly bytes: (id: string, variant: MediaVariant) => Promise<Uint8Array | undefined>;
  /** Digests are computed when first asked for. */
  readonly truth: (id: string) => Promise<ItemTruth | undefined>;
  /** All or nothing: a refused change changes nothing. */
  readonly apply: (change: LibraryChange) => ChangeOutcome;
  readonly upload: (upload: Upload) => Promise<UploadOutcome>;
  /** What was uploaded and is still there, in the order in which it came. */
  readonly uploadTruths: () => Iterable<UploadTruth>;
  /** Bytes of all uploaded items. */
  readonly uploadedBytes: () => number;
}
