import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { anchorAt, heightOf } from './grid-anchor.ts';
import {
  type GridLayout,
  type GridMeasure,
  type GridRange,
  type GridSection,
  layoutOf,
  placeOf,
} from './grid-layout.ts';
import { createScrollSpot, type ScrollSpot } from './scroll-spot.ts';

/** A grid inside the page's scroller: where it stands and what of it is in sight. */
export interface GridScroll {
  /** For the grid's element. */
  readonly root: RefObject<HTMLDivElement | null>;
  readonly layout: GridLayout;
  /** What is in sight, and a little more. */
  readonly range: GridRange;
  /** What of it shall be built: all, but during a fast scroll only what was there before. */
  readonly built: GridRange;
  /** Height of what is in sight, in CSS pixels. */
  readonly inSight: number;
  readonly spot: ScrollSpot;
  readonly scrollTo: (y: number) => void;
  /** Scrolls as little as is needed to show an item. */
  readonly reveal: (item: number) => void;
}

/** How a grid is laid out; `coveredTop` is the height of what sticks to the top of the scroller above it. */
export interface GridScrollOptions extends Omit<GridMeasure, 'width'> {
  readonly coveredTop: number;
}

/** Rows that are built above and below what is in sight. */
const spareRows = 3;
const nothing: GridRange = { from: 0, to: 0 };
/** A scroll of more than this share of the screen at once, again and again, is faster than anybody can look. */
const fastShare = 0.25;
const fastSteps = 2;
/** After this many milliseconds without another such step, everything in sight is built. */
const settleMilliseconds = 90;

/**
 * Follows the nearest `main` as the scroller. The options must keep their identity. `startAt` is the height of the grid
 * to begin at: where someone was before.
 */
export function useGridScroll(sections: readonly GridSection[], options: GridScrollOptions, startAt = 0): GridScroll {
  const root = useRef<HTMLDivElement>(null);
  const [spot] = useState(createScrollSpot);
  const [width, setWidth] = useState(0);
  const [inSight, setInSight] = useState(0);
  const [range, setRange] = useState(nothing);
  const [built, setBuilt] = useState(nothing);
  const [isFast] = useState(() => speedometer(performance.now.bind(performance)));
  const { coveredTop } = options;
  const layout = useMemo(() => layoutOf(sections, { ...options, width }), [sections, options, width]);

  const look = useCallback(() => {
    const frame = frameOf(root.current);
    if (frame === null) return;
    const top = frame.top + coveredTop;
    spot.set(Math.max(0, top));
    const next = rangeAround(layout, top, frame.bottom);
    setRange((before) => sameOr(before, next));
    if (!isFast(top, frame.bottom - frame.top)) setBuilt((before) => sameOr(before, next));
  }, [layout, coveredTop, spot, isFast]);

  useEffect(() => {
    if (built === range) return undefined;
    const timer = setTimeout(() => setBuilt(range), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [built, range]);

  const scrollTo = useCallback(
    (y: number) => {
      const frame = frameOf(root.current);
      if (frame !== null) frame.scroller.scrollTop += y - (frame.top + coveredTop);
    },
    [coveredTop],
  );

  const reveal = useCallback(
    (item: number) => {
      const frame = frameOf(root.current);
      const place = placeOf(layout, item);
      if (frame === null || place === null) return;
      const top = frame.top + coveredTop + layout.measure.headHeight;
      const gap = layout.measure.gap * 2;
      if (place.top < top) scrollTo(place.top - layout.measure.headHeight);
      else if (place.bottom + gap > frame.bottom) {
        scrollTo(place.bottom + gap - (frame.bottom - frame.top - coveredTop));
      }
    },
    [layout, coveredTop, scrollTo],
  );

  useLayoutEffect(() => {
    const element = root.current;
    const scroller = scrollerOf(element);
    if (element === null || scroller === null) return undefined;
    const measure = () => {
      setWidth(element.clientWidth);
      setInSight(Math.max(0, scroller.clientHeight - coveredTop));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    watcher.observe(scroller);
    return () => watcher.disconnect();
  }, [coveredTop]);

  useSteadyPlace(layout, spot, scrollTo, startAt);

  // What stands above the grid may change its height without a scroll: the size of what is in sight is a reason to look.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    const scroller = scrollerOf(root.current);
    look();
    scroller?.addEventListener('scroll', look, { passive: true });
    return () => scroller?.removeEventListener('scroll', look);
  }, [look, inSight]);

  return { root, layout, range, built, inSight, spot, scrollTo, reveal };
}

/** Keeps the same items in sight when the window's width or the counts change. */
function useSteadyPlace(layout: GridLayout, spot: ScrollSpot, scrollTo: (y: number) => void, startAt: number): void {
  const before = useRef(layout);
  const start = useRef(startAt);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = layout;
    if (start.current > 0 && layout.measure.width > 0) {
      scrollTo(start.current);
      start.current = 0;
      return;
    }
    if (old === layout || spot.y() === 0) return;
    const anchor = anchorAt(old, spot.y());
    const y = anchor === null ? null : heightOf(layout, anchor);
    if (y !== null) scrollTo(y);
  }, [layout, spot, scrollTo]);
}

function rangeAround({ rowHeight }: GridLayout, top: number, bottom: number): GridRange {
  // Whole rows, so that a scroll within a row builds nothing.
  const row = (y: number) => Math.floor(y / rowHeight);
  return { from: Math.max(0, row(top) - spareRows) * rowHeight, to: (row(bottom) + 1 + spareRows) * rowHeight };
}

function sameOr(before: GridRange, next: GridRange): GridRange {
  return before.from === next.from && before.to === next.to ? before : next;
}

/** Tells whether the scroll to `top` is one of several large steps in a row. */
function speedometer(now: () => number): (top: number, screen: number) => boolean {
  let steps = 0;
  let before = { top: 0, at: 0 };
  return (top, screen) => {
    const at = now();
    const large = Math.abs(top - before.top) > screen * fastShare && at - before.at < settleMilliseconds;
    steps = large ? steps + 1 : 0;
    before = { top, at };
    return steps >= fastSteps;
  };
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest('main') ?? null;
}

/** The upper and lower edge of the scroller as heights of the grid. */
function frameOf(element: HTMLElement | null) {
  const scroller = scrollerOf(element);
  if (element === null || scroller === null) return null;
  const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
  return { scroller, top, bottom: top + scroller.clientHeight };
}
