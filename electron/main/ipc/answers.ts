import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { externalLinks } from '../../contract/ipc.ts';
import { readsLibrary } from '../../contract/library-route.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import { pauseFrom } from '../runs/pause.ts';
import type { AnswersOptions } from './answers-options.ts';
import { driveAnswers } from './drive-answers.ts';
import type { IpcAnswers } from './ipc-server.ts';
import { libraryAnswers, pickAnswers, takeoutAnswers } from './library-answers.ts';
import { problemsCsv } from './problems-csv.ts';
import { restoreAnswers } from './restore-answers.ts';

/** The verbs of the page. */
export function ipcAnswers(options: AnswersOptions): IpcAnswers {
  return {
    ...appAnswers(options),
    ...accountAnswers(options),
    ...backupAnswers(options),
    ...pickAnswers(options),
    ...takeoutAnswers(options),
    ...driveAnswers(options),
    ...restoreAnswers(options),
    ...libraryAnswers(options),
  };
}

type AppVerbs = Extract<keyof IpcAnswers, `app.${string}` | `setup.${string}` | `settings.${string}`>;

function appAnswers(options: AnswersOptions): Pick<IpcAnswers, AppVerbs> {
  const { snapshot, settings, runs, backups, clock, commands, onSettings, onShown } = options;
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
    'setup.plan': (change) => {
      const plan = settings.read().plan;
      settings.write({
        plan: {
          ...plan,
          door: change.door ?? plan.door,
          pickup: change.pickup ?? plan.pickup,
          driveMode: change.driveMode ?? plan.driveMode,
          libraryBytes: change.libraryBytes === undefined ? plan.libraryBytes : change.libraryBytes,
        },
      });
      onSettings();
      return ok(null);
    },
    'setup.ordered': ({ isOrdered }) => {
      const orderedAt = isOrdered ? clock.now().toISOString() : null;
      settings.write({ plan: { ...settings.read().plan, orderedAt } });
      onSettings();
      return ok(null);
    },
    'setup.finish': async () => {
      settings.write({ setup: { step: 'done', finished: true } });
      onSettings();
      // Without a permission for it there is nothing that a backup by the Library API could list.
      return runs.busy || !readsLibrary(snapshot.current()) ? ok(null) : backups.start('auto');
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
  const {
    accounts,
    clientFiles,
    destinations,
    commands,
    settings,
    runs,
    restores,
    library,
    snapshot,
    takeout,
    verifications,
    onSettings,
    onCure,
  } = options;
  return {
    'client.set': ({ text }) => accounts.setClient(text),
    'client.choose': async () => {
      const text = await commands.chooseClientFile();
      if (!text.ok) return text;
      return text.value === null ? ok(null) : accounts.setClient(text.value);
    },
    'client.lookInDownloads': async () => {
      settings.write({ plan: { ...settings.read().plan, mayLookInDownloads: true } });
      onSettings();
      return ok(await clientFiles.look());
    },
    'client.useFound': async ({ file }) => {
      const text = await clientFiles.read(file);
      return text.ok ? accounts.setClient(text.value) : text;
    },
    'client.remove': () => accounts.removeClient(),
    'account.signIn': async ({ capability, account }) => {
      const before = snapshot.current();
      const wasBlocked = before.trouble !== null || before.accounts.some(({ trouble }) => trouble !== null);
      const signedIn = await accounts.signIn(capability, account);
      if (signedIn.ok && capability === 'library') backUpLibraryOf(options, signedIn.value.id);
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
      if (restores.busy) return failed(problem('restore-busy'));
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
    'destination.verify': () => verifications.start(),
    'destination.stopVerifying': () => verifications.stop(),
    'destination.dismissVerification': () => {
      verifications.dismiss();
      return ok(null);
    },
  };
}

/** A permission that was given for a restore alone is now for backups, too. */
function backUpLibraryOf({ settings, onSettings }: AnswersOptions, account: string): void {
  const { plan } = settings.read();
  if (!plan.libraryForRestore.includes(account)) return;
  const libraryForRestore = plan.libraryForRestore.filter((one) => one !== account);
  settings.write({ plan: { ...plan, libraryForRestore } });
  onSettings();
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
    'backup.repair': async () => {
      await reachKeychain(options);
      return backups.repair();
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
  const { trouble, destinationTrouble, accounts, quota, lastRun, problems, selection, restore } = state;
  const chosen = selection?.now.stage === 'ended' ? selection.now.problem : null;
  const waiting = [trouble, destinationTrouble, ...accounts.map((one) => one.trouble), chosen];
  const sending = restore !== null && 'problem' in restore.now ? restore.now.problem : null;
  const single = [...waiting, sending, quota?.reason, lastRun?.problem];
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
