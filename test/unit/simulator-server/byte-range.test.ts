import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange, slicedChunks } from '../../simulator/server/media/byte-range.ts';

test('any range of any chunks is the same slice of the whole', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 6 });
  fc.assert(
    fc.property(chunks, fc.nat(130), fc.nat(130), (parts, first, more) => {
      const whole = Buffer.concat(parts);
      const range = readRange(`bytes=${first}-${first + more}`, whole.length);
      if (range.kind !== 'part') {
        expect(range.kind).toBe('unsatisfiable');
        expect(first).toBeGreaterThanOrEqual(whole.length);
        return;
      }
      const slice = Buffer.concat([...slicedChunks(parts, range.first, range.last)]);
      expect(slice.equals(whole.subarray(first, first + more + 1))).toBe(true);
    }),
  );
});

test('a range from the end is the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 200 }), (length, wanted) => {
      const range = readRange(`bytes=-${wanted}`, length);
      expect(range).toEqual({ kind: 'part', first: Math.max(0, length - wanted), last: length - 1 });
    }),
  );
});

test.each([undefined, '', 'bytes=-', 'bytes=5-2', 'bytes=0-1,5-6', 'items=0-1'])('%s is the whole', (header) => {
  expect(readRange(header, 10)).toEqual({ kind: 'whole' });
});
