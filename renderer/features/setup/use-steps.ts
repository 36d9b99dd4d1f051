import type { SetupStep } from '../../../electron/contract/desktop-models.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { type StepState, setupAccount, stepStates } from './step-states.ts';

/** The steps of the set-up and the way between them. */
export interface Steps {
  readonly present: SetupStep;
  readonly states: Readonly<Record<SetupStep, StepState>>;
  readonly goTo: (step: SetupStep) => void;
  readonly going: Command<'setup.goTo'>;
}

/** Follows the snapshot. */
export function useSteps(): Steps {
  const facts = useSetupFacts();
  const going = useCommand('setup.goTo');
  return {
    present: facts.setup.step,
    states: stepStates(facts),
    goTo: (step) => void going.run({ step }),
    going,
  };
}

/** What is already there. */
export function useSetupFacts() {
  return useSnapshot((snapshot) => snapshot);
}

/** The account that the set-up is about. */
export function useSetupAccount() {
  return useSnapshot(setupAccount);
}
