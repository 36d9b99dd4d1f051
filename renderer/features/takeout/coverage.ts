import type { YearCoverage } from '../../../electron/contract/takeout-models.ts';

/* The bars of the coverage by year. */

/** The bar of a year, 0 to 100: each part lies on the one before. */
export interface CoverageBar {
  readonly exports: number;
  readonly disk: number;
  readonly verified: number;
}

/** The least that can be seen of a bar, of 100. */
const visible = 0.6;

/** A year's bar, where `most` (at least 1) is a full one. What exists at all stays visible, what lacks does too. */
export function barOf({ inExports, onDisk, verified }: Omit<YearCoverage, 'year'>, most: number): CoverageBar {
  const exports = inExports === 0 ? 0 : Math.max(visible, (inExports / most) * 100);
  const disk = within(onDisk, inExports, exports);
  return { exports, disk, verified: within(verified, onDisk, disk) };
}

function within(part: number, whole: number, length: number): number {
  if (part >= whole) return length;
  const exact = (part / whole) * length;
  return part === 0 ? 0 : Math.max(Math.min(visible, length), Math.min(exact, length - visible));
}

/** The sums over all years. */
export function sumOf(coverage: readonly YearCoverage[]): Omit<YearCoverage, 'year'> {
  return coverage.reduce(
    (sum, year) => ({
      inExports: sum.inExports + year.inExports,
      onDisk: sum.onDisk + year.onDisk,
      verified: sum.verified + year.verified,
    }),
    { inExports: 0, onDisk: 0, verified: 0 },
  );
}
