import { dirname } from 'node:path';
import { saysFull } from '../../base/full-disk.ts';
import { makeFolders } from '../../base/make-folders.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import type { AlbumViewKind, DestinationReport, RunEvent, RunKind, RunReport } from '../../contract/models.ts';
import { problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { refuseNewerSnapshot } from '../backup/folder-snapshot.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { lacksFolders } from '../backup/presence.ts';
import { runBackup } from '../backup/run.ts';
import type { Traffic } from '../backup/run-context.ts';
import type { RunControl } from '../backup/run-control.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Destination, openDestination, openDestinationForReading } from '../destination/identity.ts';
import { lockDestination } from '../destination/lock.ts';
import { usualMaxNameBytes } from '../destination/names.ts';
import { freshAllowance, withAllowance } from '../destination/patience.ts';
import { probeDestination } from '../destination/probe.ts';
import type { GoogleHttp, GoogleService } from '../google/google-http.ts';
import type { Source } from '../sources/source.ts';
import { policyIn } from '../sources/source-policies.ts';
import {
  type EngineAccount,
  type EngineDeps,
  type EngineDestination,
  type EngineLimits,
  type RunOptions,
  sourcesOf,
} from './engine-deps.ts';
import { logItems } from './item-log.ts';
import { type OpenedDestination, openForReading } from './open-for-reading.ts';
import { openPipeline } from './pipeline.ts';
import { openReceivingThreads } from './receiving-threads.ts';
import { logEvents, logLock, openLoggedCatalog } from './run-log.ts';

/** What every run is asked, whatever its source. */
interface RunRequest {
  readonly destination: EngineDestination;
  readonly kind: RunKind | 'auto';
  readonly dryRun: boolean;
  /** `auto`: the best that the file system allows. */
  readonly albumView: AlbumViewKind | 'auto';
  readonly options?: RunOptions | undefined;
}

/** What a run is asked whose source asks Google. */
export interface SourceRunRequest extends RunRequest {
  readonly account: EngineAccount;
  readonly limits: EngineLimits;
}

/** What a run without Google needs of the engine. */
export type LocalRunDeps = Pick<EngineDeps, 'dataFolder' | 'now' | 'clock' | 'log' | 'sources' | 'isGentle'>;

/** What every source is built on. All of it stays open for the whole run. */
export interface LocalContext {
  readonly catalog: Catalog;
  readonly emit: (event: RunEvent) => void;
}

/** What a source is built on that asks Google. */
export interface SourceContext extends LocalContext {
  readonly http: GoogleHttp;
}

/** The source of a run. */
export interface SourceOfRun {
  readonly service: GoogleService;
  /** Under which account the items stand in the catalog; absent: the account that asks Google. */
  readonly account?: LocalSourceOfRun['account'];
  /** Completes a report before it is told and returned; absent: nothing is added. */
  readonly report?: LocalSourceOfRun['report'];
  /** Builds the source. Throws a ProblemError when something that it needs cannot be had. */
  readonly open: (context: SourceContext) => Source;
}

/** A source that needs no network. */
export interface LocalSourceOfRun {
  readonly account: { readonly id: string; readonly label: string };
  readonly open: (context: LocalContext) => Source;
  readonly traffic: () => Traffic;
  /** Completes a report before it is told and returned. */
  readonly report: (report: RunReport) => RunReport;
}

/**
 * One run of a source into a destination. A problem means that the run could not begin; everything later is in the
 * report.
 */
export function runSource(
  deps: EngineDeps,
  source: SourceOfRun,
  request: SourceRunRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  const { account, limits, options } = request;
  return withDestination(deps, request, emit, async (destination, tell) => {
    const pipeline = await openPipeline(
      deps,
      source.service,
      account,
      limits,
      (quota) => tell({ event: 'quota', ...quota }),
      options?.transfers === undefined ? undefined : { media: options.transfers },
    );
    if (!pipeline.ok) return pipeline;
    const { http, close } = pipeline.value;
    try {
      return await runInto(
        destination,
        deps,
        {
          account: source.account ?? { id: account.id, label: account.email },
          open: (context) => source.open({ ...context, http }),
          traffic: http.counters,
          // Listeners see the final counts before the end.
          beforeEnd: () => tell({ event: 'quota', ...http.quota() }),
          report: source.report ?? ((report) => report),
        },
        request,
        control,
        tell,
      );
    } finally {
      await close();
    }
  });
}

/** As {@link runSource}, for a source that needs no account and no Google. */
export function runLocalSource(
  deps: LocalRunDeps,
  source: LocalSourceOfRun,
  request: RunRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  return withDestination(deps, request, emit, (destination, tell) =>
    runInto(destination, deps, { ...source, beforeEnd: () => undefined }, request, control, tell),
  );
}

/** Opens and locks the destination for as long as `work` takes. */
async function withDestination(
  deps: LocalRunDeps,
  request: RunRequest,
  emit: (event: RunEvent) => void,
  work: (destination: Destination, emit: (event: RunEvent) => void) => Promise<Result<RunReport>>,
): Promise<Result<RunReport>> {
  const opened = await (request.dryRun ? openForReading : openForWriting)(request.destination, deps);
  if (!opened.ok) return opened;
  const { destination, lock } = opened.value;
  const follow = logEvents(deps.log);
  let isOver = false;
  try {
    return await work(destination, (event) => {
      // The pipeline speaks once more when it closes; nothing follows `finished`.
      if (!isOver) emit(follow(event));
      isOver = isOver || event.event === 'finished';
    });
  } finally {
    lock.release();
  }
}

async function openForWriting(
  { path, identity }: EngineDestination,
  { now, log }: LocalRunDeps,
): Promise<Result<OpenedDestination>> {
  // Looked at before anything is written: the lock and the folders below it, too.
  const looked = await openDestinationForReading(path, identity);
  if (!looked.ok) return looked;
  const newer = refuseNewerSnapshot(looked.value.path);
  if (newer !== null) return failed(newer);
  const destination = await openDestination(path, identity);
  if (!destination.ok) return destination;
  const lock = logLock(await lockDestination(destination.value, now), log);
  return lock.ok ? ok({ destination: destination.value, lock: lock.value }) : lock;
}

/** What a run that stores nothing goes by. */
const unprobed: Pick<DestinationReport, 'albumView' | 'maxNameBytes'> = {
  albumView: 'copy',
  maxNameBytes: usualMaxNameBytes,
};

/** What differs between a source that asks Google and one that does not. */
interface RunningSource extends LocalSourceOfRun {
  readonly beforeEnd: () => void;
}

async function runInto(
  destination: Destination,
  deps: LocalRunDeps,
  source: RunningSource,
  { kind, dryRun, albumView, options = {} }: RunRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  // Probing writes; who only looks stores nothing, whatever the folder would take.
  const probed = dryRun ? ok(unprobed) : await probeDestination(destination.path, { dataFolder: deps.dataFolder });
  if (!probed.ok) return probed;
  const file = catalogFile(deps.dataFolder, destination.identity);
  try {
    await makeFolders(dirname(file), 0o700);
  } catch (error) {
    return failed(dataFolderProblem(saysFull(error), { subject: dirname(file), detail: problemOf(error).detail }));
  }
  const opened = await openLoggedCatalog(destination, file, deps);
  if (!opened.ok) return opened;
  const { state, comparison, snapshotRefused, problem: told } = opened.value;
  const { catalog, source: follow } = logItems(opened.value.catalog, deps.log);
  const allowance = freshAllowance();
  const isGentle = deps.isGentle ?? (() => false);
  const threads = openReceivingThreads(() => !isGentle(), allowance.budget);
  const emitLastly = (event: RunEvent): void => {
    if (event.event !== 'finished') return emit(event);
    source.beforeEnd();
    emit({ event: 'finished', ...source.report(event) });
  };
  try {
    const isDue = kind === 'auto' && (comparison === 'everything' || (await lacksFolders({ destination, catalog })));
    const backup = () =>
      runBackup(
        {
          source: follow(source.open({ catalog, emit })),
          account: source.account,
          destination,
          catalog,
          threads,
          control,
          policyOf: policyIn(sourcesOf(deps)),
          traffic: source.traffic,
          now: deps.now,
          clock: deps.clock,
          isGentle,
          emit: emitLastly,
        },
        {
          kind: isDue ? 'full' : kind,
          dryRun,
          view: albumView === 'auto' ? probed.value.albumView : albumView,
          maxNameBytes: probed.value.maxNameBytes,
          unfamiliar: state === 'unfamiliar',
          snapshotRefused,
          problems: told === null ? [] : [told],
          ...options,
        },
      );
    const report = await withAllowance(allowance, backup);
    return ok(source.report(report));
  } finally {
    control.dispose();
    await threads.close();
    catalog.close();
  }
}
