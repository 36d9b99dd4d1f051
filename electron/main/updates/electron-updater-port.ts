import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { UpdatePort } from './updates.ts';

/** What decides whether and how updates come. */
export interface UpdateSurroundings {
  readonly app: Pick<App, 'isPackaged'>;
  /** The installers put `app-update.yml`, which names the feed, into its `resourcesPath`. */
  readonly process: Pick<NodeJS.Process, 'platform' | 'env' | 'resourcesPath'>;
  readonly log: (line: string) => void;
}

/**
 * Updates by electron-updater, which is loaded only here. Null in development builds and in packages without a feed:
 * those ask nobody. On Linux only an AppImage replaces itself; packages are the package manager's.
 */
export async function electronUpdaterPort({ app, process, log }: UpdateSurroundings): Promise<UpdatePort | null> {
  const { platform, env, resourcesPath } = process;
  if (!app.isPackaged || !existsSync(join(resourcesPath, 'app-update.yml'))) return null;
  const { default: updater } = await import('electron-updater');
  const { autoUpdater } = updater;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.logger = { info: log, warn: log, error: log };
  return {
    canInstall: platform !== 'linux' || env['APPIMAGE'] !== undefined,
    check: async () => {
      const found = await autoUpdater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    download: async () => {
      await autoUpdater.downloadUpdate();
    },
    install: () => autoUpdater.quitAndInstall(),
  };
}
