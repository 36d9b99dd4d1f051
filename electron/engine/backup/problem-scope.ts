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
