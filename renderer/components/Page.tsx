import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** The frame of a screen: its one h1, what it is about, its actions, and its content. */
export interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** `wide` lets grids and tables use the whole window; reading text stays narrow. */
  readonly width?: 'reading' | 'wide';
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, width = 'reading', children }: PageProps) {
  return (
    <div className={styles.page} data-width={width}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
