import { damagedBytes } from './damage-bytes.ts';
import { below, type Chance, oneOf } from './fuzz-target.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Values that readers stumble over. */
const nastyValues: readonly (() => Json)[] = [
  ...[null, true, false, '', ' ', [], {}, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, -1e-308].map(
    (value) => () => value as Json,
  ),
  ...['../../outside', '/etc/passwd', 'a\u0000b', '\ud800', '\u202e\u0007', '__proto__', 'CON', '1e999', '-1'].map(
    (value) => () => value,
  ),
  ...['0000-00-00T00:00:00Z', '+275760-09-13T00:00:00Z', '9'.repeat(400), 'x'.repeat(70_000), ' '.repeat(70_000)].map(
    (value) => () => value,
  ),
  () => JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`),
  () => JSON.parse(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`),
  () => Array.from({ length: 3_000 }, () => null),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

/**
 * A JSON text with one to four values that were replaced, left out, doubled or renamed; one in four with damaged bytes
 * instead, and then mostly no JSON any more.
 */
export function damagedJson(samples: readonly Uint8Array[], chance: Chance): Uint8Array {
  if (chance() < 0.25) return damagedBytes(samples, chance);
  let value: Json = JSON.parse(Buffer.from(oneOf(samples, chance)).toString('utf8'));
  const times = 1 + below(4, chance);
  for (let time = 0; time < times; time += 1) {
    const places = countOf(value);
    value = damagedAt(value, { left: below(places, chance) }, samples, chance);
  }
  return Buffer.from(JSON.stringify(value));
}

/** Values in it, itself included. Not through what is nested deeper than any sample. */
function countOf(value: Json, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > 40) return 1;
  return Object.values(value).reduce<number>((count, inner) => count + countOf(inner, depth + 1), 1);
}

interface Countdown {
  left: number;
}

function damagedAt(value: Json, countdown: Countdown, samples: readonly Uint8Array[], chance: Chance, depth = 0): Json {
  if (countdown.left === 0) {
    countdown.left = -1;
    return replacement(value, samples, chance);
  }
  if (countdown.left < 0) return value;
  countdown.left -= 1;
  if (typeof value !== 'object' || value === null || depth > 40) return value;
  if (isList(value)) return value.map((inner) => damagedAt(inner, countdown, samples, chance, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, damagedAt(inner, countdown, samples, chance, depth + 1)]),
  );
}

function replacement(value: Json, samples: readonly Uint8Array[], chance: Chance): Json {
  const kind = chance();
  if (typeof value === 'object' && value !== null && kind < 0.5) return otherForm(value, chance);
  if (typeof value === 'string' && kind < 0.3) {
    return Buffer.from(damagedBytes([Buffer.from(`${value}.`)], chance)).toString('utf8');
  }
  if (typeof value === 'number' && kind < 0.3) return oneOf([value + 1, -value, value * 1e9, String(value)], chance);
  if (kind > 0.9) return someValue(JSON.parse(Buffer.from(oneOf(samples, chance)).toString('utf8')), chance);
  return oneOf(nastyValues, chance)();
}

/** The same list or object with an entry less, an entry twice, or one of another name. */
function otherForm(value: readonly Json[] | { readonly [key: string]: Json }, chance: Chance): Json {
  if (isList(value)) {
    const at = below(value.length + 1, chance);
    const [entry = null] = value.slice(at, at + 1);
    return chance() < 0.5 ? value.toSpliced(at, 1) : value.toSpliced(at, 0, ...Array.from({ length: 3 }, () => entry));
  }
  const entries = Object.entries(value);
  const at = below(entries.length + 1, chance);
  const [key = 'x', inner = null] = entries[at] ?? [];
  const name = oneOf(['', `${key} `, key.toUpperCase(), 'constructor', 'toString'], chance);
  const changed: [string, Json][] = chance() < 0.5 ? entries.toSpliced(at, 1) : entries.toSpliced(at, 1, [name, inner]);
  return Object.fromEntries(changed);
}

function someValue(value: Json, chance: Chance): Json {
  if (typeof value !== 'object' || value === null || chance() < 0.3) return value;
  const inner = Object.values(value);
  return inner.length === 0 ? value : someValue(oneOf(inner, chance), chance);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
