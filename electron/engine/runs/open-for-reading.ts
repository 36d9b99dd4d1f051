import type { Log } from '../../base/log.ts';
import { ok, type Result } from '../../contract/result.ts';
import { type Destination, openDestinationForReading } from '../destination/identity.ts';
import { type DestinationLock, lockDestination } from '../destination/lock.ts';
import type { EngineDestination } from './engine-deps.ts';
import { logLock } from './run-log.ts';

/** A destination and its lock. */
export interface OpenedDestination {
  readonly destination: Destination;
  readonly lock: DestinationLock;
}

/**
 * Opens a destination to look at it. It is locked against others who write; where nobody can write, as on a disk that is
 * mounted read-only, it need not be.
 */
export async function openForReading(
  { path, identity }: EngineDestination,
  { now, log }: { readonly now: () => Date; readonly log: Log },
): Promise<Result<OpenedDestination>> {
  const destination = await openDestinationForReading(path, identity);
  if (!destination.ok) return destination;
  const lock = logLock(await lockDestination(destination.value, now), log);
  if (lock.ok) return ok({ destination: destination.value, lock: lock.value });
  if (lock.problem.code !== 'destination-not-writable') return lock;
  return ok({ destination: destination.value, lock: { release: () => undefined } });
}
