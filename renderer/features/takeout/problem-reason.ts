import type { Formats, WordedProblem } from '../../formatting/formats.ts';

/** Why a file was left out or cannot be read, and what to do about it, in one line. */
export function problemReason(problem: WordedProblem, formats: Formats): string {
  const { title, wayOut } = formats.problem(problem);
  return formats.t('takeout.why', { title, wayOut });
}
