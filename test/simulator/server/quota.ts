import type { SimulatorClock } from './clock.ts';

/** The per-project limits that Google counts separately. */
type QuotaSubject = 'api' | 'media';

export interface QuotaLimits {
  readonly apiPerDay: number;
  readonly mediaPerDay: number;
  /** API requests a minute. */
  readonly apiPerMinute: number;
}

export interface Quota {
  /** Counts one request; a refused request is not counted. */
  readonly spend: (subject: QuotaSubject) => 'ok' | 'day' | 'minute';
}

const hour = 3_600_000;
const minute = 60_000;

/** Counters that start again at midnight in California (days) and at each full minute. */
export function createQuota(limits: QuotaLimits, clock: SimulatorClock): Quota {
  const spent = { day: '', api: 0, media: 0, minute: -1, inMinute: 0 };
  const dayOf = createPacificDays();

  return {
    spend: (subject) => {
      const now = clock.now();
      const today = dayOf(now);
      if (today !== spent.day) Object.assign(spent, { day: today, api: 0, media: 0 });
      if (spent[subject] >= (subject === 'api' ? limits.apiPerDay : limits.mediaPerDay)) return 'day';
      if (subject === 'api') {
        const thisMinute = Math.floor(now / minute);
        if (thisMinute !== spent.minute) Object.assign(spent, { minute: thisMinute, inMinute: 0 });
        if (spent.inMinute >= limits.apiPerMinute) return 'minute';
        spent.inMinute += 1;
      }
      spent[subject] += 1;
      return 'ok';
    },
  };
}

/** The date in California. Midnight there is on a full hour UTC, so one look-up an hour is enough. */
function createPacificDays(): (now: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' });
  let known = { hour: -1, day: '' };
  return (now) => {
    const thisHour = Math.floor(now / hour);
    if (thisHour !== known.hour) known = { hour: thisHour, day: format.format(now) };
    return known.day;
  };
}
