import type { Clock } from '../../base/clock.ts';
import type { Selection } from '../../contract/desktop-models.ts';
import type { EngineInput } from '../../contract/engine-protocol.ts';
import type { AccountSummary, PickerState, RunReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import { capabilityScopes } from '../../contract/scopes.ts';
import type { AccountController } from '../account/account-controller.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { RunCoordinator, RunEnd, WantedRun } from './run-coordinator.ts';
import { type RunEngine, showSideRun, sideRunEnded } from './run-engine.ts';
import { type OpenSelection, selectionEnd } from './selection-end.ts';

/** What the pick controller is built from. */
export interface PickControllerOptions {
  readonly runs: Pick<RunCoordinator, 'enqueue' | 'withdraw' | 'isOn' | 'stop' | 'onEnded'>;
  readonly engine: RunEngine;
  readonly accounts: Pick<AccountController, 'active' | 'permit' | 'cancelSignIn'>;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  /** Opens the page to choose on in the person's browser. */
  readonly openPage: (address: string) => Promise<Result<void>>;
  /** Puts its address on the clipboard. */
  readonly copyAddress: (address: string) => Promise<Result<void>>;
  readonly log: (line: string) => void;
}

/** What a person wants chosen or gone on with. */
interface Request {
  readonly account: AccountSummary;
  readonly album: string | null;
  readonly choice: EngineInput<'pick'>['choice'];
  /** `at-once` after a person's click; what the program takes up by itself opens no window. */
  readonly browser: 'at-once' | 'when-asked';
}

const nothingTold: OpenSelection = { chosen: 0, keptUntil: null, isSilent: true };
/** A crashed engine is back in seconds, in milliseconds. */
const crashPauseMs = 10_000;

/** Choosing in Google Photos as the page deals with it: one selection at a time, and one run with everything else. */
export class PickController {
  readonly #options: PickControllerOptions;
  #request: Request | null = null;
  #openSelection = nothingTold;
  #isOwnEnd = false;
  readonly #run: WantedRun = {
    purpose: 'selection',
    startedBy: () => 'person',
    prepare: async () => this.#prepare(),
    hear: (event) => {
      showSideRun(this.#options.engine.display, event);
      if (event.event === 'picker') this.#hear(event);
    },
    ended: (end) => this.#runHasEnded(end),
  };

  constructor(options: PickControllerOptions) {
    this.#options = options;
    options.runs.onEnded(() => this.#settled());
  }

  /**
   * Begins a selection; from then on the snapshot tells. Problems: no folder, nobody signed in, one goes on already. Google
   * is asked for the permission when it is first needed.
   */
  async start(album: string | null): Promise<Result<null>> {
    const account = await this.#options.accounts.active();
    if (!account.ok) return account;
    return this.#wants({ account: account.value, album, choice: { album, most: null }, browser: 'at-once' });
  }

  /** Goes on with what an earlier selection left. */
  async goOn(): Promise<Result<null>> {
    const request = this.#leftRequest('at-once');
    return request === null ? failed(problem('picker-session-expired')) : this.#wants(request);
  }

  /** At the start of the program: what the last one left is taken up again. */
  takeUp(): void {
    const { settings, clock } = this.#options;
    const open = settings.read().openSelection;
    if (open === null || this.#request !== null) return;
    const request = this.#leftRequest('when-asked');
    if (request === null || request.account.trouble !== null || !mayPick(request.account)) return;
    if (Date.parse(open.until) > clock.now().getTime()) return void this.#wants(request);
    this.#request = request;
    settings.write({ openSelection: null });
    this.#end(endedBy(problem('picker-session-expired')));
  }

  /** After another run has ended, what was left of an earlier selection is tried again. */
  #settled(): void {
    const { lastRun } = this.#options.snapshot.current();
    const isOwnEnd = this.#isOwnEnd;
    this.#isOwnEnd = false;
    if (this.#request === null && !isOwnEnd && lastRun !== null && lastRun.outcome !== 'stopped') this.takeUp();
  }

  /** Ends a selection. What was chosen already stays open at Google, to be gone on with. */
  async cancel(): Promise<Result<null>> {
    const { accounts, runs, snapshot } = this.#options;
    if (this.#request === null) return ok(null);
    if (snapshot.current().selection?.now.stage === 'permission') accounts.cancelSignIn();
    else if (runs.isOn(this.#run)) return runs.stop('person');
    else {
      runs.withdraw(this.#run);
      this.#end(null);
    }
    return ok(null);
  }

  /** No further session: what was chosen is all. */
  noMore(): Promise<Result<null>> {
    return this.#options.engine.ask('pickNoMore', null);
  }

  async openBrowser(): Promise<Result<null>> {
    const address = this.#address();
    if (address === null) return failed(problem('entry-unknown'));
    const opened = await this.#options.openPage(address);
    return opened.ok ? ok(null) : opened;
  }

  async copyAddress(): Promise<Result<null>> {
    const address = this.#address();
    if (address === null) return failed(problem('entry-unknown'));
    const copied = await this.#options.copyAddress(address);
    return copied.ok ? ok(null) : copied;
  }

  /** Puts an outcome away. */
  dismiss(): void {
    const { snapshot } = this.#options;
    if (snapshot.current().selection?.now.stage === 'ended') snapshot.change({ selection: null });
  }

  #hear(state: PickerState): void {
    const request = this.#request;
    if (request === null) return;
    const { chosen, expiresAt: until } = state;
    this.#openSelection = { ...this.#openSelection, chosen, isSilent: false };
    this.#options.settings.write({ openSelection: { account: request.account.id, album: request.album, until } });
    switch (state.state) {
      case 'waiting':
        return this.#waits(request, state);
      case 'listing':
        return this.#show(request, { stage: 'fetching', chosen: null });
      case 'chosen':
        return this.#show(request, { stage: 'fetching', chosen });
      case 'kept':
        this.#openSelection = { ...this.#openSelection, keptUntil: until };
        return;
      default:
        return assertNever(state);
    }
  }

  async #wants(request: Request): Promise<Result<null>> {
    if (this.#options.settings.read().destination === null) return failed(problem('destination-not-set'));
    if (request.account.trouble !== null) return failed(request.account.trouble);
    if (this.#request !== null) return failed(problem('run-going-on'));
    this.#request = request;
    void this.#askAndBegin(request);
    return ok(null);
  }

  async #askAndBegin(request: Request): Promise<void> {
    if (mayPick(request.account)) return this.#begin(request);
    this.#show(request, { stage: 'permission' });
    const permitted = await this.#options.accounts.permit('picker', request.account);
    if (permitted.ok) return this.#begin(request);
    this.#end(permitted.problem.code === 'sign-in-cancelled' ? null : endedBy(permitted.problem));
  }

  #begin(request: Request): void {
    if (this.#options.runs.enqueue(this.#run)) this.#show(request, { stage: 'queued' });
  }

  #prepare(): Result<() => Promise<Result<RunReport>>> {
    const request = this.#request;
    // Given up in the moment in which its turn came.
    if (request === null) return failed(problem('interrupted'));
    const { engine } = this.#options;
    this.#show(request, { stage: 'opening' });
    this.#openSelection = nothingTold;
    const context = engine.context();
    if (!context.ok) return context;
    const { id, email, clientId } = request.account;
    return ok(() => engine.ask('pick', { ...context.value, account: { id, email, clientId }, choice: request.choice }));
  }

  #waits(
    request: Request,
    { pickerUri, session, chosen, waitsUntil }: Extract<PickerState, { state: 'waiting' }>,
  ): void {
    const isTakenUp = request.browser === 'when-asked';
    const waiting = { stage: 'waiting', address: pickerUri, session, chosen, waitsUntil, isTakenUp } as const;
    this.#show(request, { ...waiting, notOpened: null });
    if (isTakenUp) return;
    void this.openBrowser().then((opened) => {
      if (opened.ok || this.#address() !== pickerUri) return;
      this.#options.log(`The page to choose on did not open: ${opened.problem.code}`);
      this.#show(request, { ...waiting, notOpened: opened.problem });
    });
  }

  #runHasEnded(end: RunEnd): void {
    this.#isOwnEnd = true;
    sideRunEnded(this.#options.engine, 'selection', end.result);
    const request = this.#request;
    if (request === null) return;
    if (this.#goesOnAfterCrash(request, end)) return;
    const { shown, isOpen } = selectionEnd(end, this.#openSelection);
    if (!isOpen) this.#options.settings.write({ openSelection: null });
    this.#end(shown);
  }

  /** The engine crashed and comes back; Google still has the selection. */
  #goesOnAfterCrash(request: Request, { result }: RunEnd): boolean {
    const { clock, settings, snapshot } = this.#options;
    if (result.ok || result.problem.code !== 'engine-crashed') return false;
    if (settings.read().openSelection === null || snapshot.current().engine === 'crashed') return false;
    const again: Request = { ...request, choice: 'left', browser: 'when-asked' };
    this.#request = again;
    this.#show(again, { stage: 'opening' });
    clock.after(crashPauseMs, () => {
      if (this.#request === again) this.#begin(again);
    });
    return true;
  }

  /** What the settings remember; null when there is nothing, or its account is no longer signed in. */
  #leftRequest(browser: Request['browser']): Request | null {
    const open = this.#options.settings.read().openSelection;
    const account = this.#options.snapshot.current().accounts.find(({ id }) => id === open?.account);
    return open === null || account === undefined ? null : { account, album: open.album, choice: 'left', browser };
  }

  #address(): string | null {
    const now = this.#options.snapshot.current().selection?.now;
    return now?.stage === 'waiting' ? now.address : null;
  }

  #show({ account, album }: Request, now: Selection['now']): void {
    this.#options.snapshot.change({ selection: { email: account.email, album, now } });
  }

  #end(shown: Selection['now'] | null): void {
    const request = this.#request;
    this.#request = null;
    if (shown === null || request === null) this.#options.snapshot.change({ selection: null });
    else this.#show(request, shown);
  }
}

function endedBy(why: Problem): Extract<Selection['now'], { stage: 'ended' }> {
  return { stage: 'ended', chosen: 0, report: null, problem: why, keptUntil: null };
}

function mayPick({ scopes }: AccountSummary): boolean {
  return scopes.includes(capabilityScopes.picker);
}
