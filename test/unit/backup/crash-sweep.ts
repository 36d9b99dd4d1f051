import { expect } from 'vitest';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import type { BackupFixture } from './backup-fixture.ts';

/** A piece of work that may be cut off anywhere. */
export interface CrashStory {
  readonly given: () => Promise<BackupFixture>;
  readonly when: (fixture: BackupFixture) => Promise<unknown>;
  /** What the next program does; default: the same work again. */
  readonly again?: (fixture: BackupFixture) => Promise<unknown>;
  /** What counts of the outcome: it must be the same, wherever the work was cut off. */
  readonly outcome: (fixture: BackupFixture) => Promise<unknown>;
}

/** Steps that leave everything as it was: a crash before or after them is the same. */
const looks =
  /^(?:l?stat(?:Sync)?|opendir|readdir|readFile|readlink|read|close|(?:data)?sync|open(?:Sync)? (?!\.afterimage\/staging))\b/u;
const queries = /\.(?:due|of|atPath|inFolder|sums|leftovers|open|withOriginals|freeFolder|members|entries)$/u;

/**
 * Performs the story undisturbed, then once for each of its steps (calls of the disk and of the catalog) that changed
 * something, with a crash just after it, after which the next program does its work. Returns the undisturbed outcome.
 */
export async function crashAtEveryStep({ given, when, again = when, outcome }: CrashStory): Promise<unknown> {
  const whole = await attempt(given, when, new StepFaults());
  const expected = await outcome(whole.fixture);
  expect(whole.faults.steps).not.toHaveLength(0);
  const { steps } = whole.faults;
  for (const [index, step] of steps.entries()) {
    if (index === steps.length - 1 || looks.test(step) || queries.test(step)) continue;
    const { fixture, faults } = await attempt(given, when, new StepFaults().crashingAt(index + 1));
    expect(faults.crashed, `the crash after "${step}" came`).toBe(true);
    await again(fixture);
    expect(await outcome(fixture), `after a crash after step ${index}, "${step}"`).toEqual(expected);
  }
  return expected;
}

async function attempt(given: CrashStory['given'], when: CrashStory['when'], faults: StepFaults) {
  const fixture = await given();
  const stop = watchDisk(fixture.destination.path, faults);
  try {
    await when({ ...fixture, catalog: observed(fixture.catalog, { faults }) });
  } catch (thrown) {
    if (!faults.crashed) throw thrown;
  } finally {
    stop();
  }
  return { fixture, faults };
}
