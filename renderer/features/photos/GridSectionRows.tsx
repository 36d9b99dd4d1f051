// biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: the tiles take the focus, one of them at a time.
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import type { GridLayout, PlacedSection, SectionView } from './grid-layout.ts';
import type { ItemPages } from './item-pages.ts';
import { monthName } from './month-name.ts';
import styles from './PhotoGrid.module.css';
import { PhotoRow } from './PhotoRow.tsx';

/** One section: its heading, and those of its rows that are built. */
export interface GridSectionRowsProps {
  readonly view: SectionView;
  readonly layout: GridLayout;
  readonly pages: ItemPages<GridPhoto>;
  readonly entry: number | null;
  readonly onOpen: (item: number) => void;
}

export function GridSectionRows({ view: { section, rows }, layout, pages, entry, onOpen }: GridSectionRowsProps) {
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
        <h2 className={styles.month}>{monthName(month, formats)}</h2>
        <span className={styles.count}>{formats.t('photos.count', { count })}</span>
      </div>
    </div>
  );
}
