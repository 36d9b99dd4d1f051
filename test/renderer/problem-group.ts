import type { ProblemGroup } from '../../electron/contract/desktop-models.ts';
import { type ProblemCode, problem } from '../../electron/contract/problem.ts';
import { before } from './facts.ts';

const minute = 60_000;

/** The open problems of one cause, `count` of them, the newest of a while ago. */
export function problemGroup(
  code: ProblemCode,
  count: number,
  now: Date,
  examples: readonly string[],
  link: string | null = null,
): ProblemGroup {
  const { title, explanation, wayOut, retry } = problem(code);
  return {
    code,
    title,
    explanation,
    wayOut,
    retry,
    link,
    count,
    newest: before(now, 95 * minute),
    examples: [...examples],
  };
}
