import { resolve } from 'node:path';
import type { DriveReport, TidyReport, UntidyReport } from '../contract/drive-models.ts';
import type {
  DestinationReport,
  QuotaState,
  RunEvent,
  RunReport,
  ScrubReport,
  VerifyReport,
} from '../contract/models.ts';
import type { Problem } from '../contract/problem.ts';
import type {
  CopyReport,
  RestoreEvent,
  RestorePlan,
  RestoreReport,
  RestoreStatus,
} from '../contract/restore-models.ts';
import { ok, type Result } from '../contract/result.ts';
import type { SourceKind } from '../contract/source-kinds.ts';
import type { DoubtfulEntry, ExportsReport, FileExplanation, LackingFile } from '../contract/takeout-models.ts';
import { RunControl } from './backup/run-control.ts';
import type { ScrubRequest } from './backup/scrub.ts';
import type { VerificationProgress } from './backup/verification.ts';
import type { VerificationRequest } from './backup/verification-request.ts';
import { probeDestination, probeForReading } from './destination/probe.ts';
import { type AcceptedFile, acceptFile } from './runs/acceptance.ts';
import { refreshCatalog } from './runs/adoption.ts';
import { type ChosenDestination, chooseDestination } from './runs/choose-destination.ts';
import { type CopyOutRequest, copyOut } from './runs/copy-out.ts';
import { type DriveRequest, readDrive } from './runs/drive-exports.ts';
import { type DriveImportRequest, importFromDrive } from './runs/drive-import.ts';
import { planTidy, tidyDrive, untidyDrive } from './runs/drive-tidy.ts';
import type { EngineAccount, EngineDeps, EngineDestination, EngineLimits } from './runs/engine-deps.ts';
import { type Attempt, countingFailures } from './runs/failed-attempts.ts';
import { type Gallery, openGallery } from './runs/gallery.ts';
import { type GoogleLibrary, openGoogleLibrary } from './runs/google-library.ts';
import { type BackupRequest, backUpLibrary } from './runs/library-backup.ts';
import { explainOwnFile, type OwnFile } from './runs/own-files.ts';
import { type PartImportStates, partImportStates } from './runs/part-import-states.ts';
import { pathWithin } from './runs/path-within.ts';
import { backUpChoice, type PickRequest } from './runs/picker-backup.ts';
import { openPipeline } from './runs/pipeline.ts';
import { type RepairRequest, repairDestination } from './runs/repair.ts';
import { restoreStatuses } from './runs/restore-journal.ts';
import {
  planRestore,
  type RestoreRequest,
  runRestore,
  type UploadFilesRequest,
  uploadFiles,
} from './runs/restore-run.ts';
import { scrubDestination } from './runs/scrub.ts';
import { openStoredLibrary, type StoredLibrary } from './runs/stored-library.ts';
import { type ImportRequest, importTakeout, takeoutAccount } from './runs/takeout-import.ts';
import { eachLacking, explainFile, readDoubtful, readExports } from './runs/takeout-library.ts';
import { verifyDestination } from './runs/verification.ts';
import { type FoundParts, findParts } from './sources/takeout/archive/find-parts.ts';

/*
 * The facade of the engine; the work is done in runs/.
 * Long because it names all that may be asked of the engine in one place.
 */

export type { ScrubRequest } from './backup/scrub.ts';
export type { VerificationProgress } from './backup/verification.ts';
export type { VerificationRequest } from './backup/verification-request.ts';
export { folderInUse } from './destination/lock.ts';
export type { CopyOutRequest } from './runs/copy-out.ts';
export type { DriveRequest } from './runs/drive-exports.ts';
export type { DriveImportRequest } from './runs/drive-import.ts';
export type { EngineAccount, EngineDeps, EngineDestination, EngineLimits, RunOptions } from './runs/engine-deps.ts';
export type { Gallery } from './runs/gallery.ts';
export type { GoogleLibrary } from './runs/google-library.ts';
export type { BackupRequest } from './runs/library-backup.ts';
export type { OwnFile, OwnFileKind } from './runs/own-files.ts';
export type { PickRequest } from './runs/picker-backup.ts';
export type { RepairRequest } from './runs/repair.ts';
export { isRestoreOnHere } from './runs/restore-journal.ts';
export type { RestoreRequest, UploadFilesRequest } from './runs/restore-run.ts';
export type { RepairNeeds, StoredLibrary } from './runs/stored-library.ts';
export type { ImportRequest } from './runs/takeout-import.ts';

