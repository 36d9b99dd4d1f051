// biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: the tiles take the focus, one of them at a time.
import { type CSSProperties, useCallback, useEffect, useMemo, useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import {
  type GridLayout,
  type GridSection,
  itemsBetween,
  type PlacedSection,
  type SectionView,
  viewOf,
} from './grid-layout.ts';
import type { ItemPages } from './item-pages.ts';
import { monthName } from './month-name.ts';
import styles from './PhotoGrid.module.css';
import { PhotoRow } from './PhotoRow.tsx';
import { PhotoViewer } from './PhotoViewer.tsx';
import { Scrubber } from './Scrubber.tsx';
import { photosStrings as strings } from './strings.ts';
import { useGridKeyboard } from './use-grid-keyboard.ts';
import { type GridScrollOptions, useGridScroll } from './use-grid-scroll.ts';

/** Any number of photos, of which only those in sight are built; a tile opens the viewer. */
export interface PhotoGridProps {
  readonly label: string;
  /** Months with their headings, or one section without. Must keep its identity while nothing changes. */
  readonly sections: readonly GridSection[];
  readonly pages: ItemPages<GridPhoto>;
  /** `months`: a heading above each section, and a scrubber beside them. */
  readonly kind: 'months' | 'plain';
}

const tiles = { tileWidth: 168, leastColumns: 3, gap: 6, captionHeight: 0 } as const;
/** `coveredTop` is the height of the bar that PhotosScreen.module.css makes stick. */
const options: Readonly<Record<PhotoGridProps['kind'], GridScrollOptions>> = {
  months: { ...tiles, headHeight: 48, coveredTop: 60 },
  plain: { ...tiles, headHeight: 0, coveredTop: 0 },
};

export function PhotoGrid({ label, sections, pages, kind }: PhotoGridProps) {
  const scroll = useGridScroll(sections, options[kind]);
  const { root, layout, range, built, inSight } = scroll;
  const [open, setOpen] = useState<number | null>(null);
  const keyboard = useGridKeyboard(scroll, open);
  const { current, focused, kept, goTo } = keyboard;

  useEffect(() => {
    const shown = itemsBetween(layout, { from: built.from - inSight / 2, to: built.to + inSight / 2 });
    if (shown !== null) pages.show(shown.first, shown.last);
  }, [layout, built, inSight, pages]);

  const views = useMemo(() => viewOf(layout, range, built, kept), [layout, range, built, kept]);
  const entry = focused ? current : entryOf(views, layout, current);
  const look = useCallback((item: number) => setOpen(item), []);
  const move = useCallback(
    (item: number) => {
      setOpen(item);
      goTo(item, 'without focus');
    },
    [goTo],
  );
  return (
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
          <Section key={view.section.key} view={view} layout={layout} pages={pages} entry={entry} onOpen={look} />
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
  );
}

/** What the stylesheet needs to know of the layout. */
function geometryOf({
  height,
  columns,
  rowHeight,
}: GridLayout): CSSProperties & Record<`--${string}`, string | number> {
  return { height, '--columns': columns, '--row-height': `${rowHeight}px` };
}

interface SectionProps {
  readonly view: SectionView;
  readonly layout: GridLayout;
  readonly pages: ItemPages<GridPhoto>;
  readonly entry: number | null;
  readonly onOpen: (item: number) => void;
}

function Section({ view: { section, rows }, layout, pages, entry, onOpen }: SectionProps) {
  const { columns, rowHeight, measure } = layout;
  const { headHeight } = measure;
  return (
    <div className={styles.section} role="rowgroup" style={{ top: section.top, height: section.height }}>
      <Bed section={section} layout={layout} />
      {headHeight === 0 ? null : (
        <Heading month={section.key} count={section.count} line={section.firstLine + 1} columns={columns} />
      )}
      {rows.map((row) => {
        const first = section.first + row * columns;
        const count = Math.min(columns, section.first + section.count - first);
        const holdsEntry = entry !== null && entry >= first && entry < first + count;
        return (
          <PhotoRow
            key={row}
            pages={pages}
            first={first}
            count={count}
            top={headHeight + row * rowHeight}
            height={rowHeight - measure.gap}
            line={section.firstLine + row + (headHeight > 0 ? 2 : 1)}
            entry={holdsEntry ? entry : null}
            onOpen={onOpen}
          />
        );
      })}
    </div>
  );
}

/** Empty tiles below all rows: they stand where rows are not built yet. */
function Bed({ section, layout }: { readonly section: PlacedSection; readonly layout: GridLayout }) {
  const { columns, rowHeight, measure } = layout;
  const full = Math.floor(section.count / columns);
  if (full === 0) return null;
  return (
    <div
      className={styles.bed}
      role="presentation"
      style={{ top: measure.headHeight, height: full * rowHeight - measure.gap }}
    />
  );
}

interface HeadingProps {
  readonly month: string;
  readonly count: number;
  readonly line: number;
  readonly columns: number;
}

function Heading({ month, count, line, columns }: HeadingProps) {
  const formats = useFormats();
  return (
    <div className={styles.head} role="row" aria-rowindex={line}>
      <div className={styles.headCell} role="rowheader" aria-colspan={columns}>
        <h2 className={styles.month}>{monthName(month, formats.month)}</h2>
        <span className={styles.count}>{formats.plural(count, strings.count)}</span>
      </div>
    </div>
  );
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
