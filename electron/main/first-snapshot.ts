import { type AppSnapshot, type DesktopSettings, desktopSettingsSchema } from '../contract/desktop-models.ts';
import { noDrive } from '../contract/drive-desktop-models.ts';
import type { StoredSettings } from './settings/stored-settings.ts';
import type { DerivedState } from './snapshot/snapshot-store.ts';

/** What the page sees before anything was asked of keychain, engine or disk. */
export function firstSnapshot(
  settings: StoredSettings,
  version: string,
  platform: NodeJS.Platform,
): Omit<AppSnapshot, 'seq' | keyof DerivedState> {
  return {
    version,
    platform: platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other',
    setup: settings.setup,
    plan: settings.plan,
    client: null,
    tokenStore: 'opening',
    keychainProblem: null,
    accounts: [],
    activeAccount: settings.activeAccount,
    pendingSignIn: null,
    destination: null,
    destinationTrouble: null,
    engine: 'starting',
    online: true,
    hasUpdateFeed: false,
    run: null,
    selection: null,
    takeout: { import: null, watch: null, warnings: [] },
    drive: noDrive,
    restore: null,
    verification: null,
    exports: null,
    lastRun: null,
    lastSuccess: null,
    trouble: null,
    nextRuns: [],
    pause: settings.pause,
    quota: null,
    library: null,
    problems: [],
    recentRuns: [],
    settings: desktopSettingsOf(settings),
  };
}

/** The settings that the page may see and change. */
export function desktopSettingsOf(settings: StoredSettings): DesktopSettings {
  return desktopSettingsSchema.parse(settings);
}
