import type { DriveFetch } from '../../contract/drive-desktop-models.ts';
import type { RunReport } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { ImportPart } from '../../contract/takeout-desktop-models.ts';
import type { TakeoutPart } from '../../contract/takeout-models.ts';
import { cutShortBy } from '../../schedule/retry.ts';
import type { DriveLink } from '../account/drive-account.ts';
import type { RunCoordinator, RunEnd, WantedRun } from '../runs/run-coordinator.ts';
import { type RunEngine, showSideRun, sideRunEnded } from '../runs/run-engine.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { changeDrive } from './drive-state.ts';

/** What a fetch is built from. */
export interface DriveFetcherOptions {
  readonly runs: Pick<RunCoordinator, 'enqueue' | 'withdraw' | 'isOn' | 'stop'>;
  readonly engine: RunEngine;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  /** How Drive is read now. Problem: `drive-not-connected`. */
  readonly link: () => Promise<Result<DriveLink>>;
  /** A fetch has ended; `imported`: how many files of Drive are in the backup since. */
  readonly onEnded: (how: { readonly imported: number; readonly isStopped: boolean }) => void;
}

/** Runs that import what is new in Google Drive: one at a time, and one run with everything else. */
export class DriveFetcher {
  readonly #options: DriveFetcherOptions;
  #startedBy: DriveFetch['startedBy'] | null = null;
  #names: readonly string[] = [];
  #parts = new Map<string, ImportPart>();
  /** Files that are imported for good: one with a wrong checksum stays new in Drive. */
  readonly #imported = new Set<string>();
  readonly #run: WantedRun = {
    purpose: 'import',
    startedBy: () => (this.#startedBy === 'person' ? 'person' : 'itself'),
    prepare: () => this.#prepare(),
    hear: (event) => {
      showSideRun(this.#options.engine.display, event);
      if (event.event === 'part') this.#hear(event);
    },
    ended: (end) => this.#ended(end),
  };

  constructor(options: DriveFetcherOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#startedBy !== null;
  }

  /** Imports what is new; `names` are the files that are expected. Begins when nothing else is on. */
  start(startedBy: DriveFetch['startedBy'], names: readonly string[]): void {
    if (this.busy) return;
    this.#startedBy = startedBy;
    this.#names = names;
    this.#parts = new Map();
    this.#imported.clear();
    if (this.#options.runs.enqueue(this.#run)) this.#show({ stage: 'queued' });
  }

  /** Stops it, or takes it back while it waits. What it has stored stays. */
  async stop(): Promise<Result<null>> {
    if (!this.busy) return ok(null);
    const { runs } = this.#options;
    if (runs.isOn(this.#run)) return runs.stop('person');
    runs.withdraw(this.#run);
    this.#end(null, true);
    return ok(null);
  }

  /** Puts an outcome away. */
  dismiss(): void {
    const { snapshot } = this.#options;
    if (snapshot.current().drive.fetch?.now.stage === 'ended') changeDrive(snapshot, { fetch: null });
  }

  async #prepare(): Promise<Result<() => Promise<Result<RunReport>>>> {
    if (!this.busy) return failed(problem('interrupted'));
    const { engine, link } = this.#options;
    const context = engine.context();
    if (!context.ok) return context;
    const linked = await link();
    if (!linked.ok) return linked;
    if (linked.value.problem !== null) return failed(linked.value.problem);
    this.#show({ stage: 'running' });
    const { account, view } = linked.value;
    return ok(() => engine.ask('fetchDrive', { ...context.value, account, view, stamp: null, includeTrash: false }));
  }

  #hear({ part: name, state, entries, problem: met, checksum }: TakeoutPart): void {
    if (!this.busy) return;
    if (state === 'imported' && checksum !== 'wrong') this.#imported.add(name);
    this.#parts.set(name, { name, state, entries, problem: met });
    this.#show({ stage: 'running' });
  }

  #ended({ result, stoppedBy }: RunEnd): void {
    sideRunEnded(this.#options.engine, 'import', result);
    if (!this.busy || stoppedBy === 'quit') return;
    const met = result.ok ? cutShortBy(result.value) : result.problem;
    const isStopped = stoppedBy === 'person';
    // What passes is resumed by itself: nothing to tell.
    if (met?.code === 'interrupted' && stoppedBy === 'passing') return this.#end(null, false);
    const report = result.ok ? result.value : null;
    this.#end({ stage: 'ended', report, problem: isStopped ? null : met, isStopped }, isStopped);
  }

  #end(shown: DriveFetch['now'] | null, isStopped: boolean): void {
    const imported = this.#imported.size;
    if (shown === null) changeDrive(this.#options.snapshot, { fetch: null });
    else this.#show(shown);
    this.#startedBy = null;
    this.#options.onEnded({ imported, isStopped });
  }

  #show(now: DriveFetch['now']): void {
    if (this.#startedBy === null) return;
    const all = new Map<string, ImportPart>(
      this.#names.map((name) => [name, { name, state: 'waiting', entries: 0, problem: null }]),
    );
    for (const [name, part] of this.#parts) all.set(name, part);
    changeDrive(this.#options.snapshot, { fetch: { startedBy: this.#startedBy, parts: [...all.values()], now } });
  }
}
