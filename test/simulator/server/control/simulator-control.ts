import type { ChangeOutcome, LibraryChange } from '../../library/library-change.ts';
import type { ItemTruth, SimulatedLibrary, UploadTruth } from '../../library/library-model.ts';
import { findAccount, type SimulatedAccount } from '../accounts.ts';
import type { SimulatorClock } from '../clock.ts';
import { changeDrive, type DriveChange, type DriveFileView, viewDrive } from '../drive/drive-change.ts';
import type { Drives } from '../drive/drives.ts';
import { type FaultPlanInput, faultPlanSchema } from '../faults/fault-rules.ts';
import type { FaultReport, Faults } from '../faults/faults.ts';
import type { Grants } from '../oauth/grants.ts';
import { canonicalScope } from '../oauth/scopes.ts';
import { type TokenDeps, tokenAnswer } from '../oauth/token-endpoint.ts';
import type { Uploads } from '../photos-library/uploads.ts';
import { type PickedTruth, pickedTruth } from '../photos-picker/picked-truth.ts';
import type { PickerSession, PickerSessions } from '../photos-picker/picker-sessions.ts';
import { type Picked, type PickInput, pickFor, pickSchema } from '../photos-picker/picks.ts';
import type { Project, ProjectChange, ProjectState } from '../project.ts';
import type { SimulatorStatistics, Statistics } from '../statistics.ts';

