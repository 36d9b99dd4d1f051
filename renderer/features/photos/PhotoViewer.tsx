import { useEffect, useEffectEvent } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { IconButton } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ChevronLeftIcon, ChevronRightIcon } from '../../components/icons.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import type { ItemPages } from './item-pages.ts';
import { PhotoFacts } from './PhotoFacts.tsx';
import styles from './PhotoViewer.module.css';
import { Stage } from './Stage.tsx';
import { photosStrings } from './strings.ts';
import { useItemsVersion } from './use-item-pages.ts';

const strings = photosStrings.viewer;

/** One photo large, with all that is known of it. The arrow keys go to its neighbours. */
export interface PhotoViewerProps {
  readonly pages: ItemPages<GridPhoto>;
  readonly item: number;
  readonly total: number;
  readonly onMove: (item: number) => void;
  readonly onClose: () => void;
  readonly finalFocus: () => HTMLElement | null;
}

export function PhotoViewer({ pages, item, total, onMove, onClose, finalFocus }: PhotoViewerProps) {
  const formats = useFormats();
  useItemsVersion(pages, item, item);
  const photo = pages.at(item);
  useArrowKeys(item, total, onMove);
  return (
    <Dialog open title={photo?.name ?? strings.loading} size="full" onClose={onClose} finalFocus={finalFocus}>
      <div className={styles.viewer}>
        <div className={styles.picture}>
          {photo === undefined ? <Waiting label={strings.loading} /> : <Stage key={photo.id} photo={photo} />}
          <div className={styles.turn}>
            <IconButton
              label={strings.previous}
              icon={ChevronLeftIcon}
              disabled={item === 0}
              onClick={() => onMove(item - 1)}
            />
            <p className={styles.place} role="status">
              {strings.place(formats.count(item + 1), formats.count(total))}
            </p>
            <IconButton
              label={strings.next}
              icon={ChevronRightIcon}
              disabled={item >= total - 1}
              onClick={() => onMove(item + 1)}
            />
          </div>
        </div>
        {photo === undefined ? null : <PhotoFacts id={photo.id} onLeave={onClose} />}
      </div>
    </Dialog>
  );
}

/** Anywhere in the viewer: nothing in it needs these keys for itself. */
function useArrowKeys(item: number, total: number, onMove: (item: number) => void): void {
  const places = new Map([
    ['ArrowLeft', item - 1],
    ['ArrowRight', item + 1],
    ['Home', 0],
    ['End', total - 1],
  ]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const next = places.get(event.key);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (next >= 0 && next < total && next !== item) onMove(next);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    // On the way down: a dialog keeps the keys of its focused button to itself.
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
