import type { Problem } from '../../contract/problem.ts';
import { isAboutSignIn, isMarked } from '../../contract/problem-codes.ts';
import { googleProblems } from '../../contract/problems/google.ts';
import { problemTable } from '../../contract/problems/table.ts';

/** Does this problem, met while fetching one item, leave the other items a chance? */
export function concernsOneItem({ code }: Problem): boolean {
  return problemTable[code].scope === 'item';
}

/**
 * Did Google or the network say so while one item was fetched? A single link can be answered with anything: whether it is true
 * of the run tells the next item. The limit of a day is believed at once, because asking on would use up more of it.
 */
export function mayBeOfOneItem({ code }: Problem): boolean {
  const { scope } = problemTable[code];
  return scope === 'run' && (code in googleProblems || isAboutSignIn(code)) && !isMarked(code, 'daily-limit');
}

/** Is it pointless to finish what is in flight? */
export function endsEverything({ code }: Problem): boolean {
  return problemTable[code].scope === 'folder';
}

/** Is the disk as a whole to blame (gone, full)? Then each file says the same. */
function concernsWholeDisk({ code }: Problem): boolean {
  const { scope, condition } = problemTable[code];
  return scope === 'folder' && condition !== 'folder-trouble';
}

/** Does a link, or something else that is no folder, lie in the place of one? Then each file below it says the same. */
export function blocksFolder({ code }: Problem): boolean {
  return code === 'destination-link' || code === 'destination-unsuitable';
}

/** Equal for problems that are told once a run: of one file, of what lies in the way of many, or of the whole disk. */
export function tellingKey(met: Problem): string {
  if (concernsWholeDisk(met)) return met.code;
  return `${met.code} ${(blocksFolder(met) ? met.detail : null) ?? met.subject ?? ''}`;
}
