import type { Clock } from '../../base/clock.ts';
import type { Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { AccountController } from '../account/account-controller.ts';
import type { ClientFileFinder } from '../account/client-file-finder.ts';
import type { DriveController } from '../drive/drive-controller.ts';
import type { RestoreController } from '../restore/restore-controller.ts';
import type { BackupController } from '../runs/backup-controller.ts';
import type { DestinationController } from '../runs/destination-controller.ts';
import type { LibraryState } from '../runs/library-state.ts';
import type { PickController } from '../runs/pick-controller.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { VerificationController } from '../runs/verification-controller.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { Takeout } from '../takeout/takeout.ts';

/** What only the system can do for the page. */
export interface SystemCommands {
  readonly openLink: (url: string) => Promise<Result<void>>;
  /** Puts a text on the clipboard. Problem: `text-not-copied`. */
  readonly copyText: (text: string) => Promise<Result<void>>;
  /** Asks for a client file and reads it; null when the person changes their mind. */
  readonly chooseClientFile: () => Promise<Result<string | null>>;
  /** Asks where to, and writes; false when the person changes their mind. */
  readonly save: (suggestedName: string, content: string | Uint8Array) => Promise<Result<boolean>>;
  /** Opens a folder of the destination, or shows a file in it; `relative` has forward slashes. */
  readonly showInFolder: (destination: EngineDestination, relative: string) => void;
  /** Opens a file of the destination in the system's default program; `relative` has forward slashes. Problem: `file-not-opened`. */
  readonly openFile: (destination: EngineDestination, relative: string) => Promise<Result<void>>;
  readonly openFolder: (path: string) => Promise<Result<void>>;
  /** Asks for files, or for a folder; empty when the person changes their mind. */
  readonly chooseParts: (what: 'files' | 'folder') => Promise<readonly string[]>;
  /** Shows a file in the file manager. */
  readonly showFile: (path: string) => void;
  /** Opens the folder of the logs. Problem: `folder-not-opened`. */
  readonly showLog: () => Promise<Result<void>>;
  readonly supportBundle: () => Uint8Array;
  readonly licences: () => Promise<string>;
  readonly restartEngine: () => void;
  readonly quit: () => void;
}

/** What the verbs stand on. */
export interface AnswersOptions {
  readonly snapshot: SnapshotStore;
  readonly settings: SettingsStore;
  readonly accounts: AccountController;
  readonly clientFiles: ClientFileFinder;
  readonly destinations: DestinationController;
  readonly runs: Pick<RunCoordinator, 'busy' | 'stop'>;
  readonly backups: Pick<BackupController, 'start' | 'repair'>;
  readonly verifications: Pick<VerificationController, 'start' | 'stop' | 'dismiss'>;
  readonly library: Pick<LibraryState, 'refresh'>;
  readonly picks: Pick<
    PickController,
    'start' | 'goOn' | 'cancel' | 'openBrowser' | 'copyAddress' | 'noMore' | 'dismiss'
  >;
  readonly takeout: Pick<Takeout, 'offers' | 'imports' | 'watch' | 'folders' | 'refresh'>;
  readonly drive: Pick<
    DriveController,
    'connect' | 'disconnect' | 'look' | 'fetch' | 'stop' | 'dismiss' | 'switchTidy' | 'tidy' | 'undoTidy'
  >;
  readonly restores: Pick<RestoreController, 'busy' | 'plan' | 'start' | 'pause' | 'resume' | 'cancel' | 'dismiss'>;
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly commands: SystemCommands;
  /** Settings, pause or set-up have changed: the shell follows. */
  readonly onSettings: () => void;
  /** Signing in again or another folder may have cured what stopped a run. */
  readonly onCure: () => void;
  /** The page has drawn what it knows. */
  readonly onShown: () => void;
}
