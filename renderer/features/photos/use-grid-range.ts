import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { GridLayout, GridRange } from './grid-layout.ts';
import { frameOf, scrollerOf } from './scroll-frame.ts';
import type { ScrollSpot } from './scroll-spot.ts';
import { createScrollVelocity, debounceMs } from './scroll-velocity.ts';

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
export function useGridRange(
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
