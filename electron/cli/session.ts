import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemAccountDeps } from '../account/account-deps.ts';
import type { Accounts } from '../account/accounts.ts';
import { openAccounts } from '../account/accounts.ts';
import { realKeychainSystem } from '../account/keychain-system.ts';
import { parseTokenStore } from '../account/open-secret-store.ts';
import { monotonicClock, systemClock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { accountKey } from '../contract/account-key.ts';
import { readDevelopmentOptions } from '../contract/development-options.ts';
import { message } from '../contract/messages/message.ts';
import type { AccountSummary } from '../contract/models.ts';
import { noDecoder } from '../contract/picture-decoder.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { createEngine, type Engine, type EngineAccount } from '../engine/engine.ts';
import { type ChosenPlace, chosenPlace, type UsedPlace, usedPlaces } from './chosen-place.ts';
import { isWebAddress } from './config-keys.ts';
import { durationOf } from './durations.ts';
import type { GlobalOptions } from './global-options.ts';
import { givenBy, mistakenOption } from './option-sources.ts';
import { settingsOfProfile } from './profile.ts';
import { chosenStore, noticingStore, rememberStore } from './remembered-store.ts';
import { type RunChoices, runChoices } from './run-options.ts';
import { type SettingsFile, settingsFile } from './settings-file.ts';
import type { Terminal } from './terminal.ts';

/** The process around a command. */
export interface Outside {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Only development builds may talk to anything but Google. */
  readonly developmentBuild: boolean;
}

/** What a command works with; parts are opened when they are first needed. */
export interface Session {
  readonly terminal: Terminal;
  readonly settings: SettingsFile;
  readonly dataFolder: string;
  /** The variables of the process. */
  readonly environment: NodeJS.ProcessEnv;
  /** As they were given or stand in variables. */
  readonly options: GlobalOptions;
  /** What runs and requests are asked besides. */
  readonly run: RunChoices;
  /** How long to wait for another run that uses the folder, in milliseconds. */
  readonly lockWaitMs: number;
  /** Multiplies every wait; 1 but in development builds. */
  readonly timeScale: number;
  readonly accounts: () => Promise<Result<Accounts>>;
  /**
   * The accounts, for commands that store a secret: without a keychain it would be gone when the command ends, so that
   * must have been asked for. Problem: `keychain-unavailable`. Tells what is special about the token store, once.
   */
  readonly lastingAccounts: () => Promise<Result<Accounts>>;
  readonly engine: () => Promise<Result<Engine>>;
  /** The account that a command is for: the named one, that of the profile, or the only one. */
  readonly account: (which: string | undefined) => Promise<Result<EngineAccount>>;
  /** The accounts that a command is for: the named one, that of the profile, or all; each with what is wrong with it. */
  readonly everyAccount: (which: string | undefined) => Promise<Result<readonly SessionAccount[]>>;
  /** The backup folder of the settings; of an account that has one of its own, that one. */
  readonly destination: (account?: string) => Promise<Result<ChosenPlace>>;
  /**
   * As {@link Session.destination}, for commands that read the catalog: what another computer wrote to the folder is known
   * by then, and told.
   */
  readonly knownDestination: () => Promise<Result<KnownPlace>>;
  /** The same of a place of {@link Session.places}; what is told goes to `to`. */
  readonly known: (place: ChosenPlace, to?: Terminal) => Promise<KnownPlace>;
  /**
   * Every backup folder in use, each once, or that of the account that is named. Problems: `account-unknown`, and those of
   * {@link Session.destination}.
   */
  readonly places: (which: string | undefined) => Promise<Result<readonly UsedPlace[]>>;
}

/** A place whose catalog knows what the folder knows. */
interface KnownPlace extends ChosenPlace {
  /** What was found when the two were compared, and told already. */
  readonly told: Problem | null;
}

/** An account, and whether it can be worked with. */
export interface SessionAccount {
  readonly email: string;
  readonly usable: Result<EngineAccount>;
}

/** Who hears of what a session does. */
export interface SessionListeners {
  readonly terminal: Terminal;
  readonly log: Log;
  /** The token store that was named is kept in the settings. */
  readonly onStoreKept: () => void;
}

/** Opens what a command needs from its options. Problems: `usage`. */
export function openSession(
  options: GlobalOptions,
  outside: Outside,
  { terminal, log, onStoreKept }: SessionListeners,
): Result<Session> {
  const { google = null, timeScale = null } = options;
  const development = readDevelopmentOptions({ google, timeScale }, outside.developmentBuild);
  if (!development.ok) return development;
  if (options.tokenStore !== undefined) {
    const given = parseTokenStore(options.tokenStore);
    const detail = `"${options.tokenStore}" is none of keychain, memory and file:PATH.`;
    if (!given.ok) return failed(mistakenOption(options, '--token-store', detail));
  }
  const lockWaitMs = options.waitLock === undefined ? 0 : durationOf(options.waitLock);
  if (lockWaitMs === null) {
    const detail = `"${options.waitLock}" is no time like 90s, 30m or 2h.`;
    return failed(problem('usage', { subject: '--wait-lock', detail }));
  }
  const { healthcheck } = options;
  if (healthcheck !== undefined && !isWebAddress(healthcheck)) {
    const detail = `"${healthcheck}" is no address such as https://hc-ping.com/UUID.`;
    return failed(problem('usage', { subject: '--healthcheck', detail }));
  }
  const run = runChoices(options, (flag, detail) => mistakenOption(options, flag, detail));
  if (!run.ok) return run;
  const misplaced = misplacedDataFolder(options);
  if (misplaced !== null) return failed(misplaced);
  const shared = noticingStore(settingsFile(options.dataDir), options.tokenStore, onStoreKept);
  const settings =
    options.profile === undefined ? shared : settingsOfProfile(shared, options.profile, givenBy(options, '--profile'));
  let opened: Promise<Result<Accounts>> | null = null;
  let isStoreTold = false;
  const openOnce = async (): Promise<Result<Accounts>> => {
    if (options.tokenStore !== undefined) await shared.read();
    const choice = await chosenStore(shared, options.tokenStore);
    if (!choice.ok) return choice;
    return openAccounts({
      dataDir: options.dataDir,
      endpoints: development.value.endpoints,
      tokenStore: choice.value,
      keychain: realKeychainSystem(outside.platform, outside.environment),
      deps: systemAccountDeps(outside.environment),
      onProblem: (met) => terminal.warning(met),
    });
  };
  const accounts = (): Promise<Result<Accounts>> => {
    opened ??= openOnce();
    return opened;
  };
  const engine = async (): Promise<Result<Engine>> => {
    const read = await settings.read();
    const isGentle = read.ok && read.value.commandLine.gentle === 'yes';
    return ok(
      createEngine({
        dataFolder: options.dataDir,
        endpoints: development.value.endpoints,
        tokens: {
          accessToken: async (accountId, refused) => {
            const floor = await accounts();
            return floor.ok ? floor.value.tokens.accessToken(accountId, refused) : floor;
          },
        },
        decoder: noDecoder,
        environment: outside.environment,
        timeScale: development.value.timeScale,
        now: systemClock.now,
        clock: monotonicClock,
        isGentle: () => isGentle,
        log,
      }),
    );
  };
  const named =
    options.destination === undefined
      ? undefined
      : { path: options.destination, by: givenBy(options, '--destination') };
  const destination = (account?: string): Promise<Result<ChosenPlace>> =>
    chosenPlace({ settings, engine, named, account });
  const known: Session['known'] = async (place, to = terminal) => {
    const opened = await engine();
    if (!opened.ok) return { ...place, told: null };
    const told = await opened.value.refresh(place.destination);
    if (told !== null) to.warning(told);
    return { ...place, told };
  };
  return ok({
    terminal,
    settings,
    dataFolder: options.dataDir,
    environment: outside.environment,
    options,
    run: run.value,
    lockWaitMs,
    timeScale: development.value.timeScale,
    accounts,
    lastingAccounts: async () => {
      const floor = await accounts();
      if (!floor.ok) return floor;
      const { kind, warnings } = floor.value.tokenStore;
      const [keychain] = warnings;
      const isAsked = options.tokenStore !== undefined;
      if (kind === 'memory' && !isAsked && keychain !== undefined) return failed(offerFile(keychain, terminal));
      // Whoever chose a file has read what that means; it is said when it is chosen, not at every use.
      if ((isAsked || kind !== 'file') && !isStoreTold) for (const warning of warnings) terminal.warning(warning);
      isStoreTold = true;
      const remembered = isAsked ? await rememberStore(shared, options.tokenStore) : ok(undefined);
      if (!remembered.ok) return remembered;
      return floor;
    },
    engine,
    account: async (which) => {
      const floor = await accounts();
      if (!floor.ok) return floor;
      const read = which === undefined ? await settings.read() : null;
      if (read !== null && !read.ok) return read;
      const found = await floor.value.find(which ?? read?.value.commandLine.account ?? undefined);
      if (found.ok) return usable(found.value);
      return failed(nameOne(found.problem, terminal, '--account EMAIL'));
    },
    everyAccount: async (which) => {
      const floor = await accounts();
      if (!floor.ok) return floor;
      const read = await settings.read();
      if (!read.ok) return read;
      const wanted = which ?? read.value.commandLine.account ?? undefined;
      const found = wanted === undefined ? null : await floor.value.find(wanted);
      if (found !== null && !found.ok) return found;
      const list = found === null ? await floor.value.list() : ok([found.value]);
      if (!list.ok) return list;
      if (list.value.length === 0) return failed(problem('account-missing'));
      return ok(list.value.map((account) => ({ email: account.email, usable: usable(account) })));
    },
    destination,
    known,
    knownDestination: async () => {
      const place = await destination();
      return place.ok ? ok(await known(place.value)) : place;
    },
    places: async (which) => {
      const read = await settings.read();
      if (!read.ok) return read;
      const { folders, account: chosen } = read.value.commandLine;
      const wanted = which ?? (Object.keys(folders).length === 0 ? null : chosen);
      const emails = await emailsOf(which !== undefined || Object.keys(folders).length > 0 ? accounts : null);
      const opened = which === undefined ? ok(undefined) : await accounts();
      if (!opened.ok) return opened;
      const id = wanted === null ? null : idOf(emails, wanted);
      if (id === null && which !== undefined) return failed(problem('account-unknown', { subject: which }));
      const account = id === null ? null : { id, isNamed: which !== undefined };
      return usedPlaces({ settings, engine, named, account, emails });
    },
  });
}

/** Accounts by their ids. Folders can be read without any: a store of tokens that cannot be opened is in nobody's way. */
async function emailsOf(accounts: (() => Promise<Result<Accounts>>) | null): Promise<ReadonlyMap<string, string>> {
  const opened = await accounts?.();
  const listed = opened?.ok === true ? await opened.value.listWithoutStore() : null;
  return new Map(listed?.ok === true ? listed.value.map(({ id, email }) => [id, email]) : []);
}

function idOf(emails: ReadonlyMap<string, string>, which: string): string | null {
  const found = [...emails].find(([id, email]) => id === which || accountKey(email) === accountKey(which));
  return found?.[0] ?? null;
}

/** Something else may be where the data folder, or a folder above it, is to be. */
function misplacedDataFolder({ dataDir: folder, variables }: GlobalOptions): Problem | null {
  const variable = variables['--data-dir'];
  const wayOut = variable === undefined ? undefined : message('way-out.correct-variable', { variable });
  for (let place = resolve(folder); ; place = dirname(place)) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (found?.isDirectory() === true || place === dirname(place)) return null;
    if (found !== undefined) return problem('data-folder-not-folder', { subject: folder, wayOut });
  }
}

function usable(account: AccountSummary): Result<EngineAccount> {
  if (account.trouble !== null) return failed({ ...account.trouble, subject: account.email });
  return ok({ id: account.id, email: account.email, clientId: account.clientId });
}

/** Without a keychain a file may keep what this command stores. */
function offerFile(met: Problem, terminal: Terminal): Problem {
  return { ...met, wayOut: `${met.wayOut} Then: ${terminal.again()} --token-store file:PATH` };
}

/** Where several accounts are signed in and the command is for one, it is said again with a name; else the problem as it is. */
export function nameOne(met: Problem, terminal: Terminal, name: string): Problem {
  return met.code === 'usage' ? { ...met, wayOut: `Name one: ${terminal.again()} ${name}` } : met;
}
