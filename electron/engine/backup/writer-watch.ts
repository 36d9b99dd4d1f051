import type { MonotonicClock } from '../../base/clock.ts';
import type { Destination } from '../destination/identity.ts';
import { isBeingWritten, lastHolder } from '../destination/lock.ts';

/** Notices that somebody writes to a destination, without holding its lock. */
export interface WriterWatch {
  /** Whether somebody has begun to write since the watch began. Looks once in a while; `atOnce` looks now. */
  readonly hasBegun: (atOnce: boolean) => Promise<boolean>;
}

const lookEveryMs = 500;

/** Null when somebody is writing already. Whoever writes leaves a note of it first, on whichever computer. */
export async function watchForWriters(destination: Destination, clock: MonotonicClock): Promise<WriterWatch | null> {
  const holder = await lastHolder(destination);
  if (await isBeingWritten(destination)) return null;
  let lookedAt = clock();
  return {
    hasBegun: async (atOnce) => {
      if (!atOnce && clock() - lookedAt < lookEveryMs) return false;
      lookedAt = clock();
      return (await lastHolder(destination)) !== holder;
    },
  };
}
