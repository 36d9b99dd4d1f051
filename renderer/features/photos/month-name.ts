import type { Formats } from '../../formatting/formats.ts';

/** The name of a section of months. */
export function monthName(key: string, { month, t }: Pick<Formats, 'month' | 't'>): string {
  return /^\d{4}-\d{2}$/.test(key) ? month(key) : t('photos.undated');
}
