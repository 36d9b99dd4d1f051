import { deepJson } from '../../base/deep-json.ts';

/** A point in time in Google's words (RFC 3339) as ISO 8601 in UTC with milliseconds; null when it is none. */
export function instantOf(time: string | null): string | null {
  const epochMs = Date.parse(time ?? '');
  return Number.isNaN(epochMs) ? null : new Date(epochMs).toISOString();
}

/** JSON with sorted keys: equal values, equal text, in whatever order they came. */
export function steadyJson(value: Readonly<Record<string, unknown>>): string {
  return deepJson(value, 'sorted');
}
