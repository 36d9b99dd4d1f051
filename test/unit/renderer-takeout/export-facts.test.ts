import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryStates } from '../../../electron/contract/takeout-models.ts';
import {
  deadlineOf,
  entrySums,
  needOf,
  partSlots,
  scheduleSteps,
} from '../../../renderer/features/takeout/export-facts.ts';
import { entryCounts, exportOf } from '../../renderer/takeout-facts.ts';

const now = new Date('2026-11-21T09:30:00.000Z');

describe('the row of parts', () => {
  test('has every number once, in order, with what is missing in its place', () => {
    const slots = partSlots(exportOf(now, 1, ['imported', 'arrived', 'imported'], { missingParts: [2, 5] }));
    expect(slots.map((slot) => (slot.kind === 'missing' ? `${slot.number}?` : slot.part.number))).toEqual([
      1,
      '2?',
      3,
      4,
      '5?',
    ]);
  });

  test('leaves out what a whole part has replaced, and puts folders without a number last', () => {
    const summary = exportOf(now, 1, ['replaced', 'imported']);
    const [first, second] = summary.parts;
    if (first === undefined || second === undefined) throw new Error('There are two parts');
    const parts = [{ ...second, id: 9, number: null }, first, second];
    expect(partSlots({ parts, missingParts: [] }).map((slot) => slot.kind === 'seen' && slot.part.id)).toEqual([
      second.id,
      9,
    ]);
  });
});

test('what an export needs: a broken part before a missing one, before the import', () => {
  expect(needOf(exportOf(now, 1, ['imported', 'broken'], { missingParts: [3] }))).toBe('broken');
  expect(needOf(exportOf(now, 1, ['imported', 'arrived'], { missingParts: [3] }))).toBe('missing');
  expect(needOf(exportOf(now, 1, ['imported', 'arrived']))).toBe('import');
  expect(needOf(exportOf(now, 1, ['imported', 'replaced']))).toBe('whole');
});

describe('the deadline', () => {
  const aged = (age: number) => deadlineOf(exportOf(now, age, ['imported'], { missingParts: [2] }), now).kind;

  test('is urgent in the last two days, and over after seven', () => {
    expect([1, 4.9, 5.1, 6.9, 7.1].map(aged)).toEqual(['open', 'open', 'soon', 'soon', 'over']);
  });

  test('does not concern an export that is whole, nor one of which nobody knows when it was made', () => {
    expect(deadlineOf(exportOf(now, 6, ['imported']), now)).toEqual({ kind: 'none' });
    expect(deadlineOf(exportOf(now, 6, ['arrived']), now)).toEqual({ kind: 'none' });
    expect(deadlineOf(exportOf(now, 6, ['broken'], { downloadUntil: null }), now)).toEqual({ kind: 'none' });
  });
});

test('the sums of entries always add up', () => {
  const counts = fc.record(Object.fromEntries(entryStates.map((state) => [state, fc.nat(1_000_000)])));
  fc.assert(
    fc.property(counts, (some) => {
      const all = entryCounts(some);
      const { listed, parts } = entrySums(all);
      expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(listed);
      expect(listed).toBe(Object.values(all).reduce((sum, count) => sum + count, 0));
      expect(parts.every(({ count }) => count > 0)).toBe(true);
    }),
  );
});

test('the schedule has six exports, of which one is next until all have come', () => {
  expect(scheduleSteps(1)).toEqual(['seen', 'next', 'later', 'later', 'later', 'later']);
  expect(scheduleSteps(6)).toEqual(Array(6).fill('seen'));
});
