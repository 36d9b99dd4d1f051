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
