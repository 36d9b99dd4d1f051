import { exportGraceMs } from '../../contract/coverage/export-schedule.ts';
import type { DriveReport } from '../../contract/drive-models.ts';
import { type Message, message } from '../../contract/messages/message.ts';
import type { TakeoutWarning } from '../../contract/takeout-desktop-models.ts';
import type { ExportSchedule, ExportSummary, ExportsReport } from '../../contract/takeout-models.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** Parts that are missing are warned of so long before Google takes them away. */
const expiryWarningMs = 48 * hourMs;
/** Google offers an export for a week. */
const exportOfferMs = 7 * dayMs;
/** Time enough to order the next year without a gap. */
const endWarningMs = 30 * dayMs;

/** What a person should do about exports at `now`, the most pressing first. */
export function takeoutWarnings(
  { exports, schedule }: Pick<ExportsReport, 'exports' | 'schedule'>,
  now: Date,
  drive: Pick<DriveReport, 'storage'> | null = null,
): TakeoutWarning[] {
  const expiring = exports.flatMap((one) => expiryOf(one, now) ?? []);
  const [latest] = exports;
  if (schedule === null || latest === undefined) return expiring;
  const ofSchedule = [
    overdue(schedule, latest, now),
    noRoomInDrive(schedule, exports, drive),
    ending(schedule, latest, now),
  ];
  return [...expiring, ...ofSchedule.filter((one) => one !== null)];
}

function expiryOf(one: ExportSummary, now: Date): TakeoutWarning | null {
  const { stamp, downloadUntil: until } = one;
  const title = lackTitle(one);
  if (until === null || title === null || !isWithin(now, Date.parse(until) - expiryWarningMs, until)) return null;
  return { kind: 'parts-expire', stamp, until, title, wayOut: message('takeout.parts-expire.way-out', { until }) };
}

/** What is missing of an export: parts by number, or files that its index or its details tell of. */
function lackTitle(one: ExportSummary): Message | null {
  const { exportedAt, state, missing } = one;
  const numbers = wantedNumbers(one);
  if (numbers.length === 0) {
    if (state !== 'incomplete' || exportedAt === null) return null;
    return message('takeout.files-expire', { files: missing, exportedAt });
  }
  return exportedAt === null
    ? message('takeout.parts-expire-undated', { numbers })
    : message('takeout.parts-expire', { numbers, exportedAt });
}

/** Numbers of parts that never arrived, or arrived broken and were not downloaded again. */
function wantedNumbers({ missingParts, parts }: ExportSummary): readonly number[] {
  const whole = new Set(parts.filter(({ state }) => state !== 'broken').map(({ number }) => number));
  const broken = parts.filter(({ state }) => state === 'broken').map(({ number }) => number);
  const wanted = [...missingParts, ...broken.filter((number) => number !== null && !whole.has(number))];
  return [...new Set(wanted)].filter((number) => number !== null).toSorted((one, other) => one - other);
}

function overdue({ nextExpectedAt }: ExportSchedule, { stamp }: ExportSummary, now: Date): TakeoutWarning | null {
  if (nextExpectedAt === null) return null;
  const expected = Date.parse(nextExpectedAt);
  const until = new Date(expected + exportOfferMs).toISOString();
  if (!isWithin(now, expected + exportGraceMs, until)) return null;
  return {
    ...{ kind: 'export-overdue', stamp, until },
    title: message('takeout.export-overdue'),
    wayOut: message('takeout.export-overdue.way-out', { expectedAt: nextExpectedAt }),
  };
}

function ending({ endsAt }: ExportSchedule, { stamp }: ExportSummary, now: Date): TakeoutWarning | null {
  const until = Date.parse(endsAt);
  if (now.getTime() < until - endWarningMs) return null;
  const isOver = now.getTime() >= until;
  return {
    ...{ kind: 'schedule-ends', stamp, until: endsAt },
    title: isOver ? message('takeout.schedule-ended') : message('takeout.schedule-ends'),
    wayOut: isOver
      ? message('takeout.schedule-ended.way-out', { endsAt })
      : message('takeout.schedule-ends.way-out', { endsAt }),
  };
}

/** What is new in two months, as a share of a whole library of which no later export was seen yet. */
const newShare = 0.05;
/** The next export may well be larger than the last. */
const growth = 1.5;

/** Whether the next export will fit into Google Drive, where exports are delivered to it. */
function noRoomInDrive(
  { nextExpectedAt }: ExportSchedule,
  exports: readonly ExportSummary[],
  drive: Pick<DriveReport, 'storage'> | null,
): TakeoutWarning | null {
  const [latest] = exports;
  if (drive === null || drive.storage.limit === null || nextExpectedAt === null || latest === undefined) return null;
  const free = drive.storage.limit - drive.storage.used;
  if (free >= expectedBytes(latest)) return null;
  return {
    ...{ kind: 'drive-full', stamp: latest.stamp, until: nextExpectedAt },
    title: message('takeout.drive-full'),
    wayOut: message('takeout.drive-full.way-out', { expectedAt: nextExpectedAt }),
  };
}

/** How large the next export of a schedule may be: those after the first bring what is new. */
function expectedBytes({ kind, parts }: ExportSummary): number {
  const bytes = parts.filter(({ state }) => state !== 'replaced').reduce((sum, part) => sum + part.bytes, 0);
  return kind === 'incremental' ? bytes * growth : bytes * newShare;
}

function isWithin(now: Date, from: number, until: string): boolean {
  return now.getTime() >= from && now.getTime() < Date.parse(until);
}
