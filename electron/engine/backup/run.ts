import type { RunReport } from '../../contract/models.ts';
import { problemOf } from '../../contract/problem.ts';
import { discoverInto } from './discovery-phase.ts';
import { finalize } from './finalize.ts';
import { beginStamp } from './folder-stamp.ts';
import { recover } from './recovery-phase.ts';
import { finishRun } from './report-phase.ts';
import { RunContext, type RunDeps, type RunRequest } from './run-context.ts';
import { discoverAndTransfer } from './transfer-phase.ts';

const progressEveryMs = 250;

/**
 * Makes one run from beginning to report: recover, discover and transfer, finalize, report. Whatever happens, it ends
 * with a report; bugs alone throw.
 */
export async function runBackup(deps: RunDeps, request: RunRequest): Promise<RunReport> {
  const run = new RunContext(deps, request);
  deps.emit({
    event: 'started',
    run: run.runId,
    source: deps.source.kind,
    account: deps.account.id,
    kind: run.kind,
    dryRun: request.dryRun,
    startedAt: run.startedAt.toISOString(),
  });
  for (const known of request.problems) run.note(known);
  const ticker = setInterval(() => run.showProgress(), progressEveryMs);
  try {
    await perform(run);
  } catch (thrown) {
    deps.control.halt(problemOf(thrown));
  } finally {
    clearInterval(ticker);
  }
  return finishRun(run);
}

async function perform(run: RunContext): Promise<void> {
  const { control } = run.deps;
  if (!run.request.dryRun) await beginStamp(run.deps, run.runId);
  await recover(run);
  if (run.request.dryRun) {
    if (!control.halted.aborted) await discoverOnly(run);
    return;
  }
  if (!control.halted.aborted) await discoverAndTransfer(run);
  // What was stored before a halt still gets its albums and sidecars; only an abort leaves them to the next run.
  if (!control.aborted.aborted) await finalizeRun(run);
}

async function discoverOnly(run: RunContext): Promise<void> {
  run.meter.enter('discovering');
  await discoverInto(run, () => undefined);
}

async function finalizeRun(run: RunContext): Promise<void> {
  const { destination, catalog, policyOf, now, control } = run.deps;
  run.meter.enter('settling');
  run.showProgress();
  await finalize({
    destination,
    catalog,
    view: run.request.view,
    room: { maxNameBytes: run.request.maxNameBytes },
    policyOf,
    now,
    signal: control.aborted,
    replacesEdits: run.kind === 'repair',
    onProblem: (met) => run.noteLasting(met),
  });
}
