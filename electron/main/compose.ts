import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { adjustableClock, systemClock } from '../base/clock.ts';
import { formatLocale } from '../contract/locale.ts';
import { ProblemError } from '../contract/problem.ts';
import { engineLogFile, logFolder } from '../logging/log-files.ts';
import { type AccountController, createAccountController } from './account/account-controller.ts';
import { openAppAccounts } from './account/open-app-accounts.ts';
import { adoptedSetup } from './adopted-setup.ts';
import { DecoderSupervisor } from './decoder-process/decoder-supervisor.ts';
import { firstSnapshot } from './first-snapshot.ts';
import { logCrashes } from './log/log-crashes.ts';
import { openLog } from './log/log-file.ts';
import { logPageErrors } from './log/log-page-errors.ts';
import { milestones } from './log/milestones.ts';
import { supportBundle } from './log/support-bundle.ts';
import type { StartOptions } from './options.ts';
import { servePage } from './page-service.ts';
import type { Program, ProgramPlaces } from './program.ts';
import { createDestinationController } from './runs/destination-controller.ts';
import { PickController } from './runs/pick-controller.ts';
import { importBlocker, type Supply } from './runs/run-blocker.ts';
import { createRuns } from './runs/runs.ts';
import { openSettings } from './settings/settings-store.ts';
import { Shell } from './shell.ts';
import { createSnapshotStore } from './snapshot/snapshot-store.ts';
import { statusOf } from './snapshot/status.ts';
import { statusTextOf } from './snapshot/status-text.ts';
import { timeWords } from './snapshot/time-words.ts';
import { forkChild } from './supervision/child-process.ts';
import { EngineSupervisor } from './supervision/engine-supervisor.ts';
import { waitForExit } from './supervision/wait-for-exit.ts';
import { createSurface } from './surface.ts';
import { electronUpdaterPort } from './system/electron-updater-port.ts';
import { startsHidden } from './system/hidden-start.ts';
import { setLaunchAtLogin } from './system/launch-at-login.ts';
import { updateNotice } from './system/notices.ts';
import { systemCommands } from './system/system-commands.ts';
import { createUpdates } from './system/updates.ts';
import { calendarWords } from './takeout/calendar-words.ts';
import { systemFolderWatch } from './takeout/folder-watch.ts';
import { createTakeout } from './takeout/takeout.ts';
import { taskbarProgress } from './tray/taskbar.ts';
import { isTrayShown } from './tray/tray-host.ts';
import { trayModel } from './tray/tray-model.ts';

/** So much of the engine's log comes into a support bundle. */
const engineLogBytes = 2_000_000;
/** How long a run may take to come to its end when the program quits. */
const shutDownMs = 8_000;
/** The same when the session of Windows ends, which ends whatever has not answered after five seconds. */
const sessionEndMs = 3_000;