/** Tokens as the token endpoint answers them. */
interface GrantedTokens {
  readonly account: string;
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * What a test can do to the simulated Google. `account` is an id or an e-mail address; left out it is the first account,
 * or all accounts where that is said. An account that does not exist is a RangeError.
 */
export interface SimulatorControl {
  /** What a complete backup of an account must hold, in listing order. Digests are computed on the way. */
  readonly truth: (account?: string) => AsyncGenerator<ItemTruth, void, void>;
  /** The same for every item as the Picker serves it; a motion photo's clip follows its photo. */
  readonly pickedTruth: (account?: string) => AsyncGenerator<PickedTruth, void, void>;
  /** Items that were made of uploaded bytes, in the order in which they were made. */
  readonly uploads: (account?: string) => AsyncGenerator<UploadTruth, void, void>;
  /** Limits the storage of an account for uploads, or makes Google forget the tokens of uploaded bytes. */
  readonly changeUploads: (change: UploadsChange) => void;
  readonly statistics: () => SimulatorStatistics & OpenSessions;
  /** The Picker's open sessions, oldest first. */
  readonly pickerSessions: () => readonly PickerSession[];
  /** Picks in a session in place of a person, and presses Done. Throws a RangeError for what the page would not allow. */
  readonly pick: (pick: PickInput) => Picked;
  /** Ends the time of a session, or makes it another client's; without an id of all that are open. */
  readonly spoilSessions: (how: 'expire' | 'disown', sessionId?: string) => void;
  readonly resetStatistics: () => void;
  /** Replaces all fault rules; `{}` clears them. Throws a ZodError for a plan that is none. */
  readonly planFaults: (plan: FaultPlanInput) => void;
  readonly faultReport: () => FaultReport;
  /** Applies the changes one after the other; a refused one stops nothing else. */
  readonly changeLibrary: (changes: readonly LibraryChange[], account?: string) => readonly ChangeOutcome[];
  /** Everything in an account's Drive that has arrived. */
  readonly driveFiles: (account?: string) => Promise<readonly DriveFileView[]>;
  /** Changes a Drive as its owner would. Throws a RangeError for a file that is not there. */
  readonly changeDrive: (change: DriveChange) => Promise<{ readonly id: string | null }>;
  /** Skips time: quotas, links, tokens and sign-ins see it. */
  readonly advance: (seconds: number) => void;
  /** Ends the sign-ins of an account, or of all accounts; returns how many. */
  readonly revoke: (account?: string) => number;
  /** Makes the living access tokens of an account, or of all, end now, or be refused at their next use; returns how many. */
  readonly spoilAccessTokens: (how: 'expire' | 'refuse-once', account?: string) => number;
  readonly changeProject: (change: ProjectChange) => ProjectState;
  /** Signs an account in without a browser. */
  readonly grant: (scopes: readonly string[], account?: string) => Promise<GrantedTokens>;
}

/** What a test changes about uploads; `bytes` null is no limit. */
export type UploadsChange =
  | { readonly action: 'limit-storage'; readonly bytes: number | null; readonly account?: string | undefined }
  | { readonly action: 'forget-tokens' };

/** What `GET /simulator/stats` says beyond the counts. */
interface OpenSessions {
  /** Ids of the Picker's sessions that are neither deleted nor expired, oldest first. */
  readonly openSessions: readonly string[];
}

export interface ControlDeps extends TokenDeps {
  readonly accounts: readonly SimulatedAccount[];
  readonly clock: SimulatorClock;
  readonly drives: Drives;
  readonly faults: Faults;
  readonly grants: Grants;
  readonly project: Project;
  readonly sessions: PickerSessions;
  readonly statistics: Statistics;
  readonly uploads: Uploads;
  readonly storage: Map<string, number | null>;
}

const truthStretch = 500;

/** The controls over the parts of a running simulator. */
export function createSimulatorControl(deps: ControlDeps): SimulatorControl {
  function accountNamed(name: string | undefined): SimulatedAccount {
    const account = findAccount(deps.accounts, name);
    if (account === undefined) throw new RangeError(`There is no account ${name}`);
    return account;
  }

  async function* truth(account?: string): AsyncGenerator<ItemTruth, void, void> {
    const { library } = accountNamed(account);
    for (const id of idsOf(library)) {
      const item = await library.truth(id);
      if (item !== undefined) yield item;
    }
  }

  async function* truthOfPicker(account?: string): AsyncGenerator<PickedTruth, void, void> {
    const { library } = accountNamed(account);
    for (const id of idsOf(library)) yield* await pickedTruth(library, id);
  }

  async function grant(scopes: readonly string[], name?: string): Promise<GrantedTokens> {
    const account = accountNamed(name);
    const given = { accountId: account.id, scopes: scopes.map(canonicalScope) };
    const issued = deps.grants.issue(given, deps.project.state().testing);
    const tokens = await tokenAnswer(issued, deps);
    return { account: account.id, tokens, accessToken: issued.accessToken, refreshToken: issued.refreshToken ?? '' };
  }

  const idOf = (name: string | undefined) => (name === undefined ? undefined : accountNamed(name).id);
  return {
    truth,
    pickedTruth: truthOfPicker,
    uploads: async function* (account) {
      yield* accountNamed(account).library.uploadTruths();
    },
    changeUploads: (change) => {
      if (change.action === 'forget-tokens') deps.uploads.forget();
      else deps.storage.set(accountNamed(change.account).id, change.bytes);
    },
    statistics: () => ({ ...deps.statistics.read(), openSessions: deps.sessions.list().map(({ id }) => id) }),
    pickerSessions: deps.sessions.list,
    pick: (pick) => pickFor(pickSchema.parse(pick), deps),
    spoilSessions: (how, sessionId) => {
      const ids = sessionId === undefined ? deps.sessions.list().map(({ id }) => id) : [sessionId];
      for (const id of ids) deps.sessions.spoil(id, how);
    },
    resetStatistics: deps.statistics.reset,
    planFaults: (plan) => deps.faults.plan(faultPlanSchema.parse(plan)),
    faultReport: deps.faults.report,
    changeLibrary: (changes, account) => {
      const { library } = accountNamed(account);
      return changes.map((change) => library.apply(change));
    },
    driveFiles: (name) => viewDrive(deps.drives.of(accountNamed(name).id)),
    changeDrive: (change) => changeDrive(deps.drives.of(accountNamed(change.account).id), change),
    advance: (seconds) => deps.clock.advance(seconds * 1000),
    revoke: (account) => deps.grants.revokeAccount(idOf(account)),
    spoilAccessTokens: (how, account) => deps.grants.spoilAccessTokens(how, idOf(account)),
    changeProject: deps.project.change,
    grant,
  };
}

function* idsOf(library: SimulatedLibrary): Generator<string> {
  for (let offset = 0; offset < library.itemCount(); offset += truthStretch) {
    for (const { id } of library.page(offset, truthStretch)) yield id;
  }
}
