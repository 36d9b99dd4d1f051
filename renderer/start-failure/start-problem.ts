import { BridgeMissing } from './bridge-missing.ts';

/** What kept the page from starting, as one of the problems that have texts. */
export function startProblem(thrown: unknown): 'page-not-connected' | 'page-file-damaged' | 'page-not-started' {
  if (thrown instanceof BridgeMissing) return 'page-not-connected';
  // A script that cannot be fetched, in Chromium's words; one that was cut off or damaged cannot be read.
  const isFileMissing = thrown instanceof TypeError && thrown.message.includes('dynamically imported module');
  return isFileMissing || thrown instanceof SyntaxError ? 'page-file-damaged' : 'page-not-started';
}

/** What was thrown, in a line. Never throws. */
export function failureText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return `A thrown ${typeof thrown} that cannot be written as text`;
  }
}

/** Everything that a report should hold, what matters most first: a line in the log is cut short. Never throws. */
export function failureDetails(
  thrown: unknown,
  { userAgent, languages }: Pick<Navigator, 'userAgent' | 'languages'>,
): string {
  return [
    `${startProblem(thrown)}: ${failureText(thrown)}`,
    `Languages: ${JSON.stringify(languages)}`,
    ...stackOf(thrown),
    `Program: ${userAgent}`,
  ].join('\n');
}

/** The lines of a stack, without the message that V8 begins it with. */
function stackOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return [];
  return thrown.stack.split('\n').filter((line) => /^\s+at /.test(line));
}
