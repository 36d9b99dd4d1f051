import { type SetupPlanChange, type SetupStep, stepsOf } from '../../../electron/contract/setup-models.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { type SetupFacts, type StepState, setupAccount, stepAfter, stepBefore, stepStates } from './step-states.ts';

/** The steps of the set-up and the way between them. */
export interface Steps {
  readonly present: SetupStep;
  /** Those of the chosen way, in order. */
  readonly steps: readonly SetupStep[];
  readonly states: Readonly<Record<SetupStep, StepState>>;
  readonly goTo: (step: SetupStep) => void;
  /** On to what comes after the present step; `change` is a change of the plan that decides that. */
  readonly goOn: (change?: SetupPlanChange) => Promise<void>;
  readonly before: SetupStep | null;
  readonly going: Command<'setup.goTo'>;
  readonly planning: Command<'setup.plan'>;
}

/** Follows the snapshot. */
export function useSteps(): Steps {
  const facts = useSetupFacts();
  const going = useCommand('setup.goTo');
  const planning = useCommand('setup.plan');
  const { step: present } = facts.setup;
  async function goOn(change?: SetupPlanChange): Promise<void> {
    if (change !== undefined) {
      const planned = await planning.run(change);
      if (!planned.ok) return;
    }
    const plan = { ...facts.plan, ...withoutUndefined(change) };
    await going.run({ step: stepAfter(present, plan) });
  }
  return {
    present,
    // Where the way is chosen, those of the recommended one, until another is.
    steps: stepsOf({ ...facts.plan, door: facts.plan.door ?? (present === 'welcome' ? 'library' : null) }),
    states: stepStates(facts),
    goTo: (step) => void going.run({ step }),
    goOn,
    before: stepBefore(present, facts.plan),
    ...{ going, planning },
  };
}

function withoutUndefined(change: SetupPlanChange = {}): Partial<SetupFacts['plan']> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** What is already there. */
export function useSetupFacts(): SetupFacts {
  const snapshot = useSnapshot((known) => known);
  return { ...snapshot, isWatching: snapshot.takeout.watch?.isOn === true };
}

/** The account that the set-up is about. */
export function useSetupAccount() {
  return useSnapshot(setupAccount);
}
