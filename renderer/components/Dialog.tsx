import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useTexts } from '../formatting/formats-context.tsx';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { CrossIcon } from './icons.tsx';

/** A sheet above the page. Escape, the cross and a click beside it call `onClose`; focus returns to where it was. */
export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** `full` covers the window: for looking at one photo. */
  readonly size?: 'medium' | 'wide' | 'full';
  readonly actions?: ReactNode;
  /** Where the keyboard goes afterwards, when that is not where it came from. */
  readonly finalFocus?: (() => HTMLElement | null) | undefined;
  readonly children: ReactNode;
}

export function Dialog({ open, title, onClose, size = 'medium', actions, finalFocus, children }: DialogProps) {
  const t = useTexts();
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.veil} />
        <BaseDialog.Popup className={styles.sheet} data-size={size} finalFocus={finalFocus}>
          <header className={styles.head}>
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            <IconButton label={t('app.close')} icon={CrossIcon} onClick={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions === undefined ? null : <footer className={styles.actions}>{actions}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
