import { redact } from './redact.ts';

/** Fields whose value is a secret whatever it looks like. `code` is not among them: problems have one, too. */
const secretName =
  /token|secret|password|passphrase|cookie|verifier|authorization|credential|base_?url|picker_?uri|auth_?code|api_?key/i;

/** What every line has of its own. */
const reserved = new Set(['level', 'time', 'event']);

const mostDepth = 6;
/** Values of one event, all levels together; what is beyond is left out. */
const mostValues = 300;
const longestText = 2_000;
/** A stack says little beyond its first frames, and a message may be a whole page of Google's. */
const longestStack = 6_000;

/** One event's way through the fields: how much may still be written. */
interface Room {
  readonly home: string;
  left: number;
}

/**
 * The fields of an event as they may be written: plain JSON values without secrets, however deep these lie, and bounded
 * in depth, number and length. Errors keep their stack and their causes.
 */
export function redactFields(fields: Readonly<Record<string, unknown>>, home: string): Record<string, unknown> {
  const named = Object.entries(fields).map(([name, value]) => [reserved.has(name) ? `${name}_` : name, value]);
  return plainObject(Object.fromEntries(named), { home, left: mostValues }, 0);
}

function plain(name: string, value: unknown, room: Room, depth: number): unknown {
  room.left -= 1;
  // A place that is empty, or a number, gives nothing away, and says whether there was anything.
  if (secretName.test(name) && typeof value !== 'number' && typeof value !== 'boolean' && value != null) {
    return '[removed]';
  }
  switch (typeof value) {
    case 'string':
      return text(value, room, name === 'stack' ? longestStack : longestText);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : plainThing(value, room, depth + 1);
    default:
      // Undefined, functions and symbols say nothing.
      return undefined;
  }
}

function plainThing(value: object, room: Room, depth: number): unknown {
  if (depth > mostDepth || room.left <= 0) return '[left out]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (value instanceof URL) return text(value.href, room, longestText);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return plainError(value, room, depth);
  if (value instanceof Map || value instanceof Set) return plainList([...value], room, depth);
  if (Array.isArray(value)) return plainList(value, room, depth);
  return plainObject(value, room, depth);
}

function plainList(values: readonly unknown[], room: Room, depth: number): unknown[] {
  const written: unknown[] = [];
  for (const value of values) {
    if (room.left <= 0) break;
    written.push(plain('', value, room, depth) ?? null);
  }
  return written;
}

function plainObject(value: object, room: Room, depth: number): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    if (room.left <= 0) break;
    const clean = plain(name, one, room, depth);
    if (clean !== undefined) written[text(name, room, 100)] = clean;
  }
  return written;
}

/** The name, message, stack and cause of an error are no fields that a loop would find. */
function plainError(error: Error, room: Room, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const more = Object.fromEntries(Object.entries(error).filter(([key]) => key !== 'stack'));
  return plainObject({ ...more, name, message, stack, ...(cause === undefined ? {} : { cause }) }, room, depth);
}

/** Without the last word, which may have been cut. */
function wholeWords(text: string): string {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function text(value: string, { home }: Room, longest: number): string {
  // A page of many megabytes is not searched. What the cut went through is left out: half a secret is not seen as one.
  const beginning = value.length > 2 * longest ? wholeWords(value.slice(0, 2 * longest)) : value;
  const clean = redact(beginning, home);
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
