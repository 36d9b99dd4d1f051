import type { Problem, ProblemCode } from '../contract/problem.ts';
import { problemTable } from '../contract/problems/table.ts';
import { assertNever } from '../contract/result.ts';

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

/** From the best to the worst: what was found weighs less than what could not be looked at. */
const byWeight: readonly ExitCode[] = [
  ...[exitCodes.complete, exitCodes.problems, exitCodes.waitingForQuota, exitCodes.signInNeeded],
  ...[exitCodes.locked, exitCodes.destination, exitCodes.usage, exitCodes.interrupted],
];

/** The exit code of two pieces of work. */
export function worseOf(one: ExitCode, other: ExitCode): ExitCode {
  return byWeight.indexOf(one) > byWeight.indexOf(other) ? one : other;
}

/** The exit code for a command that ended with this problem. */
export function exitCodeOf(code: ProblemCode): ExitCode {
  return exitCodes[problemTable[code].exit];
}

/** How a run or a restore ended, as its report says. */
interface Ending {
  readonly outcome: 'complete' | 'problems' | 'stopped';
  readonly problem: Problem | null;
}

/** The exit code for a command whose run has come to this end. */
export function exitCodeOfReport({ outcome, problem }: Ending): ExitCode {
  switch (outcome) {
    case 'complete':
      return exitCodes.complete;
    case 'problems':
      return exitCodes.problems;
    case 'stopped':
      return problem === null ? exitCodes.problems : exitCodeOf(problem.code);
    default:
      return assertNever(outcome);
  }
}
