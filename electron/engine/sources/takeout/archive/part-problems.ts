import { errnoOf } from '../../../../base/errno.ts';
import { messageOf } from '../../../../base/message-of.ts';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';

/** What an errno met while opening means; everything else is `part-unreadable`. */
const goneErrnos: ReadonlySet<string> = new Set([
  'EIO',
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'ENOTCONN',
  'ETIMEDOUT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EREMOTEIO',
  'ENOMEDIUM',
]);

/** The problem behind what was thrown while a part, or a file in an extracted part, was opened. Bugs are thrown on. */
export function openingProblem(thrown: unknown, subject: string): Problem {
  const errno = systemErrorOf(thrown);
  const detail = messageOf(thrown);
  if (errno === 'ENOENT' || errno === 'ENOTDIR') return problem('part-missing', { subject, detail });
  return problem(goneErrnos.has(errno) ? 'part-gone' : 'part-unreadable', { subject, detail });
}

/**
 * The error behind what was thrown while an open part was read. Bytes that could be opened and cannot be read are on a
 * disk that went away or fails: there is nothing else to tell a person.
 */
export function readingError(thrown: unknown, subject: string): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  systemErrorOf(thrown);
  return new ProblemError(problem('part-gone', { subject, detail: messageOf(thrown) }));
}

/** Throws `interrupted` once the signal is aborted. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ProblemError(problem('interrupted'));
}

/** The errno name; what has none is a bug and is thrown on. */
function systemErrorOf(thrown: unknown): string {
  const errno = thrown instanceof Error && 'syscall' in thrown ? errnoOf(thrown) : null;
  if (errno === null) throw thrown;
  return errno;
}
