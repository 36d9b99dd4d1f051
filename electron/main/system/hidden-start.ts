import type { App } from 'electron';
import type { StoredSettings } from '../settings/stored-settings.ts';

/** What a start shows itself by. */
export interface HiddenStartOptions {
  readonly app: Pick<App, 'getLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  /** `--hidden` was among the arguments. */
  readonly hidden: boolean;
  readonly settings: Pick<StoredSettings, 'launchAtLogin' | 'startHidden' | 'setup'>;
}

/**
 * Does the program begin with the tray alone? The login items of Windows and the autostart entries of Linux hand over
 * `--hidden`; macOS hands over nothing, but tells which start was the session's own. Anyone who has not been through
 * the set-up always sees the window.
 */
export function startsHidden({ app, platform, hidden, settings }: HiddenStartOptions): boolean {
  const { launchAtLogin, startHidden, setup } = settings;
  if (!setup.finished) return false;
  if (hidden || platform !== 'darwin') return hidden;
  return launchAtLogin && startHidden && app.getLoginItemSettings().wasOpenedAtLogin;
}
