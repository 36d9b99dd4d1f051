import type { ReactNode } from 'react';
import { useTexts } from '../formatting/formats-context.tsx';
import { IconButton } from './Button.tsx';
import { CrossIcon, type IconComponent, InfoIcon, ProblemsIcon } from './icons.tsx';
import styles from './Notice.module.css';
import type { Tone } from './tone.ts';

/** Something to know, in a coloured box: a title, words, and the way out as buttons. */
export interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly icon?: IconComponent;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `alert` for what just went wrong under the person's hands; `status` for what the app says on its own. */
  readonly announce?: 'alert' | 'status' | 'none';
  readonly onDismiss?: (() => void) | undefined;
}

export function Notice({ tone, title, icon, children, actions, announce = 'none', onDismiss }: NoticeProps) {
  const t = useTexts();
  const Icon = icon ?? (tone === 'warn' || tone === 'bad' ? ProblemsIcon : InfoIcon);
  return (
    <div className={styles.notice} data-tone={tone} role={announce === 'none' ? undefined : announce}>
      <div className={styles.icon}>
        <Icon />
      </div>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children}
        {actions === undefined || actions === null ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      {onDismiss === undefined ? null : <IconButton label={t('app.dismiss')} icon={CrossIcon} onClick={onDismiss} />}
    </div>
  );
}
