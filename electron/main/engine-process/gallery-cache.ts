import { ok, type Result } from '../../contract/result.ts';
import type { Engine, EngineDestination, Gallery } from '../../engine/engine.ts';

/** Keeps the catalog of the destination in use open for looking, so that a scroll does not open it a hundred times. */
export interface GalleryCache {
  /** Null when nothing was ever stored there. */
  readonly galleryOf: (destination: EngineDestination) => Result<Gallery | null>;
  readonly close: () => void;
}

/** An empty shelf; it holds one gallery at a time. */
export function createGalleryCache(engine: Pick<Engine, 'gallery'>): GalleryCache {
  let shelved: { readonly key: string; readonly gallery: Gallery } | null = null;

  function close(): void {
    // Closes at once; what is still being made is given up.
    void shelved?.gallery.close();
    shelved = null;
  }

  return {
    galleryOf: (destination) => {
      const key = `${destination.identity}\n${destination.path}`;
      if (shelved?.key === key) return ok(shelved.gallery);
      close();
      const opened = engine.gallery(destination);
      if (opened.ok && opened.value !== null) shelved = { key, gallery: opened.value };
      return opened;
    },
    close,
  };
}
