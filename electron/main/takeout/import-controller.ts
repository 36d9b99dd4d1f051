import type { IpcInput } from '../../contract/ipc.ts';
import type { RunReport } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { ImportPart, TakeoutImport } from '../../contract/takeout-desktop-models.ts';
import type { TakeoutPart } from '../../contract/takeout-models.ts';
import { cutShortBy } from '../../schedule/retry.ts';
import type { RunCoordinator, RunEnd, WantedRun } from '../runs/run-coordinator.ts';
import { type RunEngine, showSideRun, sideRunEnded } from '../runs/run-engine.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { OpenImport } from '../settings/stored-settings.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { ImportCandidates } from './import-candidates.ts';
import { changeTakeout } from './takeout-state.ts';

/** What the import controller is built from. */
export interface ImportControllerOptions {
  readonly offers: Pick<ImportCandidates, 'take'>;
  readonly runs: Pick<RunCoordinator, 'enqueue' | 'withdraw' | 'isOn' | 'stop'>;
  readonly engine: RunEngine;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly settings: SettingsStore;
}

/**
 * `put-down`: a pause, battery or sleep came in between. `stopped`: a person wants it not to continue automatically.
 */
export type ImportOutcome = 'over' | 'put-down' | 'stopped';

/** What is to be imported, as the settings remember it until it is done. */
type Request = OpenImport;

/** An import with which the engine crashes so often is left to a person. */
const mostCrashes = 3;

/**
 * Imports as the page deals with them: one at a time, and one run with everything else. What is wanted while another
 * run continues waits for its end.
 */
