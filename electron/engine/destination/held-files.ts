import { randomUUID } from 'node:crypto';
import { problem } from '../../contract/problem.ts';
import { openNewInside, removeInside } from './fence-entries.ts';
import type { PlacementOutcome } from './placement-outcome.ts';

/** So many files in one run may be held by others: more is a matter of the folder. */
const mostHeldFiles = 5;

/** Tells a file that another program holds from a folder that takes nothing. */
export interface HeldFiles {
  /** Turns a refusal of the folder into one of the file where the folder takes other files. */
  readonly judge: (root: string, outcomes: readonly PlacementOutcome[]) => Promise<readonly PlacementOutcome[]>;
}

/** Good for one run. */
export function heldFiles(): HeldFiles {
  let held = 0;
  return {
    judge: async (root, outcomes) => {
      const judged: PlacementOutcome[] = [];
      for (const outcome of outcomes) {
        const { subject, detail } = outcome.kind === 'failed' ? outcome.problem : {};
        const isOfFile = isRefusal(outcome) && held < mostHeldFiles && (await takesFiles(root, subject ?? ''));
        if (isOfFile) held += 1;
        judged.push(isOfFile ? { kind: 'failed', problem: problem('file-busy', { subject, detail }) } : outcome);
      }
      return judged;
    },
  };
}

function isRefusal(outcome: PlacementOutcome): boolean {
  if (outcome.kind !== 'failed') return false;
  return outcome.problem.code === 'destination-not-writable' || outcome.problem.code === 'destination-busy';
}

async function takesFiles(root: string, path: string): Promise<boolean> {
  const trial = `${path.slice(0, path.lastIndexOf('/'))}/.afterimage-probe-${randomUUID()}`;
  try {
    await (await openNewInside(root, trial)).close();
    return true;
  } catch {
    // Whatever it is: this folder does not take files now.
    return false;
  } finally {
    await removeInside(root, trial).catch(() => undefined);
  }
}
