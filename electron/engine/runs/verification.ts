import type { VerifyReport } from '../../contract/models.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { writeProof } from '../backup/proof.ts';
import { type VerificationProgress, verify } from '../backup/verification.ts';
import type { VerificationRequest } from '../backup/verification-request.ts';
import { openDiskThreads } from '../destination/disk-threads.ts';
import { policyIn } from '../sources/source-policies.ts';
import { type EngineDeps, type EngineDestination, sourcesOf } from './engine-deps.ts';
import { openForReading } from './open-for-reading.ts';
import { logVerification, openLoggedCatalog } from './run-log.ts';

/**
 * Compares everything in a destination, or what is asked for, with what was stored. Problems: those of the destination, and
 * `interrupted`.
 */
export async function verifyDestination(
  deps: Pick<EngineDeps, 'dataFolder' | 'now' | 'clock' | 'log' | 'sources'>,
  place: EngineDestination,
  onProgress: (progress: VerificationProgress) => void,
  signal: AbortSignal,
  request: VerificationRequest = {},
): Promise<Result<VerifyReport>> {
  const opening = await openForReading(place, deps);
  if (!opening.ok) return opening;
  const { destination, lock } = opening.value;
  try {
    const file = catalogFile(deps.dataFolder, place.identity);
    const opened = await openLoggedCatalog(destination, file, deps);
    if (!opened.ok) return opened;
    const { catalog } = opened.value;
    const threads = openDiskThreads();
    const { now, clock } = deps;
    try {
      const policyOf = policyIn(sourcesOf(deps));
      const report = await verify({ destination, catalog, threads, policyOf, now, clock, signal, onProgress }, request);
      logVerification(report, deps.log);
      if (request.proof !== true) return ok(report);
      const proof = await writeProof({ destination, catalog, now });
      return proof.ok ? ok({ ...report, proof: proof.value }) : proof;
    } catch (thrown) {
      if (thrown instanceof ProblemError) return failed(thrown.problem);
      if (signal.aborted) return failed(problem('interrupted'));
      throw thrown;
    } finally {
      await threads.close();
      catalog.close();
    }
  } finally {
    lock.release();
  }
}
