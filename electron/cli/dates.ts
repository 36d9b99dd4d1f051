/**
 * A day or a moment as people write it, in ISO 8601: `2024-05-01` is the beginning of that day where the computer is,
 * `2024-05-01T12:00Z` a moment. Null when there is no such day.
 */
export function sinceOf(text: string): string | null {
  const [, day, time = 'T00:00:00'] =
    /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u.exec(text.trim()) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(`${day}${time}`))) return null;
  // The 31st of February is taken for a day of March.
  return new Date(day).toISOString().startsWith(day) ? `${day}${time}` : null;
}
