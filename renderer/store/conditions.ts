import type { AppSnapshot, Pause } from '../../electron/contract/desktop-models.ts';
import { needsClient } from '../../electron/contract/library-route.ts';
import type { AccountSummary, DestinationReport } from '../../electron/contract/models.ts';
import { type Problem, problem } from '../../electron/contract/problem.ts';
import { isAboutFolder, isAboutSignIn } from '../../electron/contract/problem-codes.ts';
import { problemTable } from '../../electron/contract/problems/table.ts';
import type { TakeoutWarning } from '../../electron/contract/takeout-desktop-models.ts';

/** A state of the whole app that has its own face, text and way out. */
export type Condition =
  | { readonly kind: 'engine-crashed' }
  | { readonly kind: 'engine-restarting' }
  | { readonly kind: 'keychain-opening' }
  | { readonly kind: 'keychain-unavailable'; readonly problem: Problem }
  | { readonly kind: 'client-missing' }
  | { readonly kind: 'signing-in'; readonly expiresAt: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'sign-in-expired'; readonly account: AccountSummary; readonly problem: Problem }
  | { readonly kind: 'sign-in-revoked'; readonly account: AccountSummary; readonly problem: Problem }
  | { readonly kind: 'sign-in-broken'; readonly account: AccountSummary; readonly problem: Problem }
  | { readonly kind: 'sign-in-ending'; readonly account: AccountSummary; readonly endsAt: string }
  | { readonly kind: 'scope-missing'; readonly problem: Problem; readonly account: string | null }
  | { readonly kind: 'api-off'; readonly problem: Problem }
  | { readonly kind: 'disk-gone'; readonly problem: Problem }
  | { readonly kind: 'disk-full'; readonly problem: Problem; readonly destination: DestinationReport | null }
  | { readonly kind: 'folder-trouble'; readonly problem: Problem }
  | { readonly kind: 'offline' }
  | { readonly kind: 'paused'; readonly pause: Pause }
  | { readonly kind: 'trouble'; readonly problem: Problem }
  | { readonly kind: 'export-warning'; readonly warning: TakeoutWarning };

/** A sign-in of a Testing project is announced to end this long before it does. */
const warningMilliseconds = 48 * 60 * 60 * 1000;

/** Everything that concerns the whole app just now, the most urgent first. Each cause appears once. */
export function conditionsOf(snapshot: AppSnapshot, now: Date): readonly Condition[] {
  if (!snapshot.setup.finished) {
    return [...engineConditions(snapshot), ...openingConditions(snapshot), ...lineConditions(snapshot)];
  }
  const signIn = signInConditions(snapshot, now);
  const folder = folderConditions(snapshot);
  return [
    ...engineConditions(snapshot),
    ...signIn,
    ...folder,
    ...problemConditions(snapshot, signIn.length > 0, folder.length > 0),
    ...lineConditions(snapshot),
    ...snapshot.takeout.warnings.map((warning) => ({ kind: 'export-warning', warning }) as const),
    ...(snapshot.pause === null ? [] : [{ kind: 'paused', pause: snapshot.pause } as const]),
  ];
}

function engineConditions({ engine }: AppSnapshot): readonly Condition[] {
  if (engine === 'crashed') return [{ kind: 'engine-crashed' }];
  return engine === 'restarting' ? [{ kind: 'engine-restarting' }] : [];
}

function lineConditions({ online }: AppSnapshot): readonly Condition[] {
  return online ? [] : [{ kind: 'offline' }];
}

function openingConditions({ tokenStore }: AppSnapshot): readonly Condition[] {
  return tokenStore === 'opening' ? [{ kind: 'keychain-opening' }] : [];
}

function keychainConditions(snapshot: AppSnapshot): readonly Condition[] {
  const { keychainProblem } = snapshot;
  if (keychainProblem !== null) return [{ kind: 'keychain-unavailable', problem: keychainProblem }];
  return openingConditions(snapshot);
}

function signInConditions(snapshot: AppSnapshot, now: Date): readonly Condition[] {
  // A selection that asks for its permission says so itself.
  const pending = snapshot.selection?.now.stage === 'permission' ? null : snapshot.pendingSignIn;
  const signingIn: readonly Condition[] =
    pending === null ? [] : [{ kind: 'signing-in', expiresAt: pending.expiresAt }];
  const waiting = [...signingIn, ...keychainConditions(snapshot)];
  if (snapshot.client === null) return needsClient(snapshot) ? [...waiting, { kind: 'client-missing' }] : waiting;
  if (snapshot.accounts.length === 0) {
    // Drive with files that are picked each time needs no account.
    const isNeeded = needsClient(snapshot) && snapshot.drive.connection === null;
    return isNeeded ? [...waiting, { kind: 'signed-out' }] : waiting;
  }
  // That of the keychain is theirs, too, and is said once.
  const own = ({ trouble }: AccountSummary) =>
    trouble?.code !== 'keychain-unavailable' || snapshot.keychainProblem === null;
  return [...waiting, ...snapshot.accounts.filter(own).flatMap((account) => accountConditions(account, now))];
}

function accountConditions(account: AccountSummary, now: Date): readonly Condition[] {
  const trouble = account.trouble;
  if (trouble !== null) {
    const { condition } = problemTable[trouble.code];
    const isOwn = condition === 'sign-in-expired' || condition === 'sign-in-revoked';
    return [{ kind: isOwn ? condition : 'sign-in-broken', account, problem: trouble }];
  }
  const endsAt = account.signInExpiresAt;
  if (endsAt === null || Date.parse(endsAt) - now.getTime() > warningMilliseconds) return [];
  return [{ kind: 'sign-in-ending', account, endsAt }];
}

function folderConditions({ destination, destinationTrouble }: AppSnapshot): readonly Condition[] {
  if (destinationTrouble !== null) return [folderCondition(destinationTrouble, destination)];
  return destination === null ? [folderCondition(problem('destination-not-set'), null)] : [];
}

function folderCondition(trouble: Problem, destination: DestinationReport | null): Condition {
  const { condition } = problemTable[trouble.code];
  if (condition === 'disk-full') return { kind: 'disk-full', problem: trouble, destination };
  return { kind: condition === 'disk-gone' ? condition : 'folder-trouble', problem: trouble };
}

function problemConditions(
  { trouble, activeAccount, destination }: AppSnapshot,
  signInSaid: boolean,
  folderSaid: boolean,
): readonly Condition[] {
  if (trouble === null) return [];
  const { condition } = problemTable[trouble.code];
  if (condition === 'silent') return [];
  if (condition === 'api-off') return [{ kind: 'api-off', problem: trouble }];
  if (condition === 'scope-missing') {
    return [{ kind: 'scope-missing', problem: trouble, account: activeAccount }];
  }
  if (signInSaid && isAboutSignIn(trouble.code)) return [];
  if (isAboutFolder(trouble.code)) return folderSaid ? [] : [folderCondition(trouble, destination)];
  return [{ kind: 'trouble', problem: trouble }];
}
