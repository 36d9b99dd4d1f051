import type { ReactNode } from 'react';
import { Mark } from '../../components/Mark.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import styles from './Pick.module.css';

/** How a selection stands: read aloud when it changes; what ticks stays outside of it. */
export interface SelectionStateProps {
  readonly title: string;
  readonly words?: string;
  readonly album: string | null;
  /** On the right: what ticks. */
  readonly children?: ReactNode;
}

export function SelectionState({ title, words, album, children }: SelectionStateProps) {
  const t = useTexts();
  return (
    <div className={styles.standing}>
      <div className={styles.mark}>
        <Mark breathing />
      </div>
      <div className={styles.words} role="status">
        <p className={styles.title}>{title}</p>
        {words === undefined ? null : <p className={styles.soft}>{words}</p>}
        {album === null ? null : <p className={styles.aside}>{t('pick.into-album', { album })}</p>}
      </div>
      {children}
    </div>
  );
}
