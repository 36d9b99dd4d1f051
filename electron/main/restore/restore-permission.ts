import type { AccountSummary } from '../../contract/models.ts';
import { ok, type Result } from '../../contract/result.ts';
import { type Capability, capabilityScopes } from '../../contract/scopes.ts';
import type { RestoreControllerOptions } from './restore-options.ts';

/** To look at what is there, and to add to it. */
const capabilities: readonly Capability[] = ['library', 'upload'];

type PermissionDeps = Pick<RestoreControllerOptions, 'accounts' | 'settings' | 'snapshot'>;

/** Asks Google for what the account has not permitted yet, once `onAsking` was called; nothing when it has all. */
export async function permittedToRestore(
  deps: PermissionDeps,
  account: AccountSummary,
  onAsking: () => void,
): Promise<Result<AccountSummary>> {
  const lacking = capabilities.filter((one) => !account.scopes.includes(capabilityScopes[one]));
  if (lacking.length === 0) return ok(account);
  onAsking();
  if (lacking.includes('library')) keepForRestore(deps, account.id);
  return deps.accounts.permitAll(lacking, account);
}

/** Whoever backs up exports gives the permission to look for this alone: no backups begin of it. */
function keepForRestore({ settings, snapshot }: PermissionDeps, account: string): void {
  const { plan } = settings.read();
  const libraryForRestore = [...new Set([...plan.libraryForRestore, account])];
  settings.write({ plan: { ...plan, libraryForRestore } });
  snapshot.change({ plan: settings.read().plan });
}
