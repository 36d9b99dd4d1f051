import type { AlbumViewKind, RunEvent, RunReport } from '../../contract/models.ts';
import type { Result } from '../../contract/result.ts';
import type { RunControl } from '../backup/run-control.ts';
import { createTakeoutSource, type TakeoutSource } from '../sources/takeout/takeout-source.ts';
import type { EngineDeps, EngineDestination, RunOptions } from './engine-deps.ts';
import { runLocalSource } from './source-run.ts';

/** What one import of Takeout exports is asked to do. */
export interface ImportRequest {
  /** Archives, extracted folders, or folders that hold them: in any order, as many as there are. */
  readonly paths: readonly string[];
  readonly destination: EngineDestination;
  /** Reads and judges everything and tells of every photo (`media` events), but stores nothing. */
  readonly dryRun: boolean;
  /** A dry run goes by names and sidecars, and reads no photo. */
  readonly quick?: boolean;
  /** Also takes in what lies in Google's trash. */
  readonly includeTrash: boolean;
  /** Whose the exports are that do not tell it themselves: an e-mail address. */
  readonly owner?: string | undefined;
  /** `auto`: the best that the file system allows. */
  readonly albumView: AlbumViewKind | 'auto';
  readonly options?: RunOptions | undefined;
}

/** Exports need no sign-in: anyone who has the files has the photos. */
export const takeoutAccount = { id: 'takeout', label: 'Google Takeout' } as const;

/**
 * One import of Takeout exports into a destination. A problem means that the run could not begin; everything later is
 * in the report, which also counts the entries of the parts.
 */
export async function importTakeout(
  deps: EngineDeps,
  { paths, dryRun, quick, includeTrash, owner, ...request }: ImportRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  let source: TakeoutSource | null = null;
  try {
    return await runLocalSource(
      deps,
      {
        account: takeoutAccount,
        open: ({ catalog, emit: tell }) => {
          source = createTakeoutSource({
            request: {
              paths,
              trash: includeTrash ? 'included' : 'left out',
              purpose: !dryRun ? 'store' : quick === true ? 'look at names' : 'look',
              owner: owner ?? null,
              filter: request.options?.filter,
              destination: request.destination.path,
            },
            catalog,
            sourceId: catalog.sources.ensure('takeout', takeoutAccount.id, takeoutAccount.label),
            now: deps.now,
            tell,
          });
          return source;
        },
        traffic: () => ({ apiRequests: 0, mediaRequests: 0, bytes: source?.bytes() ?? 0 }),
        report: (report) => (source === null ? report : { ...report, entries: source.counts() }),
      },
      // What an export does not show is not absent: there is nothing that a full run would compare.
      { ...request, kind: 'quick', dryRun },
      control,
      emit,
    );
  } finally {
    await (source as TakeoutSource | null)?.close();
  }
}
