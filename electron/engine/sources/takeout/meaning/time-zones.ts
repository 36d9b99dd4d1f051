import zoneOfPlace from '@photostructure/tz-lookup';

/** The time zones of the world, as the tables of this program know them. */
export interface TimeZones {
  /** IANA name of the zone at a place on Earth, at sea too; decimal degrees. */
  readonly at: (latitude: number, longitude: number) => string;
  /** Minutes east of UTC at a moment (epoch milliseconds), summer time included; null for an unknown name. */
  readonly offsetAt: (zone: string, moment: number) => number | null;
  /** The same for a wall-clock time `YYYY-MM-DDTHH:MM:SS`; in the hour that comes twice in autumn, the first. */
  readonly offsetOfLocal: (zone: string, local: string) => number | null;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Makes one whose clocks are kept: to make a clock for a zone takes longer than to ask it a hundred times. */
export function createTimeZones(): TimeZones {
  const clocks = new Map<string, Intl.DateTimeFormat | null>();

  function offsetAt(zone: string, moment: number): number | null {
    let clock = clocks.get(zone);
    if (clock === undefined) {
      clock = clockOf(zone);
      clocks.set(zone, clock);
    }
    return clock === null ? null : readOffset(clock, moment);
  }

  return {
    at: (latitude, longitude) => zoneOfPlace(latitude, longitude),
    offsetAt,
    offsetOfLocal: (zone, local) => {
      const asUtc = Date.parse(`${local}Z`);
      // The offset before and after any change nearby; the one that agrees with the clock is right.
      const before = offsetAt(zone, asUtc - day);
      const after = offsetAt(zone, asUtc + day);
      if (before === null || after === null) return null;
      return offsetAt(zone, asUtc - before * minute) === before ? before : after;
    },
  };
}

function clockOf(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    // A RangeError: tables of places and of zones may be of different years.
    return null;
  }
}

/** `GMT+05:45`, `GMT`; local mean time of old days has seconds, which are dropped. */
function readOffset(clock: Intl.DateTimeFormat, moment: number): number | null {
  const text = clock.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::\d{2})?)?$/.exec(text);
  if (match === null) return null;
  const size = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' && size !== 0 ? -size : size;
}
