import type { Clock } from '../../base/clock.ts';
import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { externalLinks } from '../../contract/ipc.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { AccountController } from '../account/account-controller.ts';
import type { BackupController } from '../runs/backup-controller.ts';
import type { DestinationController } from '../runs/destination-controller.ts';
import type { LibraryState } from '../runs/library-state.ts';
import { pauseFrom } from '../runs/pause.ts';
import type { PickController } from '../runs/pick-controller.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { Takeout } from '../takeout/takeout.ts';
import type { IpcAnswers } from './ipc-server.ts';
import { problemsCsv } from './problems-csv.ts';

/** What only the system can do for the page. */
export interface SystemCommands {
  readonly openLink: (url: string) => Promise<Result<void>>;
  /** Puts a text on the clipboard. Problem: `text-not-copied`. */
  readonly copyText: (text: string) => Promise<Result<void>>;
  /** Asks for a client file and reads it; null when the person changes their mind. */
  readonly chooseClientFile: () => Promise<Result<string | null>>;
  /** Asks where to, and writes; false when the person changes their mind. */
  readonly save: (suggestedName: string, content: string | Uint8Array) => Promise<Result<boolean>>;
  /** Opens a folder of the destination, or shows a file in it; `relative` has forward slashes. */
  readonly showInFolder: (destination: EngineDestination, relative: string) => void;
  readonly openFolder: (path: string) => Promise<Result<void>>;
  /** Asks for files, or for a folder; empty when the person changes their mind. */
  readonly chooseParts: (what: 'files' | 'folder') => Promise<readonly string[]>;
  /** Shows a file in the file manager. */
  readonly showFile: (path: string) => void;
  /** Opens the folder of the logs. Problem: `folder-not-opened`. */
  readonly showLog: () => Promise<Result<void>>;
  readonly supportBundle: () => Uint8Array;
  readonly licences: () => Promise<string>;
  readonly restartEngine: () => void;
  readonly quit: () => void;
}

/** What the verbs stand on. */
export interface AnswersOptions {
  readonly snapshot: SnapshotStore;
  readonly settings: SettingsStore;
  readonly accounts: AccountController;
  readonly destinations: DestinationController;
  readonly runs: Pick<RunCoordinator, 'busy' | 'stop'>;
  readonly backups: Pick<BackupController, 'start'>;
  readonly library: Pick<LibraryState, 'refresh'>;
  readonly picks: Pick<
    PickController,
    'start' | 'goOn' | 'cancel' | 'openBrowser' | 'copyAddress' | 'noMore' | 'dismiss'
  >;
  readonly takeout: Pick<Takeout, 'offers' | 'imports' | 'watch' | 'refresh'>;
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly commands: SystemCommands;
  /** Settings, pause or set-up have changed: the shell follows. */
  readonly onSettings: () => void;
  /** Signing in again or another folder may have cured what stopped a run. */
  readonly onCure: () => void;
  /** The page has drawn what it knows. */
  readonly onShown: () => void;
}

/** The verbs of the page. */
export function ipcAnswers(options: AnswersOptions): IpcAnswers {
  return {
    ...appAnswers(options),
    ...accountAnswers(options),
    ...backupAnswers(options),
    ...pickAnswers(options),
    ...takeoutAnswers(options),
    ...libraryAnswers(options),
  };
}

type AppVerbs = Extract<keyof IpcAnswers, `app.${string}` | `setup.${string}` | `settings.${string}`>;

function appAnswers(options: AnswersOptions): Pick<IpcAnswers, AppVerbs> {
  const { snapshot, settings, runs, backups, commands, onSettings, onShown } = options;
  return {
    'app.snapshot': () => ok(snapshot.current()),
    'app.shown': () => {
      onShown();
      return ok(null);
    },
    'app.openLink': async ({ link }) => nullOf(await commands.openLink(externalLinks[link])),
    'app.openProblemLink': async ({ code }) => {
      const known = problemsOf(snapshot.current()).find((one) => one.code === code && hasLink(one));
      if (known === undefined || !isGoogles(known.link)) return failed(problem('entry-unknown'));
      return nullOf(await commands.openLink(known.link));
    },
    'app.copyText': async ({ text }) => nullOf(await commands.copyText(text)),
    'app.quit': () => {
      commands.quit();
      return ok(null);
    },
    'app.restartEngine': () => {
      commands.restartEngine();
      return ok(null);
    },
    'app.licences': async () => ok(await commands.licences()),
    'app.showLog': async () => nullOf(await commands.showLog()),
    'app.saveSupportBundle': async () =>
      savedOf(await commands.save('afterimage-support.json.gz', commands.supportBundle())),
    'setup.goTo': ({ step }) => {
      settings.write({ setup: { step, finished: settings.read().setup.finished } });
      onSettings();
      return ok(null);
    },
    'setup.finish': async () => {
      settings.write({ setup: { step: 'done', finished: true } });
      onSettings();
      return runs.busy ? ok(null) : backups.start('auto');
    },
    'settings.change': (change) => {
      settings.write(change);
      onSettings();
      return ok(snapshot.current().settings);
    },
  };
}

