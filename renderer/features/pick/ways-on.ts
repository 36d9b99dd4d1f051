import type { Problem } from '../../../electron/contract/problem.ts';
import { problemTable } from '../../../electron/contract/problems/table.ts';
import type { WayOn } from '../../../electron/contract/problems/traits.ts';

export type { WayOn } from '../../../electron/contract/problems/traits.ts';

/** The ways on after a selection ended with this problem, the most fitting first. */
export function waysOnAfter({ code, link }: Problem): readonly WayOn[] {
  const ways = problemTable[code].waysOn ?? ['again'];
  return link === undefined ? ways : ['problem-page', ...ways];
}
