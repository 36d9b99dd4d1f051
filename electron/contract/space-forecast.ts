import type { LibraryGrowth } from './models.ts';

/** Further ahead nobody can tell: photos get larger, and habits change. */
const furthestMonths = 120;

/** Photos of fewer months say nothing of a year. */
const leastMonths = 6;

/**
 * In how many whole months the free bytes are used up when the library grows as it did in its latest year; 0 means
 * within a month, null that too little is known to say, or that it is ten years or more.
 */
export function monthsUntilFull(growth: LibraryGrowth | undefined, freeBytes: number): number | null {
  if (growth === undefined || growth.months < leastMonths || growth.bytes === 0) return null;
  const months = Math.floor(freeBytes / (growth.bytes / 12));
  return months >= furthestMonths ? null : months;
}
