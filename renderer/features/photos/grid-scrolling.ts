/** What of an element its scroller shows: heights of the element, in CSS pixels. */
export interface ScrollFrame {
  readonly scroller: HTMLElement;
  readonly top: number;
  readonly bottom: number;
}

/** The page's scroller that an element stands in. */
export function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest('main') ?? null;
}

/** Read from the page at this moment; null for an element that is not in it. */
export function frameOf(element: HTMLElement | null): ScrollFrame | null {
  const scroller = scrollerOf(element);
  if (element === null || scroller === null) return null;
  const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
  return { scroller, top, bottom: top + scroller.clientHeight };
}

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
