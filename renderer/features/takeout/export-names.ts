import type { Formats } from '../../formatting/formats.ts';

/** When an export was made, from the time that the names of its parts share; null when they tell none. */
export function instantOf(stamp: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(stamp);
  if (match === null) return null;
  const [, year, month, day, hours, minutes, seconds] = match;
  const instant = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

/** An export as a person calls it: by the day on which it was made. */
export function exportName(stamp: string, formats: Formats): string {
  const instant = instantOf(stamp);
  return instant === null
    ? formats.t('takeout.export.folder')
    : formats.t('takeout.export.of', { day: formats.day(instant) });
}

/** What a list of an export's parts is called. */
export function partsLabel(stamp: string, formats: Formats): string {
  const instant = instantOf(stamp);
  return instant === null
    ? formats.t('takeout.exports.parts-of-folder')
    : formats.t('takeout.exports.parts-of', { day: formats.day(instant) });
}
