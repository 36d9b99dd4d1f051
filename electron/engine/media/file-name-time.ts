import { isPhotoYear, localTime } from './local-time.ts';

/** A time found in a file name. `local`: the clock on the wall; `utc`: UTC; `day`: only the day is known. */
export interface FileNameTime {
  readonly kind: 'local' | 'utc' | 'day';
  /** `YYYY-MM-DDTHH:MM:SS`; noon when only the day is known. */
  readonly time: string;
}

/**
 * `20230812_101530`, `20230812-101530`, `20230812101530`, `2023-08-12-10-15-30`, `2023-08-12 at 1.15.30 PM`, each with
 * whatever comes before and after, except more digits (a longer number is something else).
 * Fractions of a second may follow directly, as in `PXL_20230812_101530123`. Looking ahead without moving on finds a date
 * that begins inside digits which were no date.
 */
const dateAndTime =
  /(?<!\d)(?=(\d{4})([-_.]?)(\d\d)\2(\d\d)(?:[-_ T.]| at )?(\d\d|\d(?=\.))[-_.:]?(\d\d)[-_.:]?(\d\d)(?:\d{1,3})?(?!\d)(?:\s?([AP])M\b)?)/g;

/** `IMG-20230812-WA0001`, `2023-08-12`, each not part of a longer number. */
const dateOnly = /(?<!\d)(?=(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d))/g;

/** `FB_IMG_1565600000123`, `BURST1565600000123`: milliseconds since 1970, as apps count them. */
const epochMilliseconds = /(?<!\d)(1\d{12})(?!\d)/g;

/** The time that a camera or app wrote into a file name; null when there is none that can be that of a photo. */
export function fileNameTime(filename: string, now: Date): FileNameTime | null {
  for (const [, year, , month, day, hour, minute, second, half] of filename.matchAll(dateAndTime)) {
    const time = timeOf([year, month, day, hourOfDay(Number(hour), half), minute, second], now);
    // Google's own camera names its files by UTC, all others by the clock on the wall.
    if (time !== null) return { kind: /^PXL_/i.test(filename) ? 'utc' : 'local', time };
  }
  for (const [, milliseconds] of filename.matchAll(epochMilliseconds)) {
    const moment = new Date(Number(milliseconds));
    if (isPhotoYear(moment.getUTCFullYear(), now)) return { kind: 'utc', time: moment.toISOString().slice(0, 19) };
  }
  for (const [, year, , month, day] of filename.matchAll(dateOnly)) {
    const noon = timeOf([year, month, day, 12, 0, 0], now);
    if (noon !== null) return { kind: 'day', time: noon };
  }
  return null;
}

/** In twelve-hour names 12 AM is midnight and 12 PM is noon. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour < 1 || hour > 12) return hour;
  return (hour % 12) + (half === 'P' ? 12 : 0);
}

function timeOf(parts: readonly (string | number | undefined)[], now: Date): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return localTime({ year, month, day, hour, minute, second }, now);
}
