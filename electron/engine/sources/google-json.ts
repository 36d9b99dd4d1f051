/** A point in time in Google's words (RFC 3339) as ISO 8601 in UTC with milliseconds; null when it is none. */
export function instantOf(time: string | null): string | null {
  const epochMs = Date.parse(time ?? '');
  return Number.isNaN(epochMs) ? null : new Date(epochMs).toISOString();
}

/** JSON with sorted keys: equal values, equal text, in whatever order they came. */
export function steadyJson(value: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sorted(part) : part));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