type AccountVerbs = Extract<keyof IpcAnswers, `client.${string}` | `account.${string}` | `destination.${string}`>;

function accountAnswers(options: AnswersOptions): Pick<IpcAnswers, AccountVerbs> {
  const { accounts, destinations, commands, settings, runs, library, snapshot, takeout, onSettings, onCure } = options;
  return {
    'client.set': ({ text }) => accounts.setClient(text),
    'client.choose': async () => {
      const text = await commands.chooseClientFile();
      if (!text.ok) return text;
      return text.value === null ? ok(null) : accounts.setClient(text.value);
    },
    'client.remove': () => accounts.removeClient(),
    'account.signIn': async ({ capability, account }) => {
      const before = snapshot.current();
      const wasBlocked = before.trouble !== null || before.accounts.some(({ trouble }) => trouble !== null);
      const signedIn = await accounts.signIn(capability, account);
      if (signedIn.ok && wasBlocked) onCure();
      return signedIn;
    },
    'account.openKeychain': () => accounts.openKeychain(),
    'account.cancelSignIn': () => {
      accounts.cancelSignIn();
      return ok(null);
    },
    'account.signOut': ({ account }) => accounts.signOut(account),
    'account.use': ({ account }) => accounts.use(account),
    'destination.choose': () => destinations.choose(),
    'destination.use': async ({ choice }) => {
      if (runs.busy) return failed(problem('run-going-on'));
      const wasBlocked = snapshot.current().destinationTrouble !== null;
      const used = await destinations.use(choice);
      if (!used.ok) return used;
      await Promise.all([library.refresh(), takeout.refresh()]);
      onSettings();
      if (wasBlocked) onCure();
      return used;
    },
    'destination.open': async () => {
      const { destination } = settings.read();
      if (destination === null) return failed(problem('destination-not-set'));
      return nullOf(await commands.openFolder(destination.path));
    },
    'destination.check': () => destinations.check(),
  };
}

type BackupVerbs = Extract<keyof IpcAnswers, `backup.${string}` | `problems.${string}` | `activity.${string}`>;

function backupAnswers(options: AnswersOptions): Pick<IpcAnswers, BackupVerbs> {
  const { runs, backups, settings, clock, ask, commands, onSettings } = options;
  const here = <T>(work: (destination: EngineDestination) => Promise<Result<T>>, empty: T): Promise<Result<T>> => {
    const { destination } = settings.read();
    return destination === null ? Promise.resolve(ok(empty)) : work(destination);
  };
  return {
    'backup.start': async ({ full }) => {
      await reachKeychain(options);
      return backups.start(full ? 'full' : 'auto');
    },
    'backup.stop': () => runs.stop('person'),
    'backup.pause': async ({ kind }) => {
      settings.write({ pause: pauseFrom(clock.now(), kind) });
      onSettings();
      return runs.stop('passing');
    },
    'backup.resume': () => {
      settings.write({ pause: null });
      onSettings();
      return ok(null);
    },
    'activity.runs': (page) => here((destination) => ask('runs', { destination, ...page }), []),
    'activity.runProblems': ({ run }) => here((destination) => ask('runProblems', { destination, run }), []),
    'problems.list': (page) => here((destination) => ask('problems', { destination, ...page }), []),
    'problems.retry': async () => {
      await reachKeychain(options);
      return backups.start('auto');
    },
    'problems.exportCsv': async () => {
      const groups = await here((destination) => ask('problemGroups', { destination }), []);
      if (!groups.ok) return groups;
      const csv = await problemsCsv(groups.value, (code, offset) =>
        here((destination) => ask('problems', { destination, code, offset, limit: 500 }), []),
      );
      return csv.ok ? savedOf(await commands.save('afterimage-problems.csv', csv.value)) : csv;
    },
  };
}

/** A person who starts a backup can also give the keychain its password. What fails then is said by the start itself. */
async function reachKeychain({ accounts, snapshot }: AnswersOptions): Promise<void> {
  if (snapshot.current().keychainProblem !== null) await accounts.openKeychain();
}

type PickVerbs = Extract<keyof IpcAnswers, `pick.${string}`>;

