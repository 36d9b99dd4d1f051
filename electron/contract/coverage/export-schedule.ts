import { accountKey } from '../account-key.ts';
import type { ExportSchedule } from '../takeout-models.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** Google's schedule: an export every two months, six times, then no more. */
const scheduledExports = 6;
const intervalMonths = 2;
const fewestInSchedule = 2;
/** Two exports so far apart are of one schedule. */
export const usualInterval = { shortest: 50 * dayMs, longest: 75 * dayMs };
/** When nothing has come for so long, no schedule is running. */
export const scheduleLapsesAfter = 2 * usualInterval.longest;
/** Google needs hours to days for an export; only then is it late. */
export const exportGraceMs = dayMs;

/**
 * Where Google's schedule stands, as far as the exports show it (their moments, latest first): those that follow one
 * another at its interval belong to it, back from the latest. Null while there are fewer than two of those, unless it
 * `isOrdered`, as the person says: a first export may as well have been ordered once.
 */
export function scheduleOf(
  exportedAt: readonly (string | null)[],
  now: Date,
  isOrdered: boolean = false,
): ExportSchedule | null {
  const moments = exportedAt.flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  const [latest] = moments;
  if (latest === undefined || now.getTime() - latest > scheduleLapsesAfter) return null;
  let seen = 1;
  let earliest = latest;
  for (const moment of moments.slice(1)) {
    const apart = earliest - moment;
    if (apart < usualInterval.shortest) continue;
    if (apart > usualInterval.longest || seen === scheduledExports) break;
    seen += 1;
    earliest = moment;
  }
  if (seen < (isOrdered ? 1 : fewestInSchedule)) return null;
  const after = (months: number): string => {
    const at = new Date(earliest);
    at.setUTCMonth(at.getUTCMonth() + months);
    return at.toISOString();
  };
  return {
    seen,
    nextExpectedAt: seen === scheduledExports ? null : after(seen * intervalMonths),
    endsAt: after(scheduledExports * intervalMonths),
  };
}

/**
 * The schedule that wants something first, of exports of several accounts, latest first: each account has its own, and
 * exports of two that came two months apart are no schedule. Null where none of them has one.
 */
export function firstSchedule(
  exports: readonly { readonly account: string | null; readonly exportedAt: string | null }[],
  now: Date,
): ExportSchedule | null {
  const byAccount = Map.groupBy(exports, ({ account }) => (account === null ? null : accountKey(account)));
  const schedules = [...byAccount.values()].flatMap((ofOne) => {
    const schedule = scheduleOf(
      ofOne.map(({ exportedAt }) => exportedAt),
      now,
    );
    return schedule === null ? [] : [schedule];
  });
  const due = ({ nextExpectedAt, endsAt }: ExportSchedule): string => nextExpectedAt ?? endsAt;
  return schedules.toSorted((one, other) => (due(one) < due(other) ? -1 : 1))[0] ?? null;
}
