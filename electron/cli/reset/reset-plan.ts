import { existsSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Accounts } from '../../account/accounts.ts';
import { errnoOf } from '../../base/errno.ts';
import { message } from '../../contract/messages/message.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { folderInUse, isRestoreOnHere } from '../../engine/engine.ts';
import type { CommandLineSettings } from '../command-line-settings.ts';
import { defaultCacheFolder, defaultDataFolder } from '../data-folder.ts';
import { runningProcess } from '../process-lock.ts';
import { namesWord } from '../service/service-definition.ts';
import { type ServicePlan, servicePlan } from '../service/service-manager.ts';
import type { Session } from '../session.ts';
import { ownEntries } from './own-files.ts';
import { type StartAtLogin, startAtLogin } from './start-at-login.ts';

/** Where this runs. */
export interface ResetDeps {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** All that Afterimage has left on this computer outside of backup folders. */
export interface ResetPlan {
  readonly services: readonly ServicePlan[];
  readonly login: StartAtLogin | null;
  readonly emails: readonly string[];
  readonly hasClient: boolean;
  readonly hasDrive: boolean;
  /** `keychain`, or the path of the token file. */
  readonly store: string;
  readonly folders: readonly {
    readonly path: string;
    readonly entries: readonly string[];
    readonly isCache: boolean;
  }[];
  /** Backup folders that are known; none is touched. */
  readonly kept: readonly string[];
}

/**
 * Looks for everything, and changes nothing. Problems: `usage` while the app is running, those of {@link stillAtWork}, and
 * those of accounts and settings.
 */
export async function planReset(session: Session, accounts: Accounts, deps: ResetDeps): Promise<Result<ResetPlan>> {
  const dataFolder = resolve(session.dataFolder);
  const read = await session.settings.read();
  // Damaged settings were kept aside in the data folder, and go with it.
  if (!read.ok && read.problem.code !== 'settings-damaged') return read;
  const settings = read.ok ? read.value : null;
  const list = await accounts.listWithoutStore();
  const client = await accounts.client();
  const drive = await accounts.drive.read();
  if (!list.ok || !client.ok || !drive.ok)
    return [list, client, drive].find((one) => !one.ok) ?? failed(problem('internal'));
  const usual = defaultDataFolder(deps.platform, deps.environment);
  const isUsual = usual !== null && dataFolder === resolve(usual);
  const kept = backupsOf(settings, session);
  const services = await servicesFor(dataFolder, settings, deps);
  // What a service does ends with it, when it is removed.
  const atWork = services.length > 0 ? null : await stillAtWork(dataFolder, kept);
  const running = runningApp(dataFolder) ?? atWork;
  if (running !== null) return failed(running);
  return ok({
    services,
    login: isUsual ? startAtLogin(deps.platform, deps.environment) : null,
    emails: list.value.map(({ email }) => email),
    hasClient: client.value !== null,
    hasDrive: drive.value !== null,
    store: tokenFileOf(session, settings) ?? 'keychain',
    folders: await foldersFor(dataFolder, isUsual, kept, deps),
    kept,
  });
}

/**
 * Who would write again what a reset takes away: a daemon, a run on one of the backup folders, a restore. Problems:
 * `data-folder-busy`, `destination-busy`, `restore-busy`; null: nobody.
 */
export async function stillAtWork(dataFolder: string, backups: readonly string[]): Promise<Problem | null> {
  const running = await runningProcess(dataFolder);
  if (running !== null) return running;
  for (const backup of backups) {
    const inUse = await folderInUse(backup);
    if (inUse !== null) return inUse;
  }
  return isRestoreOnHere(dataFolder) ? problem('restore-busy') : null;
}

/** The path of the token file; null where there is none. */
function tokenFileOf({ options }: Session, settings: CommandLineSettings | null): string | null {
  const store = options.tokenStore ?? settings?.commandLine.tokenStore ?? '';
  return store.startsWith('file:') ? resolve(store.slice('file:'.length)) : null;
}

function backupsOf(settings: CommandLineSettings | null, { options }: Session): readonly string[] {
  const { destination = null, commandLine } = settings ?? {};
  const known = [
    ...[options.destination, destination?.path],
    ...Object.values(commandLine?.folders ?? {}).map(({ path }) => path),
    ...Object.values(commandLine?.profiles ?? {}).map((profile) => profile.destination?.path),
  ];
  return [...new Set(known.flatMap((path) => (path === undefined ? [] : [resolve(path)])))];
}

async function foldersFor(
  dataFolder: string,
  isUsual: boolean,
  backups: readonly string[],
  { platform, environment }: ResetDeps,
): Promise<ResetPlan['folders']> {
  const cache = isUsual ? defaultCacheFolder(platform, environment) : null;
  // What electron-updater has fetched, under the name that app-update.yml gives.
  const updater = platform === 'win32' ? join('..', '..', 'afterimage-updater') : join('..', 'afterimage-updater');
  const caches = cache === null ? [] : [resolve(cache), resolve(cache, updater)];
  const places = [
    { path: dataFolder, isWhole: isUsual, isCache: false },
    ...caches.map((path) => ({ path, isWhole: true, isCache: true })),
  ];
  const found = await Promise.all(
    places.map(async (place) => ({ ...place, entries: await ownEntries({ ...place, backups }) })),
  );
  return found.filter(({ entries }) => entries.length > 0);
}

/** Services that were installed for this data folder; others belong to others. */
async function servicesFor(
  dataFolder: string,
  settings: CommandLineSettings | null,
  deps: ResetDeps,
): Promise<readonly ServicePlan[]> {
  const profiles = [null, ...Object.keys(settings?.commandLine.profiles ?? {})];
  const users = deps.platform === 'linux' ? [null, userInfo().username] : [null];
  const plans = profiles
    .flatMap((profile) => users.map((user) => servicePlan({ command: [], profile, user }, { ...deps, dataFolder })))
    .filter((plan) => plan !== null);
  const ours = await Promise.all(
    plans.map(async ({ file, encoding }) => {
      if (!existsSync(file)) return false;
      try {
        return namesWord(await readFile(file, encoding), dataFolder);
      } catch (thrown) {
        // The system's units are their owner's to read: who may not read one cannot remove it either.
        if (['EACCES', 'EPERM'].includes(errnoOf(thrown) ?? '')) return false;
        throw thrown;
      }
    }),
  );
  return plans.filter((_, index) => ours[index]);
}

/** Chromium leaves a link `SingletonLock` to `computer-process` in the data folder of an app that runs. */
function runningApp(dataFolder: string): Problem | null {
  try {
    const [, id] = /-(\d+)$/.exec(readlinkSync(join(dataFolder, 'SingletonLock'))) ?? [];
    if (id === undefined || !isAlive(Number(id))) return null;
    const detail = `The app is running (process ${id}).`;
    return problem('usage', { detail, wayOut: message('way-out.quit-app') });
  } catch {
    // No such link: it does not run, or this is Windows, where a running app keeps its files from being removed.
    return null;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (thrown) {
    return errnoOf(thrown) === 'EPERM';
  }
}
