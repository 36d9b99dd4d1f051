import type { Command } from 'commander';
import type { Problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Does a command's work and says how it ended. */
export type Work = (session: Session, signal: AbortSignal) => Promise<ExitCode>;

/** Where commands are hung up: runs the work of the one that was given. */
export interface CommandRunner {
  /** Opens the session from the command's options, does the work, remembers the exit code. */
  readonly run: (command: Command, work: Work) => Promise<void>;
}

/** Ends a command with a problem: as text or as a record, and as the exit code. */
export function endWith({ terminal }: Pick<Session, 'terminal'>, met: Problem): ExitCode {
  const problem = terminal.ending(met);
  terminal.problem(problem);
  terminal.record({ event: 'failed', problem });
  return exitCodeOf(problem.code);
}

/** Ends a command that has one answer: `show` says it to people, `--json` prints the record. */
export function endWithAnswer<T extends object>(
  session: Session,
  answer: Result<T>,
  show: (value: T) => string,
): ExitCode {
  if (!answer.ok) return endWith(session, answer.problem);
  session.terminal.record(answer.value);
  session.terminal.result(show(answer.value));
  return exitCodes.complete;
}
