/** How to open an item's bytes; only the source that made it understands `locator`. */
export interface ItemHandle {
  readonly locator: string;
  /** Epoch milliseconds from which on the handle must be renewed; null when it never goes stale. */
  readonly staleAt: number | null;
}

/** Of an item that came without a handle: it was never good, so it is renewed before use. */
export const noHandle: ItemHandle = { locator: '', staleAt: 0 };

/** What a source tells about one photo or video, from the first page that shows it to its place on the disk. */
export interface SourceItem {
  /** Permanent within its source and account. */
  readonly key: string;
  /** The name it was uploaded under: untrusted, may hold any character. */
  readonly filename: string;
  readonly mimeType: string;
  /** Capture time in UTC as the source tells it, ISO 8601; null when it does not know. */
  readonly createdAt: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly description: string | null;
}

/** One photo or video as a source shows it. */
export interface RemoteItem extends SourceItem {
  /** `processing` and `failed` items have no bytes to fetch (now, or ever). */
  readonly readiness: 'ready' | 'processing' | 'failed';
  readonly handle: ItemHandle;
  /** What the source said about it, word for word as JSON, without what changes at every look (links). */
  readonly verbatim: string;
  /** For the clip of a motion photo: the key of its photo, beside which it is stored. */
  readonly pairOf?: string | undefined;
  /** What only an export tells: place, people and so on, as the catalog keeps it. */
  readonly said?: ItemTakeoutMetadata | undefined;
}

/** An album as a source shows it. */
export interface RemoteAlbum {
  readonly key: string;
  readonly title: string;
  /** As the source counts; null when it does not say. */
  readonly itemCount: number | null;
  readonly coverItemKey: string | null;
  /** Changes whenever the album's contents may have changed: equal fingerprints let a quick run skip the listing. */
  readonly fingerprint: string;
}

/** Where an export says that a photo was taken, and in which year. */
export interface TakeoutHints {
  /** Decimal degrees, north and east positive; both or none. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Of the year folder that it lies in. */
  readonly takenYear: number | null;
}

/** What an export says that a person did with a photo. */
export interface TakeoutMarks {
  readonly people: readonly string[];
  readonly favourite: boolean;
  readonly archived: boolean;
}

/** What an export says about an item. `createdAt` is then what its sidecar says. */
export interface ItemTakeoutMetadata extends TakeoutHints, TakeoutMarks {
  /** It came by partner sharing. */
  readonly partner: boolean;
  /** The stamp of the export whose sidecar says all this; null without a sidecar. A greater one has the last word. */
  readonly authority: string | null;
}
