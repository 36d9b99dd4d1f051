// biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be placed one by one.
// biome-ignore-all lint/a11y/useFocusableInteractive: the button inside takes the focus.
import { memo } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { VideoIcon } from '../../components/icons.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import type { ItemPages } from './item-pages.ts';
import styles from './PhotoGrid.module.css';
import { FileTile, Thumbnail } from './Thumbnail.tsx';
import { useItemsVersion } from './use-item-pages.ts';

/** One row of tiles. */
export interface PhotoRowProps {
  readonly pages: ItemPages<GridPhoto>;
  /** Number of the row's first item in the whole grid. */
  readonly first: number;
  readonly count: number;
  /** From the top of its section, in CSS pixels. */
  readonly top: number;
  readonly height: number;
  /** Its number among the lines of the grid, from 1. */
  readonly line: number;
  /** The item that the Tab key leads to, when it is in this row. */
  readonly entry: number | null;
  readonly onOpen: (item: number) => void;
}

/** Rows are built by the hundred while someone scrolls: one is drawn again only when something of its own changes. */
export const PhotoRow = memo(function PhotoRow(props: PhotoRowProps) {
  const { pages, first, count, top, height, line, entry, onOpen } = props;
  useItemsVersion(pages, first, first + count - 1);
  return (
    <div className={styles.row} role="row" aria-rowindex={line} style={{ top, height }}>
      {Array.from({ length: count }, (_, column) => {
        const item = first + column;
        return (
          // Kept where it stands when photos come in front of it: the keyboard may be in it.
          <Tile
            key={String(column)}
            photo={pages.at(item)}
            item={item}
            column={column + 1}
            isEntry={entry === item}
            onOpen={onOpen}
          />
        );
      })}
    </div>
  );
});

interface TileProps {
  readonly photo: GridPhoto | undefined;
  readonly item: number;
  readonly column: number;
  readonly isEntry: boolean;
  readonly onOpen: (item: number) => void;
}

function Tile({ photo, item, column, isEntry, onOpen }: TileProps) {
  const formats = useFormats();
  return (
    <div className={styles.cell} role="gridcell" aria-colindex={column}>
      <button
        className={styles.tile}
        type="button"
        data-item={item}
        tabIndex={isEntry ? 0 : -1}
        onClick={() => onOpen(item)}
      >
        <VisuallyHidden>
          {photo === undefined ? formats.t('photos.tile-loading') : labelOf(photo, formats)}
        </VisuallyHidden>
        {photo === undefined ? null : <Picture photo={photo} />}
      </button>
    </div>
  );
}

function Picture({ photo }: { readonly photo: GridPhoto }) {
  return (
    <>
      <Thumbnail id={photo.id} fallback={<FileTile photo={photo} />} isFilm={photo.kind === 'video'} />
      {photo.kind === 'video' ? (
        <span className={styles.video}>
          <VideoIcon />
        </span>
      ) : null}
    </>
  );
}

function labelOf({ name, kind, takenLocal }: GridPhoto, formats: Formats): string {
  if (takenLocal === null) return formats.t(`photos.undated-tiles.${kind}`, { name });
  return formats.t(`photos.tiles.${kind}`, { name, taken: formats.localDateTime(takenLocal) });
}