/** A backup run in progress. */
export interface RunningBackup {
  /** A problem means that the run could not begin; everything later is in the report. */
  readonly ended: Promise<Result<RunReport>>;
  /** Begins nothing new; files in flight have some seconds to finish. */
  readonly stop: () => void;
  /** Leaves files in flight in staging. */
  readonly abort: () => void;
}

/** A run that waits for what a person chooses, and stores it. */
export interface RunningPick extends RunningBackup {
  /**
   * The program ends: like {@link RunningBackup.stop}, but a selection that nobody has finished stays open at Google,
   * and the next run resumes it. Stopping cancels such a selection.
   */
  readonly suspend: () => void;
  /**
   * Waits for no further session of the selection: what was chosen is all. Nothing changes before the first is done.
   */
  readonly noMore: () => void;
}

/** A restore in progress. */
export interface RunningRestore {
  /** A problem means that it could not begin; everything later is in the report. */
  readonly ended: Promise<Result<RestoreReport>>;
  /** Ends it within seconds; what was sent is remembered, and the next one continues. */
  readonly stop: () => void;
}

/** The facade: everything that the shell and the command line may ask of the engine. */
export interface Engine {
  /** Tries out what a folder allows; nothing stays behind. */
  readonly probe: (path: string) => Promise<Result<DestinationReport>>;
  /** As {@link Engine.probe}, also for a backup on a disk that cannot be written to. */
  readonly probeForReading: (path: string) => Promise<Result<DestinationReport>>;
  /**
   * Makes a folder a destination, or adopts the one that it already is: what it says of itself is known at once, also on a
   * disk that cannot be written to. Problem: `catalog-newer`, before anything is written. A folder that is missing is made when its
   * parent is there; where the path is a link, what it leads to now is chosen.
   */
  readonly chooseDestination: (path: string) => Promise<Result<ChosenDestination>>;
  readonly startBackup: (request: BackupRequest, emit: (event: RunEvent) => void) => RunningBackup;
  /**
   * Lets a person choose photos in Google Photos, and stores them. Where to choose comes as a `picker` event; the
   * address is to be opened in a browser that is signed in with the account. Needs the capability `picker`.
   */
  readonly startPick: (request: PickRequest, emit: (event: RunEvent) => void) => RunningPick;
  /**
   * Takes in exports of Google Takeout, given as files and folders. Needs no account. The report's `entries` say what
   * became of every entry of the parts that were given.
   */
  readonly startImport: (request: ImportRequest, emit: (event: RunEvent) => void) => RunningBackup;
  /**
   * Takes in the exports that lie in an account's Google Drive, without a copy in between. What was imported before is
   * not read again. Needs the capability `drive`, or files that the person picked.
   */
  readonly startDriveImport: (request: DriveImportRequest, emit: (event: RunEvent) => void) => RunningBackup;
  /**
   * Brings the catalog up to what the folder knows, where another computer wrote to it; returns what a person should know of
   * that. Before commands that read the catalog alone.
   */
  readonly refresh: (destination: EngineDestination) => Promise<Problem | null>;
  /** What lies in Google Drive of exports, and what of it was imported. */
  readonly driveExports: (request: DriveRequest, signal: AbortSignal) => Promise<Result<DriveReport>>;
  /** Which files in Google Drive {@link Engine.tidyDrive} would move to the trash. Asks nobody. */
  readonly planDriveTidy: (request: Pick<DriveRequest, 'destination'>) => Result<TidyReport>;
  /**
   * Moves the files of complete and verified exports to the trash of Google Drive. Needs the capability `drive-tidy`, or
   * files that the person picked.
   */
  readonly tidyDrive: (request: DriveRequest, signal: AbortSignal) => Promise<Result<TidyReport>>;
  /** Takes out of the trash again what {@link Engine.tidyDrive} moved there, while Google keeps it (30 days). */
  readonly untidyDrive: (request: DriveRequest, signal: AbortSignal) => Promise<Result<UntidyReport>>;
  /** What is stored; null when no run has begun yet. The caller closes it. */
  readonly stored: (destination: EngineDestination) => Result<StoredLibrary | null>;
  /**
   * The photos, albums, runs and problems to look through; null when no run has begun yet. Anyone who opens it closes
   * it.
   */
  readonly gallery: (destination: EngineDestination) => Result<Gallery | null>;
  /** Everything about exports; without any before the first import. */
  readonly exports: (destination: EngineDestination) => Result<ExportsReport>;
  /**
   * Photos and videos of which it is not certain which sidecar speaks of them, by id after `after` (0: from the first).
   */
  readonly doubtful: (
    destination: EngineDestination,
    page: { readonly limit: number; readonly after: number },
  ) => Result<readonly DoubtfulEntry[]>;
  /**
   * Hands over the files that an export lacks, by name, a page at a time: what has not come, and what could not be exported
   * or stored.
   */
  readonly eachLacking: (
    destination: EngineDestination,
    stamp: string,
    onPage: (files: readonly LackingFile[]) => void,
  ) => Promise<Result<void>>;
  /**
   * How a stored file came to be what it is: by its path (within the destination, or absolute, also by way of an
   * album), or by the id of its asset. Problem: `entry-unknown`.
   */
  readonly explain: (
    destination: EngineDestination,
    file: string | { readonly asset: number },
  ) => Promise<Result<FileExplanation>>;
  /** What a file is that Afterimage made for itself: lists, reports, texts of albums; null for any other. */
  readonly explainOwn: (destination: EngineDestination, file: string) => Promise<Result<OwnFile | null>>;
  /** Is there such a file inside of the backup folder? `file`: as {@link Engine.explain} takes it. */
  readonly holds: (destination: EngineDestination, file: string) => Promise<boolean>;
  /** Looks for parts of exports in files and folders; none is read whose name tells it. */
  readonly findParts: (paths: readonly string[]) => Promise<FoundParts>;
  /** What the backup knows of parts, by their content. */
  readonly partImportStates: (
    destination: EngineDestination,
    paths: readonly string[],
  ) => Promise<Result<readonly PartImportStates[]>>;
  /** Compares what is stored with what was stored; writes nothing into the folder. */
  readonly verify: (
    destination: EngineDestination,
    onProgress: (progress: VerificationProgress) => void,
    signal: AbortSignal,
    request?: VerificationRequest,
  ) => Promise<Result<VerifyReport>>;
  /**
   * Reads today's share of the photos again, the longest unread first, and slowly. Ends when the signal is aborted, and as
   * soon as somebody else begins to write to the folder; in this process the caller sees to that.
   */
  readonly scrub: (
    destination: EngineDestination,
    request: ScrubRequest,
    onProgress: (progress: VerificationProgress) => void,
    signal: AbortSignal,
  ) => Promise<Result<ScrubReport>>;
  /** Mends what verification found, as far as that can be had; see {@link RepairRequest}. */
  readonly startRepair: (request: RepairRequest, emit: (event: RunEvent) => void) => RunningBackup;
  /** Takes the present content of a stored photo for the right one. `file`: as {@link Engine.explain} takes it. */
  readonly accept: (destination: EngineDestination, file: string) => Promise<Result<AcceptedFile>>;
  /**
   * What sending photos back to Google Photos would do. Looks at the account, and sends nothing; `emit` hears when looking
   * has to wait for a limit of Google's. Needs the capability `library`.
   */
  readonly planRestore: (
    request: RestoreRequest,
    signal: AbortSignal,
    emit?: (event: RestoreEvent) => void,
  ) => Promise<Result<RestorePlan>>;
  /**
   * Sends photos back to Google Photos; one at a time on this computer. Waits for Google's limits, for days if need be.
   * Problems: `restore-busy`, `restore-not-confirmed`, `restore-nothing-stored`. Needs the capabilities `library` and
   * `upload`.
   */
  readonly startRestore: (request: RestoreRequest, emit: (event: RestoreEvent) => void) => RunningRestore;
  /** Uploads files of the person's own. Needs what a restore needs, but no backup. */
  readonly startUpload: (request: UploadFilesRequest, emit: (event: RestoreEvent) => void) => RunningRestore;
  /** Copies a selection onto another disk, and reads every copy back. Nothing there is replaced. */
  readonly copyOut: (
    request: CopyOutRequest,
    onProgress: (done: { readonly files: number; readonly bytes: number }) => void,
    signal: AbortSignal,
  ) => Promise<Result<CopyReport>>;
  /** Restores that were begun, the latest first. */
  readonly restores: () => Promise<Result<readonly RestoreStatus[]>>;
  /** Asks Google itself. The caller closes it. */
  readonly google: (account: EngineAccount, limits: EngineLimits) => Promise<Result<GoogleLibrary>>;
  /** Requests used today by the account's project. */
  readonly quota: (account: EngineAccount, limits: EngineLimits) => Promise<Result<QuotaState>>;
}

