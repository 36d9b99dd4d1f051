import type { App } from 'electron';

/** What the installer's entry in the Start menu names; taskbar, notifications and login items hang on it. */
const installedId = 'app.afterimage.desktop';

/**
 * Says to Windows which program this is. Windows shows notifications only of programs with an entry in the Start menu:
 * the installer makes one for the installed app; in development it is Electron's own program that may be pinned there,
 * and Windows knows that by its path (https://www.electronjs.org/docs/latest/tutorial/notifications#windows).
 */
export function setWindowsAppId(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId'>,
  { platform, execPath }: Pick<NodeJS.Process, 'platform' | 'execPath'>,
): void {
  if (platform === 'win32') app.setAppUserModelId(app.isPackaged ? installedId : execPath);
}
