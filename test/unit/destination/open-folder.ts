import { onTestFinished } from 'vitest';
import type { Result } from '../../../electron/contract/result.ts';
import { type DiskThreads, openDiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import {
  type Destination,
  initialiseDestination,
  openDestination,
} from '../../../electron/engine/destination/identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The clock of these tests. */
export const now = new Date('2026-11-21T10:00:00.000Z');
/** The identity of their destinations. */
export const identity = '8f14e45f-ceea-4672-9b0c-7a1d2e3f4a5b';

/** The value of a result that must be good. */
export function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail ?? result.problem.title}`);
  return result.value;
}

/** The code of a result that must not be good. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'none' : result.problem.code;
}

/** A destination in `folder` (default: a fresh one), initialised and opened. */
export async function openedDestination(folder?: string): Promise<Destination> {
  const path = folder ?? (await temporaryFolder());
  valueIn(await initialiseDestination(path, { now: () => now, newIdentity: () => identity }));
  return valueIn(await openDestination(path, identity));
}

/** One disk thread that ends with the test. */
export function threadsForTest(): DiskThreads {
  const threads = openDiskThreads({ most: 1 });
  onTestFinished(() => threads.close());
  return threads;
}
