import { randomUUID } from 'node:crypto';
import type { DestinationReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { SnapshotChange } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';

/** What the destination desk is built from. */
export interface DestinationControllerOptions {
  readonly ask: AskEngine;
  /** Asks the person for a folder; null when they change their mind. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly current: () => EngineDestination | null;
  readonly remember: (destination: EngineDestination) => void;
  /** What is known to be wrong with the folder. */
  readonly trouble: () => Problem | null;
  readonly change: (change: SnapshotChange) => void;
}

/** The backup folder as the page deals with it. Paths stay here; the page holds the id of a choice. */
export interface DestinationController {
  readonly choose: () => Promise<Result<{ readonly choice: string; readonly report: DestinationReport } | null>>;
  readonly use: (choice: string) => Promise<Result<DestinationReport>>;
  /** Looks whether the folder is there and the right one; the answer is in the snapshot, too. */
  readonly check: () => Promise<Result<DestinationReport>>;
}

/** A disk that was full counts as full until there is room for some photos: one byte free would only fill it again. */
const roomBytes = 100_000_000;

/** A desk over the engine's probe. */
export function createDestinationController(options: DestinationControllerOptions): DestinationController {
  const { ask, current, remember, change } = options;
  const choices = new Map<string, string>();
  /** The backup that was in the folder when it was chosen, which later looks do not find again. */
  let adopted: DestinationReport | null = null;

  async function check(): Promise<Result<DestinationReport>> {
    const destination = current();
    if (destination === null) {
      change({ destination: null, destinationTrouble: null });
      return failed(problem('destination-not-set'));
    }
    const report = await probed(destination);
    if (report.ok) change({ destination: withFound(report.value), destinationTrouble: readOnlyTrouble(report.value) });
    // A crashed engine says nothing about the disk.
    else if (report.problem.code !== 'engine-crashed') change({ destinationTrouble: report.problem });
    return report;
  }

  function withFound(report: DestinationReport): DestinationReport {
    const isSame = adopted !== null && adopted.identity === report.identity;
    return isSame && adopted?.found !== undefined ? { ...report, found: adopted.found } : report;
  }

  async function probed({ path, identity }: EngineDestination): Promise<Result<DestinationReport>> {
    const report = await ask('probe', { path });
    if (!report.ok) return report;
    if (report.value.identity !== identity) return failed(problem('destination-foreign', { subject: path }));
    const known = options.trouble();
    return known?.code === 'destination-full' && report.value.freeBytes < roomBytes ? failed(known) : report;
  }

  return {
    check,
    choose: async () => {
      const path = await options.chooseFolder();
      if (path === null) return ok(null);
      const report = await ask('probe', { path });
      if (!report.ok) return report;
      const choice = randomUUID();
      choices.clear();
      choices.set(choice, path);
      return ok({ choice, report: report.value });
    },
    use: async (choice) => {
      const path = choices.get(choice);
      if (path === undefined) return failed(problem('destination-not-set'));
      const chosen = await ask('chooseDestination', { path });
      if (!chosen.ok) return chosen;
      remember(chosen.value.destination);
      adopted = chosen.value.report;
      change({ destination: chosen.value.report, destinationTrouble: readOnlyTrouble(chosen.value.report) });
      return ok(chosen.value.report);
    },
  };
}

/** Nothing is tried to be written, and that is said; all else works. */
function readOnlyTrouble({ readOnly, path }: DestinationReport): Problem | null {
  return readOnly === true ? problem('destination-read-only', { subject: path }) : null;
}
