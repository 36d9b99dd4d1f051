import { discover } from './discovery.ts';
import type { RunContext } from './run-context.ts';

/** Brings what the source shows into the catalog. `onPage` hears of each page that is recorded. */
export async function discoverInto(run: RunContext, onPage: () => void): Promise<void> {
  const { source, catalog, now, control } = run.deps;
  await discover({
    source,
    catalog,
    runId: run.runId,
    sourceId: run.sourceId,
    kind: run.kind,
    now,
    signal: control.halted,
    onPage: (items) => {
      run.meter.discovered(items);
      onPage();
    },
    onProblem: (met) => run.note(met),
  });
}
