import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import type { Problem } from '../../electron/contract/problem.ts';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';
import { ProblemNotice } from './ProblemNotice.tsx';

/** Asks before something is taken away. `confirmLabel` names the deed ("Sign out ada@example.org"); it comes last. */
export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly kind?: 'danger' | 'primary';
  readonly busy?: boolean;
  /** Why the deed failed; the dialog stays open to show it. */
  readonly problem?: Problem | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, kind = 'danger', busy = false, problem = null, onConfirm, onCancel } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onCancel())}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.veil} />
        <AlertDialog.Popup className={styles.sheet}>
          <header className={styles.head}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          </header>
          <div className={styles.body}>
            <AlertDialog.Description render={<div />}>{props.children}</AlertDialog.Description>
            {problem === null ? null : <ProblemNotice problem={problem} />}
          </div>
          <footer className={styles.actions}>
            <Button onClick={onCancel}>{props.cancelLabel}</Button>
            <Button kind={kind} busy={busy} onClick={onConfirm}>
              {props.confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
