import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotaDayOf } from '../../../electron/contract/pacific-day.ts';

const hour = 3_600_000;

test('a quota day begins at midnight Pacific time, in winter and in summer', () => {
  const winter = quotaDayOf(Date.parse('2026-11-21T00:30:00Z'));
  expect(winter.day).toBe('2026-11-20');
  expect(new Date(winter.resetsAt).toISOString()).toBe('2026-11-21T08:00:00.000Z');
  const summer = quotaDayOf(Date.parse('2026-07-15T07:00:00Z'));
  expect(summer.day).toBe('2026-07-15');
  expect(new Date(summer.startsAt).toISOString()).toBe('2026-07-15T07:00:00.000Z');
});

test('the days on which the clocks change have 23 and 25 hours', () => {
  const spring = quotaDayOf(Date.parse('2026-03-08T20:00:00Z'));
  const autumn = quotaDayOf(Date.parse('2026-11-01T20:00:00Z'));
  expect((spring.resetsAt - spring.startsAt) / hour).toBe(23);
  expect((autumn.resetsAt - autumn.startsAt) / hour).toBe(25);
});

test.for([
  ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00.000Z'],
  ['2026-12-01T12:00:00Z', '2026-12-02T08:00:00.000Z'],
  ['2026-12-01T07:59:59Z', '2026-12-01T08:00:00.000Z'],
  // The clocks change in between: the day has 23 hours, or 25.
  ['2026-03-08T08:30:00Z', '2026-03-09T07:00:00.000Z'],
  ['2026-11-01T07:30:00Z', '2026-11-02T08:00:00.000Z'],
] as const)("after %s, Google's day begins at %s", ([now, midnight]) => {
  expect(new Date(quotaDayOf(Date.parse(now)).resetsAt).toISOString()).toBe(midnight);
});

test('days follow each other without gap or overlap', () => {
  const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2060-01-01') });
  fc.assert(
    fc.property(instants, (now) => {
      const day = quotaDayOf(now);
      expect(day.startsAt).toBeLessThanOrEqual(now);
      expect(day.resetsAt).toBeGreaterThan(now);
      expect(quotaDayOf(day.startsAt)).toEqual(day);
      expect(quotaDayOf(day.resetsAt - 1)).toEqual(day);
      const next = quotaDayOf(day.resetsAt);
      expect(next.startsAt).toBe(day.resetsAt);
      expect(next.day > day.day).toBe(true);
    }),
  );
});
