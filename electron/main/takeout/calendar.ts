import type { TakeoutWarning } from '../../contract/takeout-desktop-models.ts';
import type { ExportSchedule, ExportSummary, ExportsReport } from '../../contract/takeout-models.ts';

/** Dates in the person's language: "1 March", and "1 March, 14:30". */
export interface CalendarWords {
  readonly day: (instant: string) => string;
  readonly dayAndTime: (instant: string) => string;
}

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** Parts that are missing are warned of so long before Google takes them away. */
const expiryWarningMs = 48 * hourMs;
/** Google needs hours to days for an export, and offers it for a week. */
const exportGraceMs = dayMs;
const exportOfferMs = 7 * dayMs;
/** Time enough to order the next year without a gap. */
const endWarningMs = 30 * dayMs;

/** What a person should do about exports at `now`, the most pressing first. */
export function takeoutWarnings(
  { exports, schedule }: Pick<ExportsReport, 'exports' | 'schedule'>,
  now: Date,
  words: CalendarWords,
): TakeoutWarning[] {
  const expiring = exports.flatMap((one) => expiryOf(one, now, words) ?? []);
  const [latest] = exports;
  if (schedule === null || latest === undefined) return expiring;
  const ofSchedule = [overdue(schedule, latest, now, words), ending(schedule, latest, now, words)];
  return [...expiring, ...ofSchedule.filter((one) => one !== null)];
}

function expiryOf(one: ExportSummary, now: Date, { day, dayAndTime }: CalendarWords): TakeoutWarning | null {
  const { stamp, downloadUntil: until, exportedAt } = one;
  const numbers = wantedNumbers(one);
  if (until === null || numbers.length === 0 || !isWithin(now, Date.parse(until) - expiryWarningMs, until)) return null;
  const made = exportedAt === null ? 'an export' : `the export of ${day(exportedAt)}`;
  const which = numbers.length === 1 ? `Part ${numbers[0]}` : `Parts ${numbers.join(', ')}`;
  return {
    ...{ kind: 'parts-expire', stamp, until },
    title: `${which} of ${made} ${numbers.length === 1 ? 'is' : 'are'} still missing`,
    wayOut: `Google offers the download until ${dayAndTime(until)}. Download what is missing and import it.`,
  };
}

/** Numbers of parts that never arrived, or arrived broken and were not downloaded again. */
function wantedNumbers({ missing, parts }: ExportSummary): readonly number[] {
  const whole = new Set(parts.filter(({ state }) => state !== 'broken').map(({ number }) => number));
  const broken = parts.filter(({ state }) => state === 'broken').map(({ number }) => number);
  const wanted = [...missing, ...broken.filter((number) => number !== null && !whole.has(number))];
  return [...new Set(wanted)].filter((number) => number !== null).toSorted((one, other) => one - other);
}

function overdue(
  { nextExpectedAt }: ExportSchedule,
  { stamp }: ExportSummary,
  now: Date,
  { day }: CalendarWords,
): TakeoutWarning | null {
  if (nextExpectedAt === null) return null;
  const expected = Date.parse(nextExpectedAt);
  const until = new Date(expected + exportOfferMs).toISOString();
  if (!isWithin(now, expected + exportGraceMs, until)) return null;
  return {
    ...{ kind: 'export-overdue', stamp, until },
    title: 'An export should be waiting for you',
    wayOut: `Google was to make it on ${day(nextExpectedAt)}, and offers it for 7 days. Look for its e-mail, or in the cloud drive that you chose, and import the parts.`,
  };
}

function ending(
  { endsAt }: ExportSchedule,
  { stamp }: ExportSummary,
  now: Date,
  { day }: CalendarWords,
): TakeoutWarning | null {
  const until = Date.parse(endsAt);
  if (now.getTime() < until - endWarningMs) return null;
  const isOver = now.getTime() >= until;
  return {
    ...{ kind: 'schedule-ends', stamp, until: endsAt },
    title: isOver ? 'Google makes no more exports for you' : 'The schedule of your exports ends soon',
    wayOut: isOver
      ? `The schedule ended on ${day(endsAt)}. Order exports every 2 months for another year.`
      : `Order exports every 2 months for another year by ${day(endsAt)}.`,
  };
}

function isWithin(now: Date, from: number, until: string): boolean {
  return now.getTime() >= from && now.getTime() < Date.parse(until);
}
