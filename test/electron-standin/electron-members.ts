import type { App } from './app/app.ts';
import { AutoUpdater } from './app/auto-updater.ts';
import { cancellableEvent } from './core/cancellable-event.ts';
import type { Harshness } from './core/harshness.ts';
import { onlyWhatIsWritten } from './core/not-implemented.ts';
import type { Recorder } from './core/recorder.ts';
import type { IpcMain } from './ipc/ipc-main.ts';
import { MessageChannelMain } from './ipc/message-port-main.ts';
import { makeNet } from './network/net.ts';
import type { Protocol } from './network/protocol.ts';
import type { Session } from './network/session.ts';
import { makeCrashReporter } from './system/crash-reporter.ts';
import { makePowerSaveBlocker, PowerMonitor } from './system/power.ts';
import { UtilityProcess } from './system/utility-process.ts';
import type { ApplicationMenu } from './ui/application-menu.ts';
import { makeClipboard } from './ui/clipboard.ts';
import { makeDialog } from './ui/dialog.ts';
import { Menu, type MenuDeps, MenuItem } from './ui/menu.ts';
import { NativeImage } from './ui/native-image.ts';
import { NativeTheme } from './ui/native-theme.ts';
import { Notification } from './ui/notification.ts';
import { Screen } from './ui/screen.ts';
import { makeShell } from './ui/shell.ts';
import { Tray } from './ui/tray.ts';
import { BrowserWindow, SCREEN } from './windows/browser-window.ts';
import type { PageDeps } from './windows/web-contents.ts';
import type { WindowList } from './windows/window-list.ts';

/** What the members of `electron` stand on. */
export type ElectronParts = {
  readonly app: App;
  /** In what way real Electron is harsher this time. */
  readonly harsh: ReadonlySet<Harshness>;
  readonly recorder: Recorder;
  readonly windows: WindowList;
  readonly applicationMenu: ApplicationMenu;
  readonly protocol: Protocol;
  readonly session: Session;
  readonly ipcMain: IpcMain;
  readonly page: PageDeps;
};

/** Members of Electron that the stand-in has nothing of: they can be imported, and every use of them throws. */
const UNWRITTEN = [
  'BaseWindow',
  'BrowserView',
  'ClipboardItem',
  'contentTracing',
  'desktopCapturer',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'netLog',
  'pushNotifications',
  'safeStorage',
  'ShareMenu',
  'systemPreferences',
  'TouchBar',
  'View',
  'WebContentsView',
  'webFrameMain',
] as const;

/** Everything that the app finds under `electron` in the main process. */
export function makeElectron(parts: ElectronParts) {
  const { app, harsh, recorder, windows, session } = parts;
  const unwritten = Object.fromEntries(UNWRITTEN.map((name) => [name, onlyWhatIsWritten(name, {})])) as Record<
    (typeof UNWRITTEN)[number],
    object
  >;
  return onlyWhatIsWritten('electron', {
    ...unwritten,
    ...windowMembers(parts),
    ...menuMembers(parts),
    app,
    autoUpdater: new AutoUpdater(
      { quit: () => app.quit(), windows: () => windows.all },
      harsh.has('close-before-quit'),
    ),
    ipcMain: parts.ipcMain,
    MessageChannelMain,
    session: onlyWhatIsWritten('session', { defaultSession: session }),
    protocol: session.protocol,
    net: makeNet((scheme) => parts.protocol.handlerOf(scheme)),
    utilityProcess: onlyWhatIsWritten('utilityProcess', {
      fork: (modulePath: string, args: readonly string[] = [], options: Electron.ForkOptions = {}) =>
        new UtilityProcess(modulePath, args, options, {
          gone: (details) => app.emit('child-process-gone', cancellableEvent({}), details),
          tellsErrors: harsh.has('utility-error'),
          environment: harsh.has('system-glib') ? { LD_PRELOAD: 'libgobject-2.0.so.0' } : {},
        }),
    }),
    dialog: makeDialog(recorder, () => app.isReady()),
    shell: makeShell(recorder),
    clipboard: makeClipboard(),
    nativeImage: onlyWhatIsWritten('nativeImage', NativeImage),
    nativeTheme: new NativeTheme((source) => {
      for (const page of windows.pages) page.applyTheme(source);
    }),
    screen: new Screen([{ bounds: SCREEN }]),
    powerMonitor: new PowerMonitor(),
    powerSaveBlocker: makePowerSaveBlocker(recorder),
    crashReporter: makeCrashReporter(recorder),
  });
}

