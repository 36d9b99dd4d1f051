import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { assertNever } from '../../../electron/contract/result.ts';
import type { SetupStep } from '../../../electron/contract/setup-models.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { ClientStep } from './ClientStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FolderStep } from './FolderStep.tsx';
import { OrderStep } from './OrderStep.tsx';
import { PickupStep } from './PickupStep.tsx';
import { PublishStep } from './PublishStep.tsx';
import styles from './Setup.module.css';
import { SignInStep } from './SignInStep.tsx';
import { StepRail } from './StepRail.tsx';
import { useSteps } from './use-steps.ts';
import { WelcomeStep } from './WelcomeStep.tsx';

/** Setting up, step by step. The main process keeps the step, so that a restart continues with it. */
export function SetupScreen() {
  const step = useSnapshot((snapshot) => snapshot.setup.step);
  const steps = useSteps();
  const content = useRef<HTMLDivElement>(null);
  useHeadingOfNewStep(content, step);
  return (
    <div className={styles.screen}>
      <StepRail steps={steps} />
      <div className={styles.content} ref={content}>
        {stepContent(step)}
      </div>
    </div>
  );
}

/** A new step begins at its heading: the button that led to it is gone, and the keyboard with it. */
function useHeadingOfNewStep(content: RefObject<HTMLElement | null>, step: SetupStep): void {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    content.current?.closest('main')?.scrollTo({ top: 0 });
    content.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [content, step]);
}

function stepContent(step: SetupStep): ReactNode {
  switch (step) {
    case 'welcome':
      return <WelcomeStep />;
    case 'client':
      return <ClientStep />;
    case 'publish':
      return <PublishStep />;
    case 'sign-in':
      return <SignInStep />;
    case 'folder':
      return <FolderStep />;
    case 'order':
      return <OrderStep />;
    case 'pickup':
      return <PickupStep />;
    case 'done':
      return <DoneStep />;
    default:
      return assertNever(step);
  }
}
