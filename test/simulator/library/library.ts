import { type AlbumHandle, createAlbumCollection } from './album-collection.ts';
import { applyChange } from './apply-change.ts';
import { createItemCollection, type ItemHandle } from './item-collection.ts';
import { mediaOf, renditionFor } from './item-media.ts';
import { truthOf } from './item-truth.ts';
import type { Interior } from './library-interior.ts';
import type {
  ItemMedia,
  LibraryAlbum,
  LibraryItem,
  LibraryOptions,
  MediaVariant,
  SimulatedLibrary,
} from './library-model.ts';
import { createFiller } from './media/filler.ts';
import { createPictureStudio, type PictureStudio } from './media/picture-studio.ts';
import { albumAsShown, itemAsShown } from './shown-facts.ts';
import { takeUpload } from './take-upload.ts';
import { uploadTruthsOf } from './upload-truth.ts';

/**
 * A library of any size that costs a few MB: items are computed when they are checked. Libraries may share a
 * `studio`, which remembers the encoded pictures. Throws a RangeError for item sizes that nothing fits into.
 */
export function createLibrary(
  options: LibraryOptions,
  studio: PictureStudio = createPictureStudio(),
): SimulatedLibrary {
  const { seed, itemBytes } = options;
  const items = createItemCollection(seed, options.items);
  const albums = createAlbumCollection(seed, options.albums, options.items);
  const workshop = { studio, filler: createFiller(seed), itemBytes, rendition: renditionFor(itemBytes) };
  const interior: Interior = {
    seed,
    items,
    albums,
    workshop,
    digests: new Map(),
    uploads: new Map(),
    uploadedBytes: 0,
  };

  const shownItem = (handle: ItemHandle): LibraryItem => itemAsShown(workshop, items.recipe(handle));
  const shownAlbum = (handle: AlbumHandle): LibraryAlbum => albumAsShown(interior, handle);
  const media = async (id: string, variant: MediaVariant): Promise<ItemMedia | undefined> => {
    const handle = items.handleOf(id);
    return handle === undefined ? undefined : mediaOf(workshop, items.recipe(handle), variant);
  };

  return {
    itemCount: items.count,
    albumCount: albums.count,
    page: (offset, limit) => items.page(offset, limit).map(shownItem),
    item: (id) => {
      const handle = items.handleOf(id);
      return handle === undefined ? undefined : shownItem(handle);
    },
    albums: (offset, limit) => albums.page(offset, limit).map(shownAlbum),
    album: (id) => {
      const handle = albums.handleOf(id);
      return handle === undefined ? undefined : shownAlbum(handle);
    },
    albumItems: (albumId, offset, limit) => {
      const handle = albums.handleOf(albumId);
      return handle === undefined
        ? []
        : albums
            .members(handle)
            .slice(offset, offset + limit)
            .map(shownItem);
    },
    albumsOf: (itemId) => {
      const handle = items.handleOf(itemId);
      return handle === undefined ? [] : albums.holding(handle).map(shownAlbum);
    },
    media,
    bytes: async (id, variant) => {
      const found = await media(id, variant);
      return found === undefined ? undefined : Buffer.concat(found.chunks, found.length);
    },
    truth: async (id) => {
      const handle = items.handleOf(id);
      return handle === undefined ? undefined : truthOf(interior, handle);
    },
    apply: (change) => applyChange(interior, change),
    upload: (upload) => takeUpload(interior, upload),
    uploadTruths: () => uploadTruthsOf(interior),
    uploadedBytes: () => interior.uploadedBytes,
  };
}
