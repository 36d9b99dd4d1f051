import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { type Capability, capabilityScopes } from '../../../electron/contract/scopes.ts';
import { type SetupDoor, type SetupStep, stepsOf } from '../../../electron/contract/setup-models.ts';

/** `passed`: behind the present step, but nothing that could be checked. `warn`: it works, or not, and needs a look. */
export type StepState = 'done' | 'passed' | 'open' | 'warn';

/** What the states follow from. */
export type SetupFacts = Pick<
  AppSnapshot,
  'setup' | 'plan' | 'client' | 'accounts' | 'activeAccount' | 'destination' | 'destinationTrouble' | 'drive'
> & { readonly isWatching: boolean };

/** The permission that each door needs of an account. */
export const doorCapabilities: Readonly<Record<SetupDoor, Capability>> = {
  library: 'drive',
  choice: 'picker',
  client: 'library',
};

/** How far each step is, read from what is really there and not from what was clicked. */
export function stepStates(facts: SetupFacts): Readonly<Record<SetupStep, StepState>> {
  const account = setupAccount(facts);
  const { plan, setup } = facts;
  const steps = stepsOf(plan);
  const passed = (step: SetupStep): StepState =>
    steps.includes(step) && steps.indexOf(setup.step) > steps.indexOf(step) ? 'passed' : 'open';
  return {
    welcome: plan.door === null ? passed('welcome') : 'done',
    order: plan.orderedAt === null ? passed('order') : 'done',
    pickup: plan.pickup === 'downloads' && facts.isWatching ? 'done' : passed('pickup'),
    client: facts.client === null ? 'open' : 'done',
    publish: account === null ? passed('publish') : account.signInExpiresAt === null ? 'done' : 'warn',
    'sign-in': signInState(facts, account),
    folder: folderState(facts),
    done: setup.finished ? 'done' : 'open',
  };
}

/** The account that the set-up is about: the one in use, else the first. */
export function setupAccount({
  accounts,
  activeAccount,
}: Pick<SetupFacts, 'accounts' | 'activeAccount'>): AccountSummary | null {
  return accounts.find(({ id }) => id === activeAccount) ?? accounts[0] ?? null;
}

/** Whether the person left the permission ticked that their door needs. */
function isPermitted({ scopes }: AccountSummary, door: SetupDoor): boolean {
  return scopes.includes(capabilityScopes[doorCapabilities[door]]);
}

/** The steps of the chosen way that are needed and not done. */
export function missingSteps(facts: SetupFacts): readonly SetupStep[] {
  const states = stepStates(facts);
  if (facts.plan.door === null) return ['welcome'];
  const needed: readonly SetupStep[] = ['folder', 'client', 'sign-in'];
  return stepsOf(facts.plan).filter((step) => needed.includes(step) && states[step] !== 'done');
}

/** The step after another on the chosen way; the last stays. */
export function stepAfter(step: SetupStep, plan: SetupFacts['plan']): SetupStep {
  const steps = stepsOf(plan);
  return steps[steps.indexOf(step) + 1] ?? 'done';
}

/** The step before another; null before the first. */
export function stepBefore(step: SetupStep, plan: SetupFacts['plan']): SetupStep | null {
  const steps = stepsOf(plan);
  const before = steps[steps.indexOf(step) - 1];
  if (before !== undefined) return before;
  // A step that is not on the way any more leads back to where that is chosen.
  return step === 'welcome' ? null : 'welcome';
}

function signInState({ plan, drive }: SetupFacts, account: AccountSummary | null): StepState {
  if (plan.door === 'library') {
    if (drive.connection === null) return account?.trouble == null ? 'open' : 'warn';
    return drive.connection.problem === null ? 'done' : 'warn';
  }
  if (account === null) return 'open';
  return account.trouble === null && isPermitted(account, plan.door ?? 'client') ? 'done' : 'warn';
}

function folderState({ destination, destinationTrouble }: SetupFacts): StepState {
  if (destinationTrouble !== null) return 'warn';
  return destination === null ? 'open' : 'done';
}
