import type { App } from 'electron';
import type { Clock } from '../../base/clock.ts';
import { looksForUpdates } from '../../contract/desktop-models.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { electronUpdaterPort, type UpdateDeps } from '../system/electron-updater-port.ts';
import { createUpdates, type UpdatePort, type Updates } from '../system/updates.ts';
import type { AppEvents } from './app-events.ts';
import type { Lifetime } from './lifetime.ts';

/** What the updates are built from. */
export interface AppUpdatesOptions {
  readonly app: Pick<App, 'isPackaged' | 'quit'>;
  readonly process: UpdateDeps['process'];
  readonly runs: Pick<RunCoordinator, 'busy'>;
  readonly lifetime: Pick<Lifetime, 'shutDown'>;
  readonly events: Pick<AppEvents, 'installRequests' | 'updateFound'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly snapshot: Pick<SnapshotStore, 'change' | 'onEvent'>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** New versions of the program; nobody is asked for them yet, nor before the person has said yes. */
export function buildUpdates(options: AppUpdatesOptions): Updates {
  return updatesFrom(electronUpdaterPort(options), options);
}

/** The same from this feed; null where there is none. */
export function updatesFrom(port: UpdatePort | null, options: AppUpdatesOptions): Updates {
  const { app, process, runs, lifetime, events, settings, snapshot, clock, log } = options;
  snapshot.change({ hasUpdateFeed: port !== null });
  const updates = createUpdates({
    port,
    isWanted: () => looksForUpdates(settings.read()),
    isBusy: () => runs.busy,
    tell: events.updateFound.emit,
    endWork: process.platform === 'darwin' ? null : lifetime.shutDown,
    quit: () => app.quit(),
    ...{ clock, log },
  });
  events.installRequests.listen(() => void updates.install());
  snapshot.onEvent(({ change }, before) => {
    const isYes = change.settings !== undefined && looksForUpdates(change.settings);
    if (isYes && !looksForUpdates(before.settings)) void updates.look();
  });
  return updates;
}
