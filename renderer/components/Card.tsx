import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';
import type { IconComponent } from './icons.tsx';

/** A titled sheet; its own region for screen readers. */
export interface CardProps {
  readonly title: string;
  readonly icon?: IconComponent;
  /** In the title's row, on the right. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, icon: Icon, aside, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        {Icon === undefined ? null : <Icon />}
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        {aside === undefined ? null : <div className={styles.aside}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}
