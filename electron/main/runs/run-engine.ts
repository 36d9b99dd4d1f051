import type { EngineInput } from '../../contract/engine-protocol.ts';
import type { RunNews, RunReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { isFolderProblem } from '../../contract/problem-codes.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { sourceTable } from '../../contract/source-kinds.ts';
import { cutShortBy } from '../../schedule/retry.ts';
import type { StoredSettings } from '../settings/stored-settings.ts';
import type { SnapshotChange } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { RunDisplay } from './run-display.ts';

/** What every run needs, whoever wants it. */
export interface RunEngine {
  readonly ask: AskEngine;
  readonly display: RunDisplay;
  /** Which folder a run goes into and what limits it. Problem: no folder. */
  readonly context: () => Result<RunContext>;
  readonly log: (line: string) => void;
}

/** What the settings say to each run. */
export type RunContext = Pick<EngineInput<'backUp'>, 'destination' | 'albumView' | 'limits'>;

/** Reads the context of a run from the settings. */
export function runContext(settings: () => StoredSettings): Result<RunContext> {
  const { destination, dailyRequestLimit, bandwidthLimit, albumView } = settings();
  if (destination === null) return failed(problem('destination-not-set'));
  return ok({ destination, albumView, limits: { dailyRequests: dailyRequestLimit, bandwidth: bandwidthLimit } });
}

/** What a run tells for everybody is shown. The limits on the card are those of the Library API: a selection's are others. */
export function showSideRun(display: RunDisplay, event: RunNews): void {
  if (event.event !== 'quota') display.hear(event);
}

/** What ends a run beside the backup is said where it was begun; it stands in the way of no backup unless it is the folder. */
export function sideRunEnded(
  { display, log }: Pick<RunEngine, 'display' | 'log'>,
  name: 'selection' | 'import',
  result: Result<RunReport>,
): void {
  const why = result.ok ? cutShortBy(result.value) : result.problem;
  if (why !== null) log(`The ${name} ended early: ${why.code}`);
  display.ended(folderChange(why));
}

/** What the end of a run says of the folder. */
export function folderChange(why: Problem | null): Pick<SnapshotChange, 'destinationTrouble'> {
  return why !== null && isFolderProblem(why.code) ? { destinationTrouble: why } : {};
}

/** What a person chose by hand, an import, a repair and a dry run say nothing of whether the library is safe. */
export function isBackup({ source, kind, dryRun }: RunReport): boolean {
  return sourceTable[source].purpose === 'backup' && kind !== 'repair' && !dryRun;
}
