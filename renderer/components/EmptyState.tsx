import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import type { IconComponent } from './icons.tsx';

/** A screen or card with nothing in it yet: says why, and what to do. */
export interface EmptyStateProps {
  readonly icon: IconComponent;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <div className={styles.picture}>
        <Icon />
      </div>
      <p className={styles.title}>{title}</p>
      {children === undefined ? null : <div className={styles.words}>{children}</div>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
