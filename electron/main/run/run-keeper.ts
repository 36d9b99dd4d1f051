import type { LiveRun } from '../../contract/desktop-models.ts';
import type { AccountSummary, RunEvent, RunReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import type { EngineDestination, EngineLimits } from '../../engine/engine.ts';
import { cutShortBy, retryTime } from '../schedule/retry.ts';
import type { StoredSettings } from '../settings/stored-settings.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { steadyChanges } from '../snapshot/steady-changes.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { Clock } from '../time/clock.ts';

/** What the run keeper is built from. */
export interface RunKeeperOptions {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: SnapshotStore;
  readonly account: () => Promise<Result<AccountSummary>>;
  readonly settings: () => StoredSettings;
  /** A run has ended, or could not begin: the schedule looks anew. */
  readonly onEnded: () => void;
  readonly log: (line: string) => void;
}

/** Why a run is stopped: what passes (a pause, sleep, battery) lets it go on by itself, a person's word does not. */
export type StopReason = 'person' | 'passing';

/** At most four events a second reach the page. */
const calmMs = 250;

/** Starts and stops runs, and tells the snapshot what they tell. */
export class RunKeeper {
  readonly #options: RunKeeperOptions;
  readonly #steady: ReturnType<typeof steadyChanges>;
  #lastStart: Date | null = null;
  #retryAt: Date | null = null;
  #isUnderWay = false;
  /** Settles when a run that has told its end has let go of the folder, too. */
  #letGo: Promise<void> | null = null;
  #hasToldItsEnd = false;
  #stopReason: StopReason = 'person';

  constructor(options: RunKeeperOptions) {
    this.#options = options;
    this.#steady = steadyChanges((change) => options.snapshot.change(change), options.clock, calmMs);
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
    return this.#isUnderWay;
  }

  /** Begins a run. Problems: no folder, nobody signed in, one goes on already. Later ones are in the snapshot. */
  async start(kind: 'auto' | 'full'): Promise<Result<null>> {
    if (this.#hasToldItsEnd) await this.#letGo;
    if (this.#isUnderWay) return failed(problem('run-going-on'));
    this.#isUnderWay = true;
    // A try that fails counts, or the schedule would try again without end.
    this.#lastStart = this.#options.clock.now();
    this.#retryAt = null;
    this.#stopReason = 'person';
    const begun = await this.#begin(kind);
    if (!begun.ok) this.#isUnderWay = false;
    return begun;
  }

  async #begin(kind: 'auto' | 'full'): Promise<Result<null>> {
    const { destination, dailyRequestLimit, bandwidthLimit, albumView } = this.#options.settings();
    if (destination === null) return failed(problem('destination-not-set'));
    const account = await this.#options.account();
    if (!account.ok) return account;
    if (account.value.trouble !== null) return failed(account.value.trouble);
    this.#options.snapshot.change({ trouble: null });
    const { id, email, clientId } = account.value;
    const limits = { dailyRequests: dailyRequestLimit, bandwidth: bandwidthLimit };
    const ended = this.#options.ask('backUp', {
      ...{ account: { id, email, clientId }, destination, kind, dryRun: false, albumView, limits },
    });
    this.#letGo = ended.then((result) => this.#ended(result));
    void this.#letGo.then(() => this.refresh(destination)).then(this.#options.onEnded);
    return ok(null);
  }

  /** Begins nothing new; files in flight have some seconds. */
  async stop(reason: StopReason): Promise<Result<null>> {
    if (!this.#isUnderWay) return ok(null);
    this.#stopReason = reason;
    const { run } = this.#options.snapshot.current();
    if (run !== null) this.#steady.now({ run: { ...run, stopping: true } });
    return this.#options.ask('stopBackup', null);
  }

  /** What stood in the way is gone: the next run is due now, if runs start by themselves at all. */
  retrySoon(): void {
    if (!this.#isUnderWay) this.#retryAt = this.#options.clock.now();
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
        return this.#steady.quick({ quota });
      }
      case 'problem':
        // Without its detail, which may name a photo.
        return this.#options.log(`Run: ${event.problem.code}`);
      case 'picker':
        // No screen asks for the Picker yet; the command line does.
        return;
      case 'finished': {
        const { event: _event, ...report } = event;
        this.#hasToldItsEnd = true;
        return this.#steady.now({ run: null, lastRun: report });
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
    snapshot.change({
      library: known === null ? null : { ...known, quota },
      ...(known === null ? {} : { lastRun: known.lastRun, lastSuccess: known.lastSuccess }),
      problems: groups.ok ? groups.value : [],
      recentRuns: runs.ok ? runs.value : [],
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
    const isOfFolder = why?.code.startsWith('destination-') === true && why.code !== 'destination-busy';
    this.#steady.now({
      run: null,
      trouble: why === null || why.code === 'interrupted' ? null : why,
      ...(isOfFolder ? { destinationTrouble: why } : {}),
    });
    const isToGoOn = why?.code === 'interrupted' && this.#stopReason === 'passing';
    this.#retryAt = isToGoOn ? clock.now() : retryTime(why, clock.now(), snapshot.current().quota);
    this.#isUnderWay = false;
    this.#hasToldItsEnd = false;
  }
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