/** Builds every object of the main process and wires them. `electron` is the whole module; everything else gets its part. */
export async function compose(
  electron: typeof Electron,
  options: StartOptions,
  places: ProgramPlaces,
): Promise<Program> {
  const { app } = electron;
  const clock = adjustableClock(systemClock);
  const log = openLog(logFolder(places.data), homedir(), clock.now);
  logCrashes({ process, app }, log.write);
  logPageErrors(app, log.write);
  const opened = openSettings(places.data, clock.now());
  const settings = opened.store;
  if (opened.trouble !== null) log.write(`Settings: ${opened.trouble.detail ?? opened.trouble.title}`);
  const opening = await openAppAccounts({ start: options, dataFolder: places.data, clock, log: log.write });
  if (!opening.ok) throw new ProblemError(opening.problem);
  const { accounts, keychain } = opening.value;

  // What needs nothing of Electron was done while it got ready.
  await app.whenReady();
  const commands = systemCommands(electron, places.app);
  const locale = formatLocale(app.getLocale());
  const words = timeWords(locale, clock.now);
  const snapshot = createSnapshotStore(firstSnapshot(settings.read(), app.getVersion(), process.platform), (facts) => ({
    status: statusOf(facts),
    statusText: statusTextOf({ ...facts }, words),
  }));
  if (opened.trouble !== null) snapshot.change({ trouble: opened.trouble });
  const accountController: AccountController = createAccountController({
    ...{ accounts, keychain, clock },
    openBrowser: (url) => commands.openSignIn(url, options.endpoints.authorize),
    change: snapshot.change,
    activeAccount: () => settings.read().activeAccount,
    setActiveAccount: (id) => settings.write({ activeAccount: id }),
    log: log.write,
  });

  const scriptOf = (name: string): string => join(places.app, 'out', 'main', `${name}.js`);
  const decoder = new DecoderSupervisor({
    fork: () => forkChild(electron.utilityProcess, { name: 'decoder', script: scriptOf('decoder') }, log.write),
    clock,
    log: log.write,
  });
  const supervisor = new EngineSupervisor({
    fork: () => forkChild(electron.utilityProcess, { name: 'engine', script: scriptOf('engine') }, log.write),
    begin: {
      ...{ kind: 'begin', dataFolder: places.data, endpoints: options.endpoints, timeScale: options.timeScale },
      logLevel: options.verbose ? 'debug' : 'info',
    },
    tokens: accounts.tokens,
    decoder,
    clock,
    onState: (state) => snapshot.change({ engine: state }),
    log: log.write,
  });
  const { runs, engine, library, backups } = createRuns({
    ask: supervisor.ask,
    clock,
    snapshot,
    account: accountController.active,
    settings: settings.read,
    refreshAccounts: accountController.refresh,
    log: log.write,
  });
  supervisor.onRunEvent((event) => runs.hear(event));
  const picks = new PickController({
    runs,
    engine,
    accounts: accountController,
    snapshot,
    settings,
    clock,
    openPage: (address) => commands.openPickerPage(address, options.endpoints),
    copyAddress: (address) => commands.copyPickerPage(address, options.endpoints),
    log: log.write,
  });

  const trayShown = () => isTrayShown(process.platform, process.env);
  const { window, tray, notifier } = createSurface({
    electron,
    appFolder: places.app,
    settings,
    clock,
    isTrayShown: trayShown,
    onCommand: (command) => shell.dispatch(command),
    log: log.write,
  });
  const supply = (): Supply => ({ onBattery: electron.powerMonitor.isOnBatteryPower(), metered: 'unknown' });
  const takeout = createTakeout({
    ask: supervisor.ask,
    clock,
    snapshot,
    settings,
    runs,
    engine,
    blocker: () => importBlocker(snapshot.current(), supply()),
    watchFolder: systemFolderWatch(log.write),
    chooseFolder: () => commands.chooseWatchFolder(app.getPath('downloads')),
    words: calendarWords(locale),
    notify: notifier.notify,
    log: log.write,
  });
  const destinations = createDestinationController({
    ask: supervisor.ask,
    chooseFolder: async () => {
      const chosen = await electron.dialog.showOpenDialog({
        title: 'Choose the backup folder',
        properties: ['openDirectory', 'createDirectory'],
      });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    current: () => settings.read().destination,
    remember: (destination) => settings.write({ destination }),
    trouble: () => snapshot.current().destinationTrouble,
    change: snapshot.change,
  });
  const shell: Shell = new Shell({
    clock,
    snapshot,
    settings,
    runs,
    backups,
    library,
    destinations,
    supply,
    isOnline: () => electron.net.isOnline(),
    isWindowLookedAt: window.isLookedAt,
    notify: notifier.notify,
    openWindow: window.show,
    openFolder: () => {
      const { destination } = settings.read();
      if (destination === null) return;
      void commands.openFolder(destination.path).then((opened) => {
        if (opened.ok) return;
        log.write(`The backup folder could not be opened: ${opened.problem.detail}`);
        // The window says how the folder is.
        window.show();
      });
    },
    installUpdate: () => updates.install(),
    quit: () => app.quit(),
    onLaunchSettings: () => {
      const { launchAtLogin, startHidden } = settings.read();
      const launch = { app, platform: process.platform, environment: process.env, executable: process.execPath };
      void setLaunchAtLogin(launch, launchAtLogin ? (startHidden ? 'hidden' : 'visible') : 'off').catch(
        (thrown: unknown) => log.write(`Starting with the session could not be set: ${String(thrown)}`),
      );
    },
    log: log.write,
  });

  const updates = createUpdates({
    port: electronUpdaterPort({ app, process, log: log.write }),
    clock,
    isWanted: () => settings.read().checkForUpdates,
    isBusy: () => runs.busy,
    tell: (update) => {
      void trayShown().then((isShown) => notifier.notify(updateNotice(update, isShown)));
      showTray();
    },
    endWork: process.platform === 'darwin' ? null : () => shutDown(),
    quit: () => app.quit(),
    log: log.write,
  });
  const showTray = (): void => tray.show(trayModel(snapshot.current(), updates.known()));
  snapshot.onEvent((event) => {
    window.send(event);
    showTray();
    window.progress(taskbarProgress(snapshot.current()));
  });
  servePage({
    electron,
    appFolder: places.app,
    isOurs: window.isOurs,
    log: log.write,
    answers: {
      snapshot,
      settings,
      accounts: accountController,
      destinations,
      runs,
      backups,
      library,
      picks,
      takeout,
      ask: supervisor.ask,
      clock,
      onSettings: () => shell.settingsChanged(),
      onCure: () => shell.cured(),
      onShown: () => log.write(milestones.pageShown),
      commands: {
        ...commands,
        restartEngine: () => supervisor.restart(),
        quit: () => app.quit(),
        showLog: () => commands.openFolder(logFolder(places.data)),
        supportBundle: () =>
          supportBundle({
            snapshot: snapshot.current(),
            versions: { afterimage: app.getVersion(), ...process.versions, platform: process.platform },
            log: log.recent(),
            engineLog: engineLogFile(places.data).tail(engineLogBytes),
            salt: randomUUID(),
            home: homedir(),
          }),
      },
    },
  });

  let ended: Promise<void> | null = null;
  /** An update and the end of the program both ask for it: the second joins the first. */
  const shutDown = (): Promise<void> =>
    (ended ??= (async () => {
      shell.stop();
      keychain.stop();
      runs.close();
      takeout.end();
      await supervisor.stop(shutDownMs);
      decoder.stop();
      log.write(milestones.ended);
    })());

  keychain.onChange(({ kind }) => {
    void accountController.refresh().then(() => (kind === 'open' ? shell.keychainOpened() : undefined));
  });
  electron.powerMonitor.on('unlock-screen', () => void keychain.look());

  supervisor.start();
  showTray();
  // What the files say: the keychain may still be waiting for its password.
  await accountController.refresh();
  const adopted = adoptedSetup(settings.read(), snapshot.current());
  if (adopted !== null) {
    settings.write({ setup: adopted });
    snapshot.change({ setup: adopted });
  }
  void destinations.check().then(async () => {
    await library.refresh();
    await library.refreshQuota();
    backups.resumeInterrupted();
    picks.takeUp();
    await takeout.begin();
    shell.begin();
    updates.begin();
  });
  const { hidden, screen } = options;
  if (!startsHidden({ app, platform: process.platform, hidden, settings: settings.read() })) window.show(screen);
  log.write(`${milestones.started} ${app.getVersion()} on ${process.platform}`);

  return {
    tray,
    dispatch: (command) => shell.dispatch(command),
    openWindow: window.show,
    shutDown,
    endSession: () => {
      shell.stop();
      runs.close();
      takeout.end();
      supervisor.stopAndWait(sessionEndMs, waitForExit);
      decoder.stop();
      log.write('Ended with the session');
    },
    onSuspend: () => shell.suspended(),
    onResume: () => {
      void keychain.look();
      shell.look();
      takeout.look();
    },
    onSupply: () => shell.supplyChanged(),
    advance: (milliseconds) => {
      clock.advance(milliseconds);
      supervisor.advance(milliseconds);
      shell.look();
      takeout.look();
    },
    log: log.write,
    enginePid: () => supervisor.pid(),
    decoderPid: () => decoder.pid(),
    picturesInFlight: () => decoder.inFlight(),
    notices: notifier.shown,
  };
}
