import { type MonotonicClock, sleep } from '../../base/clock.ts';
import { filterText, type ItemFilter } from '../../contract/item-filter.ts';
import type { AlbumViewKind, RunEvent, RunKind } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { Destination } from '../destination/identity.ts';
import type { Source } from '../sources/source.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { lacksSnapshot, writeFolderSnapshot } from './folder-snapshot.ts';
import { advanceStamp } from './folder-stamp.ts';
import { GentlePace } from './gentle-pace.ts';
import { blocksFolder, tellingKey } from './problem-scope.ts';
import { ProgressMeter } from './progress.ts';
import type { RunControl } from './run-control.ts';

/** What a run counts of its traffic. */
export interface Traffic {
  readonly apiRequests: number;
  readonly mediaRequests: number;
  readonly bytes: number;
}

/** What a run works with. The destination is locked by this process, and the catalog is its own. */
export interface RunDeps {
  readonly source: Source;
  readonly account: { readonly id: string; readonly label: string };
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: DiskThreads;
  readonly control: RunControl;
  readonly policyOf: PolicyOf;
  readonly traffic: () => Traffic;
  readonly now: () => Date;
  readonly clock: MonotonicClock;
  /** Whether the run is not to be felt just now. */
  readonly isGentle: () => boolean;
  readonly emit: (event: RunEvent) => void;
}

export interface RunRequest {
  /** `auto`: full when the last full run is a week old or there was none. */
  readonly kind: RunKind | 'auto';
  readonly dryRun: boolean;
  readonly view: AlbumViewKind;
  /** Of the destination's file system, in bytes. */
  readonly maxNameBytes: number;
  /** The folder must be compared with the catalog before anything else. */
  readonly unfamiliar: boolean;
  /** The copy of the catalog in the folder was of no use when the catalog was opened. */
  readonly snapshotRefused: boolean;
  /** Problems from before the run that belong in its report. */
  readonly problems: readonly Problem[];
  /** How many items are fetched side by side; absent: as the source has it. */
  readonly transfers?: number | undefined;
  /** The run ends before less than so many bytes are free. */
  readonly minFreeBytes?: number | undefined;
  /** Absent: everything that the source shows. */
  readonly filter?: ItemFilter | undefined;
}

function usedProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const fullEveryMs = 7 * 24 * 60 * 60 * 1_000;

/** One run as all of its phases know it: what it works with, its row in the catalog, and what it has to tell. */
export class RunContext {
  readonly deps: RunDeps;
  readonly request: RunRequest;
  readonly startedAt: Date;
  readonly sourceId: number;
  readonly kind: RunKind;
  readonly runId: number;
  readonly meter: ProgressMeter;
  readonly pace: GentlePace;
  /** An earlier run did not come to its end: the folder may hold more than the catalog knows. */
  readonly wasInterrupted: boolean;
  readonly #problems: Problem[] = [];
  #hasOwnSnapshot = false;

  /** Begins the run in the catalog. */
  constructor(deps: RunDeps, request: RunRequest) {
    const { catalog, source, account, control, now, clock, isGentle } = deps;
    this.deps = deps;
    this.request = request;
    this.startedAt = now();
    this.sourceId = catalog.sources.ensure(source.kind, account.id, account.label);
    this.kind = request.kind === 'auto' ? this.#dueKind() : request.kind;
    this.wasInterrupted = catalog.runs.endInterrupted().length > 0;
    this.runId = catalog.runs.begin({
      sourceId: this.sourceId,
      kind: this.kind,
      dryRun: request.dryRun,
      startedAt: this.startedAt.toISOString(),
      filter: request.filter === undefined ? undefined : filterText(request.filter),
    });
    this.meter = new ProgressMeter(clock);
    this.pace = new GentlePace({ isGentle, usedMs: usedProcessorMs, clock, wait: sleep, halted: control.halted });
  }

  /** The problems of the run as a whole, in the order in which they were met. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** A problem of the run as a whole, told at once. */
  note(met: Problem): void {
    this.#problems.push(met);
    this.deps.emit({ event: 'problem', problem: met });
  }

  /** As {@link note}, and kept in the catalog. What lies in the way of many files is told once. */
  noteLasting(met: Problem): void {
    const told = [...this.#problems, this.deps.control.problem];
    if (blocksFolder(met) && told.some((known) => known !== null && tellingKey(known) === tellingKey(met))) return;
    this.deps.catalog.problems.record(this.runId, met, this.deps.now().toISOString());
    this.note(met);
  }

  showProgress(): void {
    this.deps.emit({ event: 'progress', ...this.meter.snapshot() });
  }

  /** Leaves a copy of the catalog in the destination, unless the one there is up to date. False when that failed. */
  async writeSnapshot(): Promise<boolean> {
    const { catalog, destination, now } = this.deps;
    if (!catalog.snapshots.changed() && !lacksSnapshot(destination.path)) return true;
    advanceStamp(this.deps, this.runId);
    const isRefused = this.request.snapshotRefused && !this.#hasOwnSnapshot;
    const met = await writeFolderSnapshot({ destination, catalog, now: now(), isRefused });
    this.#hasOwnSnapshot = met === null;
    // What was told when the catalog was opened, or at an earlier copy, is told once.
    if (met !== null && !this.#problems.some(({ code }) => code === met.code)) this.note(met);
    return met === null;
  }

  #dueKind(): RunKind {
    return dueKind(this.deps.catalog.runs.lastFull(this.sourceId)?.finishedAt ?? null, this.startedAt);
  }
}

/** What a run is that begins at `startedAt`, when the last full one ended at `lastFull` (ISO 8601; null: there was none). */
export function dueKind(lastFull: string | null, startedAt: Date): RunKind {
  const sinceMs = lastFull === null ? Number.NaN : startedAt.getTime() - Date.parse(lastFull);
  // A run in the future was made while the clock was ahead: nobody knows how long ago that is.
  return sinceMs >= 0 && sinceMs < fullEveryMs ? 'quick' : 'full';
}
