import type { RunEvent, RunReport } from '../../contract/models.ts';
import type { Result } from '../../contract/result.ts';
import type { RunControl } from '../backup/run-control.ts';
import { createPhotosLibrary } from '../google/photos-library.ts';
import { createLibrarySource } from '../sources/library-api/library-source.ts';
import type { EngineDeps } from './engine-deps.ts';
import { linkSentItems } from './restore-journal.ts';
import { runSource, type SourceRunRequest } from './source-run.ts';

/** What one backup run of the Library API is asked to do. */
export type BackupRequest = SourceRunRequest;

/**
 * One run of the Library API source into a destination. A problem means that the run could not begin; everything later
 * is in the report.
 */
export function backUpLibrary(
  deps: EngineDeps,
  request: BackupRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  const { endpoints, now } = deps;
  return runSource(
    deps,
    {
      service: 'photos-library',
      open: ({ http, catalog }) => {
        if (!request.dryRun) linkSentItems(deps, catalog, request.account);
        return createLibrarySource({
          http,
          library: createPhotosLibrary(http, endpoints.photosLibrary),
          now: () => now().getTime(),
        });
      },
    },
    request,
    control,
    emit,
  );
}
