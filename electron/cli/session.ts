import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemAccountDeps } from '../account/account-deps.ts';
import type { Accounts } from '../account/accounts.ts';
import { openAccounts } from '../account/accounts.ts';
import { realKeychainSystem } from '../account/keychain-system.ts';
import { parseTokenStore, type TokenStoreChoice } from '../account/open-secret-store.ts';
import { monotonicClock, systemClock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { readDevelopmentOptions } from '../contract/development-options.ts';
import type { AccountSummary } from '../contract/models.ts';
import { noDecoder } from '../contract/picture-decoder.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import {
  createEngine,
  type Engine,
  type EngineAccount,
  type EngineDestination,
  type EngineLimits,
} from '../engine/engine.ts';
import type { LogChoice } from './command-log.ts';
import { type SettingsFile, settingsFile } from './settings-file.ts';
import type { Terminal } from './terminal.ts';

/** The options that every command understands. */
export interface GlobalOptions extends LogChoice {
  readonly dataDir: string;
  readonly tokenStore: string | undefined;
  readonly google: string | undefined;
  /** Multiplies every wait; development builds only. */
  readonly timeScale: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

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
  readonly accounts: () => Promise<Result<Accounts>>;
  /**
   * The accounts, for commands that store a secret: without a keychain it would be gone when the command ends, so that
   * must have been asked for. Problem: `keychain-unavailable`. Tells what is special about the token store.
   */
  readonly lastingAccounts: () => Promise<Result<Accounts>>;
  readonly engine: () => Promise<Result<Engine>>;
  /** The account that a command is for: the named one, or the only one. */
  readonly account: (which: string | undefined) => Promise<Result<EngineAccount>>;
  /** The backup folder of the settings. */
  readonly destination: () => Promise<Result<ChosenPlace>>;
  /**
   * As {@link Session.destination}, for commands that read the catalog: what another computer wrote to the folder is known
   * by then, and told.
   */
  readonly knownDestination: () => Promise<Result<ChosenPlace>>;
}

/** The backup folder and the settings that name it. */
interface ChosenPlace {
  readonly destination: EngineDestination;
  readonly settings: Settings;
}

/** Opens what a command needs from its options. Problems: `usage`. */
export function openSession(options: GlobalOptions, outside: Outside, terminal: Terminal, log: Log): Result<Session> {
  const { google = null, timeScale = null } = options;
  const development = readDevelopmentOptions({ google, timeScale }, outside.developmentBuild);
  if (!development.ok) return development;
  const tokenStore = tokenStoreOf(options.tokenStore);
  if (!tokenStore.ok) return tokenStore;
  const misplaced = misplacedDataFolder(options.dataDir);
  if (misplaced !== null) return failed(misplaced);
  const settings = settingsFile(options.dataDir);
  let opened: Promise<Result<Accounts>> | null = null;
  const accounts = (): Promise<Result<Accounts>> => {
    opened ??= openAccounts({
      dataDir: options.dataDir,
      endpoints: development.value.endpoints,
      tokenStore: tokenStore.value,
      keychain: realKeychainSystem(outside.platform, outside.environment),
      deps: systemAccountDeps(outside.environment),
      onProblem: (met) => terminal.warning(met),
    });
    return opened;
  };
  const engine = async (): Promise<Result<Engine>> => {
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
        log,
      }),
    );
  };
  const destination = async (): Promise<Result<ChosenPlace>> => {
    const read = await settings.read();
    if (!read.ok) return read;
    if (read.value.destination === null) return failed(problem('destination-not-set'));
    return ok({ destination: read.value.destination, settings: read.value });
  };
  return ok({
    terminal,
    settings,
    dataFolder: options.dataDir,
    accounts,
    lastingAccounts: async () => {
      const floor = await accounts();
      if (!floor.ok) return floor;
      const { kind, warnings } = floor.value.tokenStore;
      const [keychain] = warnings;
      if (kind === 'memory' && tokenStore.value.kind === 'automatic' && keychain !== undefined) return failed(keychain);
      for (const warning of warnings) terminal.warning(warning);
      return floor;
    },
    engine,
    account: async (which) => {
      const floor = await accounts();
      if (!floor.ok) return floor;
      const found = await floor.value.find(which);
      return found.ok ? usable(found.value) : found;
    },
    destination,
    knownDestination: async () => {
      const [place, opened] = [await destination(), await engine()];
      if (!place.ok || !opened.ok) return place;
      const told = await opened.value.refresh(place.value.destination);
      if (told !== null) terminal.warning(told);
      return place;
    },
  });
}

/** Something else may be where the data folder, or a folder above it, is to be. */
function misplacedDataFolder(folder: string): Problem | null {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (found?.isDirectory() === true || place === dirname(place)) return null;
    if (found !== undefined) return problem('data-folder-not-folder', { subject: folder });
  }
}

/** The limits of the settings in the engine's words. */
export function limitsOf({ dailyRequestLimit, bandwidthLimit }: Settings): EngineLimits {
  return { dailyRequests: dailyRequestLimit, bandwidth: bandwidthLimit };
}

function usable(account: AccountSummary): Result<EngineAccount> {
  if (account.trouble !== null) return failed({ ...account.trouble, subject: account.email });
  return ok({ id: account.id, email: account.email, clientId: account.clientId });
}

function tokenStoreOf(text: string | undefined): Result<TokenStoreChoice> {
  return text === undefined ? ok({ kind: 'automatic' }) : parseTokenStore(text);
}
