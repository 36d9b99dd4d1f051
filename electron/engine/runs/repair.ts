import type { AlbumViewKind, RunEvent, RunReport } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { RunControl } from '../backup/run-control.ts';
import { createPhotosLibrary } from '../google/photos-library.ts';
import { createLibrarySource } from '../sources/library-api/library-source.ts';
import { repairSource } from '../sources/repair-source.ts';
import type { Source } from '../sources/source.ts';
import type { EngineAccount, EngineDeps, EngineDestination, EngineLimits } from './engine-deps.ts';
import { repairFromSelections } from './picker-backup.ts';
import { runLocalSource, runSource } from './source-run.ts';

/** What a repair of the folder is asked to do. */
export interface RepairRequest {
  readonly destination: EngineDestination;
  /** Whose library may be asked for photos; null: what can be made again without Google. */
  readonly account: EngineAccount | null;
  readonly limits: EngineLimits;
  /** `auto`: the best that the file system allows. */
  readonly albumView: AlbumViewKind | 'auto';
}

/**
 * Mends what verification found: sidecars, album folders and the checksum list from what the catalog knows, photos from
 * selections that are still open and from the library of the account. What exports and other selections brought comes back
 * when they are given again. A problem means that the run could not begin; what is left is told by the catalog's findings.
 */
export async function repairDestination(
  deps: EngineDeps,
  { account, ...request }: RepairRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  if (account === null) return repairAlone(deps, request, control, emit);
  const selections = await repairFromSelections(deps, { ...request, account }, control, (event) => {
    // The end of the whole is the end of what follows.
    if (event.event !== 'finished') emit(event);
  });
  if (control.halted.aborted && selections !== null) return selections;
  return repairFromLibrary(deps, { ...request, account }, control, emit);
}

function repairAlone(
  deps: EngineDeps,
  request: Omit<RepairRequest, 'account' | 'limits'>,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  return runLocalSource(
    deps,
    {
      account: { id: 'takeout', label: 'Google Takeout' },
      open: () => nothingToFetch,
      traffic: () => ({ apiRequests: 0, mediaRequests: 0, bytes: 0 }),
      report: (report) => report,
    },
    { ...request, kind: 'repair', dryRun: false },
    control,
    emit,
  );
}

function repairFromLibrary(
  deps: EngineDeps,
  { account, ...request }: RepairRequest & { readonly account: EngineAccount },
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  const { endpoints, now } = deps;
  return runSource(
    deps,
    {
      service: 'photos-library',
      open: ({ http, catalog }) => {
        const library = createPhotosLibrary(http, endpoints.photosLibrary);
        const source = createLibrarySource({ http, library, now: () => now().getTime() });
        const sourceId = catalog.sources.ensure(source.kind, account.id, account.email);
        return repairSource(source, catalog.findings.keysToFetch(sourceId));
      },
    },
    { ...request, account, kind: 'repair', dryRun: false },
    control,
    emit,
  );
}

/** For what is made again from the catalog alone. */
const nothingToFetch: Source = {
  kind: 'takeout',
  fidelity: 'original',
  shows: 'a part',
  renewBatch: 1,
  async *discover() {},
  renew: async () => ok(new Map()),
  fetch: async () => failed(problem('bytes-link-expired')),
  release: async () => undefined,
};
