/** One day of Google's daily quotas, which reset at midnight Pacific time. */
export interface QuotaDay {
  /** `YYYY-MM-DD` in Pacific time. */
  readonly day: string;
  /** Epoch milliseconds of the first and of the next midnight. */
  readonly startsAt: number;
  readonly resetsAt: number;
}

const hourMs = 3_600_000;

const pacificClock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What Pacific clocks show at `now`, as if it were UTC (epoch milliseconds, whole seconds). */
function pacificWallTime(now: number): number {
  const parts = new Map(pacificClock.formatToParts(now).map((part) => [part.type, Number(part.value)]));
  const field = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'));
}

/** The instant at which Pacific clocks show midnight of a date given as if it were UTC. */
function pacificMidnight(wallMidnight: number): number {
  // Midnight is never skipped nor repeated there (the clocks change at two), so one of the two offsets fits.
  const summer = wallMidnight + 7 * hourMs;
  return pacificWallTime(summer) === wallMidnight ? summer : wallMidnight + 8 * hourMs;
}

/** The quota day that holds the instant `now` (epoch milliseconds). */
export function quotaDayOf(now: number): QuotaDay {
  const wall = new Date(pacificWallTime(now));
  const midnight = (daysAhead: number) =>
    Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + daysAhead);
  return {
    day: new Date(midnight(0)).toISOString().slice(0, 10),
    startsAt: pacificMidnight(midnight(0)),
    resetsAt: pacificMidnight(midnight(1)),
  };
}
