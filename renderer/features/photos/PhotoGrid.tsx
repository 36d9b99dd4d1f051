// biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: the tiles take the focus, one of them at a time.
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { PhotoViewer } from '../viewer/PhotoViewer.tsx';
import type { AskAround, Opened, ViewerPosition } from '../viewer/use-viewer-place.ts';
import { keyOf } from '../viewer/viewer-place.ts';
import { GridSectionRows } from './GridSectionRows.tsx';
import { type GridLayout, type GridSection, itemsBetween, type SectionView, viewOf } from './grid-layout.ts';
import type { ItemPages } from './item-pages.ts';
import styles from './PhotoGrid.module.css';

import { PostersProvider } from './posters-context.tsx';
import { Scrubber } from './Scrubber.tsx';
import { type GridKeyboard, useGridKeyboard } from './use-grid-keyboard.ts';
import { type GridScroll, type GridScrollOptions, useGridScroll } from './use-grid-scroll.ts';

/** Any number of photos, of which only those in sight are built; a tile opens the viewer. */
export interface PhotoGridProps {
  readonly label: string;
  /** Months with their headings, or one section without. Must keep its identity while nothing changes. */
  readonly sections: readonly GridSection[];
  readonly pages: ItemPages<GridPhoto>;
  /** What lies around a photo, for the viewer. Must keep its identity. */
  readonly around: AskAround;
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

export function PhotoGrid({ label, sections, pages, around, kind, onViewer }: PhotoGridProps) {
  const scroll = useGridScroll(sections, options[kind]);
  const { root, layout, range, built } = scroll;
  const [opened, setOpened] = useState<Opened | null>(null);
  /** Where the viewer has come to, among how many. */
  const [shown, setShown] = useState<ViewerPosition | null>(null);
  const { count } = layout;
  // The list may have grown: the grid has as many tiles as when the viewer opened.
  const open = shown === null ? null : Math.max(0, Math.min(shown.place, count - 1));
  const keyboard = useGridKeyboard(scroll, open);
  useFetching(scroll, pages);
  const isOpen = opened !== null;
  useEffect(() => onViewer(isOpen), [isOpen, onViewer]);

  const views = useMemo(() => viewOf(layout, range, built, keyboard.kept), [layout, range, built, keyboard.kept]);
  const entry = keyboard.focused ? keyboard.current : entryOf(views, layout, keyboard.current);
  const look = useCallback(
    (item: number) => {
      setOpened({ photo: pages.at(item), item, total: count });
      setShown({ photo: pages.at(item), place: item, total: count });
    },
    [pages, count],
  );
  const { goTo } = keyboard;
  const follow = useCallback(
    (position: ViewerPosition) => {
      setShown(position);
      goTo(Math.max(0, Math.min(position.place, count - 1)), 'without focus');
    },
    [count, goTo],
  );
  const returnTo = useReturn(layout, around, goTo);
  const close = () => {
    if (shown !== null && shown.total !== count) returnTo(shown);
    setOpened(null);
    setShown(null);
  };
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
        {opened === null ? null : (
          <PhotoViewer
            opened={opened}
            around={around}
            onPosition={follow}
            onClose={close}
            finalFocus={() => (open === null ? null : keyboard.elementOf(open))}
          />
        )}
      </div>
    </PostersProvider>
  );
}

/**
 * Brings the keyboard to a photo, once the grid has caught up with what was stored meanwhile; until then it is where the
 * photo's number was. Whoever has gone elsewhere by then stays there.
 */
function useReturn(
  layout: GridLayout,
  around: AskAround,
  goTo: GridKeyboard['goTo'],
): (position: ViewerPosition) => void {
  const wanted = useRef<{ readonly position: ViewerPosition; readonly before: GridLayout } | null>(null);
  useEffect(() => {
    const now = wanted.current;
    if (now === null || now.before === layout) return undefined;
    let isCurrent = true;
    const { photo, place } = now.position;
    around({ photo: photo === undefined ? null : keyOf(photo), place, reach: 1 }).then((found) => {
      // Of a grid that has changed once more meanwhile the answer is asked for anew.
      if (!isCurrent) return;
      wanted.current = null;
      const holder = document.activeElement;
      const isFree = holder === document.body || holder?.closest('[role="grid"]') != null;
      if (isFree && found.ok) goTo(found.value.place, 'with focus');
    });
    return () => {
      isCurrent = false;
    };
  }, [layout, around, goTo]);
  return (position) => {
    wanted.current = { position, before: layout };
  };
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
