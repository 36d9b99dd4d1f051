import { type ItemRecipe, originalRecipe } from './item-recipe.ts';
import { idOf, numberOf } from './permanent-ids.ts';

/** A number that stands for an item for as long as the library lives: its index, or for an added one what follows. */
export type ItemHandle = number;

/** All items: the computed ones, what was changed about them, and the added ones. */
export interface ItemCollection {
  readonly count: () => number;
  /** In listing order: added items first, the latest of them in front, then the others by index. */
  readonly page: (offset: number, limit: number) => readonly ItemHandle[];
  /** Undefined for an id that never was or was removed. */
  readonly handleOf: (id: string) => ItemHandle | undefined;
  readonly idOf: (handle: ItemHandle) => string;
  /** One more than the largest handle. */
  readonly handles: () => number;
  readonly recipe: (handle: ItemHandle) => ItemRecipe;
  /** `make` gets the new item's id and its number among the added ones. */
  readonly add: (make: (id: string, number: number) => ItemRecipe) => ItemHandle;
  readonly replace: (handle: ItemHandle, recipe: ItemRecipe) => void;
  readonly remove: (handle: ItemHandle) => void;
}

export function createItemCollection(seed: number, items: number): ItemCollection {
  const replaced = new Map<ItemHandle, ItemRecipe>();
  const removed = new Set<ItemHandle>();
  const added: ItemRecipe[] = [];
  /** Listing order of added items, the latest last. */
  let addedOrder: ItemHandle[] = [];
  /** Removed indices in ascending order. */
  const gaps: number[] = [];

  const shelfIdOf = (handle: ItemHandle): string =>
    handle < items ? idOf('item', handle, seed) : idOf('added', handle - items, seed);

  return {
    count: () => items - gaps.length + addedOrder.length,
    page: (offset, limit) => {
      const handles: ItemHandle[] = [];
      const end = Math.min(offset + limit, items - gaps.length + addedOrder.length);
      for (let position = offset; position < end; position += 1) {
        const handle = addedOrder[addedOrder.length - 1 - position] ?? indexAt(position - addedOrder.length, gaps);
        handles.push(handle);
      }
      return handles;
    },
    handleOf: (id) => {
      const index = numberOf('item', id, seed);
      const number = index === undefined ? numberOf('added', id, seed) : undefined;
      const handle = number === undefined ? index : items + number;
      const known = handle !== undefined && (number === undefined ? handle < items : number < added.length);
      return known && !removed.has(handle) ? handle : undefined;
    },
    idOf: shelfIdOf,
    handles: () => items + added.length,
    recipe: (handle) => {
      const recipe = replaced.get(handle) ?? added[handle - items];
      return recipe ?? originalRecipe(seed, handle, items, shelfIdOf(handle));
    },
    add: (make) => {
      const handle = items + added.length;
      added.push(make(shelfIdOf(handle), added.length));
      addedOrder.push(handle);
      return handle;
    },
    replace: (handle, recipe) => {
      replaced.set(handle, recipe);
    },
    remove: (handle) => {
      removed.add(handle);
      replaced.delete(handle);
      if (handle >= items) addedOrder = addedOrder.filter((other) => other !== handle);
      else gaps.splice(gapsUpTo(handle, gaps), 0, handle);
    },
  };
}

/** The index of the item at that position when the indices in `gaps` are left out. */
function indexAt(position: number, gaps: readonly number[]): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle] ?? 0) - middle <= position) low = middle + 1;
    else high = middle;
  }
  return position + low;
}

/** How many gaps lie below that index. */
function gapsUpTo(index: number, gaps: readonly number[]): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
