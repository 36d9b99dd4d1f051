import type { ReactNode } from 'react';
import type { Problem } from '../../electron/contract/problem.ts';
import { useFormats } from '../formatting/formats-context.tsx';
import { Notice } from './Notice.tsx';
import styles from './ProblemNotice.module.css';
import { TechnicalDetails } from './TechnicalDetails.tsx';

/** A problem as a person reads it: title, why, the way out, and the exact words of Google or the system. */
export interface ProblemNoticeProps {
  readonly problem: Problem;
  /** The ways out as buttons. */
  readonly actions?: ReactNode;
  /** `alert` (the default) when it answers something the person just did. */
  readonly announce?: 'alert' | 'status' | 'none';
  readonly onDismiss?: (() => void) | undefined;
}

export function ProblemNotice({ problem, actions, announce = 'alert', onDismiss }: ProblemNoticeProps) {
  const { t, ...formats } = useFormats();
  const { title, explanation, wayOut } = formats.problem(problem);
  return (
    <Notice
      tone={problem.retry === 'automatic' ? 'warn' : 'bad'}
      title={
        problem.subject === undefined ? title : t('app.problem-about', { problem: title, subject: problem.subject })
      }
      announce={announce}
      actions={actions}
      onDismiss={onDismiss}
    >
      <p>{explanation}</p>
      <p className={styles.wayOut}>{wayOut}</p>
      <TechnicalDetails code={problem.code} detail={problem.detail} />
    </Notice>
  );
}