function pickAnswers({ picks }: AnswersOptions): Pick<IpcAnswers, PickVerbs> {
  return {
    'pick.start': ({ album }) => picks.start(album),
    'pick.goOn': () => picks.goOn(),
    'pick.cancel': () => picks.cancel(),
    'pick.openBrowser': () => picks.openBrowser(),
    'pick.copyAddress': () => picks.copyAddress(),
    'pick.noMore': () => picks.noMore(),
    'pick.dismiss': () => {
      picks.dismiss();
      return ok(null);
    },
  };
}

type TakeoutVerbs = Extract<keyof IpcAnswers, `takeout.${string}`>;

function takeoutAnswers({
  takeout,
  settings,
  snapshot,
  ask,
  commands,
}: AnswersOptions): Pick<IpcAnswers, TakeoutVerbs> {
  const { offers, imports, watch } = takeout;
  return {
    'takeout.chooseParts': async ({ what }) => {
      const paths = await commands.chooseParts(what);
      return paths.length === 0 ? ok(null) : offers.make(paths);
    },
    'takeout.import': (request) => imports.start(request),
    'takeout.goOn': () => imports.goOn(),
    'takeout.stop': () => imports.stop(),
    'takeout.dismiss': () => {
      imports.dismiss();
      return ok(null);
    },
    'takeout.chooseWatchFolder': () => watch.choose(),
    'takeout.startWatching': () => watch.start(),
    'takeout.stopWatching': () => watch.stop(),
    'takeout.doubtful': async (page) => {
      const { destination } = settings.read();
      return destination === null ? ok([]) : ask('doubtful', { destination, ...page });
    },
    'takeout.showPart': ({ part }) => {
      const parts = snapshot.current().exports?.exports.flatMap((one) => one.parts);
      const path = parts?.find(({ id }) => id === part)?.path;
      if (path === undefined) return failed(problem('entry-unknown'));
      commands.showFile(path);
      return ok(null);
    },
  };
}

type LibraryVerbs = Extract<keyof IpcAnswers, `photos.${string}` | `albums.${string}`>;

function libraryAnswers({ settings, ask, commands }: AnswersOptions): Pick<IpcAnswers, LibraryVerbs> {
  const there = <T>(work: (destination: EngineDestination) => Promise<Result<T>>): Promise<Result<T>> => {
    const { destination } = settings.read();
    return destination === null ? Promise.resolve(failed(problem('destination-not-set'))) : work(destination);
  };
  const show = (path: (destination: EngineDestination) => Promise<Result<string>>): Promise<Result<null>> =>
    there(async (destination) => {
      const relative = await path(destination);
      if (!relative.ok) return relative;
      commands.showInFolder(destination, relative.value);
      return ok(null);
    });
  return {
    'photos.months': ({ search }) => there((destination) => ask('months', { destination, search })),
    'photos.page': (page) => there((destination) => ask('photos', { destination, ...page })),
    'photos.detail': ({ id }) => there((destination) => ask('photo', { destination, id })),
    'photos.explain': ({ id }) => there((destination) => ask('explain', { destination, id })),
    'photos.showInFolder': ({ id }) => show((destination) => ask('photoPath', { destination, id })),
    'albums.page': (page) => there((destination) => ask('albums', { destination, ...page })),
    'albums.photos': (page) => there((destination) => ask('albumPhotos', { destination, ...page })),
    'albums.showInFolder': ({ album }) => show((destination) => ask('albumFolder', { destination, album })),
  };
}

function nullOf(result: Result<unknown>): Result<null> {
  return result.ok ? ok(null) : result;
}

function savedOf(result: Result<boolean>): Result<{ saved: boolean }> {
  return result.ok ? ok({ saved: result.value }) : result;
}

/** Every problem that the page may show, the pressing ones first. */
function problemsOf(
  state: AppSnapshot,
): readonly { readonly code: string; readonly link?: string | null | undefined }[] {
  const { trouble, destinationTrouble, accounts, quota, lastRun, problems, selection } = state;
  const chosen = selection?.now.stage === 'ended' ? selection.now.problem : null;
  const waiting = [trouble, destinationTrouble, ...accounts.map((one) => one.trouble), chosen];
  const single = [...waiting, quota?.reason, lastRun?.problem];
  return [...single, ...problems].filter((one) => one !== null && one !== undefined);
}

function hasLink(one: { readonly link?: string | null | undefined }): boolean {
  return one.link !== undefined && one.link !== null;
}

/** A link that came with a problem is opened only when it leads to Google's console or account pages. */
function isGoogles(link: string | null | undefined): link is string {
  const url = URL.parse(link ?? '');
  const hosts = ['console.cloud.google.com', 'console.developers.google.com', 'myaccount.google.com'];
  return url?.protocol === 'https:' && hosts.includes(url.hostname);
}