export class ImportController {
  readonly #options: ImportControllerOptions;
  #request: Request | null = null;
  /** Wanted while an import is in progress: comes after it. */
  #next: Request | null = null;
  /** Ended early: a person can continue with it. */
  #left: Request | null = null;
  #parts = new Map<string, ImportPart>();
  #crashes = 0;
  #listeners: ((how: ImportOutcome, paths: readonly string[]) => void)[] = [];
  readonly #run: WantedRun = {
    purpose: 'import',
    startedBy: () => (this.#request?.startedBy === 'watch-folder' ? 'itself' : 'person'),
    prepare: async () => this.#prepare(),
    hear: (event) => {
      showSideRun(this.#options.engine.display, event);
      if (event.event === 'part') this.#hear(event);
    },
    ended: (end) => this.#runHasEnded(end),
  };

  constructor(options: ImportControllerOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#request !== null;
  }

  /** Calls back when an import of these paths has ended. */
  onEnded(listener: (how: ImportOutcome, paths: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Imports what an offer holds. Problems: no folder, the offer is unknown or holds no part. */
  async start({ offer, includeTrash }: IpcInput<'takeout.import'>): Promise<Result<null>> {
    const parts = this.#options.offers.take(offer);
    if (!parts.ok) return parts;
    return this.want({ parts: [...parts.value], includeTrash, startedBy: 'person' });
  }

  /** Imports parts; from then on the snapshot tells. Problem: no folder. */
  async want(request: Request): Promise<Result<null>> {
    if (this.#options.settings.read().destination === null) return failed(problem('destination-not-set'));
    if (this.#request !== null && this.#options.runs.isOn(this.#run)) {
      this.#next = together(this.#next, request);
      this.#remember();
      this.#show(this.#request, { stage: 'running' });
      return ok(null);
    }
    this.#request = together(this.#request, request);
    this.#left = null;
    this.#remember();
    if (this.#options.runs.enqueue(this.#run)) this.#show(this.#request, { stage: 'queued' });
    return ok(null);
  }

  /** Continues with an import that ended early. */
  async goOn(): Promise<Result<null>> {
    return this.#left === null ? failed(problem('entry-unknown')) : this.want(this.#left);
  }

  /** At the start of the program: resumes the import that quitting interrupted. */
  takeUp(): void {
    const open = this.#options.settings.read().openImport;
    if (open !== null && this.#request === null) void this.want(open);
  }

  /** Stops the import, or takes it back while it waits, and what waits behind it. */
  async stop(): Promise<Result<null>> {
    if (this.#request === null) return ok(null);
    const { runs } = this.#options;
    if (runs.isOn(this.#run)) return runs.stop('person');
    runs.withdraw(this.#run);
    this.#end(null, 'stopped');
    return ok(null);
  }

  /** Puts an outcome away. */
  dismiss(): void {
    const { snapshot } = this.#options;
    if (snapshot.current().takeout.import?.now.stage !== 'ended') return;
    this.#left = null;
    changeTakeout(snapshot, { import: null });
  }

  #hear({ part: name, state, entries, problem: met }: TakeoutPart): void {
    if (this.#request === null) return;
    this.#parts.set(name, { name, state, entries, problem: met });
    this.#show(this.#request, { stage: 'running' });
  }

  #prepare(): Result<() => Promise<Result<RunReport>>> {
    const request = this.#request;
    // Taken back in the moment in which its turn came.
    if (request === null) return failed(problem('interrupted'));
    const { engine } = this.#options;
    this.#parts = new Map();
    const context = engine.context();
    if (!context.ok) return context;
    this.#show(request, { stage: 'running' });
    const { destination, albumView } = context.value;
    const paths = request.parts.map(({ path }) => path);
    const { includeTrash } = request;
    return ok(() => engine.ask('importParts', { destination, albumView, includeTrash, paths, dryRun: false }));
  }

  #runHasEnded({ result, stoppedBy }: RunEnd): void {
    sideRunEnded(this.#options.engine, 'import', result);
    const request = this.#request;
    // The next start takes up what the settings remember.
    if (request === null || stoppedBy === 'quit') return;
    const met = result.ok ? cutShortBy(result.value) : result.problem;
    if (met?.code === 'engine-crashed' && stoppedBy === null && this.#mayGoOnAfterCrash()) {
      this.#options.runs.enqueue(this.#run);
      return this.#show(request, { stage: 'queued' });
    }
    const isStopped = stoppedBy === 'person';
    // Only what the watch folder brought is stopped so, and it brings it again.
    if (met?.code === 'interrupted' && stoppedBy === 'passing') return this.#end(null, 'put-down');
    if (isStopped) {
      this.#left = together(request, this.#next);
      this.#next = null;
    } else if (met !== null) this.#left = request;
    const report = result.ok ? result.value : null;
    const shown = { stage: 'ended', report, problem: isStopped ? null : met, isStopped } as const;
    this.#end(shown, isStopped ? 'stopped' : 'over');
  }

  /** Not when the engine has been given up, and not again and again with what makes it crash. */
  #mayGoOnAfterCrash(): boolean {
    this.#crashes += 1;
    return this.#crashes < mostCrashes && this.#options.snapshot.current().engine !== 'crashed';
  }

  #end(shown: TakeoutImport['now'] | null, how: ImportOutcome): void {
    const request = this.#request;
    this.#request = this.#next;
    this.#next = null;
    this.#crashes = 0;
    this.#remember();
    if (shown === null || request === null) changeTakeout(this.#options.snapshot, { import: null });
    else this.#show(request, shown);
    const paths = request?.parts.map(({ path }) => path) ?? [];
    for (const listener of this.#listeners) listener(how, paths);
    if (this.#request !== null) this.#options.runs.enqueue(this.#run);
  }

  #remember(): void {
    const open = this.#request === null ? null : together(this.#request, this.#next);
    this.#options.settings.write({ openImport: open });
  }

  #show({ startedBy, parts }: Request, now: TakeoutImport['now']): void {
    const names = [...parts, ...(this.#next?.parts ?? [])].map(({ name }) => name);
    const all = new Map(names.map((name) => [name, this.#parts.get(name) ?? waiting(name)]));
    // The run may report parts under its own names.
    for (const [name, part] of this.#parts) all.set(name, part);
    changeTakeout(this.#options.snapshot, { import: { startedBy, parts: [...all.values()], now } });
  }
}

function waiting(name: string): ImportPart {
  return { name, state: 'waiting', entries: 0, problem: null };
}

/** Two wishes as one; a part is wanted once. What a person wants weighs more than what the watch folder brings. */
function together(one: Request | null, other: Request): Request;
function together(one: Request, other: Request | null): Request;
function together(one: Request | null, other: Request | null): Request | null {
  if (one === null || other === null) return one ?? other;
  const byPath = new Map([...one.parts, ...other.parts].map((part) => [part.path, part]));
  return {
    parts: [...byPath.values()],
    includeTrash: one.includeTrash || other.includeTrash,
    startedBy: [one, other].some(({ startedBy }) => startedBy === 'person') ? 'person' : 'watch-folder',
  };
}
