import { useCallback } from 'react';
import { TakeoutIcon } from '../components/icons.tsx';
import { useStrayFiles } from '../components/use-stray-files.ts';
import { useTexts } from '../formatting/formats-context.tsx';
import { goTo } from '../store/go-to.ts';
import { useAppState, usePlace, useStrayDrop } from '../store/use-store.tsx';
import styles from './StrayDrops.module.css';

/** Files that are dropped on any screen open the import; while nothing can be imported they are refused. */
export function StrayDrops() {
  const t = useTexts();
  const isSetUp = useAppState((state) => state.phase === 'ready' && state.snapshot.setup.finished);
  const place = usePlace();
  const { hand } = useStrayDrop();
  const open = useCallback(
    (files: readonly File[]) => {
      hand(files);
      goTo('takeout');
    },
    [hand],
  );
  const dragging = useStrayFiles(isSetUp && place.screen !== 'setup' ? open : null);
  if (!dragging) return null;
  return (
    <div className={styles.veil}>
      <div className={styles.words} role="status">
        <TakeoutIcon />
        <p className={styles.call}>{t('app.drop.call')}</p>
        <p className={styles.soft}>{t('app.drop.words')}</p>
      </div>
    </div>
  );
}
