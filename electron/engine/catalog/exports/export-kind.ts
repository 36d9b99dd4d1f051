import { usualInterval as interval } from '../../../contract/coverage/export-schedule.ts';
import type { ExportKind, ExportKindReason } from '../../../contract/takeout-models.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** A full export lacks what was deleted at Google since; more than that must be something left out. */
const fullShare = 0.9;
/** More than so much of an export decides what all of it is: old uploads, new ones, or photos sent again. */
const halfOfIt = 0.5;

/** What an export shows of what it holds, beside those of its account that were made before it. */
export interface KindEvidence {
  /** When it was made, milliseconds since 1970; null when nothing tells. */
  readonly madeAt: number | null;
  /** Of the export before it, of the same account; null when none is known. */
  readonly madeBefore: number | null;
  /** Years that have a folder in it, and those that earlier ones have and it lacks. */
  readonly years: number;
  readonly yearsLeftOut: number;
  /** Distinct photos of the earlier ones, and those of them that it holds. */
  readonly earlier: number;
  readonly earlierHeld: number;
  /** Its own distinct photos, and those that an earlier export held with the very same details. */
  readonly own: number;
  readonly sentAgain: number;
  /** When its photos were uploaded, or taken where Google does not tell: all of them, or a fair sample. */
  readonly uploads: readonly number[];
}

/** A kind and what tells it. */
export interface JudgedKind {
  readonly kind: ExportKind;
  readonly reason: ExportKindReason;
}

/**
 * What an export holds of its account. Google does not say it: a scheduled export looks like any other. It is full when it
 * holds what earlier ones held, or is the first one known and speaks of photos that were uploaded long before; incremental
 * when it follows another one at the interval of the schedule, or speaks of what was uploaded since. Never full by
 * default.
 */
export function judgeKind(evidence: KindEvidence): JudgedKind {
  const { madeAt, madeBefore, years, yearsLeftOut, earlier, earlierHeld, own, sentAgain, uploads } = evidence;
  // Only who ticks single albums gets an export without years.
  if (years === 0) return unknown('no-years');
  if (madeAt === null) return unknown('nothing-tells');
  if (madeBefore === null) return judgeFirst(madeAt, years, uploads);
  if (earlier > 0 && earlierHeld >= earlier * fullShare) {
    return yearsLeftOut > 0 ? unknown('years-left-out') : { kind: 'full', reason: 'holds-earlier' };
  }
  if (shareOf(uploads, (at) => at >= madeBefore - dayMs) > halfOfIt) {
    return { kind: 'incremental', reason: 'new-uploads' };
  }
  // The schedule sends again only what has changed.
  if (sentAgain > own * halfOfIt) return unknown('part-of-library');
  const apart = madeAt - madeBefore;
  const follows = apart >= interval.shortest && apart <= interval.longest;
  return follows ? { kind: 'incremental', reason: 'follows' } : unknown('part-of-library');
}

function judgeFirst(madeAt: number, years: number, uploads: readonly number[]): JudgedKind {
  if (uploads.length === 0) return unknown('nothing-tells');
  // A single year is what somebody ticked, far more often than all that somebody has.
  if (years === 1) return unknown('part-of-library');
  const isOld = shareOf(uploads, (at) => at < madeAt - interval.longest) >= halfOfIt;
  return isOld ? { kind: 'full', reason: 'first-and-old' } : unknown('only-recent');
}

function shareOf(moments: readonly number[], fits: (moment: number) => boolean): number {
  return moments.length === 0 ? 0 : moments.filter(fits).length / moments.length;
}

function unknown(reason: ExportKindReason): JudgedKind {
  return { kind: 'unknown', reason };
}
