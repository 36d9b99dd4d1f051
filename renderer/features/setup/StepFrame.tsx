import type { MouseEvent, ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { ChevronLeftIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { useSteps } from './use-steps.ts';

/* The frame of each step of setting up: title, content, and the footer with what to do next. */

/** The frame of a step: its title, what it is about, its content, and the one place of what to do next. */
export interface StepFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  /** What to do next here; "Continue" unless told, and nothing for null. */
  readonly primary?: ReactNode;
  /** A way past what is not done yet, or a second thing to do; none unless told. */
  readonly second?: ReactNode;
}

export function StepFrame({ title, lead, children, primary, second }: StepFrameProps) {
  const t = useTexts();
  const { goTo, before, going, planning } = useSteps();
  return (
    <div className={styles.step}>
      <header>
        <h1 className={styles.title} tabIndex={-1}>
          {title}
        </h1>
        <p className={styles.lead}>{lead}</p>
      </header>
      {children}
      <CommandFailures commands={[going, planning]} />
      <footer className={styles.ways} onClickCapture={keepFirstClick}>
        {before === null ? null : (
          <div className={styles.back}>
            <Button kind="quiet" icon={ChevronLeftIcon} onClick={() => goTo(before)}>
              {t('setup.back')}
            </Button>
          </div>
        )}
        <div className={styles.onward}>
          {second}
          {primary === undefined ? <ContinueButton /> : primary}
        </div>
      </footer>
    </div>
  );
}

/** The second click of a double click would meet the next step's button, which has come to the same place by then. */
function keepFirstClick(event: MouseEvent): void {
  if (event.detail > 1) event.stopPropagation();
}

/** On to the next step. */
export function ContinueButton({ label }: { readonly label?: string }) {
  const t = useTexts();
  const { goOn, going } = useSteps();
  return (
    <Button kind="primary" size="large" busy={going.busy} onClick={() => void goOn()}>
      {label ?? t('setup.next')}
    </Button>
  );
}

/** Past what is not done yet; it can be done later. */
export function SkipButton() {
  const t = useTexts();
  const { goOn, going } = useSteps();
  return (
    <Button kind="quiet" busy={going.busy} onClick={() => void goOn()}>
      {t('setup.later')}
    </Button>
  );
}
