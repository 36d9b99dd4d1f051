import { photosStrings } from './strings.ts';

/** The name of a section of months; `month` writes `YYYY-MM` out. */
export function monthName(key: string, month: (month: string) => string): string {
  return /^\d{4}-\d{2}$/.test(key) ? month(key) : photosStrings.undated;
}
