import { milestones } from '../../electron/main/log/milestones.ts';

/**
 * What a log of the app must not hold. Lines of the GPU's process are none of it: machines without one lose it, and
 * Chromium then draws without it.
 */
const faults: readonly RegExp[] = [
  /^The engine (ended|sent something unreadable|has not spoken)/,
  /^A process is gone: (?!GPU)/,
  /^The page's process is gone/,
  /^The page reports/,
  /^(uncaughtException|unhandledRejection)/,
  /^IPC .*(failed|malformed)/,
  /^The (run|import) ended early/,
  /could not be imported/,
  /^Engine: .*(-CRITICAL|SIGSEGV)/,
];

/** What a program writes to its standard error when two copies of GLib meet in one process. */
const foreignGlib = /GLib-GObject-CRITICAL/;

/** The lines of the log, each without its time; what belongs to a line before stays out. */
function linesOf(log: string): readonly string[] {
  return log.split('\n').flatMap((line) => /^\d{4}-\d\d-\d\dT[\d:.]+Z (.*)$/.exec(line)?.[1] ?? []);
}

/** Has the app come so far? Any of `milestones`, or one that begins with it. */
export function hasReached(log: string, milestone: string): boolean {
  return linesOf(log).some((line) => line.startsWith(milestone));
}

/**
 * What went wrong, in the app's own words. Its end is not checked: an engine that is ended with the app is gone as it
 * should be.
 */
export function faultsIn(log: string, output: string): readonly string[] {
  const lines = linesOf(log);
  const end = lines.indexOf(milestones.ended);
  const living = end === -1 ? lines : lines.slice(0, end);
  const found = living.filter((line) => faults.some((fault) => fault.test(line)));
  return foreignGlib.test(output) ? [...found, 'GLib complained on the standard error'] : found;
}

/** Where the app says that it keeps secrets; null while it has not said so. */
export function secretsKept(log: string): string | null {
  const line = linesOf(log).findLast((one) => one.startsWith(milestones.secretsKept));
  return line?.slice(milestones.secretsKept.length) ?? null;
}
