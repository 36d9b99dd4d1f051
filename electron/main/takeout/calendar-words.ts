import type { CalendarWords } from './calendar.ts';

/** Dates as written in `locale`, one of `formatLocale`, in the person's zone. */
export function calendarWords(locale: string): CalendarWords {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'long' },
    ...{ hour: 'numeric', minute: '2-digit' },
  });
  return {
    day: (instant) => day.format(new Date(instant)),
    dayAndTime: (instant) => dayAndTime.format(new Date(instant)),
  };
}
