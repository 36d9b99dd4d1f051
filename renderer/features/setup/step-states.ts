import type { AppSnapshot, SetupStep } from '../../../electron/contract/desktop-models.ts';
import { setupSteps } from '../../../electron/contract/desktop-models.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';

/** `passed`: behind the present step, but nothing that could be checked. `warn`: it works, or not, and needs a look. */
export type StepState = 'done' | 'passed' | 'open' | 'warn';

/** What the states follow from. */
export type SetupFacts = Pick<
  AppSnapshot,
  'setup' | 'client' | 'accounts' | 'activeAccount' | 'destination' | 'destinationTrouble'
>;

/** How far each step is, read from what is really there and not from what was clicked. */
export function stepStates(facts: SetupFacts): Readonly<Record<SetupStep, StepState>> {
  const account = setupAccount(facts);
  const passed = (step: SetupStep): StepState =>
    setupSteps.indexOf(facts.setup.step) > setupSteps.indexOf(step) ? 'passed' : 'open';
  return {
    welcome: facts.client === null ? passed('welcome') : 'done',
    client: facts.client === null ? 'open' : 'done',
    publish: account === null ? passed('publish') : account.signInExpiresAt === null ? 'done' : 'warn',
    'sign-in': signInState(account),
    folder: folderState(facts),
    sources: passed('sources'),
    done: facts.setup.finished ? 'done' : 'open',
  };
}

/** The account that the set-up is about: the one in use, else the first. */
export function setupAccount({ accounts, activeAccount }: SetupFacts): AccountSummary | null {
  return accounts.find(({ id }) => id === activeAccount) ?? accounts[0] ?? null;
}

/** Whether the person left the permission ticked. */
export function mayReadLibrary({ scopes }: AccountSummary): boolean {
  return scopes.includes(capabilityScopes.library);
}

/** The steps without which no backup can run, as far as they are not done. */
export function missingSteps(facts: SetupFacts): readonly SetupStep[] {
  const states = stepStates(facts);
  return (['client', 'sign-in', 'folder'] as const).filter((step) => states[step] !== 'done');
}

/** The step after another; the last stays. */
export function stepAfter(step: SetupStep): SetupStep {
  return setupSteps[setupSteps.indexOf(step) + 1] ?? 'done';
}

/** The step before another; null before the first. */
export function stepBefore(step: SetupStep): SetupStep | null {
  return setupSteps[setupSteps.indexOf(step) - 1] ?? null;
}

function signInState(account: AccountSummary | null): StepState {
  if (account === null) return 'open';
  return account.trouble === null && mayReadLibrary(account) ? 'done' : 'warn';
}

function folderState({ destination, destinationTrouble }: SetupFacts): StepState {
  if (destinationTrouble !== null) return 'warn';
  return destination === null ? 'open' : 'done';
}
