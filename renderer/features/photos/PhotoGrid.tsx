// biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: the tiles take the focus, one of them at a time.
import { type CSSProperties, useCallback, useEffect, useMemo, useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { PhotoViewer } from '../viewer/PhotoViewer.tsx';
import { GridSectionRows } from './GridSectionRows.tsx';
import { type GridLayout, type GridSection, itemsBetween, type SectionView, viewOf } from './grid-layout.ts';
import type { ItemPages } from './item-pages.ts';
import styles from './PhotoGrid.module.css';

import { PostersProvider } from './posters-context.tsx';
import { Scrubber } from './Scrubber.tsx';
import { useGridKeyboard } from './use-grid-keyboard.ts';
import { type GridScroll, type GridScrollOptions, useGridScroll } from './use-grid-scroll.ts';

/** Any number of photos, of which only those in sight are built; a tile opens the viewer. */
export interface PhotoGridProps {
  readonly label: string;
  /** Months with their headings, or one section without. Must keep its identity while nothing changes. */
  readonly sections: readonly GridSection[];
  readonly pages: ItemPages<GridPhoto>;
  /** `months`: a heading above each section, and a scrubber beside them. */
  readonly kind: 'months' | 'plain';
  /** Called with whether the viewer is open. Must keep its identity. */
  readonly onViewer: (isOpen: boolean) => void;
}

const tiles = { tileWidth: 168, leastColumns: 3, gap: 6, captionHeight: 0 } as const;
/** `coveredTop` is the height of the bar that PhotosScreen.module.css makes stick. */
const options: Readonly<Record<PhotoGridProps['kind'], GridScrollOptions>> = {
  months: { ...tiles, headHeight: 48, coveredTop: 60 },
  plain: { ...tiles, headHeight: 0, coveredTop: 0 },
};

export function PhotoGrid({ label, sections, pages, kind, onViewer }: PhotoGridProps) {
  const scroll = useGridScroll(sections, options[kind]);
  const { root, layout, range, built } = scroll;
  const [open, setOpen] = useState<number | null>(null);
  const keyboard = useGridKeyboard(scroll, open);
  useFetching(scroll, pages);
  const isOpen = open !== null;
  useEffect(() => onViewer(isOpen), [isOpen, onViewer]);

  const views = useMemo(() => viewOf(layout, range, built, keyboard.kept), [layout, range, built, keyboard.kept]);
  const entry = keyboard.focused ? keyboard.current : entryOf(views, layout, keyboard.current);
  const look = useCallback((item: number) => setOpen(item), []);
  function move(item: number): void {
    setOpen(item);
    keyboard.goTo(item, 'without focus');
  }
  return (
    <PostersProvider>
      <div className={styles.frame} data-kind={kind}>
        <div
          className={styles.grid}
          ref={root}
          role="grid"
          aria-label={label}
          aria-rowcount={layout.lines}
          aria-colcount={layout.columns}
          style={geometryOf(layout)}
          {...keyboard.handlers}
        >
          {views.map((view) => (
            <GridSectionRows
              key={view.section.key}
              view={view}
              layout={layout}
              pages={pages}
              entry={entry}
              onOpen={look}
            />
          ))}
        </div>
        {kind === 'months' ? <Scrubber scroll={scroll} /> : null}
        {open === null ? null : (
          <PhotoViewer
            pages={pages}
            item={open}
            total={layout.count}
            onMove={move}
            onClose={() => setOpen(null)}
            finalFocus={() => keyboard.elementOf(open)}
          />
        )}
      </div>
    </PostersProvider>
  );
}

/** Fetches what is built, and half a screen around it. */
function useFetching({ layout, built, inSight }: GridScroll, pages: ItemPages<GridPhoto>): void {
  useEffect(() => {
    const shown = itemsBetween(layout, { from: built.from - inSight / 2, to: built.to + inSight / 2 });
    if (shown !== null) pages.show(shown.first, shown.last);
  }, [layout, built, inSight, pages]);
}

/** What the stylesheet needs to know of the layout. */
function geometryOf({
  height,
  columns,
  rowHeight,
}: GridLayout): CSSProperties & Record<`--${string}`, string | number> {
  return { height, '--columns': columns, '--row-height': `${rowHeight}px` };
}

/** Where the Tab key enters the grid: at the tile it left, or at the first one in sight when that is far away. */
function entryOf(views: readonly SectionView[], { columns }: GridLayout, current: number): number | null {
  const built = views.flatMap(({ section, rows }) =>
    rows.map((row) => ({ first: section.first + row * columns, last: section.first + (row + 1) * columns - 1 })),
  );
  if (built.some(({ first, last }) => current >= first && current <= last)) return current;
  // The first rows that are built stand above what is in sight.
  return built[Math.min(4, built.length - 1)]?.first ?? null;
}
