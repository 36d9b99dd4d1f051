import { errnoOf } from '../../base/errno.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { takesFiles } from './folder-trial.ts';
import { fsProblem } from './fs-problems.ts';
import { allowanceOfRun, freshAllowance, isHeld, type RunAllowance } from './patience.ts';
import type { PlacementOutcome } from './placement-outcome.ts';

/** So many files in one run may be held by others: more is a matter of the folder. */
const mostHeldFiles = 5;

/** Tells a file that another program holds from a folder that takes nothing. */
export interface HeldFiles {
  /** Turns a refusal of the folder into one of the file where the folder takes other files. */
  readonly judge: (root: string, outcomes: readonly PlacementOutcome[]) => Promise<readonly PlacementOutcome[]>;
}

/** Good for one run. */
export function heldFiles(allowance: RunAllowance = allowanceOfRun() ?? freshAllowance()): HeldFiles {
  return {
    judge: async (root, outcomes) => {
      const judged: PlacementOutcome[] = [];
      for (const outcome of outcomes) {
        const isRefused = outcome.kind === 'failed' && isRefusal(outcome.problem);
        judged.push(
          isRefused ? { kind: 'failed', problem: await judgeRefusal(root, outcome.problem, allowance) } : outcome,
        );
      }
      return judged;
    },
  };
}

/**
 * The problem of a file that could not be worked on, as {@link fsProblem}; in a run, `file-busy` when others hold this file
 * alone. `path` is relative to the destination.
 */
export async function fileProblem(root: string, path: string, thrown: unknown): Promise<Problem> {
  const met = fsProblem(thrown, path);
  const allowance = allowanceOfRun();
  return allowance !== null && isHeld(errnoOf(thrown)) ? judgeRefusal(root, met, allowance) : met;
}

async function judgeRefusal(root: string, met: Problem, allowance: RunAllowance): Promise<Problem> {
  const { subject = '', detail } = met;
  if (allowance.heldFiles >= mostHeldFiles) return met;
  // Counted before the look, because others are looked at meanwhile.
  allowance.heldFiles += 1;
  if (!(await takesFiles(root, subject))) {
    allowance.heldFiles -= 1;
    return met;
  }
  return problem('file-busy', { subject, detail });
}

function isRefusal({ code }: Problem): boolean {
  return code === 'destination-not-writable' || code === 'destination-busy';
}
