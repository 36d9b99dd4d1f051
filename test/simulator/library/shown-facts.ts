import type { AlbumHandle } from './album-collection.ts';
import type { Shelves } from './apply-change.ts';
import type { MediaWorkshop } from './item-media.ts';
import { creationSeconds, type ItemRecipe } from './item-recipe.ts';
import type { LibraryAlbum, LibraryItem } from './library-model.ts';
import { sizeOf } from './media/picture-studio.ts';

/** An item as Google shows it. */
export function itemAsShown(
  { rendition }: Pick<MediaWorkshop, 'rendition'>,
  { id, filename, description, videoStatus, content }: ItemRecipe,
): LibraryItem {
  const size = content.kind === 'uploaded' ? content : sizeOf(content.scene, rendition);
  const facts = {
    id,
    filename,
    mimeType: mimeTypeOf(content),
    creationTime: `${wallClock(creationSeconds(content))}Z`,
    width: size.width,
    height: size.height,
    description,
    cameraMake: content.cameraMake,
    cameraModel: content.cameraModel,
  };
  if (content.kind === 'uploaded')
    return content.isVideo
      ? { ...facts, kind: 'video', fps: 30, videoStatus }
      : { ...facts, kind: 'photo', moving: false };
  return content.format === 'mp4'
    ? { ...facts, kind: 'video', fps: content.fps, videoStatus }
    : { ...facts, kind: 'photo', moving: content.moving };
}

/** An album as Google shows it. */
export function albumAsShown({ items, albums }: Shelves, handle: AlbumHandle): LibraryAlbum {
  const members = albums.members(handle);
  const [first] = members;
  return {
    id: albums.idOf(handle),
    title: albums.title(handle),
    itemCount: members.length,
    coverItemId: first === undefined ? null : items.idOf(first),
  };
}

/** "2023-08-12T14:30:15" for seconds since 1970. */
export function wallClock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}

function mimeTypeOf(content: ItemRecipe['content']): string {
  if (content.kind === 'uploaded') return content.mimeType;
  return { jpeg: 'image/jpeg', heic: 'image/heic', mp4: 'video/mp4' }[content.format];
}
