import type { Clock } from '../../base/clock.ts';
import type { AccountSummary, RunReport } from '../../contract/models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { cutShortBy, retryTime } from '../../schedule/retry.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { RunCoordinator, RunEnd, WantedRun } from './run-coordinator.ts';
import { folderChange, isBackup, type RunEngine } from './run-engine.ts';

/** What the backups are built from. */
export interface BackupControllerOptions {
  readonly runs: Pick<RunCoordinator, 'busy' | 'purpose' | 'start'>;
  readonly engine: RunEngine;
  readonly clock: Clock;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly account: () => Promise<Result<AccountSummary>>;
}

/** Backups of the library: how one begins, what its end says, and when one that was cut short is tried again. */
export class BackupController {
  readonly #options: BackupControllerOptions;
  #lastStart: Date | null = null;
  #retryAt: Date | null = null;

  constructor(options: BackupControllerOptions) {
    this.#options = options;
  }

  /** When a run was last begun or tried; null before the first time since the program started. */
  get lastStart(): Date | null {
    return this.#lastStart;
  }

  /** When a run that was cut short may be tried again; null when only the schedule or a person should. */
  get retryAt(): Date | null {
    return this.#retryAt;
  }

  /** Begins a run. Problems: no folder, nobody signed in, one goes on already. Later ones are in the snapshot. */
  start(kind: 'auto' | 'full'): Promise<Result<null>> {
    const { runs, engine } = this.#options;
    const run: WantedRun = {
      purpose: 'backup',
      startedBy: () => 'itself',
      prepare: () => this.#prepare(kind),
      hear: engine.display.hear,
      ended: (end) => this.#ended(end),
    };
    return runs.start(run);
  }

  /**
   * Mends what was found missing or damaged. Without a sign-in that works, what needs none of Google is mended all the
   * same. Problems: no folder, a run goes on already.
   */
  repair(): Promise<Result<null>> {
    const { runs, engine } = this.#options;
    return runs.start({
      purpose: 'backup',
      startedBy: () => 'person',
      prepare: () => this.#prepareRepair(),
      hear: engine.display.hear,
      ended: ({ result }) => {
        const why = result.ok ? cutShortBy(result.value) : result.problem;
        if (why !== null) engine.log(`The repair ended early: ${why.code}`);
        engine.display.ended(folderChange(why));
      },
    });
  }

  /** What stood in the way is gone: the next run is due now, if runs start by themselves at all. */
  retrySoon(): void {
    if (this.#options.runs.purpose !== 'backup') this.#retryAt = this.#options.clock.now();
  }

  /** At the start of the program: what a former run left unfinished is due without waiting for the schedule. */
  resumeInterrupted(): void {
    const { snapshot, clock } = this.#options;
    const { lastRun, quota } = snapshot.current();
    if (lastRun === null || this.#lastStart !== null) return;
    const why = cutShortBy(lastRun);
    this.#retryAt = why?.code === 'interrupted' ? clock.now() : retryTime(why, new Date(lastRun.finishedAt), quota);
  }

  async #prepare(kind: 'auto' | 'full'): Promise<Result<() => Promise<Result<RunReport>>>> {
    const { engine, clock, snapshot, account: active } = this.#options;
    // A try that fails counts, or the schedule would try again without end.
    this.#lastStart = clock.now();
    this.#retryAt = null;
    const context = engine.context();
    if (!context.ok) return context;
    const account = await active();
    if (!account.ok) return account;
    if (account.value.trouble !== null) return failed(account.value.trouble);
    const { id, email, clientId } = account.value;
    snapshot.change({ trouble: null });
    return ok(() => engine.ask('backUp', { ...context.value, account: { id, email, clientId }, kind, dryRun: false }));
  }

  async #prepareRepair(): Promise<Result<() => Promise<Result<RunReport>>>> {
    const { engine, account: active } = this.#options;
    const context = engine.context();
    if (!context.ok) return context;
    const found = await active();
    const account = found.ok && found.value.trouble === null ? found.value : null;
    const whose = account === null ? null : { id: account.id, email: account.email, clientId: account.clientId };
    return ok(() => engine.ask('repair', { ...context.value, account: whose }));
  }

  #ended({ result, stoppedBy }: RunEnd): void {
    const { engine, clock, snapshot } = this.#options;
    const why = result.ok ? cutShortBy(result.value) : result.problem;
    if (why !== null) engine.log(`The run ended early: ${why.code}`);
    engine.display.ended({
      ...(result.ok && isBackup(result.value) ? { lastRun: result.value } : {}),
      trouble: why === null || why.code === 'interrupted' ? null : why,
      ...folderChange(why),
    });
    const resumes = why?.code === 'interrupted' && stoppedBy === 'passing';
    this.#retryAt = resumes ? clock.now() : retryTime(why, clock.now(), snapshot.current().quota);
  }
}
