import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Clock } from '../base/clock.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { windowClosedNotice } from './system/notices.ts';
import { createNotifier, type Notifier } from './system/notifier.ts';
import { createTray, type TrayController } from './tray/tray-controller.ts';
import { trayIconFile } from './tray/tray-icons.ts';
import type { TrayCommand } from './tray/tray-model.ts';
import { createMainWindow, type MainWindow } from './window/main-window.ts';

/** What a person sees of the program outside of the page. */
export interface Surface {
  readonly window: MainWindow;
  readonly tray: TrayController;
  readonly notifier: Notifier;
}

/** What the surface is built from. */
export interface SurfaceOptions {
  readonly electron: Pick<
    typeof Electron,
    'app' | 'autoUpdater' | 'BrowserWindow' | 'Menu' | 'nativeImage' | 'Notification' | 'Tray'
  >;
  /** Absolute folder of the app. */
  readonly appFolder: string;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  /** Whether the tray's icon is known to be seen. */
  readonly isTrayShown: () => Promise<boolean>;
  readonly onCommand: (command: TrayCommand) => void;
  readonly log: (line: string) => void;
}

/** Window, tray and notifications; nothing is shown yet. */
export function createSurface(options: SurfaceOptions): Surface {
  const { electron, appFolder, settings, clock, isTrayShown, onCommand, log } = options;
  const { app, autoUpdater } = electron;
  let isQuitting = false;
  const quit = (): void => {
    isQuitting = true;
  };
  app.on('before-quit', quit);
  // An update on macOS closes the windows first; `before-quit` comes when none is left.
  autoUpdater.on('before-quit-for-update', quit);
  const notifier = createNotifier({
    create: (notification) => new electron.Notification(notification),
    isSupported: () => electron.Notification.isSupported(),
    onClick: () => window.show(),
    log,
  });
  const window = createMainWindow({
    create: (made) => new electron.BrowserWindow(made),
    preload: join(appFolder, 'out', 'preload', 'preload.cjs'),
    icon: join(appFolder, 'build', 'icons', '256x256.png'),
    devTools: !app.isPackaged,
    platform: process.platform,
    isQuitting: () => isQuitting,
    clock,
    onHidden: () => {
      if (settings.read().toldAboutTray) return;
      settings.write({ toldAboutTray: true });
      void isTrayShown().then((isShown) => notifier.notify(windowClosedNotice(isShown)));
    },
  });
  const tray = createTray({
    create: (image) => new electron.Tray(image),
    image: (icon) =>
      electron.nativeImage.createFromPath(join(appFolder, 'build', 'tray', trayIconFile(process.platform, icon))),
    buildMenu: (template) => electron.Menu.buildFromTemplate(template),
    onCommand,
    clickOpensMenu: process.platform === 'darwin',
  });
  return { window, tray, notifier };
}
