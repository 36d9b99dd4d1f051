import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { barOf, sumOf } from '../../../renderer/features/takeout/coverage.ts';

const year = fc
  .tuple(fc.nat(500_000), fc.nat(500_000), fc.nat(500_000))
  .map((numbers) => numbers.toSorted((one, other) => other - one))
  .map(([inExports = 0, onDisk = 0, verified = 0]) => ({ year: 2023, inExports, onDisk, verified }));

test('a bar shows what there is, and never hides what lacks', () => {
  fc.assert(
    fc.property(year, fc.integer({ min: 1, max: 1_000_000 }), (of, more) => {
      const bar = barOf(of, of.inExports + more);
      expect(bar.exports).toBeLessThanOrEqual(100);
      expect(bar.disk).toBeLessThanOrEqual(bar.exports);
      expect(bar.verified).toBeLessThanOrEqual(bar.disk);
      expect(bar.exports > 0).toBe(of.inExports > 0);
      expect(bar.disk > 0).toBe(of.onDisk > 0);
      if (bar.exports > 1 && of.onDisk < of.inExports) expect(bar.disk).toBeLessThan(bar.exports);
    }),
  );
});

test('the whole of a year fills the longest bar', () => {
  expect(barOf({ inExports: 40, onDisk: 40, verified: 40 }, 40)).toEqual({ exports: 100, disk: 100, verified: 100 });
  expect(barOf({ inExports: 40, onDisk: 20, verified: 10 }, 80)).toEqual({ exports: 50, disk: 25, verified: 12.5 });
});

test('the years add up', () => {
  fc.assert(
    fc.property(fc.array(year), (years) => {
      const { inExports, onDisk, verified } = sumOf(years);
      expect(inExports).toBe(years.reduce((sum, one) => sum + one.inExports, 0));
      expect(verified).toBeLessThanOrEqual(onDisk);
    }),
  );
});
