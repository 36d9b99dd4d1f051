import type { ProblemCode } from '../contract/problem.ts';
import { problemTable } from '../contract/problems/table.ts';

/** The process's exit codes; documented in the README. */
export const exitCodes = {
  complete: 0,
  usage: 2,
  problems: 3,
  signInNeeded: 4,
  waitingForQuota: 5,
  destination: 6,
  locked: 7,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code for a command that ended with this problem. */
export function exitCodeOf(code: ProblemCode): ExitCode {
  return exitCodes[problemTable[code].exit];
}
