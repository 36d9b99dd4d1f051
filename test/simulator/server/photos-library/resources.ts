import type { LibraryAlbum, LibraryItem } from '../../library/library-model.ts';

/** Makes a base URL for an item, see media/base-urls.ts. */
export type Linker = (itemId: string) => string;

/** An item as the API shows it: int64 as text, absent keys for what is empty. */
export function mediaItemResource(item: LibraryItem, link: Linker): object {
  return {
    id: item.id,
    ...(item.description === null ? {} : { description: item.description }),
    productUrl: `https://photos.google.com/lr/photo/${item.id}`,
    baseUrl: link(item.id),
    mimeType: item.mimeType,
    mediaMetadata: {
      creationTime: item.creationTime,
      width: String(item.width),
      height: String(item.height),
      ...mediumOf(item),
    },
    filename: item.filename,
  };
}

function mediumOf(item: LibraryItem): object {
  const camera = {
    ...(item.cameraMake === null ? {} : { cameraMake: item.cameraMake }),
    ...(item.cameraModel === null ? {} : { cameraModel: item.cameraModel }),
  };
  if (item.kind === 'photo') return { photo: camera };
  const fps = item.videoStatus === 'READY' ? { fps: item.fps } : {};
  return { video: { ...camera, ...fps, status: item.videoStatus } };
}

/** An album as the API shows it. An empty one has neither a count nor a cover. */
export function albumResource(album: LibraryAlbum, link: Linker): object {
  return {
    id: album.id,
    title: album.title,
    productUrl: `https://photos.google.com/lr/album/${album.id}`,
    ...(album.itemCount === 0 ? {} : { mediaItemsCount: String(album.itemCount) }),
    ...(album.coverItemId === null
      ? {}
      : { coverPhotoBaseUrl: link(album.coverItemId), coverPhotoMediaItemId: album.coverItemId }),
    isWriteable: true,
  };
}
