import type { Clock } from '../../base/clock.ts';
import type { LiveRun } from '../../contract/desktop-models.ts';
import type { EngineInput } from '../../contract/engine-protocol.ts';
import type { AccountSummary, PickerState, RunEvent, RunReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { isFolderProblem } from '../../contract/problem-codes.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import type { TakeoutPart } from '../../contract/takeout-models.ts';
import type { EngineDestination, EngineLimits } from '../../engine/engine.ts';
import type { StoredSettings } from '../settings/stored-settings.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { throttledChanges } from '../snapshot/throttle.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import { cutShortBy, retryTime } from './retry.ts';

/** What the run keeper is built from. */
export interface RunCoordinatorOptions {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: SnapshotStore;
  readonly account: () => Promise<Result<AccountSummary>>;
  readonly settings: () => StoredSettings;
  /** A run has ended, or could not begin: the schedule looks anew. */
  readonly onEnded: () => void;
  /** Where the selection of a `pick` stands. */
  readonly onPicker: (state: PickerState) => void;
  /** How far an import is with a part. */
  readonly onPart: (part: TakeoutPart) => void;
  readonly log: (line: string) => void;
}

/** Why a run is stopped: what passes (a pause, sleep, battery) lets it go on by itself, a person's word does not. */
export type StopReason = 'person' | 'passing';

/** How a `pick` ended. */
export interface PickEnd {
  readonly result: Result<RunReport>;
  /** A person stopped it. What the end of the program breaks off is to be gone on with instead. */
  readonly isCancelled: boolean;
}

/** What an import is asked to do. */
export interface ImportRequest {
  /** Absolute paths of parts. */
  readonly paths: readonly string[];
  readonly includeTrash: boolean;
  /** What a person started by hand is not stopped by what passes. */
  readonly startedBy: 'person' | 'watch-folder';
}

/** How an import ended. */
export interface ImportEnd {
  readonly result: Result<RunReport>;
  /** Null when nobody stopped it; the end of the program breaks off without a word. */
  readonly stoppedBy: StopReason | null;
}

type UnderWay = 'backup' | 'pick' | 'import';
type RunContext = Pick<EngineInput<'backUp'>, 'destination' | 'albumView' | 'limits'>;

/** At most four events a second reach the page. */
const calmMs = 250;

/** Starts and stops runs, one at a time, and tells the snapshot what they tell. */
export class RunCoordinator {
  readonly #options: RunCoordinatorOptions;
  readonly #steady: ReturnType<typeof throttledChanges>;
  #lastStart: Date | null = null;
  #retryAt: Date | null = null;
  #underWay: UnderWay | null = null;
  /** Settles when a run that has told its end has let go of the folder, too. */
  #letGo: Promise<void> | null = null;
  #hasToldItsEnd = false;
  #stopReason: StopReason | null = null;
  #startedBy: 'person' | 'itself' = 'itself';

  constructor(options: RunCoordinatorOptions) {
    this.#options = options;
    this.#steady = throttledChanges((change) => options.snapshot.change(change), options.clock, calmMs);
  }

  /** When a run was last begun or tried; null before the first time since the program started. */
  get lastStart(): Date | null {
    return this.#lastStart;
  }

  /** When a run that was cut short may be tried again; null when only the schedule or a person should. */
  get retryAt(): Date | null {
    return this.#retryAt;
  }

  get busy(): boolean {
    return this.#underWay !== null;
  }

  /** Begins a run. Problems: no folder, nobody signed in, one goes on already. Later ones are in the snapshot. */
  async start(kind: 'auto' | 'full'): Promise<Result<null>> {
    const taken = await this.#take('backup', 'itself');
    if (!taken.ok) return taken;
    // A try that fails counts, or the schedule would try again without end.
    this.#lastStart = this.#options.clock.now();
    this.#retryAt = null;
    const begun = await this.#begin(kind);
    if (!begun.ok) this.#underWay = null;
    return begun;
  }

  /**
   * Begins a run of what a person chooses in Google Photos, or of what an earlier selection left. Problems: no folder, one
   * goes on already. `onEnded` is called once for each that has begun, before whatever waits for its end.
   */
  async pick(
    choice: EngineInput<'pick'>['choice'],
    { id, email, clientId }: AccountSummary,
    onEnded: (end: PickEnd) => void,
  ): Promise<Result<null>> {
    const context = this.#context();
    if (!context.ok) return context;
    const taken = await this.#take('pick', 'person');
    if (!taken.ok) return taken;
    const ended = this.#options.ask('pick', { ...context.value, account: { id, email, clientId }, choice });
    this.#follow(ended, (result) => {
      const isCancelled = this.#stopReason === 'person';
      this.#sideRunEnded('selection', result);
      onEnded({ result, isCancelled });
    });
    return ok(null);
  }

  /** A `pick` waits for no further session: what was chosen is all. */
  async pickNoMore(): Promise<Result<null>> {
    return this.#options.ask('pickNoMore', null);
  }

  /** Begins to import parts of exports. Problems and `onEnded`: as for `pick`. */
  async importParts(
    { paths, includeTrash, startedBy }: ImportRequest,
    onEnded: (end: ImportEnd) => void,
  ): Promise<Result<null>> {
    const context = this.#context();
    if (!context.ok) return context;
    const taken = await this.#take('import', startedBy === 'person' ? 'person' : 'itself');
    if (!taken.ok) return taken;
    const { destination, albumView } = context.value;
    const ended = this.#options.ask('importParts', {
      ...{ destination, albumView, includeTrash, paths: [...paths], dryRun: false },
    });
    this.#follow(ended, (result) => {
      const stoppedBy = this.#stopReason;
      this.#sideRunEnded('import', result);
      onEnded({ result, stoppedBy });
    });
    return ok(null);
  }

  async #take(what: UnderWay, startedBy: 'person' | 'itself'): Promise<Result<null>> {
    if (this.#hasToldItsEnd) await this.#letGo;
    if (this.#underWay !== null) return failed(problem('run-going-on'));
    this.#underWay = what;
    this.#startedBy = startedBy;
    this.#stopReason = null;
    return ok(null);
  }

  async #begin(kind: 'auto' | 'full'): Promise<Result<null>> {
    const context = this.#context();
    if (!context.ok) return context;
    const account = await this.#options.account();
    if (!account.ok) return account;
    if (account.value.trouble !== null) return failed(account.value.trouble);
    this.#options.snapshot.change({ trouble: null });
    const { id, email, clientId } = account.value;
    const ended = this.#options.ask('backUp', {
      ...{ ...context.value, account: { id, email, clientId }, kind, dryRun: false },
    });
    this.#follow(ended, (result) => this.#ended(result));
    return ok(null);
  }

  #context(): Result<RunContext> {
    const { destination, dailyRequestLimit, bandwidthLimit, albumView } = this.#options.settings();
    if (destination === null) return failed(problem('destination-not-set'));
    return ok({ destination, albumView, limits: { dailyRequests: dailyRequestLimit, bandwidth: bandwidthLimit } });
  }

  #follow(ended: Promise<Result<RunReport>>, onEnded: (result: Result<RunReport>) => void): void {
    this.#letGo = ended.then(onEnded);
    void this.#letGo.then(() => this.refresh()).then(this.#options.onEnded);
  }

  /** Begins nothing new; files in flight have some seconds. What a person chose by hand is not stopped by what passes. */
  async stop(reason: StopReason): Promise<Result<null>> {
    if (this.#underWay === null || (this.#startedBy === 'person' && reason === 'passing')) return ok(null);
    this.#stopReason = reason;
    const { run } = this.#options.snapshot.current();
    if (run !== null) this.#steady.now({ run: { ...run, stopping: true } });
    return this.#options.ask('stopBackup', null);
  }

  /** What stood in the way is gone: the next run is due now, if runs start by themselves at all. */
  retrySoon(): void {
    if (this.#underWay !== 'backup') this.#retryAt = this.#options.clock.now();
  }

  /** At the start of the program: what a former run left unfinished is due without waiting for the schedule. */
  pickUp(): void {
    const { lastRun, quota } = this.#options.snapshot.current();
    if (lastRun === null || this.#lastStart !== null) return;
    const why = cutShortBy(lastRun);
    this.#retryAt =
      why?.code === 'interrupted' ? this.#options.clock.now() : retryTime(why, new Date(lastRun.finishedAt), quota);
  }

  /** Hears what the engine's process tells of a run. */
  hear(event: RunEvent): void {
    switch (event.event) {
      case 'started':
        return this.#steady.now({ run: begun(event) });
      case 'progress': {
        const { run } = this.#options.snapshot.current();
        const { event: _event, ...progress } = event;
        if (run !== null) this.#steady.quick({ run: { ...run, progress } });
        return;
      }
      case 'quota': {
        const { event: _event, ...quota } = event;
        // The card shows the limits of the Library API; a selection comes nowhere near those of the Picker.
        return this.#underWay === 'pick' ? undefined : this.#steady.quick({ quota });
      }
      case 'problem':
        // Without its detail, which may name a photo.
        return this.#options.log(`Run: ${event.problem.code}`);
      case 'picker':
        return this.#options.onPicker(event);
      case 'part':
        return this.#options.onPart(event);
      case 'media':
        // Only dry runs tell it.
        return;
      case 'finished': {
        const { event: _event, ...report } = event;
        this.#hasToldItsEnd = true;
        return this.#steady.now({ run: null, ...(isBackup(report) ? { lastRun: report } : {}) });
      }
      default:
        return assertNever(event);
    }
  }

  /** Reads the library's state and the problems anew. */
  async refresh(destination: EngineDestination | null = this.#options.settings().destination): Promise<void> {
    if (destination === null) return;
    const { ask, snapshot } = this.#options;
    const [status, groups, runs] = await Promise.all([
      ask('status', { destination }),
      ask('problemGroups', { destination }),
      ask('runs', { destination, offset: 0, limit: 30 }),
    ]);
    if (!status.ok) return this.#options.log(`The library's state cannot be read: ${status.problem.code}`);
    const known = status.value;
    const { quota } = snapshot.current();
    const recentRuns = runs.ok ? runs.value : [];
    const lastRun = recentRuns.find(isBackup) ?? null;
    snapshot.change({
      library: known === null ? null : { ...known, quota },
      ...(known === null || !runs.ok ? {} : { lastRun, lastSuccess: known.lastSuccess }),
      problems: groups.ok ? groups.value : [],
      recentRuns,
    });
  }

  /** Requests used today, for the card, while no run tells. */
  async refreshQuota(): Promise<void> {
    const account = await this.#options.account();
    if (!account.ok) return;
    const { dailyRequestLimit, bandwidthLimit } = this.#options.settings();
    const limits: EngineLimits = { dailyRequests: dailyRequestLimit, bandwidth: bandwidthLimit };
    const { id, email, clientId } = account.value;
    const quota = await this.#options.ask('quota', { account: { id, email, clientId }, limits });
    if (quota.ok && this.#options.snapshot.current().run === null)
      this.#options.snapshot.change({ quota: quota.value });
  }

  #ended(ended: Result<RunReport>): void {
    const { snapshot, clock, log } = this.#options;
    const why: Problem | null = ended.ok ? cutShortBy(ended.value) : ended.problem;
    if (why !== null) log(`The run ended early: ${why.code}`);
    this.#steady.now({
      run: null,
      trouble: why === null || why.code === 'interrupted' ? null : why,
      ...(isOfFolder(why) ? { destinationTrouble: why } : {}),
    });
    const isToGoOn = why?.code === 'interrupted' && this.#stopReason === 'passing';
    this.#retryAt = isToGoOn ? clock.now() : retryTime(why, clock.now(), snapshot.current().quota);
    this.#letFolderGo();
  }

  /** What ends it is said where it was begun; it stands in the way of no backup unless it is the folder. */
  #sideRunEnded(name: 'selection' | 'import', ended: Result<RunReport>): void {
    const why = ended.ok ? cutShortBy(ended.value) : ended.problem;
    if (why !== null) this.#options.log(`The ${name} ended early: ${why.code}`);
    this.#steady.now({ run: null, ...(isOfFolder(why) ? { destinationTrouble: why } : {}) });
    this.#letFolderGo();
  }

  #letFolderGo(): void {
    this.#underWay = null;
    this.#hasToldItsEnd = false;
  }
}

/** What a person chose by hand, an import and a dry run say nothing of whether the library is safe. */
function isBackup({ source, dryRun }: RunReport): boolean {
  return source === 'library' && !dryRun;
}

function isOfFolder(why: Problem | null): boolean {
  return why !== null && isFolderProblem(why.code);
}

function begun(event: Extract<RunEvent, { event: 'started' }>): LiveRun {
  const { run, source, kind, account, startedAt } = event;
  return {
    ...{ run, source, kind, account, startedAt },
    stopping: false,
    progress: {
      ...{ phase: 'preparing', discovered: 0, items: { done: 0, total: null } },
      ...{ bytes: 0, bytesPerSecond: 0, secondsLeft: null, current: [] },
    },
  };
}
