/** How many tests passed, failed and were left out. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One failure that no test is to blame for: the runner itself came to nothing. */
export const brokenRun: Tally = { passed: 0, failed: 1, skipped: 0 };

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** A runner that ended badly without saying which test failed still counts as one failure. */
export function atLeastOneFailure(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** The last line of every run: `N passed, N failed`. */
export function lastLineOf({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** Reads the last line of a run that was made by `lastLineOf`; null when the run has not come that far. */
export function tallyFrom(output: string): Tally | null {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  return passed === undefined || failed === undefined
    ? null
    : { passed: Number(passed), failed: Number(failed), skipped: 0 };
}
