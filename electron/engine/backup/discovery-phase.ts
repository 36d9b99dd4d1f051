import type { DiscoverRequest } from '../sources/source.ts';
import { discover } from './discovery.ts';
import type { RunContext } from './run-context.ts';

/**
 * Brings what the source shows into the catalog. `onOpen` hears of each page that is recorded and may have more to fetch;
 * `staged` is what the source is given of staging, where anything is stored.
 */
export async function discoverInto(
  run: RunContext,
  onOpen: () => void,
  staged: Pick<DiscoverRequest, 'early' | 'notes'> = {},
): Promise<void> {
  const { source, catalog, now, control } = run.deps;
  await discover({
    source,
    catalog,
    runId: run.runId,
    sourceId: run.sourceId,
    kind: run.kind,
    now,
    staged,
    signal: control.halted,
    onPage: ({ newlySeen, hasOpen }) => {
      run.meter.discovered(newlySeen);
      if (hasOpen) onOpen();
    },
    rest: () => run.pace.rest(),
    onProblem: (met) => run.note(met),
  });
}
