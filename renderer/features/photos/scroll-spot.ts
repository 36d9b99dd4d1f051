/** How far the grid is scrolled, for those who follow each step of it without drawing everything anew. */
export interface ScrollSpot {
  /** The height of the grid that stands at the upper edge of what is in sight, in CSS pixels. */
  readonly y: () => number;
  readonly set: (y: number) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** At the top. */
export function createScrollSpot(): ScrollSpot {
  let current = 0;
  const listeners = new Set<() => void>();
  return {
    y: () => current,
    set: (y) => {
      if (y === current) return;
      current = y;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
