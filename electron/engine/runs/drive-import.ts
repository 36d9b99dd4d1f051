import type { AlbumViewKind, RunEvent, RunReport } from '../../contract/models.ts';
import type { Result } from '../../contract/result.ts';
import type { RunControl } from '../backup/run-control.ts';
import { createDrive } from '../google/drive.ts';
import type { DriveView } from '../sources/takeout/drive/export-files.ts';
import { partsInDrive } from '../sources/takeout/drive/parts-in-drive.ts';
import { createTakeoutSource, type TakeoutSource } from '../sources/takeout/takeout-source.ts';
import type { EngineAccount, EngineDeps, EngineDestination, EngineLimits, RunOptions } from './engine-deps.ts';
import { runSource } from './source-run.ts';
import { takeoutAccount } from './takeout-import.ts';

/** What one import from Google Drive is asked to do. */
export interface DriveImportRequest {
  readonly account: EngineAccount;
  readonly destination: EngineDestination;
  /** `picked`: the permission shows only what the person picked. */
  readonly view: DriveView;
  /** Only this export; null for all. */
  readonly stamp: string | null;
  readonly includeTrash: boolean;
  /** `auto`: the best that the file system allows. */
  readonly albumView: AlbumViewKind | 'auto';
  readonly options?: RunOptions | undefined;
  readonly limits: EngineLimits;
}

/**
 * One import of the exports that lie in Google Drive, read from there without a copy in between. What was imported before
 * is not looked at. A problem means that the run could not begin; everything later is in the report.
 */
export async function importFromDrive(
  deps: EngineDeps,
  { view, stamp, includeTrash, ...request }: DriveImportRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  let source: TakeoutSource | null = null;
  try {
    return await runSource(
      deps,
      {
        service: 'drive',
        account: takeoutAccount,
        open: ({ http, catalog, emit: tell }) => {
          source = createTakeoutSource({
            request: {
              paths: [],
              trash: includeTrash ? 'included' : 'left out',
              purpose: 'store',
              owner: null,
              destination: request.destination.path,
            },
            origin: partsInDrive({
              drive: createDrive(http, deps.endpoints.drive),
              memory: catalog.takeout.driveFiles,
              told: catalog.problems,
              now: deps.now,
              // The permission for picked files has no account.
              email: view === 'picked' ? null : request.account.email,
              ...{ view, stamp },
            }),
            catalog,
            sourceId: catalog.sources.ensure('takeout', takeoutAccount.id, takeoutAccount.label),
            now: deps.now,
            tell,
          });
          return source;
        },
        report: (report) => (source === null ? report : { ...report, entries: source.counts() }),
      },
      { ...request, kind: 'quick', dryRun: false },
      control,
      emit,
    );
  } finally {
    await (source as TakeoutSource | null)?.close();
  }
}
