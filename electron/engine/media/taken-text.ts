import { localTime, parseClockText, parseZone } from './local-time.ts';
import type { EmbeddedReason, EmbeddedTaken } from './media-facts.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads the dates that programs write as text: `2023-08-12T10:15:30+0200` (QuickTime, PNG), `Sat, 12 Aug 2023 10:15:30 GMT`
 * (PNG), `Sat Aug 12 10:15:30 2023` (AVI). One in UTC tells the moment, but not the clock on the wall. Null for everything
 * else, such as the bare year that music has.
 */
export function takenOfText(text: string, reason: EmbeddedReason, now: Date): EmbeddedTaken | null {
  const local = parseClockText(text, now) ?? parseMailDate(text, now) ?? parseCalendarDate(text, now);
  if (local === null) return null;
  // The end is enough: a text may be as long as its file, and digits without end would be tried one by one.
  const zone = /\d(?:\.\d+)? ?(Z|GMT|UTC?|[+-]\d\d:?\d\d)$/.exec(text.trimEnd().slice(-endLength))?.[1];
  if (zone === undefined) return { kind: 'local', local, zoneMinutes: null, reason };
  if (/^[A-Z]/.test(zone)) return { kind: 'instant', utc: `${local}.000Z`, reason };
  return { kind: 'local', local, zoneMinutes: parseZone(zone), reason };
}

const endLength = 64;

/** The form of mail and HTTP headers (RFC 5322, 3.3). */
function parseMailDate(text: string, now: Date): string | null {
  const match = /(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d)/.exec(text);
  return match === null ? null : timeOf([match[3], match[2], match[1], match[4], match[5], match[6]], now);
}

/** The form of C's asctime. */
function parseCalendarDate(text: string, now: Date): string | null {
  const match = /([A-Za-z]{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})/.exec(text);
  return match === null ? null : timeOf([match[6], match[1], match[2], match[3], match[4], match[5]], now);
}

/** From year, month name, day, hour, minute, second. */
function timeOf(parts: readonly (string | undefined)[], now: Date): string | null {
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts;
  const fields = {
    year: Number(year),
    month: months.indexOf(month.toLowerCase()) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  return localTime(fields, now);
}
