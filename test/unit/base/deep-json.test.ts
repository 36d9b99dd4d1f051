import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepJson, jsonText } from '../../../electron/base/deep-json.ts';

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
