import type { Clock } from '../../base/clock.ts';
import type { DriveMode } from '../../contract/drive-models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { DriveAccount, DriveLink } from '../account/drive-account.ts';
import type { Supply } from '../runs/run-blocker.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { RunEngine } from '../runs/run-engine.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { DriveFetcher } from './drive-fetch.ts';
import {
  driveBlocker,
  type FetchAttempts,
  isFetchDue,
  isLookDue,
  lookEveryMs,
  nameOfFiles,
  newFiles,
  tidyNoticeMs,
} from './drive-schedule.ts';
import { changeDrive } from './drive-state.ts';

/** What the controller is built from. */
export interface DriveControllerOptions {
  readonly runs: Pick<RunCoordinator, 'busy' | 'enqueue' | 'withdraw' | 'isOn' | 'stop'>;
  readonly engine: RunEngine;
  readonly account: DriveAccount;
  readonly clock: Pick<Clock, 'now'>;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change' | 'onEvent'>;
  readonly settings: SettingsStore;
  readonly supply: () => Supply;
  readonly log: (line: string) => void;
}

/**
 * Exports in Google Drive as the page deals with them. While they may be read unattended, Drive is looked at every half
 * hour, and what is new is imported by itself.
 */
export class DriveController {
  readonly #options: DriveControllerOptions;
  readonly #fetcher: DriveFetcher;
  #nextLook = 0;
  #looking: Promise<Result<null>> | null = null;
  #attempts: FetchAttempts | null = null;
  #hasBegun = false;

