import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastNeeded, type PlaceOfMark } from '../../../electron/engine/sources/takeout/mark-spread.ts';

const slots = 16;

/** What is kept of marks that come one after the other. */
function keptOf(places: readonly number[]): readonly number[] {
  const kept: PlaceOfMark[] = [];
  for (const packed of places) {
    const least = kept.length === slots ? leastNeeded(kept, packed) : null;
    if (least !== null) kept.splice(kept.indexOf(least), 1);
    kept.push({ packed });
  }
  return kept.map(({ packed }) => packed).toSorted((a, b) => a - b);
}

test('however many marks there were, one lies near any place, measured by its distance from the latest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 400 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 400 }),
      (n, odd) => {
        const places = Array.from({ length: n }, (_, i) => i * 100 + (odd[i] ?? 0));
        const kept = keptOf(places);
        const last = places.at(-1) ?? 0;
        expect(kept).toHaveLength(slots);
        expect(kept[0]).toBe(places[0]);
        for (const place of places) {
          const mark = kept.findLast((one) => one <= place) ?? Number.NaN;
          expect(place - mark).toBeLessThanOrEqual(150 + (last - place));
        }
      },
    ),
  );
});

test('the latest marks all stay', () => {
  const kept = keptOf(Array.from({ length: 300 }, (_, i) => i));
  expect(kept.slice(-3)).toEqual([297, 298, 299]);
});

test('a pass that goes back makes room with what it comes by again', () => {
  expect(leastNeeded([{ packed: 10 }, { packed: 90 }, { packed: 50 }], 30)).toEqual({ packed: 90 });
});

test('where there is none, none is least needed', () => {
  expect(leastNeeded([], 5)).toBeNull();
});
