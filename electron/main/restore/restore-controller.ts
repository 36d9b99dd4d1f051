import type { IpcInput } from '../../contract/ipc.ts';
import type { AccountSummary } from '../../contract/models.ts';
import { type Problem, type ProblemCode, problem } from '../../contract/problem.ts';
import { isFolderProblem } from '../../contract/problem-codes.ts';
import type { RestoreStage } from '../../contract/restore-desktop-models.ts';
import type { RestoreNews, RestoreReport } from '../../contract/restore-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { retryTime } from '../../schedule/retry.ts';
import { runContext } from '../runs/run-engine.ts';
import type { OpenRestore } from '../settings/stored-settings.ts';
import { createRestoreDisplay, type RestoreDisplay, type RestoreTarget } from './restore-display.ts';
import type { RestoreControllerOptions } from './restore-options.ts';
import { permittedToRestore } from './restore-permission.ts';
import { albumTitleOf, restoreRequest } from './restore-request.ts';
import { endedBy, isAgreedTo, isDue, isOn, isPutAway, tallyOf, tallyOfReport } from './restore-stages.ts';

/*
 * Restores to Google Photos as the page deals with them.
 * Long because it is one machine of states: every way out of a stage stands beside the others.
 */

/** Why sending was told to stop; `quit`: the program ends, and the next start resumes. */
type StopReason = 'person' | 'app' | 'supply' | 'cancel' | 'quit';

/** With what makes the engine crash it is not tried again and again. */
const mostCrashes = 3;

/**
 * Restores to Google Photos as the page deals with them: one at a time, beside whatever run is on, because a restore only
 * reads the folder and may take a week. The settings remember what was agreed to, so that the next start resumes it.
 */
export class RestoreController {
  readonly #options: RestoreControllerOptions;
  readonly #display: RestoreDisplay;
  /** Whom it is for; null when nothing is planned and nothing under way. */
  #target: RestoreTarget | null = null;
  /** Answers to what was given up come late, and count no more. */
  #attempt = 0;
  #stopFor: StopReason | null = null;
  #crashes = 0;

  constructor(options: RestoreControllerOptions) {
    this.#options = options;
    this.#display = createRestoreDisplay(options.snapshot, options.clock, options.log);
    options.snapshot.onEvent(({ change }, before) => {
      if (change.pause !== undefined) this.#pauseChanged(before.pause === null);
      if (change.online === true) this.#isCured((code) => code === 'network-unreachable');
      if (change.destinationTrouble === null) this.#isCured(isFolderProblem);
    });
  }

  /** One is agreed to and has not ended: it needs the folder to stay. */
  get busy(): boolean {
    return this.#options.settings.read().openRestore !== null;
  }

