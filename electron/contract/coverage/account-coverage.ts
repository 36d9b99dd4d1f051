import { type Message, message } from '../messages/message.ts';
import { assertNever } from '../result.ts';
import type { ExportSummary } from '../takeout-models.ts';
import type { AccountCoverage, NextStep } from './coverage-models.ts';
import { exportGraceMs, scheduleOf, usualInterval } from './export-schedule.ts';

/** What coverage needs to know of an export. */
export type CoveredExport = Pick<
  ExportSummary,
  'stamp' | 'exportedAt' | 'coversUntil' | 'downloadUntil' | 'firstSeenAt' | 'account' | 'kind' | 'kindReason'
> &
  Pick<ExportSummary, 'state' | 'missing' | 'missingParts' | 'waiting' | 'index' | 'failed' | 'isSuperseded'>;

/** Without a schedule that brings the next export, coverage is too old after this. */
const longestWithoutScheduleMs = 90 * 24 * 60 * 60 * 1_000;

type Verdict = Pick<AccountCoverage, 'level' | 'message' | 'next' | 'since' | 'stamp'> & {
  readonly isOverdue?: boolean;
};

/**
 * How far the exports of one account cover its library at `now`: until the latest complete full export, and on through
 * complete incremental ones for as long as none is lacking in between. `isScheduled`: the person says that the exports were
 * ordered on a schedule, so that already the first one tells when the next is due.
 */
export function accountCoverage(exports: readonly CoveredExport[], now: Date, isScheduled: boolean): AccountCoverage {
  const ordered = exports.toSorted((one, other) => momentOf(one) - momentOf(other));
  const { covered, open } = chainOf(ordered);
  const schedule = scheduleOf(ordered.map(({ exportedAt }) => exportedAt).toReversed(), now, isScheduled);
  const nextExpectedAt = schedule?.nextExpectedAt ?? null;
  const coveredUntil = covered === null ? null : dateOf(covered);
  // Of a chain, what breaks it comes first; where there is none, the latest export may yet begin one.
  const first = covered === null ? open.at(-1) : open[0];
  const chain = ofChain(covered, nextExpectedAt, now);
  const verdict = first === undefined ? chain : ofOpenExport(first, coveredUntil, now);
  const account = exports[0]?.account ?? null;
  // What is covered grows old all the same while a later export lacks something.
  return { ...verdict, account, isOverdue: chain.isOverdue ?? false, coveredUntil, nextExpectedAt };
}

/** The last export of the unbroken chain, and the ones after it that do not carry it on, earliest first. */
function chainOf(ordered: readonly CoveredExport[]): {
  readonly covered: CoveredExport | null;
  readonly open: readonly CoveredExport[];
} {
  let covered: CoveredExport | null = null;
  let open: CoveredExport[] = [];
  for (const one of ordered) {
    if (continues(one, covered, open)) {
      covered = one;
      open = [];
    } else open.push(one);
  }
  return { covered, open };
}

function continues(one: CoveredExport, covered: CoveredExport | null, open: readonly CoveredExport[]): boolean {
  if (one.state !== 'complete') return false;
  if (one.kind === 'full') return true;
  if (one.kind !== 'incremental' || covered === null) return false;
  // What a full export lacks does not belong to what came since the one before.
  const isBroken = open.some(({ kind }) => kind !== 'full');
  return !isBroken && momentOf(one) - momentOf(covered) <= usualInterval.longest;
}

function ofChain(covered: CoveredExport | null, nextExpectedAt: string | null, now: Date): Verdict {
  if (covered === null) return notBackedUp;
  const [until, { stamp }] = [dateOf(covered), covered];
  if (nextExpectedAt === null) {
    const tooOldFrom = Date.parse(until) + longestWithoutScheduleMs;
    if (now.getTime() <= tooOldFrom) return { ...green(until), stamp };
    const since = new Date(tooOldFrom).toISOString();
    return { ...amber(message('coverage.old', { until }), 'order-export', since), stamp, isOverdue: true };
  }
  const late = now.getTime() > Date.parse(nextExpectedAt) + exportGraceMs;
  if (!late) return { ...green(until), stamp };
  const overdue = message('coverage.late', { until, expectedAt: nextExpectedAt });
  return { ...amber(overdue, 'get-export', nextExpectedAt), stamp, isOverdue: true };
}

/** What keeps an export from covering anything, or from carrying on what is covered. */
function ofOpenExport(one: CoveredExport, coveredUntil: string | null, now: Date): Verdict {
  const { stamp, firstSeenAt, state, failed } = one;
  const made = dateOf(one);
  const verdict = (text: Message, next: NextStep): Verdict => ({ ...amber(text, next, firstSeenAt), stamp });
  switch (state) {
    case 'receiving':
      return verdict(message('coverage.receiving', { made }), 'continue-import');
    case 'incomplete': {
      const isGone = one.downloadUntil !== null && now.getTime() >= Date.parse(one.downloadUntil);
      return verdict(incompleteText(one, made), isGone ? 'order-full-export' : 'add-files');
    }
    case 'losses':
      return verdict(message('coverage.losses', { failed, made }), 'see-lacking');
    case 'unproven':
      return verdict(message('coverage.unproven', { made }), 'add-index');
    case 'complete':
      return verdict(notFullText(one, coveredUntil), 'order-full-export');
    default:
      return assertNever(state);
  }
}

/** More would make no sentence; the Takeout screen has all of them. */
const mostNamedParts = 5;

/** What is known to be missing, by name: by the index, files; without it, parts by their numbers, and photos by their details. */
function incompleteText({ missing, missingParts, waiting, index }: CoveredExport, made: string): Message {
  if (missingParts.length > 0 && missingParts.length <= mostNamedParts) {
    return message('coverage.parts-not-here', { numbers: missingParts, made });
  }
  if (!index.read && missingParts.length > 0) {
    return message('coverage.parts-missing', { parts: missingParts.length, made });
  }
  const files = index.read ? missing : waiting;
  // Only a part that arrived broken: what it holds was not listed, so no file is known to be missing.
  return files > 0 ? message('coverage.incomplete', { missing: files, made }) : message('coverage.broken', { made });
}

function notFullText(one: CoveredExport, coveredUntil: string | null): Message {
  const made = dateOf(one);
  if (one.kindReason === 'no-years') return message('coverage.albums-only', { made });
  if (one.kindReason === 'years-left-out') return message('coverage.years-left-out', { made });
  if (one.kind === 'incremental' && coveredUntil !== null) return message('coverage.gap', { from: coveredUntil, made });
  return message('coverage.not-full', { made });
}

/** The verdict on a library of which no export was given. */
export const notBackedUp: Verdict = {
  ...{ level: 'amber', message: message('coverage.none'), next: 'order-export', since: null, stamp: null },
};

function green(until: string): Omit<Verdict, 'stamp'> {
  return { level: 'green', message: message('coverage.until', { until }), next: null, since: null };
}

function amber(text: Message, next: NextStep, since: string): Omit<Verdict, 'stamp'> {
  return { level: 'amber', message: text, next, since };
}

/** Until when it holds what was uploaded. */
function dateOf({ coversUntil, exportedAt, firstSeenAt }: CoveredExport): string {
  return coversUntil ?? exportedAt ?? firstSeenAt;
}

function momentOf(one: CoveredExport): number {
  return Date.parse(dateOf(one));
}
