import type { Problem } from '../../contract/problem.ts';
import { problemTable } from '../../contract/problems/table.ts';

/** Does this problem, met while fetching one item, leave the other items a chance? */
export function concernsOneItem({ code }: Problem): boolean {
  return problemTable[code].scope === 'item';
}

/** Is it pointless to finish what is in flight? */
export function endsEverything({ code }: Problem): boolean {
  return problemTable[code].scope === 'folder';
}

/** Is the disk as a whole to blame (gone, full)? Then each file says the same. */
export function concernsWholeDisk({ code }: Problem): boolean {
  const { scope, condition } = problemTable[code];
  return scope === 'folder' && condition !== 'folder-trouble';
}
