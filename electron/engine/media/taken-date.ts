import type { TakenReason } from '../../contract/models.ts';
import { fileNameTime } from './file-name-time.ts';
import { isPhotoYear, localTimeAt, zoneBetween } from './local-time.ts';
import type { MediaFacts } from './media-facts.ts';

/** Everything that can tell when an item was taken. */
export interface TakenEvidence {
  readonly facts: MediaFacts;
  /** The source's own date in UTC, ISO 8601; null when it has none. */
  readonly apiCreatedAt: string | null;
  readonly filename: string;
}

/** When an item was taken, in the words of the catalog. */
export interface TakenDecision {
  /** `YYYY-MM-DDTHH:MM:SS`; null when nothing tells. */
  readonly takenLocal: string | null;
  /** Minutes east of UTC; null when unknown, in which case `takenLocal` may be UTC. */
  readonly zoneMinutes: number | null;
  readonly takenReason: TakenReason;
}

/** Farther apart than any two time zones, two moments are not the same event. */
const dayAndTwoHours = 26 * 60 * 60 * 1000;

/**
 * Decides when an item was taken: what the file itself says, else the source's date, else the file name, else nothing.
 *
 * Where only a moment in UTC is known, the wall clock comes from a file name that tells the same moment in some zone.
 * Without one the time stays in UTC with an unknown zone: this machine's own zone is never used, so that the same library
 * gives the same folders on every machine, today and after a move.
 *
 * A movie header that is more than a day later than the source's date was written when the video was converted (what the
 * API hands out for videos is); then the source's date counts. Dates later than the year after `now` are ignored.
 */
export function decideTaken({ facts, apiCreatedAt, filename }: TakenEvidence, now: Date): TakenDecision {
  const { taken } = facts;
  if (taken?.kind === 'local') {
    return { takenLocal: taken.local, zoneMinutes: taken.zoneMinutes, takenReason: taken.reason };
  }
  const sourceMoment = momentOf(apiCreatedAt, now);
  if (taken?.kind === 'instant') {
    const fileMoment = Date.parse(taken.utc);
    const isConverted = sourceMoment !== null && fileMoment - sourceMoment > dayAndTwoHours;
    if (!isConverted) return decideMoment(fileMoment, taken.reason, filename, now);
  }
  if (sourceMoment !== null) return decideMoment(sourceMoment, 'api', filename, now);
  return decideFileName(filename, now);
}

function decideMoment(moment: number, takenReason: TakenReason, filename: string, now: Date): TakenDecision {
  const named = fileNameTime(filename, now);
  const zoneMinutes = named?.kind === 'local' ? zoneBetween(named.time, moment) : null;
  return { takenLocal: localTimeAt(moment, zoneMinutes ?? 0), zoneMinutes, takenReason };
}

function decideFileName(filename: string, now: Date): TakenDecision {
  const named = fileNameTime(filename, now);
  if (named === null) return { takenLocal: null, zoneMinutes: null, takenReason: 'none' };
  return { takenLocal: named.time, zoneMinutes: null, takenReason: 'file-name' };
}

/** Epoch milliseconds; null for what is no date, 1970-01-01 (an unset one), and a future that cannot be. */
function momentOf(iso: string | null, now: Date): number | null {
  const moment = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(moment) || moment === 0) return null;
  return isPhotoYear(new Date(moment).getUTCFullYear(), now) ? moment : null;
}
