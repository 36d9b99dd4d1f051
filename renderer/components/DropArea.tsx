import type { ReactNode } from 'react';
import styles from './DropArea.module.css';
import type { IconComponent } from './icons.tsx';

interface DropAreaProps {
  readonly icon: IconComponent;
  /** A file is held above the window. */
  readonly dragging: boolean;
  readonly call: string;
  readonly words: string;
  /** Buttons for anyone who does not drag. */
  readonly children: ReactNode;
}

/** Says that files can be dropped. The window takes them wherever they fall; see use-dropped-files.ts. */
export function DropArea({ icon: Sign, dragging, call, words, children }: DropAreaProps) {
  return (
    <div className={styles.area} data-dragging={dragging}>
      <span className={styles.sign}>
        <Sign />
      </span>
      <p className={styles.call}>{call}</p>
      <p className={styles.soft}>{words}</p>
      <div className={styles.buttons}>{children}</div>
    </div>
  );
}
