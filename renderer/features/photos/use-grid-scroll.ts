import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  anchorAt,
  type GridLayout,
  type GridMeasure,
  type GridRange,
  type GridSection,
  heightOf,
  layoutOf,
  placeOf,
} from './grid-layout.ts';
import { createScrollSpot, frameOf, type ScrollSpot, scrollerOf } from './grid-scrolling.ts';
import { createScrollVelocity, debounceMs } from './scroll-velocity.ts';

/** A grid inside the page's scroller: where it stands and what of it is in sight. */
export interface GridScroll extends GridRanges {
  /** For the grid's element. */
  readonly root: RefObject<HTMLDivElement | null>;
  readonly layout: GridLayout;
  /** Height of what is in sight, in CSS pixels. */
  readonly inSight: number;
  readonly spot: ScrollSpot;
  readonly scrollTo: (y: number) => void;
  /** Where it is scrolled to now, for `startAt` of another time; negative while what is above it is in sight. */
  readonly place: () => number;
  /** Scrolls as little as is needed to show an item. */
  readonly reveal: (item: number) => void;
}

/** How a grid is laid out; `coveredTop` is the height of what sticks to the top of the scroller above it. */
export interface GridScrollOptions extends Omit<GridMeasure, 'width'> {
  readonly coveredTop: number;
}

/**
 * Follows the nearest `main` as the scroller. The options must keep their identity. `startAt` is the height of the grid
 * to begin at: where someone was before.
 */
export function useGridScroll(
  sections: readonly GridSection[],
  options: GridScrollOptions,
  startAt: number | null = null,
): GridScroll {
  const { coveredTop } = options;
  const root = useRef<HTMLDivElement>(null);
  const [spot] = useState(createScrollSpot);
  const { width, inSight } = useGridSize(root, coveredTop);
  const layout = useMemo(() => layoutOf(sections, { ...options, width }), [sections, options, width]);
  const commands = useScrollCommands(root, layout, coveredTop);
  useSteadyPlace(layout, spot, commands.scrollTo, startAt);
  const ranges = useGridRange(root, layout, spot, coveredTop, inSight);
  return { root, layout, inSight, spot, ...commands, ...ranges };
}

function useGridSize(root: RefObject<HTMLElement | null>, coveredTop: number) {
  const [size, setSize] = useState({ width: 0, inSight: 0 });
  useLayoutEffect(() => {
    const element = root.current;
    const scroller = scrollerOf(element);
    if (element === null || scroller === null) return undefined;
    const measure = () => {
      const width = element.clientWidth;
      const inSight = Math.max(0, scroller.clientHeight - coveredTop);
      setSize((before) => (before.width === width && before.inSight === inSight ? before : { width, inSight }));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    watcher.observe(scroller);
    return () => watcher.disconnect();
  }, [root, coveredTop]);
  return size;
}

function useScrollCommands(
  root: RefObject<HTMLElement | null>,
  layout: GridLayout,
  coveredTop: number,
): Pick<GridScroll, 'scrollTo' | 'place' | 'reveal'> {
  const scrollTo = useCallback(
    (y: number) => {
      const frame = frameOf(root.current);
      if (frame !== null) frame.scroller.scrollTop += y - (frame.top + coveredTop);
    },
    [root, coveredTop],
  );
  const place = useCallback(() => (frameOf(root.current)?.top ?? 0) + coveredTop, [root, coveredTop]);
  const reveal = useCallback(
    (item: number) => {
      const frame = frameOf(root.current);
      const tile = placeOf(layout, item);
      if (frame === null || tile === null) return;
      const { headHeight, gap } = layout.measure;
      const above = tile.top - headHeight;
      const below = tile.bottom + gap * 2;
      if (above < frame.top + coveredTop) scrollTo(above);
      else if (below > frame.bottom) scrollTo(below - (frame.bottom - frame.top - coveredTop));
    },
    [root, layout, coveredTop, scrollTo],
  );
  return { scrollTo, place, reveal };
}

/** Keeps the same items in sight when the window's width or the counts change. */
function useSteadyPlace(
  layout: GridLayout,
  spot: ScrollSpot,
  scrollTo: (y: number) => void,
  startAt: number | null,
): void {
  const before = useRef(layout);
  const start = useRef(startAt);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = layout;
    if (start.current !== null && layout.measure.width > 0) {
      scrollTo(start.current);
      start.current = null;
      return;
    }
    if (old === layout || spot.y() === 0) return;
    const anchor = anchorAt(old, spot.y());
    const y = anchor === null ? null : heightOf(layout, anchor);
    if (y !== null) scrollTo(y);
  }, [layout, spot, scrollTo]);
}

/** What of the grid is in sight. */
export interface GridRanges {
  /** What is in sight, and a little more. */
  readonly range: GridRange;
  /** What of it shall be built: all, but during a fast scroll only what was there before. */
  readonly built: GridRange;
}

/** Rows that are built above and below what is in sight. */
const spareRows = 3;
const nothing: GridRange = { from: 0, to: 0 };

/** Follows the scroller. `inSight` is the height of what it shows: when that changes, it looks anew. */
function useGridRange(
  root: RefObject<HTMLElement | null>,
  layout: GridLayout,
  spot: ScrollSpot,
  coveredTop: number,
  inSight: number,
): GridRanges {
  const [range, setRange] = useState(nothing);
  const [built, setBuilt] = useState(nothing);
  const [isFast] = useState(() => createScrollVelocity(() => performance.now()));

  const look = useCallback(() => {
    const frame = frameOf(root.current);
    if (frame === null || root.current === null) return;
    // The window has just changed its width: these heights are of a layout that is about to be replaced.
    if (root.current.clientWidth !== layout.measure.width) return;
    const top = frame.top + coveredTop;
    // A scroll ends on a whole pixel of the screen, which may be a little above the height that was asked for.
    spot.set(Math.max(0, Math.ceil(top)));
    const next = rangeAround(layout, top, frame.bottom);
    setRange((before) => sameOr(before, next));
    if (!isFast(top, frame.bottom - frame.top)) setBuilt((before) => sameOr(before, next));
  }, [root, layout, coveredTop, spot, isFast]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `inSight` is a reason to look, not an input.
  useEffect(() => {
    const scroller = scrollerOf(root.current);
    look();
    scroller?.addEventListener('scroll', look, { passive: true });
    return () => scroller?.removeEventListener('scroll', look);
  }, [root, look, inSight]);

  useEffect(() => {
    if (built === range) return undefined;
    const timer = setTimeout(() => setBuilt(range), debounceMs);
    return () => clearTimeout(timer);
  }, [built, range]);

  return { range, built };
}

function rangeAround({ rowHeight }: GridLayout, top: number, bottom: number): GridRange {
  // Whole rows, so that a scroll within a row builds nothing.
  const row = (y: number) => Math.floor(y / rowHeight);
  return { from: Math.max(0, row(top) - spareRows) * rowHeight, to: (row(bottom) + 1 + spareRows) * rowHeight };
}

function sameOr(before: GridRange, next: GridRange): GridRange {
  return before.from === next.from && before.to === next.to ? before : next;
}
