import { notImplemented } from '../core/not-implemented.ts';

/** The parts of the app that menu roles act on. */
export type RoleActions = {
  quit(): void;
  showAboutPanel(): void;
  readonly focusedWindow: () => RoleWindow | undefined;
};

type RoleWindow = {
  close(): void;
  minimize(): void;
  reload(): void;
  isFullScreen(): boolean;
  setFullScreen(flag: boolean): void;
  readonly webContents: { toggleDevTools(): void; zoomFactor: number };
};

/** What one step of zooming multiplies by (Chromium's zoom levels). */
const ZOOM_STEP = 1.2;

/** Electron's labels for items that have a role and no label of their own (on Linux). */
const LABELS: Readonly<Record<string, string>> = {
  about: 'About',
  close: 'Close Window',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  editmenu: 'Edit',
  filemenu: 'File',
  forcereload: 'Force Reload',
  minimize: 'Minimize',
  paste: 'Paste',
  quit: 'Quit',
  redo: 'Redo',
  reload: 'Reload',
  resetzoom: 'Actual Size',
  selectall: 'Select All',
  toggledevtools: 'Toggle Developer Tools',
  togglefullscreen: 'Toggle Full Screen',
  undo: 'Undo',
  viewmenu: 'View',
  windowmenu: 'Window',
  zoomin: 'Zoom In',
  zoomout: 'Zoom Out',
};

/** The label of a role. */
export function roleLabel(role: string): string {
  return LABELS[role.toLowerCase()] ?? '';
}

/** Does what a role stands for; editing roles would need the operating system's focus and are not written. */
export function performRole(role: string, actions: RoleActions): void {
  const window = actions.focusedWindow();
  switch (role.toLowerCase()) {
    case 'quit':
      return actions.quit();
    case 'about':
      return actions.showAboutPanel();
    case 'close':
      return window?.close();
    case 'minimize':
      return window?.minimize();
    case 'reload':
    case 'forcereload':
      return window?.reload();
    case 'toggledevtools':
      return window?.webContents.toggleDevTools();
    case 'togglefullscreen':
      return window?.setFullScreen(!window.isFullScreen());
    case 'resetzoom':
      return zoom(window, () => 1);
    case 'zoomin':
      return zoom(window, (factor) => factor * ZOOM_STEP);
    case 'zoomout':
      return zoom(window, (factor) => factor / ZOOM_STEP);
    default:
      throw notImplemented(`the menu role ${role}`);
  }
}

function zoom(window: RoleWindow | undefined, change: (factor: number) => number): void {
  if (window) window.webContents.zoomFactor = change(window.webContents.zoomFactor);
}
