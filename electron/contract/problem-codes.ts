import { type ProblemCode, problemTable } from './problems/table.ts';
import type { ProblemMark } from './problems/traits.ts';

export type { ProblemCode } from './problems/table.ts';
export { retryAdvice } from './problems/traits.ts';

/** Every problem that a person can meet, as the table has them. */
export const problemCodes = Object.keys(problemTable) as readonly string[] as readonly ProblemCode[];

/** Does the table give this problem the mark? */
export function isMarked(code: ProblemCode, mark: ProblemMark): boolean {
  return problemTable[code].marks?.includes(mark) === true;
}

const folderConditions: readonly string[] = ['disk-gone', 'disk-full', 'folder-trouble'];

/** Is it about the backup folder? */
export function isAboutFolder(code: ProblemCode): boolean {
  return folderConditions.includes(problemTable[code].condition);
}

/** Does it say something about the backup folder itself, and not only that another run uses it? */
export function isFolderProblem(code: ProblemCode): boolean {
  return isAboutFolder(code) && !isMarked(code, 'folder-in-use');
}

/**
 * Did a run fail that ended with it? Not when somebody stopped it, chose nothing or asked for what cannot be, and not when
 * another run is on.
 */
export function isFailure(code: ProblemCode): boolean {
  const { exit } = problemTable[code];
  if (exit === 'interrupted' || exit === 'usage') return false;
  return !isMarked(code, 'folder-in-use') && !isMarked(code, 'selection-over');
}

const signInConditions: readonly string[] = ['sign-in', 'sign-in-expired', 'sign-in-revoked'];

/** Is it about the client, the account or the stored sign-in? */
export function isAboutSignIn(code: ProblemCode): boolean {
  return signInConditions.includes(problemTable[code].condition);
}
