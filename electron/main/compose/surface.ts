import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type * as Electron from 'electron';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/message-of.ts';
import type { Language } from '../../contract/languages.ts';
import type { MessageWriter } from '../../contract/messages/message-writer.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { windowClosedNotice } from '../system/notices.ts';
import { createNotifier, type Notifier } from '../system/notifier.ts';
import { createTray, type TrayController } from '../tray/tray-controller.ts';
import { trayIconFile } from '../tray/tray-icons.ts';
import { createMainWindow, type MainWindow, type MainWindowOptions } from '../window/main-window.ts';
import type { AppEvents } from './app-events.ts';

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
    | 'app'
    | 'autoUpdater'
    | 'BrowserWindow'
    | 'Menu'
    | 'nativeImage'
    | 'nativeTheme'
    | 'Notification'
    | 'screen'
    | 'Tray'
  >;
  readonly platform: NodeJS.Platform;
  /** The language that the page is shown in. */
  readonly language: () => Language;
  /** Absolute folder of the app. */
  readonly appFolder: string;
  /** Whether the tray's icon is known to be seen. */
  readonly isTrayShown: () => Promise<boolean>;
  readonly write: MessageWriter;
  readonly events: Pick<AppEvents, 'commands' | 'notificationClicks'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Window, tray and notifications; nothing is shown yet. */
export function buildSurface(options: SurfaceOptions): Surface {
  const { electron, events, write, log } = options;
  const notifier = createNotifier({
    create: (notification) => new electron.Notification(notification),
    isSupported: () => electron.Notification.isSupported(),
    write,
    onClick: events.notificationClicks.emit,
    log,
  });
  const window = buildWindow(options, notifier);
  events.notificationClicks.listen(() => window.show());
  return { window, tray: buildTray(options), notifier };
}

function buildWindow(options: SurfaceOptions, notifier: Notifier): MainWindow {
  const { electron, platform, appFolder, settings, clock, isTrayShown, language } = options;
  return createMainWindow({
    create: (made) => new electron.BrowserWindow(made),
    preload: join(appFolder, 'out', 'preload', 'preload.cjs'),
    icon: join(appFolder, 'build', 'icons', '256x256.png'),
    devTools: !electron.app.isPackaged,
    ...{ platform, clock, language },
    isDark: () => electron.nativeTheme.shouldUseDarkColors,
    isQuitting: followQuitting(electron),
    onHidden: () => {
      if (settings.read().toldAboutTray) return;
      settings.write({ toldAboutTray: true });
      void isTrayShown().then((isShown) => notifier.notify(windowClosedNotice(isShown)));
    },
    place: windowPlace(options),
  });
}

/** The place of the window, in the settings. */
function windowPlace({ electron, settings, log }: SurfaceOptions): MainWindowOptions['place'] {
  return {
    screens: electron.screen,
    remembered: () => settings.read().windowPlace,
    remember: (place) => {
      if (isDeepStrictEqual(place, settings.read().windowPlace)) return;
      try {
        settings.write({ windowPlace: place });
      } catch (thrown) {
        // A disk that is full is told of where it matters; a window that opens elsewhere next time is not worth it.
        log(`The place of the window was not kept: ${messageOf(thrown)}`);
      }
    },
  };
}

function buildTray({ electron, platform, appFolder, events }: SurfaceOptions): TrayController {
  return createTray({
    create: (image) => new electron.Tray(image),
    image: (icon) =>
      electron.nativeImage.createFromPath(join(appFolder, 'build', 'tray', trayIconFile(platform, icon))),
    buildMenu: (template) => electron.Menu.buildFromTemplate(template),
    onCommand: events.commands.emit,
    clickOpensMenu: platform === 'darwin',
  });
}

/** Tells from now on whether the program is about to end. */
function followQuitting({ app, autoUpdater }: Pick<typeof Electron, 'app' | 'autoUpdater'>): () => boolean {
  let isQuitting = false;
  const quit = (): void => {
    isQuitting = true;
  };
  app.on('before-quit', quit);
  // An update on macOS closes the windows first; `before-quit` comes when none is left.
  autoUpdater.on('before-quit-for-update', quit);
  return () => isQuitting;
}
