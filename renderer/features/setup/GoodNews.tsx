import type { ReactNode } from 'react';
import { CheckIcon } from '../../components/icons.tsx';
import styles from './GoodNews.module.css';

/** Something was checked and is right; announced, because it answers what somebody just did. */
export function GoodNews({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.news} role="status">
      <span className={styles.sign}>
        <CheckIcon />
      </span>
      <div>
        <p className={styles.title}>{title}</p>
        {children === undefined ? null : <p className={styles.words}>{children}</p>}
      </div>
    </div>
  );
}
