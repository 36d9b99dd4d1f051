import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pause, Schedule } from '../../../electron/contract/desktop-models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { hasEnded, pauseFrom } from '../../../electron/main/runs/pause.ts';
import { nextRuns, type ScheduleFacts } from '../../../electron/schedule/next-runs.ts';
import { retryTime } from '../../../electron/schedule/retry.ts';
import { quota } from './support/app-state.ts';

const hour = 3_600_000;
const now = new Date(2026, 2, 10, 12, 0);

function facts(schedule: Schedule, change: Partial<ScheduleFacts> = {}): ScheduleFacts {
  return { schedule, lastStart: null, lastEnd: null, retryAt: null, pause: null, ...change };
}

function hoursAgo(hours: number): Date {
  return new Date(now.getTime() - hours * hour);
}

describe('nextRuns', () => {
  it('starts the very first run at once', () => {
    expect(nextRuns(now, facts({ mode: 'every', hours: 6 }))[0]).toEqual(now);
    expect(nextRuns(now, facts({ mode: 'daily', at: '03:00' }))[0]).toEqual(now);
  });

  it('counts from the beginning of the last run', () => {
    const times = nextRuns(now, facts({ mode: 'every', hours: 6 }, { lastStart: hoursAgo(2), lastEnd: hoursAgo(1) }));
    expect(times.map((time) => (time.getTime() - now.getTime()) / hour)).toEqual([4, 10, 16]);
  });

  it('catches up once after a sleep that was longer than the schedule', () => {
    const times = nextRuns(now, facts({ mode: 'every', hours: 6 }, { lastStart: hoursAgo(50) }));
    expect(times.map((time) => (time.getTime() - now.getTime()) / hour)).toEqual([0, 6, 12]);
  });

  it('starts daily runs when the local clock shows the time, and makes up for a missed one', () => {
    const schedule: Schedule = { mode: 'daily', at: '03:30' };
    const onTime = nextRuns(now, facts(schedule, { lastStart: new Date(2026, 2, 10, 3, 30) }));
    expect(onTime).toEqual([11, 12, 13].map((day) => new Date(2026, 2, day, 3, 30)));
    const missed = nextRuns(now, facts(schedule, { lastStart: new Date(2026, 2, 9, 3, 30) }));
    expect(missed).toEqual([now, new Date(2026, 2, 11, 3, 30), new Date(2026, 2, 12, 3, 30)]);
  });

  it('takes a breath between continuous runs', () => {
    const times = nextRuns(now, facts({ mode: 'continuous' }, { lastStart: hoursAgo(1), lastEnd: now }));
    expect(times.map((time) => (time.getTime() - now.getTime()) / 60_000)).toEqual([10, 20, 30]);
  });

  it('waits for the time at which a run that was cut short is tried again', () => {
    const retryAt = new Date(now.getTime() + 9 * hour);
    const every = facts({ mode: 'every', hours: 1 }, { lastStart: hoursAgo(0.5), retryAt });
    expect(nextRuns(now, every)[0]).toEqual(retryAt);
  });

  it('runs at once after the clock was put back, instead of waiting for it to catch up', () => {
    const later = facts({ mode: 'every', hours: 6 }, { lastStart: new Date(2030, 0, 1) });
    expect(nextRuns(now, later)[0]).toEqual(now);
  });

  it('is empty when only a person starts runs, and while a pause has no end', () => {
    expect(nextRuns(now, facts({ mode: 'manual' }, { retryAt: now }))).toEqual([]);
    const pause: Pause = { kind: 'until-resumed', until: null };
    expect(nextRuns(now, facts({ mode: 'continuous' }, { pause }))).toEqual([]);
  });

  const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
    fc.constant<Schedule>({ mode: 'continuous' }),
    fc.integer({ min: 1, max: 168 }).map((hours): Schedule => ({ mode: 'every', hours })),
    fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]): Schedule => ({ mode: 'daily', at: `${`${h}`.padStart(2, '0')}:${`${m}`.padStart(2, '0')}` })),
  );
  const anyInstant = fc.date({ min: new Date(2024, 0, 1), max: new Date(2030, 0, 1), noInvalidDate: true });

  it('gives three times in order, none before now or within a pause', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyInstant,
        fc.option(anyInstant),
        fc.option(anyInstant),
        fc.option(anyInstant),
        (schedule, at, lastStart, lastEnd, until) => {
          const pause: Pause | null = until === null ? null : { kind: 'hour', until: until.toISOString() };
          const times = nextRuns(at, facts(schedule, { lastStart, lastEnd, pause }));
          expect(times).toHaveLength(3);
          const [first, second, third] = times.map((time) => time.getTime());
          expect(first).toBeGreaterThanOrEqual(Math.max(at.getTime(), until?.getTime() ?? 0));
          expect(second).toBeGreaterThan(first ?? 0);
          expect(third).toBeGreaterThan(second ?? 0);
        },
      ),
    );
  });

  it('never waits longer than the schedule says, whatever the clock did', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 168 }), anyInstant, fc.option(anyInstant), (hours, at, lastStart) => {
        const [first] = nextRuns(at, facts({ mode: 'every', hours }, { lastStart }));
        expect((first?.getTime() ?? 0) - at.getTime()).toBeLessThanOrEqual(hours * hour);
      }),
    );
  });

  it('keeps daily runs at their local time, except in the hour that summer time skips', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 4, max: 23 }), (at, hours) => {
        const schedule: Schedule = { mode: 'daily', at: `${`${hours}`.padStart(2, '0')}:15` };
        for (const time of nextRuns(at, facts(schedule, { lastStart: at }))) {
          expect([time.getHours(), time.getMinutes()]).toEqual([hours, 15]);
        }
      }),
    );
  });
});

describe('pauseFrom', () => {
  it('ends after an hour, or in the morning, or never', () => {
    expect(pauseFrom(now, 'hour').until).toBe(new Date(now.getTime() + hour).toISOString());
    const lateEvening = new Date(2026, 2, 10, 23, 50);
    expect(pauseFrom(lateEvening, 'tomorrow').until).toBe(new Date(2026, 2, 11, 6, 0).toISOString());
    expect(pauseFrom(now, 'until-resumed').until).toBeNull();
  });

  it('is over at its end and not before', () => {
    const pause = pauseFrom(now, 'hour');
    expect(hasEnded(pause, new Date(now.getTime() + hour - 1))).toBe(false);
    expect(hasEnded(pause, new Date(now.getTime() + hour))).toBe(true);
    expect(hasEnded(pauseFrom(now, 'until-resumed'), new Date(2099, 0, 1))).toBe(false);
  });
});

describe('retryTime', () => {
  it("waits for the reset of a day's quota", () => {
    expect(retryTime(problem('quota-day'), now, quota)).toEqual(new Date(quota.resetsAt));
  });

  it('is soon after a crash of the engine and later after anything else that passes', () => {
    expect(retryTime(problem('engine-crashed'), now, null)).toEqual(new Date(now.getTime() + 10_000));
    expect(retryTime(problem('network-unreachable'), now, null)).toEqual(new Date(now.getTime() + 1_800_000));
  });

  it('leaves to the person what the person did or has to do', () => {
    expect(retryTime(problem('interrupted'), now, null)).toBeNull();
    expect(retryTime(problem('destination-full'), now, null)).toBeNull();
    // A bug does not pass by itself: it would only be met again every half hour.
    expect(retryTime(problem('internal'), now, null)).toBeNull();
    expect(retryTime(null, now, null)).toBeNull();
  });
});
