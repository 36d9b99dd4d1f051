import type { RunEvent } from '../../../electron/contract/models.ts';
import { RunContext, type RunDeps, type RunRequest } from '../../../electron/engine/backup/run-context.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import type { DiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';
import type { PolicyOf } from '../../../electron/engine/sources/source-policy.ts';
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
  /** Default: that of the fixture, which goes by the moments of sidecars alone. */
  readonly policyOf?: PolicyOf;
  readonly request?: Partial<RunRequest>;
  /** The run before was cut off; else it came to its end. */
  readonly afterCrash?: boolean;
}

/** What a run in this backup works with and is asked for, and the events that it will emit. */
export function runParts(fixture: BackupFixture, changes: RunChanges = {}) {
  const { destination, clock } = fixture;
  const { source, threads, request, afterCrash = false, catalog = fixture.catalog } = changes;
  const policy = changes.policyOf ?? policyOf;
  if (!afterCrash) fixture.catalog.runs.finish(reportOf(fixture.run));
  const events: RunEvent[] = [];
  const control = new RunControl();
  const deps: RunDeps = {
    ...{ destination, catalog, control, now: clock.now, clock: clock.monotonic, policyOf: policy },
    isGentle: () => false,
    account: { id: 'account-1', label: 'person@example.org' },
    source: source ?? scriptedSource([]),
    threads: threads ?? diskThreadsHere(),
    traffic: () => ({ apiRequests: 3, mediaRequests: 2, bytes: 1 }),
    emit: (event) => void events.push(event),
  };
  const asked: RunRequest = {
    kind: 'full',
    dryRun: false,
    view: 'copy',
    maxNameBytes: 255,
    unfamiliar: false,
    snapshotRefused: false,
    problems: [],
    ...request,
  };
  return { deps, request: asked, control, events };
}

/** A run that begins now in this backup, and the events that it emits. */
export function beginRun(fixture: BackupFixture, changes: RunChanges = {}) {
  const { deps, request, control, events } = runParts(fixture, changes);
  return { run: new RunContext(deps, request), control, events };
}
