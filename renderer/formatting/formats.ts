import { createTextWriter } from '../../electron/contract/messages/icu.ts';
import { createMessageWriter, type MessageWriter } from '../../electron/contract/messages/message-writer.ts';
import { type Problem, wayOutOf } from '../../electron/contract/problem.ts';
import type { ProblemMessages } from '../../electron/contract/problems/traits.ts';
import { createTranslate, type LanguageTexts, type Translate } from '../messages/texts.ts';

/** As much of a problem as its words follow from. */
export type WordedProblem = Pick<Problem, 'code' | 'wayOut' | 'advice'>;

/** How numbers, sizes and times are written. Everything a person reads goes through one of these. */
export interface Formats {
  /** Whose signs numbers are written with, for fields that a person types numbers into. */
  readonly locale: string;
  /** 12345 → "12,345". */
  readonly count: (value: number) => string;
  /** Bytes in decimal units: "1.2 GB". */
  readonly bytes: (value: number) => string;
  /** Bytes a second: "3.4 MB/s". */
  readonly rate: (bytesPerSecond: number) => string;
  /** Seconds as "8 sec", "12 min", "3 hr 5 min", "2 days 4 hr". */
  readonly duration: (seconds: number) => string;
  /** A point in time, in the person's zone: "12 Aug 2026, 14:03". */
  readonly dateTime: (instant: string) => string;
  /** Without a time: "12 August 2026". */
  readonly day: (instant: string) => string;
  /** "today at 14:03", "tomorrow at 02:00", "Friday at 14:03", else `dateTime`. */
  readonly nearTime: (instant: string, now: Date) => string;
  /** "in 5 minutes", "3 hours ago". */
  readonly relative: (instant: string, now: Date) => string;
  /** For what has happened: "just now", "3 hours ago"; never in the future, however long ago `now` was taken. */
  readonly ago: (instant: string, now: Date) => string;
  /** Local capture time without a zone, `YYYY-MM-DDTHH:MM:SS`. */
  readonly localDateTime: (local: string) => string;
  /** A month `YYYY-MM`: "August 2026". */
  readonly month: (month: string) => string;
  /** What main sends as a message, in words. */
  readonly message: MessageWriter;
  /** What a problem is, why, and the way out. */
  readonly problem: (problem: WordedProblem) => ProblemMessages;
  /** The page's own texts. */
  readonly t: Translate;
  /** "a, b, c": facts of one thing. */
  readonly series: (parts: readonly string[]) => string;
  /** "a, b and c". */
  readonly list: (parts: readonly string[]) => string;
}

/** Where the formats come from: texts, a locale of `formatLocale` for their language, and a time zone (undefined is the computer's own). */
export interface FormatOptions {
  readonly texts: LanguageTexts;
  readonly locale: string;
  readonly timeZone?: string | undefined;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Makes the formats. */
export function createFormats({ texts, locale, timeZone }: FormatOptions): Formats {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const series = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const dateTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const localDateTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });

  const message = createMessageWriter(locale, timeZone, texts.shell);
  const t = createTranslate(texts.page, createTextWriter(locale));
  const count = (value: number) => numbers.format(value);
  const relative = relatives(locale);
  const dateTime = (instant: string) => dateTimes.format(new Date(instant));
  return {
    locale,
    count,
    bytes: (value) => bytesIn(locale, value),
    rate: (bytesPerSecond) => bytesIn(locale, bytesPerSecond, '-per-second'),
    duration: (seconds) => durationIn(locale, seconds),
    dateTime,
    day: (instant) => days.format(new Date(instant)),
    nearTime: nearTimes({ locale, timeZone, dateTime, t }),
    relative,
    ago: (instant, now) =>
      now.getTime() - Date.parse(instant) < minute * 1000 ? t('formats.just-now') : relative(instant, now),
    localDateTime: (local) => localDateTimes.format(new Date(`${local}Z`)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    t,
    message,
    problem: (met) => {
      const { title, explanation } = texts.shell.problems[met.code];
      return { title, explanation, wayOut: message(wayOutOf(met)) };
    },
    series: (parts) => series.format(parts),
    list: (parts) => lists.format(parts),
  };
}

function bytesIn(locale: string, value: number, per: '' | '-per-second' = ''): string {
  let scaled = Math.max(0, value);
  let step = 0;
  // 999.95 would be written as "1,000"; the next unit begins where rounding reaches it.
  while (step < byteUnits.length - 1 && scaled >= (step === 0 ? 1000 : 999.5)) {
    scaled /= 1000;
    step += 1;
  }
  const digits = step === 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  const unit = byteUnits[step] ?? 'byte';
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: `${unit}${per}`,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(scaled);
}

function durationIn(locale: string, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const part = (value: number, unit: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (whole < minute) return part(whole, 'second');
  const minutes = Math.round(whole / minute);
  if (minutes < 60) return part(minutes, 'minute');
  if (minutes < 24 * 60)
    return twoParts(
      minutes,
      60,
      (big) => part(big, 'hour'),
      (small) => part(small, 'minute'),
    );
  return twoParts(
    Math.round(minutes / 60),
    24,
    (big) => part(big, 'day'),
    (small) => part(small, 'hour'),
  );
}

function twoParts(
  value: number,
  size: number,
  big: (value: number) => string,
  small: (value: number) => string,
): string {
  const rest = value % size;
  return rest === 0 ? big(value / size) : `${big(Math.floor(value / size))} ${small(rest)}`;
}

function relatives(locale: string): (instant: string, now: Date) => string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return (instant, now) => {
    const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
    const size = Math.abs(seconds);
    if (size < minute) return words.format(Math.round(seconds), 'second');
    if (size < 59.5 * minute) return words.format(Math.round(seconds / minute), 'minute');
    if (size < 23.5 * hour) return words.format(Math.round(seconds / hour), 'hour');
    return words.format(Math.round(seconds / day), 'day');
  };
}

interface NearTimeOptions extends Pick<Formats, 't' | 'dateTime'>, Pick<FormatOptions, 'locale' | 'timeZone'> {}

function nearTimes({ locale, timeZone, dateTime, t }: NearTimeOptions): (instant: string, now: Date) => string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone });
  const calendarDay = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayNumber = (date: Date) => Date.parse(`${calendarDay.format(date)}T00:00:00Z`) / (day * 1000);
  return (instant, now) => {
    const date = new Date(instant);
    const away = dayNumber(date) - dayNumber(now);
    if (Math.abs(away) <= 1) return t('formats.day-at', { day: words.format(away, 'day'), time: times.format(date) });
    if (away > 1 && away < 7) return t('formats.day-at', { day: weekdays.format(date), time: times.format(date) });
    return dateTime(instant);
  };
}
