import { failureLine, failuresIn, listOfFailures } from './failures.ts';

/** How many tests passed, failed and were left out. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, a line each. */
  readonly failures: readonly string[];
}

/** One failure that no test is to blame for: the runner itself came to nothing. */
export function brokenRun(suite: string): Tally {
  return { passed: 0, failed: 1, skipped: 0, failures: [failureLine(suite, null, 'came to nothing')] };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => tallies.reduce((total, tally) => total + tally[key], 0);
  const failures = tallies.flatMap((tally) => tally.failures);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), failures };
}

/** A runner that ended badly without saying which test failed still counts as one failure. */
export function atLeastOneFailure(suite: string, tally: Tally, exitCode: number): Tally {
  if (exitCode === 0 || tally.failed > 0) return tally;
  const { failures } = tally;
  const line = failureLine(suite, null, `ended with ${exitCode}, and no test of it failed`);
  return { ...tally, failed: 1, failures: failures.length > 0 ? failures : [line] };
}

/** What every run ends with: which tests failed, if any did, and `N passed, N failed`. */
export function lastLinesOf(total: Tally): readonly string[] {
  return [...listOfFailures(total.failures), lastLineOf(total)];
}

/** The last line of every run: `N passed, N failed`. */
export function lastLineOf({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** Reads the end of a run that was made by {@link lastLinesOf}; null when the run has not come that far. */
export function tallyFrom(output: string): Tally | null {
  const lines = output.trimEnd().split('\n');
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(lines.at(-1) ?? '') ?? [];
  return passed === undefined || failed === undefined
    ? null
    : { passed: Number(passed), failed: Number(failed), skipped: 0, failures: failuresIn(lines) };
}
