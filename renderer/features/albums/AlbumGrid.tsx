import { type CSSProperties, type RefObject, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { AlbumCard } from '../../../electron/contract/desktop-models.ts';
import { useTexts } from '../../formatting/formats-context.tsx';
import { type GridSection, itemsBetween, placeOf } from '../photos/grid-layout.ts';
import type { ItemPages } from '../photos/item-pages.ts';
import { type GridScrollOptions, useGridScroll } from '../photos/use-grid-scroll.ts';
import { AlbumCardLink } from './AlbumCardLink.tsx';
import styles from './Albums.module.css';
import type { ListPlace } from './list-position.ts';

/** Any number of albums, of which those in sight are built. */
export interface AlbumGridProps {
  readonly sections: readonly GridSection[];
  readonly pages: ItemPages<AlbumCard>;
  /** Where to begin, and where to remember it. */
  readonly place: RefObject<ListPlace>;
}

const options: GridScrollOptions = {
  tileWidth: 190,
  leastColumns: 2,
  gap: 16,
  captionHeight: 66,
  headHeight: 0,
  coveredTop: 0,
};

export function AlbumGrid({ sections, pages, place }: AlbumGridProps) {
  const t = useTexts();
  const start = useRef(place.current.y);
  const { root, layout, range, place: whereNow } = useGridScroll(sections, options, start.current);
  useSyncExternalStore(pages.subscribe, () => pages.version(0, layout.count));
  const shown = useMemo(() => itemsBetween(layout, range), [layout, range]);
  useEffect(() => {
    if (shown !== null) pages.show(shown.first, shown.last);
  }, [shown, pages]);

  // Back from an album: the keyboard resumes where it was, as soon as its card is built.
  const awaited = useRef(place.current.album);
  useEffect(() => {
    if (awaited.current === null || shown === null) return;
    const link = root.current?.querySelector<HTMLElement>(`[data-album="${awaited.current}"]`);
    if (link === null || link === undefined) return;
    awaited.current = null;
    link.focus({ preventScroll: true });
  }, [root, shown]);

  const items = shown === null ? [] : Array.from({ length: shown.last - shown.first + 1 }, (_, at) => shown.first + at);
  return (
    <div className={styles.grid} ref={root} style={{ height: Math.max(0, layout.height - options.gap) }}>
      <ul
        aria-label={t('albums.list')}
        style={{ '--columns': layout.columns } as CSSProperties & Record<'--columns', number>}
      >
        {items.map((item) => {
          const at = placeOf(layout, item);
          return at === null ? null : (
            <li
              className={styles.card}
              key={item}
              aria-setsize={layout.count}
              aria-posinset={item + 1}
              style={{ top: at.top, left: `calc((100% + ${options.gap}px) * ${at.column / layout.columns})` }}
            >
              <AlbumCardLink
                album={pages.at(item)}
                onOpen={(album) => {
                  place.current = { y: whereNow(), album };
                }}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
