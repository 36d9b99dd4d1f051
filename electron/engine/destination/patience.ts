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

export function isHeld(errno: string | null): boolean {
  return errno !== null && heldErrnos.has(errno);
}

export function patience(budget: Int32Array<SharedArrayBuffer>): Patience {
  const still = new Int32Array(new SharedArrayBuffer(4));
  const wait = (attempt: number): boolean => {
    const ms = waitsMs[attempt];
    if (ms === undefined || Atomics.sub(budget, 0, ms) < ms) return false;
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
