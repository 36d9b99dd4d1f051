import type { AppSnapshot } from './desktop-models.ts';
import { capabilityScopes } from './scopes.ts';

/**
 * Whether backups by the Library API are a part of what a person set up: of the plan, or because an account has the
 * permission for it, which it did not give for a restore alone. Whoever backs up exports, or what they choose, needs none.
 */
export function readsLibrary({
  plan,
  accounts,
  activeAccount,
}: Pick<AppSnapshot, 'plan' | 'accounts' | 'activeAccount'>): boolean {
  if (plan.door === null || plan.door === 'client') return true;
  const account = accounts.find(({ id }) => id === activeAccount) ?? accounts[0];
  if (account === undefined || plan.libraryForRestore.includes(account.id)) return false;
  return account.scopes.includes(capabilityScopes.library);
}

/** Whether the plan needs a client ID at all: whoever downloads exports needs none. */
export function needsClient({ plan }: Pick<AppSnapshot, 'plan'>): boolean {
  return plan.door !== 'library' || plan.pickup === 'drive';
}
