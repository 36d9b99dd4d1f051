import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AlbumViewKind, RunEvent, RunKind, RunReport } from '../contract/models.ts';
import { problem, problemOf } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { catalogFile, openCatalogOf } from './backup/opening.ts';
import { runBackup } from './backup/run.ts';
import type { RunControl } from './backup/run-control.ts';
import type { Catalog } from './catalog/catalog.ts';
import { openDiskThreads } from './destination/disk-threads.ts';
import { type Destination, openDestination } from './destination/identity.ts';
import { lockDestination } from './destination/lock.ts';
import { probeDestination } from './destination/probe.ts';
import { collectEarly } from './early-collection.ts';
import type { GoogleHttp, GoogleService } from './google/google-http.ts';
import { openPipeline } from './pipeline.ts';
import type { Source } from './sources/source.ts';
import type { EngineAccount, EngineDestination, EngineLimits, EngineSurroundings } from './surroundings.ts';

/** What every run is asked, whatever its source. */
export interface SourceRunRequest {
  readonly account: EngineAccount;
  readonly destination: EngineDestination;
  readonly kind: RunKind | 'auto';
  readonly dryRun: boolean;
  /** `auto`: the best that the file system allows. */
  readonly albumView: AlbumViewKind | 'auto';
  readonly limits: EngineLimits;
}

/** What a source is built on. All of it is open for as long as the run goes on. */
export interface SourceGround {
  readonly http: GoogleHttp;
  readonly catalog: Catalog;
  readonly emit: (event: RunEvent) => void;
}

/** The source of a run. */
export interface SourceOfRun {
  readonly service: GoogleService;
  /** Builds the source. Throws a ProblemError when something that it needs cannot be had. */
  readonly open: (ground: SourceGround) => Source;
}

/**
 * One run of a source into a destination. A problem means that the run could not begin; everything later is in the
 * report.
 */
export async function runSource(
  surroundings: EngineSurroundings,
  source: SourceOfRun,
  request: SourceRunRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  const destination = await openDestination(request.destination.path, request.destination.identity);
  if (!destination.ok) return destination;
  const lock = await lockDestination(destination.value, surroundings.now);
  if (!lock.ok) return lock;
  let isOver = false;
  const emitWhileRunning = (event: RunEvent): void => {
    // The pipeline speaks once more when it closes; nothing follows `finished`.
    if (!isOver) emit(event);
    isOver = isOver || event.event === 'finished';
  };
  try {
    const { account, limits } = request;
    const pipeline = await openPipeline(surroundings, source.service, account, limits, (quota) => {
      emitWhileRunning({ event: 'quota', ...quota });
    });
    if (!pipeline.ok) return pipeline;
    const { http, close } = pipeline.value;
    try {
      return await runInto(destination.value, http, surroundings, source, request, control, emitWhileRunning);
    } finally {
      await close();
    }
  } finally {
    lock.value.release();
  }
}

async function runInto(
  destination: Destination,
  http: GoogleHttp,
  surroundings: EngineSurroundings,
  source: SourceOfRun,
  request: SourceRunRequest,
  control: RunControl,
  emit: (event: RunEvent) => void,
): Promise<Result<RunReport>> {
  const probed = await probeDestination(destination.path, { dataFolder: surroundings.dataFolder });
  if (!probed.ok) return probed;
  const file = catalogFile(surroundings.dataFolder, destination.identity);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    return failed(problem('data-folder-unusable', { detail: problemOf(error).detail }));
  }
  const opened = openCatalogOf(destination, file, surroundings.now());
  if (!opened.ok) return opened;
  const { catalog, state, problem: told } = opened.value;
  collectEarly();
  const threads = openDiskThreads();
  const { account, kind, dryRun, albumView } = request;
  const emitLastly = (event: RunEvent): void => {
    // Whoever listens sees the final counts before the end.
    if (event.event === 'finished') emit({ event: 'quota', ...http.quota() });
    emit(event);
  };
  try {
    const report = await runBackup(
      {
        source: source.open({ http, catalog, emit }),
        account: { id: account.id, label: account.email },
        destination,
        catalog,
        threads,
        control,
        traffic: http.counters,
        now: surroundings.now,
        clock: surroundings.clock,
        emit: emitLastly,
      },
      {
        kind,
        dryRun,
        view: albumView === 'auto' ? probed.value.albumView : albumView,
        maxNameBytes: probed.value.maxNameBytes,
        unfamiliar: state === 'unfamiliar',
        problems: told === null ? [] : [told],
      },
    );
    return ok(report);
  } finally {
    control.dispose();
    await threads.close();
    catalog.close();
  }
}
