import type { Shelves } from './apply-change.ts';
import type { ItemHandle } from './item-collection.ts';
import type { MediaWorkshop } from './item-media.ts';

/** Size in bytes and SHA-256 (hex) of what a backup stores. */
export interface StoredSize {
  readonly bytes: number;
  readonly sha256: string;
}

/** What one library is made of. */
export interface Interior extends Shelves {
  readonly workshop: MediaWorkshop;
  readonly digests: Map<string, StoredSize>;
  /** Uploaded items by the digest of their bytes. */
  readonly uploads: Map<string, ItemHandle>;
  /** Bytes of all items that were made of uploads. */
  uploadedBytes: number;
}
