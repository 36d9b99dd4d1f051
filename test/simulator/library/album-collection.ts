import { albumMembers, albumTitle } from './album-plan.ts';
import type { ItemHandle } from './item-collection.ts';
import { idOf, numberOf } from './permanent-ids.ts';

/** A number that stands for an album for as long as the library lives. */
export type AlbumHandle = number;

/** All albums: the computed ones, what was changed about them, and the added ones. */
export interface AlbumCollection {
  readonly count: () => number;
  /** In listing order: added albums first, the latest of them in front. */
  readonly page: (offset: number, limit: number) => readonly AlbumHandle[];
  readonly handleOf: (id: string) => AlbumHandle | undefined;
  readonly idOf: (handle: AlbumHandle) => string;
  readonly title: (handle: AlbumHandle) => string;
  readonly members: (handle: AlbumHandle) => readonly ItemHandle[];
  /** Albums that hold the item, in listing order. */
  readonly holding: (item: ItemHandle) => readonly AlbumHandle[];
  readonly add: (title: string) => AlbumHandle;
  readonly rename: (handle: AlbumHandle, title: string) => void;
  readonly fill: (handle: AlbumHandle, members: readonly ItemHandle[]) => void;
  readonly remove: (handle: AlbumHandle) => void;
}

export function createAlbumCollection(seed: number, albums: number, items: number): AlbumCollection {
  const titles = new Map<AlbumHandle, string>();
  const contents = new Map<AlbumHandle, readonly ItemHandle[]>();
  let order: AlbumHandle[] = Array.from({ length: albums }, (_, index) => index);
  let nextHandle = albums;
  let index: MembershipIndex | undefined;

  const members = (handle: AlbumHandle): readonly ItemHandle[] => {
    const known = contents.get(handle);
    if (known !== undefined) return known;
    const computed = albumMembers(seed, handle, albums, items);
    contents.set(handle, computed);
    return computed;
  };
  const shelfIdOf = (handle: AlbumHandle): string => idOf('album', handle, seed);

  return {
    count: () => order.length,
    page: (offset, limit) => order.slice(offset, offset + limit),
    handleOf: (id) => {
      const handle = numberOf('album', id, seed);
      return handle !== undefined && order.includes(handle) ? handle : undefined;
    },
    idOf: shelfIdOf,
    title: (handle) => titles.get(handle) ?? albumTitle(seed, handle),
    members,
    holding: (item) => {
      index ??= indexMemberships(order, members);
      return index.holding(item);
    },
    add: (title) => {
      const handle = nextHandle;
      nextHandle += 1;
      titles.set(handle, title);
      contents.set(handle, []);
      order = [handle, ...order];
      index = undefined;
      return handle;
    },
    rename: (handle, title) => {
      titles.set(handle, title);
    },
    fill: (handle, newMembers) => {
      contents.set(handle, newMembers);
      index = undefined;
    },
    remove: (handle) => {
      order = order.filter((other) => other !== handle);
      titles.delete(handle);
      contents.delete(handle);
      index = undefined;
    },
  };
}

interface MembershipIndex {
  readonly holding: (item: ItemHandle) => readonly AlbumHandle[];
}

/** Which albums hold an item, in two flat arrays: 100,000 items cost about a megabyte. */
function indexMemberships(
  albums: readonly AlbumHandle[],
  members: (album: AlbumHandle) => readonly ItemHandle[],
): MembershipIndex {
  let largest = -1;
  let total = 0;
  for (const album of albums) {
    for (const item of members(album)) largest = Math.max(largest, item);
    total += members(album).length;
  }
  /** Where the albums of each item begin in `held`. */
  const starts = new Int32Array(largest + 2);
  for (const album of albums) for (const item of members(album)) starts[item + 1] = (starts[item + 1] ?? 0) + 1;
  for (let item = 1; item < starts.length; item += 1) starts[item] = (starts[item] ?? 0) + (starts[item - 1] ?? 0);
  const filled = starts.slice();
  const held = new Int32Array(total);
  for (const album of albums) {
    for (const item of members(album)) {
      const at = filled[item] ?? 0;
      held[at] = album;
      filled[item] = at + 1;
    }
  }
  return { holding: (item) => (item > largest ? [] : [...held.subarray(starts[item], starts[item + 1])]) };
}