  constructor(options: DriveControllerOptions) {
    this.#options = options;
    const { runs, engine, snapshot } = options;
    this.#fetcher = new DriveFetcher({
      ...{ runs, engine, snapshot },
      link: () => this.#link(),
      onEnded: (how) => this.#fetchEnded(how),
    });
    // Somebody has signed in or out, or the keychain has opened.
    snapshot.onEvent(({ change }) => {
      if ('accounts' in change || 'tokenStore' in change || 'keychainProblem' in change) void this.refresh();
    });
  }

  /** Begins to look by itself. */
  async begin(): Promise<void> {
    await this.refresh();
    this.#hasBegun = true;
    await this.#planTidy();
    this.reconsider();
  }

  /** Reads again how Drive is connected. */
  async refresh(): Promise<void> {
    const { account, snapshot, log } = this.#options;
    // Nobody waits for the keychain: once it is open, this is asked again.
    if (snapshot.current().tokenStore === 'opening') return;
    const link = await account.link();
    if (!link.ok) return log(`How Google Drive is connected cannot be read: ${link.problem.code}`);
    if (link.value === null) return changeDrive(snapshot, { connection: null, report: null, lookedAt: null });
    const { mode, account: whose, problem: met } = link.value;
    const email = mode === 'unattended' ? whose.email : (snapshot.current().drive.report?.email ?? null);
    changeDrive(snapshot, { connection: { mode, email, problem: met } });
  }

  /** Something that it depends on may have changed: looks when that is due. */
  reconsider(): void {
    const { snapshot, supply, runs, clock } = this.#options;
    if (!this.#hasBegun || this.#looking !== null || !isLookDue(this.#nextLook, clock.now().getTime())) return;
    if (driveBlocker(snapshot.current(), supply(), runs.busy) !== null) return;
    void this.#lookAndFetch('itself');
  }

  /** Asks for the permission on Google's page, then looks. */
  async connect(mode: DriveMode): Promise<Result<null>> {
    const connected = await this.#options.account.connect(mode);
    await this.refresh();
    if (!connected.ok) return connected;
    this.#attempts = null;
    changeDrive(this.#options.snapshot, { report: null, lookedAt: null, problem: null });
    // What was picked is wanted; the rest waits for the set-up to be finished.
    if (mode === 'ask-each-time') void this.#lookAndFetch('person');
    else void this.look();
    return ok(null);
  }

  async disconnect(): Promise<Result<null>> {
    await this.#fetcher.stop();
    const disconnected = await this.#options.account.disconnect();
    await this.refresh();
    return disconnected;
  }

  /** What lies in Drive, now. Problems: no folder, `drive-not-connected`, and those of asking Google. */
  look(): Promise<Result<null>> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** A person wants what is new, now. */
  async fetch(): Promise<Result<null>> {
    const looked = await this.look();
    if (!looked.ok) return looked;
    this.#startFetch('person');
    return ok(null);
  }

  stop(): Promise<Result<null>> {
    return this.#fetcher.stop();
  }

  dismiss(): void {
    this.#fetcher.dismiss();
  }

  /** Switches tidying up on, which needs a permission of its own, or off. */
  async switchTidy(isOn: boolean): Promise<Result<null>> {
    const { account, settings, snapshot } = this.#options;
    if (isOn) {
      const permitted = await account.permitTidying();
      if (!permitted.ok) return permitted;
    }
    settings.write({ tidyDrive: isOn, tidyListedAt: null });
    changeDrive(snapshot, { tidy: { ...snapshot.current().drive.tidy, undone: null } });
    await this.#planTidy();
    return ok(null);
  }

  /** Moves what is listed to the trash of Drive, now. */
  async tidy(): Promise<Result<null>> {
    const request = await this.#request();
    if (!request.ok) return request;
    const permitted = await this.#options.account.permitTidying();
    if (!permitted.ok) return permitted;
    const done = await this.#options.engine.ask('tidyDrive', request.value);
    this.#options.settings.write({ tidyListedAt: null });
    await this.#planTidy();
    return done.ok ? ok(null) : done;
  }

  /** Takes what was moved out of the trash again, and moves nothing more by itself. */
  async undoTidy(): Promise<Result<null>> {
    const { account, engine, settings, snapshot } = this.#options;
    const request = await this.#request();
    if (!request.ok) return request;
    const permitted = await account.permitTidying();
    if (!permitted.ok) return permitted;
    const done = await engine.ask('untidyDrive', request.value);
    if (!done.ok) return done;
    // Else the next look would move them again.
    settings.write({ tidyDrive: false, tidyListedAt: null });
    changeDrive(snapshot, { tidy: { ...snapshot.current().drive.tidy, undone: done.value } });
    await this.#planTidy();
    return ok(null);
  }

  async #lookAndFetch(startedBy: 'person' | 'itself'): Promise<void> {
    const looked = await this.look();
    if (!looked.ok) return;
    const { report } = this.#options.snapshot.current().drive;
    const now = this.#options.clock.now().getTime();
    const isDue = report !== null && (startedBy === 'person' || isFetchDue(newFiles(report), this.#attempts, now));
    if (isDue) this.#startFetch(startedBy);
    else await this.#tidyWhenDue();
  }

  #startFetch(startedBy: 'person' | 'itself'): void {
    const { report } = this.#options.snapshot.current().drive;
    const files = report === null ? [] : newFiles(report);
    if (files.length === 0 || this.#fetcher.busy) return;
    const name = nameOfFiles(files);
    const failures = this.#attempts?.files === name ? this.#attempts.failures + 1 : 0;
    this.#attempts = { files: name, failures, lastAt: this.#options.clock.now().getTime() };
    this.#fetcher.start(
      startedBy,
      files.map(({ name: file }) => file),
    );
  }

  #fetchEnded({ imported, isStopped }: { readonly imported: number; readonly isStopped: boolean }): void {
    const { clock } = this.#options;
    const now = clock.now().getTime();
    if (isStopped) {
      this.#nextLook = now + lookEveryMs;
      return;
    }
    // Something more may have come meanwhile, and what was imported is shown as such.
    this.#nextLook = imported > 0 ? now : this.#nextLook;
    void this.#planTidy();
  }

  async #look(): Promise<Result<null>> {
    const { clock, snapshot, engine, log } = this.#options;
    this.#nextLook = clock.now().getTime() + lookEveryMs;
    const request = await this.#request();
    if (!request.ok) return request;
    changeDrive(snapshot, { isLooking: true });
    const answer = await engine.ask('driveExports', request.value);
    const lookedAt = clock.now().toISOString();
    if (!answer.ok) {
      log(`Google Drive could not be looked at: ${answer.problem.code}`);
      changeDrive(snapshot, { isLooking: false, problem: answer.problem, lookedAt });
      await this.refresh();
      return answer;
    }
    changeDrive(snapshot, { isLooking: false, problem: null, report: answer.value, lookedAt });
    await this.refresh();
    await this.#planTidy();
    return ok(null);
  }

  async #planTidy(): Promise<void> {
    const { settings, snapshot, engine, clock } = this.#options;
    const { destination, tidyDrive, tidyListedAt } = settings.read();
    if (destination === null) return;
    const plan = await engine.ask('planDriveTidy', { destination });
    if (!plan.ok) return;
    const isListed = tidyDrive && plan.value.files.length > 0;
    if (isListed && tidyListedAt === null) settings.write({ tidyListedAt: clock.now().toISOString() });
    if (!isListed && tidyListedAt !== null) settings.write({ tidyListedAt: null });
    const { tidyListedAt: since } = settings.read();
    const movesAt = since === null ? null : new Date(Date.parse(since) + tidyNoticeMs).toISOString();
    changeDrive(snapshot, { tidy: { ...snapshot.current().drive.tidy, plan: plan.value, movesAt } });
  }

  async #tidyWhenDue(): Promise<void> {
    const { snapshot, settings, clock, engine, log } = this.#options;
    const { movesAt } = snapshot.current().drive.tidy;
    if (!settings.read().tidyDrive || movesAt === null || clock.now().getTime() < Date.parse(movesAt)) return;
    const request = await this.#request();
    if (!request.ok) return;
    const done = await engine.ask('tidyDrive', request.value);
    if (!done.ok) return log(`Google Drive could not be tidied up: ${done.problem.code}`);
    log(`Google Drive: ${done.value.files.length} files moved to its trash`);
    settings.write({ tidyListedAt: null });
    await this.#planTidy();
  }

  async #link(): Promise<Result<DriveLink>> {
    const link = await this.#options.account.link();
    if (!link.ok) return link;
    return link.value === null ? failed(problem('drive-not-connected')) : ok(link.value);
  }

  async #request() {
    const context = this.#options.engine.context();
    if (!context.ok) return context;
    const link = await this.#link();
    if (!link.ok) return link;
    const { account, view, problem: met } = link.value;
    if (met !== null) return failed(met);
    const { destination, limits } = context.value;
    return ok({ account, view, destination, limits });
  }
}
