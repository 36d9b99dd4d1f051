import type { AppSnapshot, AppStatus, LiveRun } from '../../contract/desktop-models.ts';
import type { SourceKind } from '../../contract/models.ts';
import type { KnownUpdate } from '../system/updates.ts';

/** What a person can ask of the tray. */
export const trayCommands = [
  'open',
  'back-up',
  'stop',
  'pause-hour',
  'pause-tomorrow',
  'pause-until-resumed',
  'resume',
  'open-folder',
  'install-update',
  'quit',
] as const;
export type TrayCommand = (typeof trayCommands)[number];

/** One line of the menu. */
export type TrayEntry =
  | { readonly kind: 'command'; readonly command: TrayCommand; readonly label: string; readonly enabled: boolean }
  | { readonly kind: 'statusText'; readonly label: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] };

/** Everything that the tray shows. */
export interface TrayModel {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly entries: readonly TrayEntry[];
}

/** File names of the icons, without size and ending. */
export const trayIcons = ['idle', 'running', 'done', 'attention', 'error', 'paused'] as const;
export type TrayIcon = (typeof trayIcons)[number];

const icons: Readonly<Record<AppStatus, TrayIcon>> = {
  'setting-up': 'attention',
  idle: 'idle',
  running: 'running',
  done: 'done',
  attention: 'attention',
  error: 'error',
  paused: 'paused',
};

const runLabels: Readonly<Record<SourceKind, string>> = {
  library: 'Backing up',
  picker: 'Choosing photos',
  takeout: 'Importing an export',
};

/**
 * What a run is, without counts: those change four times a second, and a menu that is replaced under somebody's hand
 * closes, or flickers. The tooltip has them.
 */
function runLabel({ source, stopping }: LiveRun): string {
  return stopping ? 'Stopping…' : runLabels[source];
}

/** What the tray shows for a state, and for an update that can be installed. */
export function trayModel(state: AppSnapshot, update: KnownUpdate | null): TrayModel {
  const { status, statusText, run, pause, setup, destination } = state;
  const stop = run?.source === 'picker' ? 'Cancel choosing photos' : 'Stop this backup';
  const command = (name: TrayCommand, label: string, enabled = true): TrayEntry => ({
    kind: 'command',
    command: name,
    label,
    enabled,
  });
  const backup: readonly TrayEntry[] =
    run === null ? [command('back-up', 'Back up now', setup.finished)] : [command('stop', stop, !run.stopping)];
  const pausing: readonly TrayEntry[] =
    pause === null
      ? [
          {
            kind: 'submenu',
            label: 'Pause',
            entries: [
              command('pause-hour', 'For 1 hour'),
              command('pause-tomorrow', 'Until tomorrow'),
              command('pause-until-resumed', 'Until I resume'),
            ],
          },
        ]
      : [command('resume', 'Resume')];
  return {
    icon: icons[status],
    tooltip: `Afterimage: ${statusText}`.slice(0, 127),
    entries: [
      { kind: 'statusText', label: run === null ? statusText : runLabel(run) },
      { kind: 'separator' },
      command('open', setup.finished ? 'Open Afterimage' : 'Continue setting up'),
      ...backup,
      ...(setup.finished ? pausing : []),
      command('open-folder', 'Open the backup folder', destination !== null),
      { kind: 'separator' },
      ...(update?.canInstall === true
        ? [command('install-update', `Restart to install ${update.version}`, run === null)]
        : []),
      command('quit', 'Quit Afterimage'),
    ],
  };
}
