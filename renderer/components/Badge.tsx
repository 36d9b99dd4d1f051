import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import type { IconComponent } from './icons.tsx';
import type { Tone } from './tone.ts';

/** A few words on a coloured ground. */
export interface BadgeProps {
  readonly tone: Tone;
  readonly icon?: IconComponent;
  readonly children: ReactNode;
}

export function Badge({ tone, icon: Icon, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {Icon === undefined ? null : <Icon />}
      {children}
    </span>
  );
}
