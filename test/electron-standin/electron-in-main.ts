// What `import … from 'electron'` and `require('electron')` find in the main process.
import { standin } from './standin.ts';

const electron = standin.electron;

export const {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ImageView,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  webFrameMain,
} = electron;

// `module.exports` is what require() returns: the object itself, so that Playwright may change its members.
// biome-ignore lint/style/noDefaultExport: packages import Electron's default export
export { electron as default, electron as 'module.exports' };
