import { describe, expect, test } from 'vitest';
import {
  bytesPerFile,
  catchUpFactor,
  planScrub,
  type ReadAge,
  readingCost,
} from '../../../electron/engine/backup/scrub-plan.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const everyDays = 90;

/** Files of one gigabyte, without what opening them costs, that were read so many days ago. */
function read(daysAgo: number, gigabytes: number): ReadAge {
  const day = new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return { day, neverRead: false, files: 0, bytes: gigabytes * 1e9 };
}

function stored(daysAgo: number, gigabytes: number): ReadAge {
  return { ...read(daysAgo, gigabytes), neverRead: true };
}

/** One gigabyte for every day of the period, as a scrub that never stopped leaves it before today's share. */
const steady = Array.from({ length: everyDays }, (_, day) => read(day + 1, 1));

const cases: readonly (readonly [what: string, ages: readonly ReadAge[], gigabytes: number])[] = [
  ['nothing is stored', [], 0],
  ['everything was read today', [read(0, 900)], 0],
  ['everything was read yesterday', [read(1, 900)], 0],
  ['everything was read, and has rested for half of the time', [read(45, 920)], 920 / 46],
  ['everything was read that long ago that it is due today', [read(90, 900)], 10 * catchUpFactor],
  ['a library was imported today', [stored(0, 910)], 10],
  ['a library was imported long ago and never read', [stored(400, 900)], 10 * catchUpFactor],
  ['a scrub goes on every day', steady, 1],
  ["a scrub has read half of today's share", [...steady.slice(0, -1), read(90, 0.5), read(0, 0.5)], 0.5],
  ["a scrub has read today's share", [...steady.slice(0, -1), read(0, 1)], 0],
  ['a few files wait since before a break', [read(5, 890), read(200, 10)], 10],
  ['a break of a month is caught up with a bound', steady.map(({ day, ...age }) => later(day, age, 30)), catchUpFactor],
  ['nobody knows when', [{ day: '', neverRead: true, files: 0, bytes: 9e8 }, read(1, 899.1)], 0.9],
  ['a clock was ahead', [read(-400, 1), read(1, 899)], 1],
];

function later(day: string, age: Omit<ReadAge, 'day'>, days: number): ReadAge {
  return { ...age, day: new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10) };
}

test.each(cases)('%s', (_, ages, gigabytes) => {
  expect(planScrub({ now, everyDays, ages }).cost / 1e9).toBeCloseTo(gigabytes, 6);
});

test('files count, however small they are', () => {
  const ages: ReadAge[] = [{ day: '2025-01-01', neverRead: true, files: 900, bytes: 0 }];
  expect(planScrub({ now, everyDays, ages }).cost).toBe(10 * catchUpFactor * bytesPerFile);
  expect(readingCost({ files: 2, bytes: 10 })).toBe(2 * bytesPerFile + 10);
});

test('what has not rested, and what a wrong clock says, is told by day', () => {
  expect(planScrub({ now, everyDays, ages: [] })).toEqual({
    ...{ cost: 0, readBefore: '2026-10-08', readFrom: '2026-11-22' },
  });
});

describe.each([1, 2, 7, 90, 365])('every %i days', (period) => {
  test('nothing stays unread for longer, day after day, from whatever there was', () => {
    // Ages by day before today; as the engine, reads the oldest first.
    let ages = Array.from({ length: 3 * period }, (_, index) => ({
      daysAgo: index % 7 === 0 ? 0 : index % period,
      bytes: 1e9,
    }));
    for (let day = 0; day < 3 * period; day += 1) {
      ages = ages.map(({ daysAgo, bytes }) => ({ daysAgo: daysAgo + 1, bytes }));
      const facts = ages.map(({ daysAgo, bytes }) => read(daysAgo, bytes / 1e9));
      let left = planScrub({ now, everyDays: period, ages: facts }).cost;
      for (const age of ages.toSorted((one, other) => other.daysAgo - one.daysAgo)) {
        if (left <= 0) break;
        left -= age.bytes;
        age.daysAgo = 0;
      }
      expect(Math.max(...ages.map(({ daysAgo }) => daysAgo))).toBeLessThanOrEqual(period);
    }
  });
});
