import type { CalendarWords } from './calendar.ts';

/** Dates in a person's language and zone. */
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
