import type { App, Dialog } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { GoogleEndpoints } from '../../contract/endpoints.ts';
import { message } from '../../contract/messages/message.ts';
import type { MessageWriter } from '../../contract/messages/message-writer.ts';
import { systemFolderWatch } from '../../schedule/folder-watch.ts';
import type { AccountController } from '../account/account-controller.ts';
import { DriveController } from '../drive/drive-controller.ts';
import { RestoreController } from '../restore/restore-controller.ts';
import { createDestinationController, type DestinationController } from '../runs/destination-controller.ts';
import { PickController } from '../runs/pick-controller.ts';
import { importBlocker, type Supply } from '../runs/run-blocker.ts';
import { createRuns, type Runs } from '../runs/runs.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { EngineSupervisor } from '../supervision/engine-supervisor.ts';
import type { Notifier } from '../system/notifier.ts';
import type { ShellCommands } from '../system/system-commands.ts';
import { cloudFolders } from '../takeout/cloud-folders.ts';
import { createTakeout, type Takeout } from '../takeout/takeout.ts';

/** Everything that goes into the backup folder, and the folder itself. */
export interface Work extends Runs {
  readonly picks: PickController;
  readonly takeout: Takeout;
  readonly restores: RestoreController;
  readonly drive: DriveController;
  readonly destinations: DestinationController;
}

/** What it is built from. */
export interface WorkOptions {
  readonly supervisor: Pick<EngineSupervisor, 'ask' | 'onRunEvent' | 'onRestoreEvent' | 'onVerifyProgress'>;
  readonly accounts: AccountController;
  readonly commands: Pick<ShellCommands, 'openPickerPage' | 'copyPickerPage' | 'chooseWatchFolder'>;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly app: Pick<App, 'getPath'>;
  readonly endpoints: GoogleEndpoints;
  readonly supply: () => Supply;
  readonly notifier: Pick<Notifier, 'notify'>;
  readonly write: MessageWriter;
  readonly snapshot: SnapshotStore;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Builds the coordinator of runs and what is queued at it; nothing runs yet. */
export function buildWork(options: WorkOptions): Work {
  const { supervisor, accounts, supply, snapshot, settings, clock, log } = options;
  const built = createRuns({
    ...{ ask: supervisor.ask, clock, snapshot, supply, log },
    account: accounts.active,
    settings: settings.read,
    refreshAccounts: accounts.refresh,
  });
  supervisor.onRunEvent((event) => built.runs.hear(event));
  supervisor.onVerifyProgress((progress) => built.verifications.hear(progress));
  const restores = new RestoreController({
    ...{ ask: supervisor.ask, accounts, snapshot, settings, clock, supply, log },
  });
  supervisor.onRestoreEvent((event) => restores.hear(event));
  return {
    ...built,
    restores,
    picks: buildPicks(options, built),
    takeout: buildTakeout(options, built),
    drive: new DriveController({
      ...{ clock, snapshot, settings, supply, log },
      ...{ runs: built.runs, engine: built.engine, account: accounts.drive },
    }),
    destinations: buildDestinations(options),
  };
}

function buildPicks(options: WorkOptions, { runs, engine }: Runs): PickController {
  const { accounts, commands, endpoints, snapshot, settings, clock, log } = options;
  return new PickController({
    ...{ runs, engine, accounts, snapshot, settings, clock, log },
    openPage: (address) => commands.openPickerPage(address, endpoints),
    copyAddress: (address) => commands.copyPickerPage(address, endpoints),
  });
}

function buildTakeout(options: WorkOptions, { runs, engine }: Runs): Takeout {
  const { supervisor, commands, app, supply, notifier, snapshot, settings, clock, log } = options;
  return createTakeout({
    ...{ ask: supervisor.ask, clock, snapshot, settings, runs, engine, log },
    blocker: () => importBlocker(snapshot.current(), supply()),
    folders: {
      downloads: () => app.getPath('downloads'),
      suggest: async () => cloudFolders(app.getPath('home')),
    },
    watchFolder: systemFolderWatch(log),
    chooseFolder: () => commands.chooseWatchFolder(app.getPath('downloads')),
    notify: notifier.notify,
  });
}

function buildDestinations({ supervisor, dialog, write, snapshot, settings }: WorkOptions): DestinationController {
  return createDestinationController({
    ask: supervisor.ask,
    chooseFolder: async () => {
      const chosen = await dialog.showOpenDialog({
        title: write(message('dialog.backup-folder')),
        properties: ['openDirectory', 'createDirectory'],
      });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    current: () => settings.read().destination,
    remember: (destination) => settings.write({ destination }),
    trouble: () => snapshot.current().destinationTrouble,
    change: snapshot.change,
  });
}