  /**
   * Plans a restore; from then on the snapshot tells. Google is asked for the permissions when they are first needed.
   * Problems: no folder, the account is unknown or does not work, `restore-busy`.
   */
  async plan({ selection, account: id }: IpcInput<'restore.plan'>): Promise<Result<null>> {
    const context = runContext(this.#options.settings.read);
    if (!context.ok) return context;
    const { accounts, activeAccount } = this.#options.snapshot.current();
    const account = accounts.find((one) => one.id === (id ?? activeAccount));
    if (account === undefined) return failed(problem('account-missing'));
    if (account.trouble !== null) return failed(account.trouble);
    const stage = this.#stage();
    if (stage !== null && !isPutAway(stage)) return failed(problem('restore-busy'));
    const { id: accountId, email, clientId } = account;
    const target = { account: { id: accountId, email, clientId }, selection, albumTitle: null };
    this.#begin(target);
    void this.#permitAndPlan(target, account);
    return ok(null);
  }

  /** Sends what was planned. Problems: `entry-unknown` without a plan, `restore-not-confirmed`. */
  async start({ typedEmail }: IpcInput<'restore.start'>): Promise<Result<null>> {
    const { settings } = this.#options;
    const stage = this.#stage();
    const { destination } = settings.read();
    const target = this.#target;
    if (stage?.stage !== 'planned' || target === null || destination === null) return failed(problem('entry-unknown'));
    const { plan } = stage;
    if (!isAgreedTo(plan, typedEmail)) return failed(problem('restore-not-confirmed', { subject: plan.email }));
    const { account, selection, albumTitle } = target;
    const tally = { done: plan.present, items: plan.items + plan.present };
    const kept = { selection, albumTitle, isPaused: false, ...tally };
    settings.write({ openRestore: { account: account.id, destination: destination.identity, ...kept } });
    this.#send(typedEmail);
    return ok(null);
  }

  /** The person's pause lasts until they resume. */
  pause(): void {
    const stage = this.#stage();
    if (isOn(stage)) return this.#stop('person');
    if (stage?.stage !== 'halted' && stage?.stage !== 'paused') return;
    this.#remember({ isPaused: true });
    this.#show({ stage: 'paused', ...tallyOf(stage), by: 'person' });
  }

  /** Continues what is paused, or what something ended early. */
  async resume(): Promise<Result<null>> {
    const stage = this.#stage();
    if (stage?.stage !== 'paused' && stage?.stage !== 'halted') return failed(problem('entry-unknown'));
    this.#crashes = 0;
    this.#send(null);
    return ok(null);
  }

  /** Gives it up. What has arrived at Google stays there. */
  async cancel(): Promise<Result<null>> {
    const { accounts, ask } = this.#options;
    const stage = this.#stage();
    if (isOn(stage)) this.#stop('cancel');
    else {
      if (stage?.stage === 'permission') accounts.cancelSignIn();
      if (stage?.stage === 'planning') await ask('stopRestore', null);
      this.#end(null);
    }
    return ok(null);
  }

  /** Puts a plan or an outcome away. */
  dismiss(): void {
    const stage = this.#stage();
    if (stage !== null && isPutAway(stage)) this.#end(null);
  }

  /** At the start of the program: resumes what the last one left. */
  takeUp(): void {
    const { settings, snapshot, log } = this.#options;
    const { openRestore: open, destination, pause } = settings.read();
    if (open === null || this.#target !== null) return;
    const account = snapshot.current().accounts.find(({ id }) => id === open.account);
    if (account === undefined || destination?.identity !== open.destination) {
      log('A restore is not resumed: its account or its folder is no longer the one in use');
      return settings.write({ openRestore: null });
    }
    const { id, email, clientId } = account;
    const { selection, albumTitle, done, items } = open;
    this.#begin({ account: { id, email, clientId }, selection, albumTitle });
    if (open.isPaused) return this.#show({ stage: 'paused', done, items, by: 'person' });
    if (pause !== null) return this.#show({ stage: 'paused', done, items, by: 'app' });
    this.#send(null);
  }

  /** Something that it depends on may have changed: tries again what is due, and what waits for power. */
  reconsider(): void {
    const { clock, snapshot, supply } = this.#options;
    if (isDue(snapshot.current(), supply(), clock.now())) this.#send(null);
  }

  /** The machine goes to sleep, or its power does not allow it. */
  hold(): void {
    if (isOn(this.#stage())) this.#stop('supply');
  }

  /** The program ends; the engine's process puts down what goes on. */
  close(): void {
    this.#stopFor = 'quit';
  }

  /** Hears what the engine tells. */
  hear(event: RestoreNews): void {
    if (this.#target !== null) this.#display.hear(this.#target, event);
  }

  #stage(): RestoreStage | null {
    return this.#options.snapshot.current().restore?.now ?? null;
  }

  #begin(target: RestoreTarget): void {
    this.#attempt += 1;
    this.#crashes = 0;
    this.#target = target;
  }

  async #permitAndPlan(wanted: RestoreTarget, account: AccountSummary): Promise<void> {
    const attempt = this.#attempt;
    const permitted = await permittedToRestore(this.#options, account, () => this.#show({ stage: 'permission' }));
    if (this.#attempt !== attempt) return;
    if (!permitted.ok) {
      if (permitted.problem.code === 'sign-in-cancelled') return this.#end(null);
      return this.#show({ stage: 'unplanned', problem: permitted.problem });
    }
    this.#show({ stage: 'planning', waitingUntil: null });
    await this.#nameAlbum(wanted, attempt);
    await this.#planNow(attempt);
  }

  /** One album is called by its title. */
  async #nameAlbum({ selection }: RestoreTarget, attempt: number): Promise<void> {
    const albumTitle = await albumTitleOf(this.#options, selection);
    if (albumTitle === null || this.#attempt !== attempt || this.#target === null) return;
    this.#target = { ...this.#target, albumTitle };
    this.#show({ stage: 'planning', waitingUntil: null });
  }

  async #planNow(attempt: number): Promise<void> {
    const request = restoreRequest(this.#options, this.#target);
    if (this.#attempt !== attempt) return;
    const plan = request.ok ? await this.#options.ask('planRestore', request.value) : request;
    if (this.#attempt !== attempt) return;
    if (plan.ok) this.#show({ stage: 'planned', plan: this.#display.shortened(plan.value) });
    else this.#show({ stage: 'unplanned', problem: plan.problem });
  }

  #send(typedEmail: string | null): void {
    const attempt = this.#attempt;
    const { done, items } = this.#options.settings.read().openRestore ?? { done: 0, items: 0 };
    this.#stopFor = this.#stopFor === 'quit' ? 'quit' : null;
    this.#remember({ isPaused: false });
    this.#show({ stage: 'sending', done, items, progress: null, isPausing: false });
    const request = restoreRequest(this.#options, this.#target);
    const ended = request.ok
      ? this.#options.ask('restore', { ...request.value, typedEmail })
      : Promise.resolve<Result<RestoreReport>>(request);
    void ended.then((result) => {
      if (this.#attempt === attempt) this.#ended(result);
    });
  }

  #stop(reason: StopReason): void {
    const stage = this.#stage();
    this.#stopFor = reason;
    if (stage?.stage === 'sending') this.#show({ ...stage, isPausing: true });
    if (stage?.stage === 'waiting')
      this.#show({ stage: 'sending', ...tallyOf(stage), progress: null, isPausing: true });
    void this.#options.ask('stopRestore', null);
  }

  #ended(result: Result<RestoreReport>): void {
    const stopFor = this.#stopFor;
    // The next start resumes what the settings remember.
    if (stopFor === 'quit') return;
    this.#stopFor = null;
    const met = endedBy(result);
    if (stopFor === 'cancel' || (result.ok && met === null)) return this.#end(result.ok ? result.value : null);
    const tally = result.ok ? tallyOfReport(result.value) : tallyOf(this.#stage());
    this.#remember({ ...tally, isPaused: stopFor === 'person' });
    if (stopFor !== null) return this.#show({ stage: 'paused', ...tally, by: stopFor });
    this.#halted(met ?? problem('interrupted'), tally);
  }

  #halted(met: Problem, tally: { readonly done: number; readonly items: number }): void {
    const { clock, snapshot, log } = this.#options;
    log(`The restore ended early: ${met.code}`);
    if (met.code === 'restore-not-confirmed') {
      // What was confirmed is forgotten: the person is asked again.
      this.#forget();
      this.#show({ stage: 'planning', waitingUntil: null });
      return void this.#planNow(this.#attempt);
    }
    // The shell looks for it, and says when it is back.
    if (isFolderProblem(met.code)) snapshot.change({ destinationTrouble: met });
    this.#crashes = met.code === 'engine-crashed' ? this.#crashes + 1 : 0;
    const isGivenUp = this.#crashes >= mostCrashes || snapshot.current().engine === 'crashed';
    const retryAt = isGivenUp ? null : retryTime(met, clock.now(), snapshot.current().quota);
    this.#show({ stage: 'halted', ...tally, problem: met, retryAt: retryAt?.toISOString() ?? null });
  }

  #pauseChanged(wasOff: boolean): void {
    const stage = this.#stage();
    const isPaused = this.#options.snapshot.current().pause !== null;
    if (isPaused && wasOff && isOn(stage)) this.#stop('app');
    if (!isPaused && stage?.stage === 'paused' && stage.by === 'app') this.#send(null);
  }

  /** What ended it early is gone. */
  #isCured(isMeant: (code: ProblemCode) => boolean): void {
    const stage = this.#stage();
    if (stage?.stage === 'halted' && isMeant(stage.problem.code)) this.#send(null);
  }

  #remember(change: Partial<OpenRestore>): void {
    const { settings } = this.#options;
    const { openRestore } = settings.read();
    if (openRestore !== null) settings.write({ openRestore: { ...openRestore, ...change } });
  }

  #forget(): void {
    const { settings } = this.#options;
    if (settings.read().openRestore !== null) settings.write({ openRestore: null });
  }

  #show(now: RestoreStage): void {
    if (this.#target !== null) this.#display.show(this.#target, now);
  }

  #end(report: RestoreReport | null): void {
    this.#forget();
    this.#attempt += 1;
    if (report === null) this.#display.clear();
    else this.#show({ stage: 'ended', report: this.#display.shortened(report) });
    if (report === null) this.#target = null;
  }
}
