import type { ProblemCode } from '../../../electron/contract/problem.ts';
import { problemTable } from '../../../electron/contract/problems/table.ts';
import type { WayOut } from '../../../electron/contract/problems/traits.ts';

export type { WayOut } from '../../../electron/contract/problems/traits.ts';

/** The buttons for a problem, the most fitting first; `link` is the problem's own page, if it has one. */
export function waysOutOf(code: ProblemCode, link: string | null): readonly WayOut[] {
  const { waysOut, retry } = problemTable[code];
  const ways = waysOut ?? (retry === 'never' ? [] : ['retry']);
  if (link === null) return ways.filter((way) => way !== 'open-link');
  return ways.includes('open-link') ? ways : ['open-link', ...ways];
}
