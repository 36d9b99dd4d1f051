import { expect } from 'vitest';
import type { Ended } from './command-line.ts';

/** When to kill a run; asked again and again with what the run has written so far. */
export type Moment = (stdout: string) => boolean;

/** How the killing goes. */
export interface Progress {
  /** Runs that were killed so far. */
  readonly killed: number;
  /** Runs that came to their end before their moment. */
  readonly missed: number;
  /** What a pause is to be multiplied with: each run that was missed makes the next moments come earlier. */
  readonly haste: number;
}

/** So many runs in a row may be over before their moment, until it is clear that there is nothing to be killed in. */
const mostMissedInARow = 20;

/**
 * Kills runs until `kills` of them were really killed in their midst. How fast runs and this process are does not
 * matter: a run that came to its end before its moment does not count, and must have ended well.
 *
 * @param attempt one run, with a moment to kill it at
 * @param look what must be true after every run
 */
export async function killRepeatedly(
  kills: number,
  attempt: (progress: Progress) => Promise<Ended>,
  look: () => Promise<void>,
): Promise<void> {
  let [killed, missed, missedInARow] = [0, 0, 0];
  while (killed < kills) {
    const ended = await attempt({ killed, missed, haste: 0.7 ** missed });
    if (ended.signal === 'SIGKILL') {
      killed += 1;
      missedInARow = 0;
    } else {
      expect(ended.code, ended.stderr).toBe(0);
      missed += 1;
      missedInARow += 1;
      expect(missedInARow, 'runs that were over before they could be killed').toBeLessThan(mostMissedInARow);
    }
    await look();
  }
}

/** So many milliseconds after the run has written `text`: whatever it is doing then is hit. */
export function pausedAfter(text: string, milliseconds: number): Moment {
  let since: number | null = null;
  return (stdout) => {
    if (stdout.includes(text)) since ??= performance.now();
    return since !== null && performance.now() - since >= milliseconds;
  };
}
