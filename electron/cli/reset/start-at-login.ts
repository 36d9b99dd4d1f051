import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configFolder } from '../data-folder.ts';

/** What makes the desktop app start with the session, and how it is taken away. */
export type StartAtLogin =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'registry'; readonly name: string; readonly commands: readonly (readonly string[])[] };

/** The app's name in the registry of Windows; see electron/main/system/windows-app-id.ts. */
const appId = 'app.afterimage.desktop';
const runKey = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Run`;
const approvedKey = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`;

/**
 * How the app that uses the usual data folder is started with the session here; null where it is not, and on macOS, where
 * only the app itself can change its login item, which goes with the app.
 */
export function startAtLogin(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): StartAtLogin | null {
  if (platform === 'win32') {
    const commands = [runKey, approvedKey].map((key) => ['reg', 'delete', key, '/v', appId, '/f']);
    return { kind: 'registry', name: appId, commands };
  }
  if (platform === 'darwin') return null;
  const config = configFolder(platform, environment);
  if (config === null) return null;
  const file = join(config, 'autostart', 'afterimage.desktop');
  return existsSync(file) ? { kind: 'file', file } : null;
}
