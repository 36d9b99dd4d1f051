import type { AppSnapshot, AppStatus, LiveRun } from '../../contract/desktop-models.ts';
import { readsLibrary } from '../../contract/library-route.ts';
import { type Message, message } from '../../contract/messages/message.ts';
import type { MessageWriter } from '../../contract/messages/message-writer.ts';
import { type RunPurpose, sourceTable } from '../../contract/source-kinds.ts';
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

const runLabels: Readonly<Record<RunPurpose, Message>> = {
  backup: message('tray.backing-up'),
  selection: message('tray.choosing'),
  import: message('tray.importing'),
};

/**
 * What a run is, without counts: those change four times a second, and a menu that is replaced under somebody's hand
 * closes, or flickers. The tooltip has them.
 */
function runLabel({ source, stopping }: LiveRun): Message {
  return stopping ? message('tray.stopping') : runLabels[sourceTable[source].purpose];
}

/** How it is, and on a line of its own how a restore is, which may wait for days. */
function statusLines({ statusText, run, restore }: AppSnapshot): readonly Message[] {
  const isSending = restore?.now.stage === 'sending';
  if (statusText.key !== 'status.with-restore') {
    if (run !== null) return [runLabel(run)];
    return [statusText.key === 'status.restoring' ? message('tray.restoring') : statusText];
  }
  const { values } = statusText;
  const first = run === null ? values.status : runLabel(run);
  return [first, isSending ? message('tray.restoring') : values.restore];
}

/** So much of a tooltip Windows can show. */
const longestTooltip = 127;

/** What the tray shows for a state, and for an update that can be installed, in the words of `write`. */
export function trayModel(state: AppSnapshot, update: KnownUpdate | null, write: MessageWriter): TrayModel {
  const { status, statusText, run, setup, destination } = state;
  const command = commandEntry(write);
  return {
    icon: icons[status],
    tooltip: write(message('tray.tooltip', { status: statusText })).slice(0, longestTooltip),
    entries: [
      ...statusLines(state).map((line): TrayEntry => ({ kind: 'statusText', label: write(line) })),
      { kind: 'separator' },
      command('open', setup.finished ? message('tray.open') : message('tray.continue-setup')),
      ...runEntries(state, write),
      command('open-folder', message('tray.open-folder'), destination !== null),
      { kind: 'separator' },
      ...(update?.canInstall === true
        ? [command('install-update', message('tray.install-update', { version: update.version }), run === null)]
        : []),
      command('quit', message('tray.quit')),
    ],
  };
}

function runEntries(state: AppSnapshot, write: MessageWriter): readonly TrayEntry[] {
  const { run, pause, setup } = state;
  const command = commandEntry(write);
  const isSelection = run !== null && sourceTable[run.source].purpose === 'selection';
  const stop = isSelection ? message('tray.cancel-choosing') : message('tray.stop');
  const pausing: TrayEntry =
    pause === null
      ? {
          kind: 'submenu',
          label: write(message('tray.pause')),
          entries: [
            command('pause-hour', message('tray.pause-hour')),
            command('pause-tomorrow', message('tray.pause-tomorrow')),
            command('pause-until-resumed', message('tray.pause-until-resumed')),
          ],
        }
      : command('resume', message('tray.resume'));
  return [
    ...(run === null ? startEntries(state, command) : [command('stop', stop, !run.stopping)]),
    ...(setup.finished ? [pausing] : []),
  ];
}

/** What can be begun: whoever backs up exports has Google Drive looked at, or nothing to begin. */
function startEntries(state: AppSnapshot, command: ReturnType<typeof commandEntry>): readonly TrayEntry[] {
  const { setup, drive } = state;
  if (readsLibrary(state)) return [command('back-up', message('tray.back-up'), setup.finished)];
  return drive.connection === null ? [] : [command('back-up', message('tray.check-drive'), setup.finished)];
}

function commandEntry(write: MessageWriter) {
  return (command: TrayCommand, label: Message, enabled = true): TrayEntry => ({
    kind: 'command',
    command,
    label: write(label),
    enabled,
  });
}
