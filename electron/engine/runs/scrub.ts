import { existsSync } from 'node:fs';
import { sleep } from '../../base/clock.ts';
import type { ScrubReport } from '../../contract/models.ts';
import { ProblemError } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { writeDueProof } from '../backup/due-proof.ts';
import { refuseNewerSnapshot } from '../backup/folder-snapshot.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { type ScrubRequest, scrub } from '../backup/scrub.ts';
import type { VerificationProgress } from '../backup/verification.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import { type Destination, openDestinationForReading } from '../destination/identity.ts';
import { lockDestination } from '../destination/lock.ts';
import { refreshCatalog } from './adoption.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';
import { logScrub } from './run-log.ts';

const nothing: ScrubReport = {
  ...{
    due: { files: 0, bytes: 0 },
    checked: 0,
    bytes: 0,
    intact: 0,
    findings: [],
    known: 0,
    ended: 'done',
    seconds: 0,
  },
};

/**
 * Reads today's share of a destination again; see {@link scrub}. When everything was read once more by then, it leaves a
 * proof in the folder. Before the first run there is nothing to read. Problems:
 * those of the destination and of the catalog.
 */
export async function scrubDestination(
  deps: Pick<EngineDeps, 'dataFolder' | 'now' | 'clock' | 'log' | 'sources'>,
  place: EngineDestination,
  request: ScrubRequest,
  onProgress: (progress: VerificationProgress) => void,
  signal: AbortSignal,
): Promise<Result<ScrubReport>> {
  const told = await refreshCatalog(deps, place);
  const newer = told?.code === 'catalog-newer' ? told : refuseNewerSnapshot(place.path);
  if (newer !== null) return failed(newer);
  const destination = await openDestinationForReading(place.path, place.identity);
  if (!destination.ok) return destination;
  const file = catalogFile(deps.dataFolder, place.identity);
  // Opening would make an empty one, in the way of the one that the next run restores.
  if (!existsSync(file)) return ok(nothing);
  const opened = openCatalog(file, kindsOf(deps));
  if (!opened.ok) return opened;
  const catalog = opened.value;
  try {
    const { now, clock } = deps;
    const work = { destination: destination.value, catalog, now, clock, wait: sleep, signal, onProgress };
    const report = await scrub(work, request);
    logScrub(report, deps.log);
    const proof = report.ended === 'done' ? await leaveProof(destination.value, catalog, deps) : null;
    return ok(proof === null ? report : { ...report, proof });
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  } finally {
    catalog.close();
  }
}

/** What the share completes is proved at once, unless somebody writes to the folder: their run leaves the proof then. */
async function leaveProof(
  destination: Destination,
  catalog: Catalog,
  { now, log }: Pick<EngineDeps, 'now' | 'log'>,
): Promise<string | null> {
  if (catalog.readAges.wholeSince() === null) return null;
  const lock = await lockDestination(destination, now);
  if (!lock.ok) return null;
  try {
    const proof = await writeDueProof({ destination, catalog, now });
    if (proof.ok) return proof.value;
    log.warn('proof.failed', { problem: proof.problem.code, detail: proof.problem.detail });
    return null;
  } finally {
    lock.value.release();
  }
}
