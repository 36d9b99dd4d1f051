import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { errnoOf } from '../../base/errno.ts';

/** What a system says while a virus scanner or a cloud client holds a file that was just written; mostly for a moment. */
const heldErrnos: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

const waitsMs = [50, 100, 200, 400, 800, 1_500] as const;
/** All that a run spends on waiting for files: behind that, it is the folder that says no. Milliseconds. */
const runBudgetMs = 20_000;

/** Waits for files that are held by others, for threads that may block; the threads of one run share its budget. */
export interface Patience {
  /** Does `work`, again while it says that the file is held. Throws the last error. */
  readonly until: <T>(work: () => T) => T;
  /** Waits a little longer each time; false once it is enough. */
  readonly wait: (attempt: number) => boolean;
}

/** What the threads of one run have left, in milliseconds. */
export function freshBudget(): Int32Array<SharedArrayBuffer> {
  const budget = new Int32Array(new SharedArrayBuffer(4));
  budget[0] = runBudgetMs;
  return budget;
}

/** What one run may spend on files that are held by others: on all its threads, and in this one. */
export interface RunAllowance {
  readonly budget: Int32Array<SharedArrayBuffer>;
  /** Files that stayed held, and failed for themselves alone. */
  heldFiles: number;
}

export function freshAllowance(): RunAllowance {
  return { budget: freshBudget(), heldFiles: 0 };
}

/*
 * Whatever a run does in the folder draws on its one allowance, however deep below: an argument would go through every
 * function that touches a file.
 */
const allowances = new AsyncLocalStorage<RunAllowance>();

/** Does the work of a run, which shares one allowance. */
export function withAllowance<T>(allowance: RunAllowance, work: () => T): T {
  return allowances.run(allowance, work);
}

/** The allowance of the run that asks; null outside of runs, where a person waits for the answer and can ask again. */
export function allowanceOfRun(): RunAllowance | null {
  return allowances.getStore() ?? null;
}

/** As {@link Patience.until}, without blocking, on the allowance of the run. `held` tells which errnos are worth it. */
export async function whileHeld<T>(
  work: () => Promise<T>,
  held: (errno: string | null) => boolean = isHeld,
): Promise<T> {
  const allowance = allowanceOfRun();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      const ms = allowance !== null && held(errnoOf(thrown)) ? nextWait(allowance.budget, attempt) : null;
      if (ms === null) throw thrown;
      await setTimeout(ms);
    }
  }
}

/** For what fails with `EPERM` or `EACCES` on file systems that do not know it at all. */
export function isBusy(errno: string | null): boolean {
  return errno === 'EBUSY';
}

/** Takes the next wait out of the budget; null when that, or patience, is at its end. Milliseconds. */
function nextWait(budget: Int32Array<SharedArrayBuffer>, attempt: number): number | null {
  const ms = waitsMs[attempt];
  return ms === undefined || Atomics.sub(budget, 0, ms) < ms ? null : ms;
}

export function isHeld(errno: string | null): boolean {
  return errno !== null && heldErrnos.has(errno);
}

export function patience(budget: Int32Array<SharedArrayBuffer>): Patience {
  const still = new Int32Array(new SharedArrayBuffer(4));
  const wait = (attempt: number): boolean => {
    const ms = nextWait(budget, attempt);
    if (ms === null) return false;
    Atomics.wait(still, 0, 0, ms);
    return true;
  };
  return {
    wait,
    until: (work) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return work();
        } catch (thrown) {
          if (!isHeld(errnoOf(thrown)) || !wait(attempt)) throw thrown;
        }
      }
    },
  };
}
