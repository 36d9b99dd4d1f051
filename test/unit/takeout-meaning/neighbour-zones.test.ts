import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zonesFromNeighbours } from '../../../electron/engine/sources/takeout/meaning/neighbour-zones.ts';
import type { TakenMoment } from '../../../electron/engine/sources/takeout/meaning/taken.ts';
import { createTimeZones } from '../../../electron/engine/sources/takeout/meaning/time-zones.ts';

const zones = createTimeZones();
const hour = 60 * 60 * 1000;
const start = Date.UTC(2023, 7, 12);

function at(
  hours: number,
  zoneMinutes: number | null,
  zoneName: string | null = null,
): { readonly taken: TakenMoment } {
  return {
    taken: {
      precision: 'moment',
      moment: start + hours * hour,
      takenLocal: null,
      takenReason: 'sidecar',
      zoneMinutes,
      zoneReason: zoneMinutes === null ? 'none' : 'exif',
      zoneName,
    },
  };
}

function told(...items: readonly { readonly taken: TakenMoment }[]): readonly (number | null)[] {
  return [...zonesFromNeighbours(items, zones)].map(({ taken }) => taken.zoneMinutes);
}

describe('an item without a zone takes that of its neighbour', () => {
  test.each<[string, readonly (readonly [hours: number, zone: number | null])[], readonly (number | null)[]]>([
    [
      'before',
      [
        [0, 60],
        [5, null],
      ],
      [60, 60],
    ],
    [
      'after',
      [
        [0, null],
        [5, 60],
      ],
      [60, 60],
    ],
    [
      'that is nearer',
      [
        [0, 60],
        [5, null],
        [9, 120],
      ],
      [60, 120, 120],
    ],
    [
      'before, of two equally near',
      [
        [0, 60],
        [5, null],
        [10, 120],
      ],
      [60, 60, 120],
    ],
    [
      'at 36 hours',
      [
        [0, 60],
        [36, null],
      ],
      [60, 60],
    ],
    [
      'not beyond',
      [
        [0, 60],
        [36.1, null],
        [73, 120],
      ],
      [60, null, 120],
    ],
    [
      'though others without wait, too',
      [
        [0, null],
        [1, null],
        [2, 60],
      ],
      [60, 60, 60],
    ],
    [
      'but not of one that took it from its own',
      [
        [0, 60],
        [30, null],
        [60, null],
      ],
      [60, 60, null],
    ],
  ])('%s', (_, items, expected) => {
    expect(told(...items.map(([hours, zone]) => at(hours, zone)))).toEqual(expected);
  });

  test('as that place has it at the item’s own time', () => {
    const beforeWinter = (Date.UTC(2023, 9, 28, 20) - start) / hour;
    expect(told(at(beforeWinter, 120, 'Europe/Zurich'), at(beforeWinter + 12, null))).toEqual([120, 60]);
  });

  test('and says so', () => {
    const [, second] = [...zonesFromNeighbours([at(0, 60), at(1, null)], zones)];
    expect(second?.taken).toMatchObject({ zoneReason: 'neighbour', takenLocal: '2023-08-12T02:00:00' });
  });
});

test('all items come out in their order, whatever they are', () => {
  const items = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom(null, null, 60, 120)), { maxLength: 40 })
    .map((list) => list.toSorted(([a], [b]) => a - b).map(([hours, zone]) => at(hours, zone)));
  fc.assert(
    fc.property(items, (given) => {
      const found = [...zonesFromNeighbours(given, zones)];
      expect(found.map(({ taken }) => taken.moment)).toEqual(given.map(({ taken }) => taken.moment));
      for (const [index, { taken }] of given.entries()) {
        const near = given.filter(
          (other) =>
            other.taken.zoneMinutes !== null && Math.abs((other.taken.moment ?? 0) - (taken.moment ?? 0)) <= 36 * hour,
        );
        expect(found[index]?.taken.zoneMinutes === null).toBe(near.length === 0);
        if (taken.zoneMinutes !== null) expect(found[index]).toBe(given[index]);
      }
    }),
  );
});

test('little is held: an item leaves as soon as nothing later can tell', () => {
  let asked = 0;
  function* endless(): Generator<{ readonly taken: TakenMoment }> {
    for (; asked < 1000; asked += 1) yield at(asked * 10, null);
  }
  for (const { taken } of zonesFromNeighbours(endless(), zones)) {
    expect(taken.zoneMinutes).toBeNull();
    break;
  }
  expect(asked).toBeLessThan(6);
});
