// Wall-clock times are text of the form YYYY-MM-DDTHH:MM:SS everywhere, so that no machine's time zone can slip in.

/** The year of the oldest photograph: nothing was taken before. */
const firstYear = 1826;
const minute = 60_000;
/** Time zones of the world lie from 12 hours behind to 14 hours ahead of UTC, in steps of a quarter hour. */
const westernmostZone = -12 * 60;
const easternmostZone = 14 * 60;
const zoneStep = 15;
/** How far two clocks may differ and still tell the same moment, in milliseconds. */
const clockTolerance = 2 * minute;

/** The fields of a wall-clock time; months and days count from 1. */
export interface ClockFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * The wall-clock time as text; null when there is no such time in the calendar, or {@link isPhotoYear} says no.
 */
export function localTime(fields: ClockFields, now: Date): string | null {
  const { year, month, day, hour, minute: minutes, second } = fields;
  if (!isPhotoYear(year, now)) return null;
  if (hour > 23 || minutes > 59 || second > 59) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minutes, second));
  // The calendar moves 30 February to March: a time that moved does not exist.
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return textOf(at);
}

/** Whether a photo can be of this year: from 1826 to the year after `now`, because clocks are set wrong. */
export function isPhotoYear(year: number, now: Date): boolean {
  return year >= firstYear && year <= now.getUTCFullYear() + 1;
}

/** The wall-clock time shown by a clock that is `zoneMinutes` east of UTC at the given epoch milliseconds. */
export function localTimeAt(epochMilliseconds: number, zoneMinutes: number): string {
  return textOf(new Date(epochMilliseconds + zoneMinutes * minute));
}

/** `YYYY:MM:DD HH:MM:SS` as EXIF writes it, also with the other separators that cameras use; null when it is no time. */
export function parseClockText(text: string, now: Date): string | null {
  const match = /^\s*(\d{4})[:\-/.]([ \d]\d)[:\-/.]([ \d]\d)[ T]+([ \d]\d):([ \d]\d)(?::([ \d]\d))?/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return localTime({ year, month, day, hour, minute: minutes, second }, now);
}

/** `+02:00`, `+0200`, `+02` or `Z` as minutes east of UTC; null when it is no time zone of this world. */
export function parseZone(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(trimmed);
  if (match === null) return null;
  const size = Number(match[2]) * 60 + Number(match[3] ?? 0);
  const zone = match[1] === '-' && size !== 0 ? -size : size;
  return isZone(zone) ? zone : null;
}

/**
 * How many minutes east of UTC a clock is that shows `local` at the moment `utc` (epoch milliseconds), when the two differ
 * by a time zone of this world to within two minutes; null when they do not belong to the same moment.
 */
export function zoneBetween(local: string, utc: number): number | null {
  const difference = Date.parse(`${local}Z`) - utc;
  const zone = Math.round(difference / (zoneStep * minute)) * zoneStep;
  if (!isZone(zone) || Math.abs(difference - zone * minute) > clockTolerance) return null;
  // Rounding can give -0, which is not equal to 0 everywhere.
  return zone === 0 ? 0 : zone;
}

function isZone(zone: number): boolean {
  return zone >= westernmostZone && zone <= easternmostZone && zone % zoneStep === 0;
}

function textOf(at: Date): string {
  return at.toISOString().slice(0, 19);
}
