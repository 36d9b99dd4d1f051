import type { VerifyReport } from '../../contract/models.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { verify } from '../backup/verification.ts';
import { openDiskThreads } from '../destination/disk-threads.ts';
import { openDestination } from '../destination/identity.ts';
import { lockDestination } from '../destination/lock.ts';
import type { EngineDeps, EngineDestination } from './engine-deps.ts';
import { logLock, logVerification, openLoggedCatalog } from './run-log.ts';

/** Re-hashes everything stored in a destination. Problems: those of the destination, and `interrupted`. */
export async function verifyDestination(
  deps: EngineDeps,
  { path, identity }: EngineDestination,
  onProgress: (progress: { readonly files: number; readonly bytes: number }) => void,
  signal: AbortSignal,
): Promise<Result<VerifyReport>> {
  const destination = await openDestination(path, identity);
  if (!destination.ok) return destination;
  const lock = logLock(await lockDestination(destination.value, deps.now), deps.log);
  if (!lock.ok) return lock;
  try {
    const file = catalogFile(deps.dataFolder, identity);
    const opened = openLoggedCatalog(destination.value, file, deps);
    if (!opened.ok) return opened;
    const { catalog } = opened.value;
    const threads = openDiskThreads();
    const { now } = deps;
    try {
      const report = await verify({ destination: destination.value, catalog, threads, now, signal, onProgress });
      logVerification(report, deps.log);
      return ok(report);
    } catch (thrown) {
      if (thrown instanceof ProblemError) return failed(thrown.problem);
      if (signal.aborted) return failed(problem('interrupted'));
      throw thrown;
    } finally {
      await threads.close();
      catalog.close();
    }
  } finally {
    lock.value.release();
  }
}
