import type { SimulatedLibrary } from '../../library/library-model.ts';

/** Where in an album new items go. */
export type ItemPosition =
  | { readonly kind: 'first' }
  | { readonly kind: 'last' }
  | { readonly kind: 'after'; readonly itemId: string };

/** Puts items into an album; those that are in it stay where they are. */
export function insertItems(
  library: SimulatedLibrary,
  albumId: string,
  itemIds: readonly string[],
  position: ItemPosition,
): void {
  const present = library.albumItems(albumId, 0, Number.MAX_SAFE_INTEGER).map(({ id }) => id);
  const added = [...new Set(itemIds)].filter((id) => !present.includes(id));
  library.apply({ kind: 'add-album-items', id: albumId, itemIds: added });
  if (position.kind === 'last' || added.length === 0) return;
  const at = position.kind === 'first' ? 0 : present.indexOf(position.itemId) + 1;
  const order = [...present.slice(0, at), ...added, ...present.slice(at)];
  library.apply({ kind: 'reorder-album', id: albumId, itemIds: order });
}
