import { type Problem, problem } from '../../contract/problem.ts';
import { makeDamagedDue } from './damaged-sums.ts';
import { healFromAlbums } from './heal-from-albums.ts';
import { noticeMissingFiles, noticeMissingViews } from './presence.ts';
import { adoptUnknownFiles, noticeDisplacedFiles, resolveReservations } from './recovery.ts';
import { finalizeRelocations } from './relocation.ts';
import type { RunContext } from './run-context.ts';

/**
 * Quick backups come every few hours, full ones look. What is shown by hand, exports and selections, is called present
 * only where it is.
 */
function mustLook({ kind, deps }: RunContext): boolean {
  return kind === 'full' || deps.source.shows !== 'everything';
}

/** Brings catalog and folder to agreement after a crash, a restore or a hand that removed files. */
export async function recover(run: RunContext): Promise<void> {
  const { catalog, destination, threads, now, control } = run.deps;
  const signal = control.aborted;
  // A repair is there for what is known to be changed: it says what is left of that.
  const onChanged = (path: string): void => {
    if (run.kind !== 'repair') run.note(problem('file-changed', { subject: path }));
  };
  // Who only looks moves nothing, and a file that is half moved is not missing.
  if (!run.request.dryRun) {
    await makeDamagedDue({ destination, catalog, edits: run.kind === 'repair' });
    await finalizeRelocations({ destination, catalog, onProblem: (met) => run.noteLasting(met) });
    if (run.kind === 'repair') await healFromAlbums({ destination, catalog, now, signal });
  } else if (catalog.relocations.open().length > 0) {
    return;
  }
  await resolveReservations({ destination, catalog, threads, now, signal }, run.runId);
  // First what is gone, then what is new: a file that a person moved is both, and need not be fetched again.
  const { unfamiliar } = run.request;
  if (unfamiliar) await noticeDisplacedFiles({ destination, catalog, threads, now, signal });
  const onProblem = (met: Problem): void => run.note(met);
  const look = { destination, catalog, threads, now, signal, onChanged, onProblem };
  const isLooking = unfamiliar || mustLook(run);
  const missing = isLooking ? await noticeMissingFiles(look) : 0;
  if (isLooking) await noticeMissingViews(look);
  if (unfamiliar || run.wasInterrupted || missing > 0) {
    await adoptUnknownFiles({ destination, catalog, threads, now, signal });
  }
  if (unfamiliar) catalog.stamps.compared();
}
