import type { Pause, Schedule } from '../contract/desktop-models.ts';
import { assertNever } from '../contract/result.ts';

/** What the times of automatic runs follow from. */
export interface ScheduleFacts {
  readonly schedule: Schedule;
  /** When the last run began; null before the first. */
  readonly lastStart: Date | null;
  /** When it ended. */
  readonly lastEnd: Date | null;
  /** When a run that was cut short is tried again; takes the place of the schedule's own next time. Null without one. */
  readonly retryAt: Date | null;
  readonly pause: Pause | null;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** `continuous`: so long after the last run has ended. */
const pauseMs = 10 * minuteMs;
/** Shown in Settings and on the Overview. */
const shown = 3;

/**
 * The next three times at which a run starts by itself, in order, never before `now`; the first one is `now` when a run
 * is due, as after a sleep that was longer than the schedule. Empty while nothing runs by itself. Later times assume that
 * runs are short.
 */
export function nextRuns(now: Date, facts: ScheduleFacts): readonly Date[] {
  const { schedule, pause, retryAt } = facts;
  if (schedule.mode === 'manual') return [];
  const earliest = pauseEnd(now, pause);
  if (earliest === null) return [];
  const first = later(retryAt ?? plannedFirst(now, schedule, facts), earliest);
  const times = [first];
  for (let last = first; times.length < shown; ) {
    last = following(schedule, last);
    times.push(last);
  }
  return times;
}

/** `now`, or the end of the pause; null when only the person ends it. */
function pauseEnd(now: Date, pause: Pause | null): Date | null {
  if (pause === null) return now;
  return pause.until === null ? null : later(new Date(pause.until), now);
}

/** The first time that the schedule alone gives; in the past when a run is overdue. */
function plannedFirst(now: Date, schedule: Exclude<Schedule, { mode: 'manual' }>, facts: ScheduleFacts): Date {
  const { lastStart, lastEnd } = facts;
  // After a clock that was put back nobody knows how long ago the last run was.
  if (lastStart === null || lastStart > now) return now;
  if (schedule.mode !== 'continuous') return following(schedule, lastStart);
  const isEndKnown = lastEnd !== null && lastEnd <= now;
  return plus(isEndKnown ? later(lastEnd, lastStart) : lastStart, pauseMs);
}

/** The time after `last` at which the schedule starts a run. */
function following(schedule: Exclude<Schedule, { mode: 'manual' }>, last: Date): Date {
  switch (schedule.mode) {
    case 'continuous':
      return plus(last, pauseMs);
    case 'every':
      return plus(last, schedule.hours * hourMs);
    case 'daily':
      return nextAt(schedule.at, last);
    default:
      return assertNever(schedule);
  }
}

/** The first moment after `after` at which the local clock shows `at`; where summer time skips it, the moment after the gap. */
function nextAt(at: string, after: Date): Date {
  const [hours, minutes] = at.split(':').map(Number);
  const onDay = (days: number): Date =>
    new Date(after.getFullYear(), after.getMonth(), after.getDate() + days, hours, minutes);
  const today = onDay(0);
  return today > after ? today : onDay(1);
}

function plus(date: Date, milliseconds: number): Date {
  return new Date(date.getTime() + milliseconds);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
