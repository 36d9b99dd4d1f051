import type { App, Net } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Supply } from '../runs/run-blocker.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { Shell } from '../shell.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { EngineSupervisor } from '../supervision/engine-supervisor.ts';
import { type LaunchOptions, setLaunchAtLogin } from '../system/launch-at-login.ts';
import type { ShellCommands } from '../system/system-commands.ts';
import type { AppEvents } from './app-events.ts';
import type { Surface } from './surface.ts';
import type { Work } from './work.ts';

/** What the background is built from. */
export interface BackgroundOptions {
  readonly app: LaunchOptions['app'] & Pick<App, 'quit'>;
  readonly net: Pick<Net, 'isOnline'>;
  readonly process: Pick<NodeJS.Process, 'platform' | 'env' | 'execPath'>;
  readonly surface: {
    readonly window: Pick<Surface['window'], 'show' | 'isLookedAt'>;
    readonly notifier: Pick<Surface['notifier'], 'notify'>;
  };
  readonly work: Pick<Work, 'runs' | 'backups' | 'scrubs' | 'restores' | 'drive' | 'library' | 'destinations'>;
  readonly commands: Pick<ShellCommands, 'openFolder'>;
  readonly events: Pick<AppEvents, 'commands' | 'installRequests' | 'appearanceChanges'>;
  readonly supervisor: Pick<EngineSupervisor, 'beGentle'>;
  readonly supply: () => Supply;
  readonly snapshot: SnapshotStore;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Schedule, notices and the commands of tray and menu; looks at nothing before it begins. */
export function buildBackground(options: BackgroundOptions): Shell {
  const { app, net, surface, work, events, supervisor, supply, snapshot, settings, clock, log } = options;
  const shell = new Shell({
    ...{ clock, snapshot, settings, supply, log },
    runs: work.runs,
    backups: work.backups,
    scrubs: work.scrubs,
    drive: work.drive,
    restores: work.restores,
    library: work.library,
    destinations: work.destinations,
    beGentle: (isGentle) => supervisor.beGentle(isGentle),
    isOnline: () => net.isOnline(),
    isWindowLookedAt: surface.window.isLookedAt,
    notify: surface.notifier.notify,
    openWindow: surface.window.show,
    openFolder: () => openDestination(options),
    installUpdate: () => events.installRequests.emit(),
    quit: () => app.quit(),
    onLaunchSettings: () => followLaunchSettings(options),
    onAppearance: () => events.appearanceChanges.emit(),
  });
  events.commands.listen((command) => shell.dispatch(command));
  return shell;
}

function openDestination({ settings, commands, surface, log }: BackgroundOptions): void {
  const { destination } = settings.read();
  if (destination === null) return;
  void commands.openFolder(destination.path).then((opened) => {
    if (opened.ok) return;
    log(`The backup folder could not be opened: ${opened.problem.detail}`);
    // The window says how the folder is.
    surface.window.show();
  });
}

function followLaunchSettings({ app, process, settings, log }: BackgroundOptions): void {
  const { launchAtLogin, startHidden } = settings.read();
  const launch = { app, platform: process.platform, environment: process.env, executable: process.execPath };
  void setLaunchAtLogin(launch, launchAtLogin ? (startHidden ? 'hidden' : 'visible') : 'off').catch((thrown: unknown) =>
    log(`Starting with the session could not be set: ${String(thrown)}`),
  );
}
