import { filterText } from '../../contract/item-filter.ts';
import type { RunReport } from '../../contract/models.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import { writeRunReport } from '../destination/reports.ts';
import { writeDueProof } from './due-proof.ts';
import { endStamp } from './folder-stamp.ts';
import type { RunContext } from './run-context.ts';

/** Ends the run in the catalog, leaves report and snapshot in the folder, and tells the end. */
export async function finishRun(run: RunContext): Promise<RunReport> {
  const { catalog, destination, emit } = run.deps;
  const failures = run.request.dryRun ? [] : catalog.problems.ofRunItems(run.runId, 1_000);
  for (const met of failures) emit({ event: 'problem', problem: met });
  if (!run.request.dryRun) tellFindings(run);
  let report = reportOf(run);
  catalog.runs.finish(report);
  if (!run.request.dryRun && (await destination.stillThere()).ok) {
    const proof = await writeDueProof(run.deps);
    // The photos are safe without it.
    if (!proof.ok) run.note(proof.problem);
    await writeRunReport(destination, { ...report, problems: [...run.problems, ...failures] });
    // Without the copy the stamp stays open: the folder holds more than any catalog in it says.
    if (await run.writeSnapshot()) await endStampOf(run);
    // What was met since belongs to the end that is told, and by which others judge the run.
    if (report.outcome === 'complete' && hasProblems(run)) {
      report = { ...report, outcome: 'problems' };
      catalog.runs.finish(report);
      await writeRunReport(destination, { ...report, problems: run.problems });
    }
  }
  run.meter.enter('done');
  run.showProgress();
  emit({ event: 'finished', ...report });
  return report;
}

async function endStampOf(run: RunContext): Promise<void> {
  try {
    await endStamp(run.deps, run.runId);
  } catch (thrown) {
    // Found open, the folder is compared by the next run of another computer; this one knows it.
    if (!(thrown instanceof ProblemError)) throw thrown;
    run.note(thrown.problem);
  }
}

/** A run says nothing of the folder being whole while it is known not to be. */
function tellFindings(run: RunContext): void {
  const { total, faults } = run.deps.catalog.findings.counts();
  if (total === 0) return;
  const told = Object.entries(faults).flatMap(([fault, count]) => (count === 0 ? [] : [`${count} ${fault}`]));
  run.note(problem('backup-damaged', { detail: told.join(', ') }));
}

function hasProblems({ problems }: RunContext): boolean {
  return problems.some(({ code }) => !isMarked(code, 'only-told'));
}

function reportOf(run: RunContext): RunReport {
  const { catalog, control, traffic, now, source, account } = run.deps;
  const { pending, balanced, ...classes } = catalog.runs.accounting(run.runId);
  if (!balanced) run.note(problem('internal', { detail: `the sums of run ${run.runId} do not agree` }));
  const { filter } = run.request;
  const finishedAt = now();
  const stoppedBy = control.problem;
  // A dry run ends as the run itself would.
  const isFlawed = classes.failed > 0 || (source.wouldFail?.() ?? 0) > 0 || hasProblems(run);
  return {
    run: run.runId,
    source: source.kind,
    account: account.id,
    kind: run.kind,
    dryRun: run.request.dryRun,
    ...(filter === undefined ? {} : { filter: filterText(filter) }),
    ...classes,
    // Not reached, because the run was stopped or only looked: the reason is the run's own.
    skipped: classes.skipped + pending,
    ...traffic(),
    seconds: (finishedAt.getTime() - run.startedAt.getTime()) / 1_000,
    outcome: stoppedBy !== null ? 'stopped' : isFlawed ? 'problems' : 'complete',
    startedAt: run.startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    problem: stoppedBy,
  };
}
