import type { Log } from '../../base/log.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import { ok, type Result } from '../../contract/result.ts';
import { endsEverything } from '../backup/problem-scope.ts';
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
 * mounted read-only or full, it need not be.
 */
export async function openForReading(
  { path, identity }: EngineDestination,
  { now, log }: { readonly now: () => Date; readonly log: Log },
): Promise<Result<OpenedDestination>> {
  const destination = await openDestinationForReading(path, identity);
  if (!destination.ok) return destination;
  const lock = logLock(await lockDestination(destination.value, now, 'read'), log);
  if (lock.ok) return ok({ destination: destination.value, lock: lock.value });
  // The disk takes nothing, as the lock says: nobody else can write either.
  const isUnwritable = endsEverything(lock.problem) && isMarked(lock.problem.code, 'names-the-cause');
  if (!isUnwritable) return lock;
  return ok({ destination: destination.value, lock: { release: () => undefined } });
}
