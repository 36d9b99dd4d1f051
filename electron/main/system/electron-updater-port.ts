import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { UpdatePort } from './updates.ts';

/** What decides whether and how updates come. */
export interface UpdateDeps {
  readonly app: Pick<App, 'isPackaged'>;
  /** The installers put `app-update.yml`, which names the feed, into its `resourcesPath`. */
  readonly process: Pick<NodeJS.Process, 'platform' | 'env' | 'resourcesPath'>;
  readonly log: (line: string) => void;
}

/**
 * Updates by electron-updater, which is loaded at the first look: the window does not wait for it. Null in development
 * builds and in packages without a feed: those ask nobody. On Linux only an AppImage replaces itself; packages are the
 * package manager's.
 */
export function electronUpdaterPort({ app, process, log }: UpdateDeps): UpdatePort | null {
  const { platform, env, resourcesPath } = process;
  if (!app.isPackaged || !existsSync(join(resourcesPath, 'app-update.yml'))) return null;
  let loading: Promise<AppUpdater> | null = null;
  const updater = (): Promise<AppUpdater> => (loading ??= loadUpdater(log));
  return {
    canInstall: platform !== 'linux' || env['APPIMAGE'] !== undefined,
    check: async () => {
      const found = await (await updater()).checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    download: async () => {
      await (await updater()).downloadUpdate();
    },
    install: async () => (await updater()).quitAndInstall(),
  };
}

async function loadUpdater(log: UpdateDeps['log']): Promise<AppUpdater> {
  const { default: module } = await import('electron-updater');
  const { autoUpdater } = module;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.logger = { info: log, warn: log, error: log };
  return autoUpdater;
}
