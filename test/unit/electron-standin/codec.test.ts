import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCodec } from '../../electron-standin/page/codec.ts';

const codec = makeCodec();
const crossed = (value: unknown): unknown => codec.decode(codec.encode(value));

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.double(),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -0),
  fc.uint8Array(),
  fc.int16Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
);
const message = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
    fc.array(tie('value')).map((values) => new Set(values)),
    fc.array(fc.tuple(tie('value'), tie('value'))).map((pairs) => new Map(pairs)),
  ),
})).value;

test('what can be cloned arrives as structured cloning would deliver it', () => {
  fc.assert(
    fc.property(message, (value) => {
      expect(crossed(value)).toStrictEqual(structuredClone(value));
    }),
  );
});

test('errors, patterns and byte ranges keep what they are', () => {
  const bytes = new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 3);
  expect(crossed(bytes)).toStrictEqual(new Uint8Array([1, 2]));
  expect(crossed(new DataView(bytes.buffer, 1, 2))).toStrictEqual(new DataView(new Uint8Array([1, 2]).buffer));
  expect(crossed(/a+/giu)).toStrictEqual(/a+/giu);
  const error = crossed(new RangeError('too far')) as Error;
  expect([error instanceof Error, error.name, error.message]).toEqual([true, 'RangeError', 'too far']);
});

test.each([
  ['a function', () => undefined],
  ['a symbol', Symbol('x')],
  ['a promise', Promise.resolve()],
  ['an object of the platform', new URL('https://example.com')],
])('%s cannot be cloned', (_name, value) => {
  expect(() => codec.encode({ deep: [value] })).toThrow('An object could not be cloned.');
});

test('a cycle is refused, the same object twice is not', () => {
  const shared = { a: 1 };
  expect(crossed([shared, shared])).toEqual([shared, shared]);
  const cycle: { self?: unknown } = {};
  cycle.self = [cycle];
  expect(() => codec.encode(cycle)).toThrow('cycle is not implemented');
});
