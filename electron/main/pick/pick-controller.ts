import type { Clock } from '../../base/clock.ts';
import type { Selection } from '../../contract/desktop-models.ts';
import type { EngineInput } from '../../contract/engine-protocol.ts';
import type { AccountSummary, PickerState } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import { capabilityScopes } from '../../contract/scopes.ts';
import type { AccountController } from '../account/account-controller.ts';
import type { PickEnd, RunCoordinator } from '../run/run-coordinator.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { type StandingSelection, selectionEnd } from './selection-end.ts';

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
interface Wish {
  readonly account: AccountSummary;
  readonly album: string | null;
  readonly choice: EngineInput<'pick'>['choice'];
  /** `at-once` after a person's click; what the program takes up by itself opens no window. */
  readonly browser: 'at-once' | 'when-asked';
}

const nothingTold: StandingSelection = { chosen: 0, keptUntil: null, isSilent: true };
/** A crashed engine is back in seconds, in milliseconds. */
const crashPauseMs = 10_000;

/** Choosing in Google Photos as the page deals with it: one selection at a time, and one run with everything else. */
export class PickController {
  readonly #options: PickControllerOptions;
  #wish: Wish | null = null;
  #hasBegun = false;
  #standing = nothingTold;
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
    const wish = this.#leftWish('at-once');
    return wish === null ? failed(problem('picker-session-expired')) : this.#wants(wish);
  }

  /** At the start of the program: what the last one left is taken up again. */
  takeUp(): void {
    const { settings, clock } = this.#options;
    const open = settings.read().openSelection;
    if (open === null || this.#wish !== null) return;
    const wish = this.#leftWish('when-asked');
    if (wish === null || wish.account.trouble !== null || !mayPick(wish.account)) return;
    if (Date.parse(open.until) > clock.now().getTime()) return void this.#wants(wish);
    this.#wish = wish;
    settings.write({ openSelection: null });
    this.#end(endedBy(problem('picker-session-expired')));
  }

  /** A run has ended: what waited for it begins; after a backup, what was left of an earlier selection is tried again. */
  runEnded(): void {
    const { snapshot } = this.#options;
    const { selection, lastRun } = snapshot.current();
    const isOwnEnd = this.#isOwnEnd;
    this.#isOwnEnd = false;
    if (this.#wish !== null) {
      if (selection?.now.stage === 'queued') void this.#begin(this.#wish);
      return;
    }
    if (!isOwnEnd && lastRun !== null && lastRun.outcome !== 'stopped') this.takeUp();
  }

  /** Ends a selection. What was chosen already stays open at Google, to be gone on with. */
  async cancel(): Promise<Result<null>> {
    const { accounts, runs, snapshot } = this.#options;
    if (this.#wish === null) return ok(null);
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
    const wish = this.#wish;
    if (wish === null) return;
    const { chosen, expiresAt: until } = state;
    this.#standing = { ...this.#standing, chosen, isSilent: false };
    this.#options.settings.write({ openSelection: { account: wish.account.id, album: wish.album, until } });
    switch (state.state) {
      case 'waiting':
        return this.#waits(wish, state);
      case 'listing':
        return this.#show(wish, { stage: 'fetching', chosen: null });
      case 'chosen':
        return this.#show(wish, { stage: 'fetching', chosen });
      case 'kept':
        this.#standing = { ...this.#standing, keptUntil: until };
        return;
      default:
        return assertNever(state);
    }
  }

  async #wants(wish: Wish): Promise<Result<null>> {
    if (this.#options.settings.read().destination === null) return failed(problem('destination-not-set'));
    if (wish.account.trouble !== null) return failed(wish.account.trouble);
    if (this.#wish !== null) return failed(problem('run-going-on'));
    this.#wish = wish;
    this.#hasBegun = false;
    void this.#askAndBegin(wish);
    return ok(null);
  }

  async #askAndBegin(wish: Wish): Promise<void> {
    if (mayPick(wish.account)) return this.#begin(wish);
    this.#show(wish, { stage: 'permission' });
    const permitted = await this.#options.accounts.permit('picker', wish.account);
    if (permitted.ok) return this.#begin(wish);
    this.#end(permitted.problem.code === 'sign-in-cancelled' ? null : endedBy(permitted.problem));
  }

  async #begin(wish: Wish): Promise<void> {
    const { runs } = this.#options;
    if (runs.busy) return this.#show(wish, { stage: 'queued' });
    this.#show(wish, { stage: 'opening' });
    this.#standing = nothingTold;
    const begun = await runs.pick(wish.choice, wish.account, (end) => this.#runHasEnded(wish, end));
    if (this.#wish !== wish) {
      // Cancelled while the last run let go of the folder.
      if (begun.ok) void runs.stop('person');
      return;
    }
    if (begun.ok) this.#hasBegun = true;
    else if (begun.problem.code === 'run-going-on') this.#show(wish, { stage: 'queued' });
    else this.#end(endedBy(begun.problem));
  }

  #waits(wish: Wish, { pickerUri, session, chosen, waitsUntil }: Extract<PickerState, { state: 'waiting' }>): void {
    const isTakenUp = wish.browser === 'when-asked';
    const waiting = { stage: 'waiting', address: pickerUri, session, chosen, waitsUntil, isTakenUp } as const;
    this.#show(wish, { ...waiting, notOpened: null });
    if (isTakenUp) return;
    void this.openBrowser().then((opened) => {
      if (opened.ok || this.#address() !== pickerUri) return;
      this.#options.log(`The page to choose on did not open: ${opened.problem.code}`);
      this.#show(wish, { ...waiting, notOpened: opened.problem });
    });
  }

  #runHasEnded(wish: Wish, end: PickEnd): void {
    this.#isOwnEnd = true;
    if (this.#wish !== wish) return;
    if (this.#goesOnAfterCrash(wish, end)) return;
    const { shown, isOpen } = selectionEnd(end, this.#standing);
    if (!isOpen) this.#options.settings.write({ openSelection: null });
    this.#end(shown);
  }

  /** The engine crashed and comes back; Google still has the selection. */
  #goesOnAfterCrash(wish: Wish, { result }: PickEnd): boolean {
    const { clock, settings, snapshot } = this.#options;
    if (result.ok || result.problem.code !== 'engine-crashed') return false;
    if (settings.read().openSelection === null || snapshot.current().engine === 'crashed') return false;
    const again: Wish = { ...wish, choice: 'left', browser: 'when-asked' };
    this.#wish = again;
    this.#hasBegun = false;
    this.#show(again, { stage: 'opening' });
    clock.after(crashPauseMs, () => {
      if (this.#wish === again) void this.#begin(again);
    });
    return true;
  }

  /** What the settings remember; null when there is nothing, or its account is no longer signed in. */
  #leftWish(browser: Wish['browser']): Wish | null {
    const open = this.#options.settings.read().openSelection;
    const account = this.#options.snapshot.current().accounts.find(({ id }) => id === open?.account);
    return open === null || account === undefined ? null : { account, album: open.album, choice: 'left', browser };
  }

  #address(): string | null {
    const now = this.#options.snapshot.current().selection?.now;
    return now?.stage === 'waiting' ? now.address : null;
  }

  #show({ account, album }: Wish, now: Selection['now']): void {
    this.#options.snapshot.change({ selection: { email: account.email, album, now } });
  }

  #end(shown: Selection['now'] | null): void {
    const wish = this.#wish;
    this.#wish = null;
    this.#hasBegun = false;
    if (shown === null || wish === null) this.#options.snapshot.change({ selection: null });
    else this.#show(wish, shown);
  }
}

function endedBy(why: Problem): Extract<Selection['now'], { stage: 'ended' }> {
  return { stage: 'ended', chosen: 0, report: null, problem: why, keptUntil: null };
}

function mayPick({ scopes }: AccountSummary): boolean {
  return scopes.includes(capabilityScopes.picker);
}