/** Classes that need the app around them become classes that bring it along. */
function windowMembers({ app, harsh, recorder, windows, page }: ElectronParts) {
  const deps = {
    ...page,
    windows,
    tellsReadyToShow: !harsh.has('ready-to-show-withheld'),
    appName: () => app.name,
    appPath: () => app.getAppPath(),
    isReady: () => app.isReady(),
    created: (window: BrowserWindow) => {
      app.emit('web-contents-created', cancellableEvent({}), window.webContents);
      app.emit('browser-window-created', cancellableEvent({}), window);
      window.on('focus', () => app.emit('browser-window-focus', cancellableEvent({}), window));
      window.on('blur', () => app.emit('browser-window-blur', cancellableEvent({}), window));
    },
    lastClosed: () => app.lastWindowClosed(),
    renderProcessGone: (gone: BrowserWindow['webContents'], details: Electron.RenderProcessGoneDetails) =>
      app.emit('render-process-gone', cancellableEvent({}), gone, details),
  };
  return {
    BrowserWindow: onlyWhatIsWritten(
      'BrowserWindow',
      class extends BrowserWindow {
        constructor(options?: Electron.BrowserWindowConstructorOptions) {
          super(deps, options);
        }
        static getAllWindows(): BrowserWindow[] {
          return [...windows.all];
        }
        static getFocusedWindow(): BrowserWindow | null {
          return windows.focused;
        }
        static fromId(id: number): BrowserWindow | null {
          return windows.all.find((window) => window.id === id) ?? null;
        }
        static fromWebContents(contents: object): BrowserWindow | null {
          return windows.all.find((window) => window.webContents === contents) ?? null;
        }
      },
    ),
    webContents: onlyWhatIsWritten('webContents', {
      getAllWebContents: () => [...windows.pages],
      getFocusedWebContents: () => windows.focused?.webContents ?? null,
      fromId: (id: number) => windows.pages.find((one) => one.id === id),
      fromDevToolsTargetId: (targetId: string) => windows.pageOfTarget(targetId),
    }),
    Tray: onlyWhatIsWritten(
      'Tray',
      class extends Tray {
        constructor(image: NativeImage | string, guid?: string) {
          super(recorder, image, guid, !harsh.has('tray-never-shown'));
        }
      },
    ),
    Notification: onlyWhatIsWritten(
      'Notification',
      class extends Notification {
        constructor(options?: Electron.NotificationConstructorOptions) {
          super(recorder, options);
        }
        static isSupported(): boolean {
          return true;
        }
      },
    ),
  };
}

function menuMembers({ app, recorder, windows, applicationMenu }: ElectronParts) {
  let lastCommand = 0;
  const deps: MenuDeps = {
    recorder,
    roles: {
      quit: () => app.quit(),
      showAboutPanel: () => app.showAboutPanel(),
      focusedWindow: () => windows.focused ?? undefined,
    },
    focusedWindow: () => windows.focused ?? undefined,
    nextCommandId: () => ++lastCommand,
  };
  return {
    Menu: onlyWhatIsWritten(
      'Menu',
      class extends Menu {
        constructor() {
          super(deps);
        }
        static buildFromTemplate(template: Parameters<typeof Menu.fromTemplate>[1]): Menu {
          return Menu.fromTemplate(deps, template);
        }
        static getApplicationMenu(): Menu | null {
          return applicationMenu.get();
        }
        static setApplicationMenu(menu: Menu | null): void {
          applicationMenu.set(menu);
        }
      },
    ),
    MenuItem: class extends MenuItem {
      constructor(options: Electron.MenuItemConstructorOptions) {
        super(deps, options);
      }
    },
  };
}
