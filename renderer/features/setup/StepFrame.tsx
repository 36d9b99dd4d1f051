import type { ReactNode } from 'react';
import type { SetupStep } from '../../../electron/contract/desktop-models.ts';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import { ChevronLeftIcon } from '../../components/icons.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { stepAfter, stepBefore } from './step-states.ts';
import { setupStrings as strings } from './strings.ts';
import { useSteps } from './use-steps.ts';

/** The frame of a step: its title, what it is about, its content, and the way on. */
export interface StepFrameProps {
  readonly step: SetupStep;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  /** What the way on is called; null leaves it to the content. */
  readonly next?: string | null;
  /** `secondary` while the step is not done: then the content has the button to press. */
  readonly nextKind?: ButtonKind;
}

export function StepFrame({ step, title, lead, children, next = strings.next, nextKind = 'primary' }: StepFrameProps) {
  const { goTo, going } = useSteps();
  const before = stepBefore(step);
  return (
    <div className={styles.step}>
      <header>
        <h1 className={styles.title} tabIndex={-1}>
          {title}
        </h1>
        <p className={styles.lead}>{lead}</p>
      </header>
      {children}
      <CommandFailures commands={[going]} />
      <footer className={styles.ways}>
        {before === null ? null : (
          <div className={styles.back}>
            <Button kind="quiet" icon={ChevronLeftIcon} onClick={() => goTo(before)}>
              {strings.back}
            </Button>
          </div>
        )}
        {next === null ? null : (
          <div className={styles.onward} data-kind={nextKind}>
            <Button kind={nextKind} size="large" busy={going.busy} onClick={() => goTo(stepAfter(step))}>
              {next}
            </Button>
          </div>
        )}
      </footer>
    </div>
  );
}
