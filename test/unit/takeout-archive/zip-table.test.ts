import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ZipRow, ZipTable } from '../../../electron/engine/sources/takeout/archive/zip-table.ts';

const length = fc.oneof(
  fc.nat({ max: 50_000_000 }),
  // Around 32 bits, and as far as a zip of 64 bits goes here.
  fc.constantFrom(2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER),
);
const row: fc.Arbitrary<ZipRow> = fc.record({
  path: fc.string({ minLength: 1 }),
  offset: length,
  packedBytes: length,
  bytes: length,
  crc32: fc.nat({ max: 2 ** 32 - 1 }),
  method: fc.constantFrom('stored', 'deflated'),
});
const entry = fc.option(
  fc.oneof({ weight: 9, arbitrary: row }, { weight: 1, arbitrary: fc.constant('damaged' as const) }),
);

test('every entry is found again at its position, whole, and by its own path only', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const table = new ZipTable();
      for (const one of entries) table.push(one);
      for (const [position, one] of entries.entries()) {
        const path = one === null || one === 'damaged' ? 'any' : one.path;
        expect(table.find(path, position)).toEqual(one);
        if (one !== null && one !== 'damaged') expect(table.find(`${path}.other`, position)).toBeNull();
      }
      expect(table.find('any', entries.length)).toBeNull();
    }),
  );
});

test('a table of many blocks keeps each entry apart', () => {
  const table = new ZipTable();
  const rowAt = (position: number): ZipRow => ({
    ...{ path: `P${position}.jpg`, offset: position * 3, packedBytes: position, bytes: 2 ** 32 + position },
    ...{ crc32: position, method: 'stored' },
  });
  for (let position = 0; position < 20_000; position += 1) table.push(rowAt(position));
  for (const position of [0, 1, 4_095, 4_096, 8_191, 8_192, 19_999]) {
    expect(table.find(`P${position}.jpg`, position)).toEqual(rowAt(position));
  }
  expect(table.find('P20000.jpg', 20_000)).toBeNull();
  expect(table.find('P0.jpg', -1)).toBeNull();
});
