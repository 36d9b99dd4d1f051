import { homedir, tmpdir } from 'node:os';
import { App } from './app/app.ts';
import { AppPaths } from './app/app-paths.ts';
import { AppSwitches } from './app/app-switches.ts';
import { LoginItem } from './app/login-item.ts';
import { SingleInstanceLock } from './app/single-instance.ts';
import { ChromiumHost } from './chromium/host.ts';
import { cancellableEvent } from './core/cancellable-event.ts';
import { type CommandLine, switchValue } from './core/command-line.ts';
import { harshnessOf } from './core/harshness.ts';
import { notBeforeReady } from './core/not-before-ready.ts';
import { failLoudly } from './core/not-implemented.ts';
import { packagedArchive } from './core/packaged-archive.ts';
import { Recorder } from './core/recorder.ts';
import { makeElectron } from './electron-members.ts';
import { IpcMain } from './ipc/ipc-main.ts';
import { Interception } from './network/interception.ts';
import { Protocol } from './network/protocol.ts';
import { SchemeAddresses } from './network/scheme-addresses.ts';
import { Session } from './network/session.ts';
import { WebRequest } from './network/web-request.ts';
import { makeCodec } from './page/codec.ts';
import { ApplicationMenu } from './ui/application-menu.ts';
import { UninvitedPages } from './windows/uninvited-pages.ts';
import { WindowList } from './windows/window-list.ts';

/** Builds the whole stand-in for one process, and wires its parts. */
export function composeStandin(commandLine: CommandLine): Standin {
  const harsh = harshnessOf(process.env);
  const recorder = new Recorder();
  const host = new ChromiumHost();
  const windows = new WindowList();
  const addresses = new SchemeAddresses();
  const switches = new AppSwitches(commandLine.switches);
  const applicationMenu = new ApplicationMenu();

  const paths: AppPaths = new AppPaths({
    home: homedir(),
    temp: tmpdir(),
    executable: process.execPath,
    env: process.env,
    appName: () => app.name,
  });
  const lock = new SingleInstanceLock({
    pid: process.pid,
    isAlive,
    // Electron promises that `second-instance` comes after `ready`.
    greeted: ({ argv, workingDirectory, additionalData }) =>
      void app
        .whenReady()
        .then(() => app.emit('second-instance', cancellableEvent({}), argv, workingDirectory, additionalData)),
  });
  const app: App = new App({
    paths,
    lock,
    commandLine: AppSwitches.facade(switches),
    isPackaged: packagedArchive(process.env) !== undefined,
    recorder,
    windows,
    applicationMenu,
    locale: switchValue(commandLine.switches, 'lang') ?? 'en-US',
    argv: () => process.argv,
    loginItem: new LoginItem({ keepsArguments: !harsh.has('login-arguments-ignored'), isOpenedAtLogin: false }),
    end: (exitCode) => void host.close().finally(() => process.exit(exitCode)),
  });
  if (commandLine.userDataDir !== undefined) paths.set('userData', commandLine.userDataDir);

  const rewatch = (): void => {
    interception.watch().catch((error: Error) => app.isQuitting || failLoudly(error));
  };
  const protocol = new Protocol(addresses, () => app.isReady(), rewatch);
  const webRequest = new WebRequest(rewatch);
  const interception: Interception = new Interception({
    host,
    addresses,
    protocol,
    webRequest,
    now: Date.now,
    originOf: (frameId) => windows.pageOfFrame(frameId)?.requestOrigin(frameId),
  });
  const session = new Session({
    host,
    recorder,
    protocol,
    webRequest,
    storagePath: () => paths.get('sessionData'),
    isQuitting: () => app.isQuitting,
  });
  const ipcMain = new IpcMain();
  const uninvited = new UninvitedPages(host, windows);

  const electron = makeElectron({
    app,
    harsh,
    recorder,
    windows,
    applicationMenu,
    protocol,
    session,
    ipcMain,
    page: {
      host,
      codec: makeCodec(),
      addresses,
      session,
      ipcMain,
      recorder,
      isQuitting: () => app.isQuitting,
      opening: (target) => uninvited.expect(target),
    },
  });

  host.onBrowserEvent((event) => {
    if (event.method === 'Target.targetDestroyed') windows.windowOfTarget(event.params.targetId)?.destroy();
    else if (event.method === 'Target.targetCrashed') {
      windows.pageOfTarget(event.params.targetId)?.crashed(event.params.status, event.params.errorCode);
    }
  });

  return {
    app,
    electron: notBeforeReady(electron, () => app.isReady()),
    startChromium: () =>
      host.start(
        {
          profileParent: commandLine.userDataDir ?? tmpdir(),
          openToPlaywright: commandLine.underPlaywright,
          switches: switches.all,
          env: process.env,
        },
        (reason) => app.isQuitting || failLoudly(reason),
      ),
  };
}

/** The stand-in of one process. */
export type Standin = {
  readonly app: App;
  /** What the app finds under `electron`. */
  readonly electron: ReturnType<typeof makeElectron>;
  /** Settles when Chromium runs and has begun to report. */
  readonly startChromium: () => Promise<unknown>;
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process: that is the question's answer.
    return false;
  }
}
