import type { EarlyContents } from '../../contract/bytes.ts';
import { discover } from './discovery.ts';
import type { RunContext } from './run-context.ts';

/**
 * Brings what the source shows into the catalog. `onOpen` hears of each page that is recorded and may have more to fetch;
 * `early` takes contents that come by before, where anything is stored.
 */
export async function discoverInto(run: RunContext, onOpen: () => void, early?: EarlyContents): Promise<void> {
  const { source, catalog, now, control } = run.deps;
  await discover({
    source,
    catalog,
    runId: run.runId,
    sourceId: run.sourceId,
    kind: run.kind,
    now,
    early,
    signal: control.halted,
    onPage: ({ newlySeen, hasOpen }) => {
      run.meter.discovered(newlySeen);
      if (hasOpen) onOpen();
    },
    rest: () => run.pace.rest(),
    onProblem: (met) => run.note(met),
  });
}
