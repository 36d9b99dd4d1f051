import { type TakenMoment, withZone } from './taken.ts';
import type { TimeZones } from './time-zones.ts';

/** Two moments farther apart say nothing about each other's zone: people travel. */
const farthest = 36 * 60 * 60 * 1000;

/**
 * Gives items without a zone that of the item nearest in time, at most 36 hours before or after; of two equally near the
 * earlier. `items` come ordered by moment, those without a moment left out; they leave in the same order. An item waits
 * for later ones no longer than 36 hours of its own time, so little is held however many there are. A zone that a
 * neighbour told is not handed on.
 */
export function* zonesFromNeighbours<T extends { readonly taken: TakenMoment }>(
  items: Iterable<T>,
  zones: TimeZones,
): Generator<T & { readonly taken: TakenMoment }> {
  let before: TakenMoment | null = null;
  let waiting: T[] = [];
  for (const item of items) {
    const { moment } = item.taken;
    if (item.taken.zoneMinutes !== null && moment !== null) {
      for (const one of waiting) yield withNearest(one, before, item.taken, zones);
      waiting = [];
      before = item.taken;
      yield item;
      continue;
    }
    const isTooLate = (one: T): boolean => (moment ?? 0) - (one.taken.moment ?? 0) > farthest;
    const late = waiting.findIndex((one) => !isTooLate(one));
    const gone = late < 0 ? waiting : waiting.slice(0, late);
    for (const one of gone) yield withNearest(one, before, null, zones);
    if (gone.length > 0) waiting = waiting.slice(gone.length);
    waiting.push(item);
  }
  for (const one of waiting) yield withNearest(one, before, null, zones);
}

function withNearest<T extends { readonly taken: TakenMoment }>(
  item: T,
  before: TakenMoment | null,
  after: TakenMoment | null,
  zones: TimeZones,
): T {
  const { moment } = item.taken;
  if (moment === null) return item;
  const [nearest] = [before, after]
    .flatMap((neighbour) => (neighbour === null || neighbour.moment === null ? [] : [neighbour]))
    .map((neighbour) => ({ neighbour, apart: Math.abs((neighbour.moment ?? 0) - moment) }))
    .filter(({ apart }) => apart <= farthest)
    .toSorted((a, b) => a.apart - b.apart);
  if (nearest === undefined) return item;
  const { zoneName, zoneMinutes } = nearest.neighbour;
  // Between the two the clocks may have been changed.
  const offset = (zoneName === null ? null : zones.offsetAt(zoneName, moment)) ?? zoneMinutes;
  return offset === null ? item : { ...item, taken: withZone(item.taken, offset, 'neighbour') };
}
