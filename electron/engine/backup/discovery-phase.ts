import { discover } from './discovery.ts';
import type { RunContext } from './run-context.ts';

/** Brings what the source shows into the catalog. `onOpen` hears of each page that is recorded and may have more to fetch. */
export async function discoverInto(run: RunContext, onOpen: () => void): Promise<void> {
  const { source, catalog, now, control } = run.deps;
  await discover({
    source,
    catalog,
    runId: run.runId,
    sourceId: run.sourceId,
    kind: run.kind,
    now,
    signal: control.halted,
    onPage: ({ newlySeen, hasOpen }) => {
      run.meter.discovered(newlySeen);
      if (hasOpen) onOpen();
    },
    onProblem: (met) => run.note(met),
  });
}
