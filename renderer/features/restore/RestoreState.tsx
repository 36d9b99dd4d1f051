import { Mark } from '../../components/Mark.tsx';
import styles from './Restore.module.css';

/** How a restore is doing: read aloud when it changes. */
export interface RestoreStateProps {
  readonly title: string;
  readonly words?: string | undefined;
  /** Nothing is moving. */
  readonly isCalm?: boolean;
}

export function RestoreState({ title, words, isCalm = false }: RestoreStateProps) {
  return (
    <div className={styles.state}>
      <div className={styles.mark}>
        <Mark breathing={!isCalm} />
      </div>
      <div className={styles.words} role="status">
        <p className={styles.title}>{title}</p>
        {words === undefined ? null : <p className={styles.soft}>{words}</p>}
      </div>
    </div>
  );
}
