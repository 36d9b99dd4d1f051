import type { App } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { electronUpdaterPort, type UpdateDeps } from '../system/electron-updater-port.ts';
import { createUpdates, type Updates } from '../system/updates.ts';
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
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** New versions of the program; nobody is asked for them yet. */
export function buildUpdates(options: AppUpdatesOptions): Updates {
  const { app, process, runs, lifetime, events, settings, clock, log } = options;
  const updates = createUpdates({
    port: electronUpdaterPort({ app, process, log }),
    isWanted: () => settings.read().checkForUpdates,
    isBusy: () => runs.busy,
    tell: events.updateFound.emit,
    endWork: process.platform === 'darwin' ? null : lifetime.shutDown,
    quit: () => app.quit(),
    ...{ clock, log },
  });
  events.installRequests.listen(() => void updates.install());
  return updates;
}
