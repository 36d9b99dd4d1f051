import type { Clock } from '../../base/clock.ts';
import type { Selection } from '../../contract/desktop-models.ts';
import type { EngineInput } from '../../contract/engine-protocol.ts';
import type { AccountSummary, PickerState } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import { capabilityScopes } from '../../contract/scopes.ts';
import type { AccountController } from '../account/account-controller.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { PickEnd, RunCoordinator } from './run-coordinator.ts';
import { type OpenSelection, selectionEnd } from './selection-end.ts';

/** What the pick desk is built from. */
export interface PickControllerOptions {
  readonly runs: Pick<RunCoordinator, 'busy' | 'pick' | 'pickNoMore' | 'stop'>;
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
  #hasBegun = false;
  #openSelection = nothingTold;
  #isOwnEnd = false;

  constructor(options: PickControllerOptions) {
    this.#options = options;
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

  /** A run has ended: what waited for it begins; after a backup, what was left of an earlier selection is tried again. */
  runEnded(): void {
    const { snapshot } = this.#options;
    const { selection, lastRun } = snapshot.current();
    const isOwnEnd = this.#isOwnEnd;
    this.#isOwnEnd = false;
    if (this.#request !== null) {
      if (selection?.now.stage === 'queued') void this.#begin(this.#request);
      return;
    }
    if (!isOwnEnd && lastRun !== null && lastRun.outcome !== 'stopped') this.takeUp();
  }

  /** Ends a selection. What was chosen already stays open at Google, to be gone on with. */
  async cancel(): Promise<Result<null>> {
    const { accounts, runs, snapshot } = this.#options;
    if (this.#request === null) return ok(null);
    if (snapshot.current().selection?.now.stage === 'permission') accounts.cancelSignIn();
    else if (this.#hasBegun) return runs.stop('person');
    else this.#end(null);
    return ok(null);
  }

  /** No further session: what was chosen is all. */
  noMore(): Promise<Result<null>> {
    return this.#options.runs.pickNoMore();
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

  /** Hears where the selection of the run stands. */
  hear(state: PickerState): void {
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
    this.#hasBegun = false;
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

  async #begin(request: Request): Promise<void> {
    const { runs } = this.#options;
    if (runs.busy) return this.#show(request, { stage: 'queued' });
    this.#show(request, { stage: 'opening' });
    this.#openSelection = nothingTold;
    const begun = await runs.pick(request.choice, request.account, (end) => this.#runHasEnded(request, end));
    if (this.#request !== request) {
      // Cancelled while the last run let go of the folder.
      if (begun.ok) void runs.stop('person');
      return;
    }
    if (begun.ok) this.#hasBegun = true;
    else if (begun.problem.code === 'run-going-on') this.#show(request, { stage: 'queued' });
    else this.#end(endedBy(begun.problem));
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

  #runHasEnded(request: Request, end: PickEnd): void {
    this.#isOwnEnd = true;
    if (this.#request !== request) return;
    if (this.#goesOnAfterCrash(request, end)) return;
    const { shown, isOpen } = selectionEnd(end, this.#openSelection);
    if (!isOpen) this.#options.settings.write({ openSelection: null });
    this.#end(shown);
  }

  /** The engine crashed and comes back; Google still has the selection. */
  #goesOnAfterCrash(request: Request, { result }: PickEnd): boolean {
    const { clock, settings, snapshot } = this.#options;
    if (result.ok || result.problem.code !== 'engine-crashed') return false;
    if (settings.read().openSelection === null || snapshot.current().engine === 'crashed') return false;
    const again: Request = { ...request, choice: 'left', browser: 'when-asked' };
    this.#request = again;
    this.#hasBegun = false;
    this.#show(again, { stage: 'opening' });
    clock.after(crashPauseMs, () => {
      if (this.#request === again) void this.#begin(again);
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
    this.#hasBegun = false;
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