/** Builds the engine. It holds nothing open between calls. */
export function createEngine(deps: EngineDeps): Engine {
  const { dataFolder, log } = deps;
  return {
    probe: (path) => probeDestination(resolve(path), { dataFolder }),
    probeForReading: (path) => probeForReading(resolve(path), { dataFolder }),
    chooseDestination: (path) => chooseDestination(deps, path),
    refresh: (destination) => refreshCatalog(deps, destination),
    startBackup: (request, emit) => {
      const control = new RunControl(log);
      return {
        ended: countingFailures(
          deps,
          attemptOf('library', labelled(request.account), request),
          backUpLibrary(deps, request, control, emit),
        ),
        stop: () => control.stop(),
        abort: () => control.abort(),
      };
    },
    startPick: (request, emit) => {
      const control = new RunControl(log);
      const noMore = new AbortController();
      return {
        ended: countingFailures(
          deps,
          attemptOf('picker', labelled(request.account), request),
          backUpChoice(deps, request, control, noMore.signal, emit),
        ),
        stop: () => control.stop(),
        suspend: () => control.suspend(),
        noMore: () => noMore.abort(),
        abort: () => control.abort(),
      };
    },
    startImport: (request, emit) => {
      const control = new RunControl(log);
      return {
        ended: countingFailures(
          deps,
          attemptOf('takeout', takeoutAccount, request),
          importTakeout(deps, request, control, emit),
        ),
        stop: () => control.stop(),
        abort: () => control.abort(),
      };
    },
    startDriveImport: (request, emit) => {
      const control = new RunControl(log);
      return {
        ended: countingFailures(
          deps,
          attemptOf('takeout', takeoutAccount, request),
          importFromDrive(deps, request, control, emit),
        ),
        stop: () => control.stop(),
        abort: () => control.abort(),
      };
    },
    driveExports: (request, signal) => readDrive(deps, request, signal),
    planDriveTidy: (request) => planTidy(deps, request),
    tidyDrive: (request, signal) => tidyDrive(deps, request, signal),
    untidyDrive: (request, signal) => untidyDrive(deps, request, signal),
    stored: (destination) => openStoredLibrary(deps, destination),
    gallery: (destination) => openGallery(deps, destination),
    exports: (destination) => readExports(deps, destination),
    doubtful: (destination, page) => readDoubtful(deps, destination, page),
    eachLacking: (destination, stamp, onPage) => eachLacking(deps, destination, stamp, onPage),
    explain: (destination, file) => explainFile(deps, destination, file),
    explainOwn: (destination, file) => explainOwnFile(deps, destination, file),
    holds: async ({ path }, file) => (await pathWithin(path, file)) !== null,
    findParts,
    partImportStates: (destination, paths) => partImportStates(deps, destination, paths),
    verify: (destination, onProgress, signal, request) =>
      verifyDestination(deps, destination, onProgress, signal, request),
    scrub: (destination, request, onProgress, signal) =>
      scrubDestination(deps, destination, request, onProgress, signal),
    startRepair: (request, emit) => {
      const control = new RunControl(log);
      return {
        ended: repairDestination(deps, request, control, emit),
        stop: () => control.stop(),
        abort: () => control.abort(),
      };
    },
    accept: (destination, file) => acceptFile(deps, destination, file),
    planRestore: (request, signal, emit = () => undefined) => planRestore(deps, request, signal, emit),
    startRestore: (request, emit) => {
      const stopping = new AbortController();
      return { ended: runRestore(deps, request, emit, stopping.signal), stop: () => stopping.abort() };
    },
    startUpload: (request, emit) => {
      const stopping = new AbortController();
      return { ended: uploadFiles(deps, request, emit, stopping.signal), stop: () => stopping.abort() };
    },
    copyOut: (request, onProgress, signal) => copyOut(deps, request, onProgress, signal),
    restores: () => restoreStatuses(deps),
    google: (account, limits) => openGoogleLibrary(deps, account, limits),
    quota: async (account, limits) => {
      const pipeline = await openPipeline(deps, 'photos-library', account, limits, () => undefined);
      if (!pipeline.ok) return pipeline;
      const state = pipeline.value.http.quota();
      await pipeline.value.close();
      return ok(state);
    },
  };
}

function labelled({ id, email }: EngineAccount): { readonly id: string; readonly label: string } {
  return { id, label: email };
}

function attemptOf(
  source: SourceKind,
  { id, label }: { readonly id: string; readonly label: string },
  { destination, dryRun = false }: { readonly destination: EngineDestination; readonly dryRun?: boolean },
): Attempt {
  return { source, account: id, label, destination, dryRun };
}
