import type { BrowserWindow, BrowserWindowConstructorOptions, IpcMainInvokeEvent } from 'electron';
import type { Clock } from '../../base/clock.ts';
import { appEventChannel } from '../../contract/channels.ts';
import type { AppEvent } from '../../contract/desktop-models.ts';
import type { Language } from '../../contract/languages.ts';
import { type Screen, screenHash } from '../../contract/screens.ts';
import { keepPlace, type PlaceOptions } from './keep-place.ts';
import { pageAddress, pageOrigin } from './page-files.ts';
import { showWhenReady } from './show-when-ready.ts';
import { smallestSize, startingPlace, type WindowPlace } from './window-place.ts';

/** What the window is made with. */
export interface MainWindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  readonly icon: string;
  readonly devTools: boolean;
  readonly platform: NodeJS.Platform;
  /** The language that the page is shown in. */
  readonly language: () => Language;
  /** Whether the page is dark now: the window has its colour before the page is there. */
  readonly isDark: () => boolean;
  /** Is the program about to end? Otherwise closing the window only hides it. */
  readonly isQuitting: () => boolean;
  readonly onHidden: () => void;
  readonly place: Pick<PlaceOptions, 'screens' | 'remember'> & { readonly remembered: () => WindowPlace | null };
  readonly clock: Clock;
}

/** The one window; made when it is first shown. */
export interface MainWindow {
  /** Opens it, or brings it to the front; at this screen when one is named. */
  readonly show: (screen?: Screen | null) => void;
  /** Shows the page in the language of the moment, at the place where it is. */
  readonly reload: () => void;
  /** Takes the colour that the page has now, so that a window drawn larger shows no other one for a moment. */
  readonly recolour: () => void;
  readonly send: (event: AppEvent) => void;
  /** 0 to 1; above 1 means continuing without a known end; below 0 means none. */
  readonly progress: (fraction: number) => void;
  /** Has it the focus? A window that is merely open may be covered by others. */
  readonly isLookedAt: () => boolean;
  /** Did this message come from the main frame of our own page in this window? */
  readonly isOurs: (event: IpcMainInvokeEvent) => boolean;
  /** For dialogs that belong to the window; null when there is none. */
  readonly handle: () => BrowserWindow | null;
}

/** `--paper` of renderer/app/tokens.css, by day and by night. */
const paper = { light: '#faf6f0', dark: '#171311' } as const;

/** A page that is gone again within this time is not shown again, in milliseconds. */
const loopMs = 10_000;

/** A window that is hidden, not closed, until the program ends. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let lastGone = Number.NEGATIVE_INFINITY;
  /** Called when the window has left full screen; null when nothing waits for that. */
  let whenSmall: (() => void) | null = null;
  /** The window was maximised when it was last seen, and has not been shown since. */
  let isToMaximize = false;

  const colour = (): string => (options.isDark() ? paper.dark : paper.light);

  /** Only now: maximising shows a hidden window, ready or not. */
  function bringUp(shown: BrowserWindow): void {
    if (isToMaximize) shown.maximize();
    isToMaximize = false;
    shown.show();
  }

  /**
   * macOS gives a window in full screen its own space, which stays behind, black, when the window is hidden in it:
   * https://github.com/electron/electron/issues/20263. It leaves full screen first, which takes a moment.
   */
  function hide(hidden: BrowserWindow): void {
    if (options.platform !== 'darwin' || !hidden.isFullScreen()) return hidden.hide();
    if (whenSmall !== null) return;
    whenSmall = () => {
      whenSmall = null;
      hidden.hide();
    };
    hidden.once('leave-full-screen', whenSmall);
    hidden.setFullScreen(false);
  }

  /** The window is wanted again before it was hidden. */
  function stay(shown: BrowserWindow): void {
    if (whenSmall !== null) shown.off('leave-full-screen', whenSmall);
    whenSmall = null;
  }

  /** A load that fails is told by `did-fail-load` as well, and written down there. */
  function load(target: BrowserWindow, screen: Screen | null): void {
    target.loadURL(addressOf(options.language(), screen)).catch(() => undefined);
  }

  function open(screen: Screen | null): BrowserWindow {
    const { screens, remember, remembered } = options.place;
    const last = remembered();
    isToMaximize = last?.isMaximized === true;
    const made = options.create({
      ...startingPlace(last, screens),
      minWidth: smallestSize.width,
      minHeight: smallestSize.height,
      show: false,
      title: 'Afterimage',
      icon: options.icon,
      backgroundColor: colour(),
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        // The page takes what is dropped, wherever it falls.
        navigateOnDragDrop: false,
        devTools: options.devTools,
      },
    });
    made.on('close', (event) => {
      if (options.isQuitting()) return;
      event.preventDefault();
      hide(made);
      options.onHidden();
    });
    made.on('closed', () => {
      window = null;
      whenSmall = null;
    });
    made.once('show', () => keepPlace(made, { screens, remember, after: options.clock.after }));
    showWhenReady(made, options.clock.after, () => bringUp(made));
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      // A page that broke is shown again; one that breaks at once is left, the tray still works.
      const now = options.clock.now().getTime();
      const isLoop = now - lastGone < loopMs;
      lastGone = now;
      if (reason !== 'clean-exit' && !isLoop) made.webContents.reload();
    });
    load(made, screen);
    return made;
  }

  return {
    show: (screen = null) => {
      if (window === null) {
        window = open(screen);
        return;
      }
      stay(window);
      // Only the hash is another one: the page stays, and follows it.
      if (screen !== null) load(window, screen);
      if (window.isMinimized()) window.restore();
      bringUp(window);
      window.focus();
    },
    reload: () => {
      if (window === null || window.isDestroyed()) return;
      const { hash } = new URL(window.webContents.getURL());
      window.loadURL(`${addressOf(options.language(), null)}${hash}`).catch(() => undefined);
    },
    recolour: () => {
      if (window !== null && !window.isDestroyed()) window.setBackgroundColor(colour());
    },
    send: (event) => {
      if (window !== null && !window.isDestroyed()) window.webContents.send(appEventChannel, event);
    },
    progress: (fraction) => window?.setProgressBar(fraction),
    isLookedAt: () => window?.isVisible() === true && window.isFocused(),
    isOurs: (event) =>
      window !== null &&
      event.sender === window.webContents &&
      event.senderFrame !== null &&
      event.senderFrame === window.webContents.mainFrame &&
      event.senderFrame.origin === pageOrigin,
    handle: () => window,
  };
}

function addressOf(language: Language, screen: Screen | null): string {
  return `${pageAddress}?language=${language}${screen === null ? '' : screenHash(screen)}`;
}
