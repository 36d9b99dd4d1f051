import type { RunEvent } from '../../../electron/contract/models.ts';
import { RunContext, type RunRequest } from '../../../electron/engine/backup/run-context.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import type { DiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { scriptedSource } from '../../support/scripted-source.ts';
import { reportOf } from '../catalog/catalog-fixture.ts';
import { type BackupFixture, policyOf } from './backup-fixture.ts';

/** How a run differs from an ordinary one. */
export interface RunChanges {
  readonly source?: Source;
  readonly threads?: DiskThreads;
  /** The backup's catalog, observed or spoilt. */
  readonly catalog?: Catalog;
  readonly request?: Partial<RunRequest>;
  /** The run before was cut off; else it came to its end. */
  readonly afterCrash?: boolean;
}

/** A run that begins now in this backup, and the events that it emits. */
export function beginRun(
  fixture: BackupFixture,
  { source, threads, request, afterCrash = false, ...changes }: RunChanges = {},
) {
  const { destination, clock } = fixture;
  const catalog = changes.catalog ?? fixture.catalog;
  if (!afterCrash) fixture.catalog.runs.finish(reportOf(fixture.run));
  const events: RunEvent[] = [];
  const control = new RunControl();
  const run = new RunContext(
    {
      ...{ destination, catalog, control, now: clock.now, clock: clock.monotonic, policyOf },
      isGentle: () => false,
      account: { id: 'account-1', label: 'person@example.org' },
      source: source ?? scriptedSource([]),
      threads: threads ?? diskThreadsHere(),
      traffic: () => ({ apiRequests: 3, mediaRequests: 2, bytes: 1 }),
      emit: (event) => void events.push(event),
    },
    {
      kind: 'full',
      dryRun: false,
      view: 'copy',
      maxNameBytes: 255,
      unfamiliar: false,
      snapshotRefused: false,
      problems: [],
      ...request,
    },
  );
  return { run, control, events };
}
