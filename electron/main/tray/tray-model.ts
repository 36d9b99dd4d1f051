import type { AppMood, AppSnapshot, LiveRun } from '../../contract/desktop-models.ts';
import type { SourceKind } from '../../contract/models.ts';
import type { KnownUpdate } from '../updates/updates.ts';

/** What a person can ask of the tray. */
export const trayDeeds = [
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
export type TrayDeed = (typeof trayDeeds)[number];

/** One line of the menu. */
export type TrayEntry =
  | { readonly kind: 'deed'; readonly deed: TrayDeed; readonly label: string; readonly enabled: boolean }
  | { readonly kind: 'sentence'; readonly label: string }
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

const icons: Readonly<Record<AppMood, TrayIcon>> = {
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
  const { mood, sentence, run, pause, setup, destination } = state;
  const stop = run?.source === 'picker' ? 'Cancel choosing photos' : 'Stop this backup';
  const deed = (name: TrayDeed, label: string, enabled = true): TrayEntry => ({
    kind: 'deed',
    deed: name,
    label,
    enabled,
  });
  const backup: readonly TrayEntry[] =
    run === null ? [deed('back-up', 'Back up now', setup.finished)] : [deed('stop', stop, !run.stopping)];
  const pausing: readonly TrayEntry[] =
    pause === null
      ? [
          {
            kind: 'submenu',
            label: 'Pause',
            entries: [
              deed('pause-hour', 'For 1 hour'),
              deed('pause-tomorrow', 'Until tomorrow'),
              deed('pause-until-resumed', 'Until I resume'),
            ],
          },
        ]
      : [deed('resume', 'Resume')];
  return {
    icon: icons[mood],
    tooltip: `Afterimage: ${sentence}`.slice(0, 127),
    entries: [
      { kind: 'sentence', label: run === null ? sentence : runLabel(run) },
      { kind: 'separator' },
      deed('open', setup.finished ? 'Open Afterimage' : 'Continue setting up'),
      ...backup,
      ...(setup.finished ? pausing : []),
      deed('open-folder', 'Open the backup folder', destination !== null),
      { kind: 'separator' },
      ...(update?.canInstall === true
        ? [deed('install-update', `Restart to install ${update.version}`, run === null)]
        : []),
      deed('quit', 'Quit Afterimage'),
    ],
  };
}
