import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepJson, jsonText, sortedJsonWithout } from '../../../electron/base/deep-json.ts';

function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`);
}

test('writes what JSON.stringify writes, keys in order or sorted', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(deepJson(value, 'as they are')).toBe(JSON.stringify(value));
      expect(JSON.parse(deepJson(value, 'sorted'))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(deepJson({ b: 1, a: { d: [], c: undefined } }, 'sorted')).toBe('{"a":{"d":[]},"b":1}');
});

test.each([49, 50, 51, 120])('the same text on both sides of what the stack holds: %i levels', (depth) => {
  const value = nested(depth);
  expect(deepJson(value, 'as they are')).toBe(JSON.stringify(value));
  expect(deepJson({ '10': value, '9': value }, 'sorted')).toBe(
    `{"10":${JSON.stringify(value)},"9":${JSON.stringify(value)}}`,
  );
});

test('however deep or wide', () => {
  const deep = nested(100_000);
  expect(() => JSON.stringify(deep)).toThrow(RangeError);
  for (const text of [deepJson(deep, 'sorted'), jsonText({ deep })]) expect(text).toContain('{"a":[{"a":[');
  expect(jsonText({ wide: Array.from({ length: 300_000 }, () => 0) })).toHaveLength(600_010);
  expect(
    deepJson(
      Array.from({ length: 300_000 }, () => 0),
      'sorted',
    ),
  ).toHaveLength(600_001);
  expect(jsonText({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
});

/** As it is defined: keys by their code units. */
function sortedText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${sortedText(one)}`).join(',')}}`;
}

test('sorts by code units whatever the names are, and leaves out one of the outermost alone', () => {
  const name = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom('10', '9', '-1', '__proto__', 'baseUrl', '\ud800'),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean()),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 20, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      // As it comes: only the parser makes a name of its own of `__proto__`.
      const came: unknown = JSON.parse(JSON.stringify(one));
      expect(deepJson(came, 'sorted')).toBe(sortedText(came));
      const item: Record<string, unknown> = { baseUrl: came, a: { baseUrl: came }, b: came };
      expect(sortedJsonWithout(item, 'baseUrl')).toBe(sortedText({ a: item['a'], b: came }));
    }),
  );
});
