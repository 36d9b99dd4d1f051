import type { Clock } from '../../base/clock.ts';

/**
 * A clock on which a day passes in `scale` days: development builds shorten every wait. 1 is the system's own time.
 *
 * @param system what it is made from
 */
export function scaledClock(system: Clock, scale: number): Clock {
  if (scale === 1) return system;
  const begin = system.now().getTime();
  return {
    now: () => new Date(begin + (system.now().getTime() - begin) / scale),
    after: (milliseconds, call) => system.after(milliseconds * scale, call),
  };
}
