import type { TimeWords } from './status-text.ts';

/** Times and numbers as written in `locale`, one of `formatLocale`, seen from `now`. */
export function timeWords(locale: string, now: () => Date): TimeWords {
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const dayAndTime = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  const number = new Intl.NumberFormat(locale);
  return {
    moment: (instant) => {
      const at = new Date(instant);
      return (at.toDateString() === now().toDateString() ? time : dayAndTime).format(at);
    },
    count: (value) => number.format(value),
  };
}
