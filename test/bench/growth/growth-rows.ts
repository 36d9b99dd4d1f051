import { decimal } from '../table.ts';
import type { Grown } from './measure-growth.ts';

/** Nothing may grow faster than the work to this power. */
const mostExponent = 1.15;
/** What takes less is measured too coarsely for an exponent. */
const leastSeconds = 0.02;

interface Figure {
  readonly name: string;
  readonly of: (grown: Grown) => number | null;
  /** Of what the exponent is taken. */
  readonly work: (grown: Grown) => number;
  readonly decimals: number;
  /** Below this an exponent says nothing. */
  readonly least: number;
}

const ofItems = ({ items }: Grown): number => items;
const ofEntries = ({ listing }: Grown): number => listing.entries;
const inSeconds = { work: ofItems, decimals: 3, least: leastSeconds };

/** To stay within a quarter of what the smallest takes: no exponent says that. */
const ofMemory = { work: ofItems, decimals: 0, least: Number.POSITIVE_INFINITY };

const figures: readonly Figure[] = [
  { name: 'store in the catalog, s', of: ({ library }) => library.seconds.store, ...inSeconds },
  { name: 'show again, unchanged, s', of: ({ library }) => library.seconds.again, ...inSeconds },
  { name: 'lines of SHA256SUMS, s', of: ({ library }) => library.seconds.sums, ...inSeconds },
  { name: 'numbers of the Overview, s', of: ({ library }) => library.seconds.overview, ...inSeconds },
  { name: 'first page of Photos, s', of: ({ library }) => library.seconds.photos, ...inSeconds },
  { name: 'search, s', of: ({ library }) => library.seconds.search, ...inSeconds },
  { name: 'catalog, MB', of: ({ library }) => library.catalogBytes / 1e6, work: ofItems, decimals: 1, least: 1 },
  { name: 'peak memory, MB', of: ({ library }) => megabytes(library.peakRssBytes), ...ofMemory },
  { name: 'export: quick dry run, s', of: ({ listing }) => listing.seconds, ...inSeconds, work: ofEntries },
  { name: 'export: peak memory, MB', of: ({ listing }) => megabytes(listing.peakRssBytes), ...ofMemory },
];

/** The header for these sizes. */
export function growthHeader(all: readonly Grown[]): readonly string[] {
  return ['growth', ...all.map(({ items }) => items.toLocaleString('en')), 'exponents', 'at most'];
}

/**
 * A row for each figure: its value at each size, and to which power of the work it grows from one size to the next.
 * 1.00 is as fast as the work; what is too small to be measured, and memory, which is to stay flat, have none.
 */
export function growthRows(all: readonly Grown[]): string[][] {
  return figures.map((figure) => [
    figure.name,
    ...all.map((grown) => decimal(figure.of(grown), figure.decimals)),
    exponents(figure, all)
      .map((one) => decimal(one, 2))
      .join(' ') || '–',
    figure.least === Number.POSITIVE_INFINITY ? '+ 25 %' : decimal(mostExponent, 2),
  ]);
}

function exponents({ of, work, least }: Figure, all: readonly Grown[]): readonly (number | null)[] {
  return all.flatMap((grown, index) => {
    const earlier = all[index - 1];
    if (earlier === undefined) return [];
    const [before, now] = [of(earlier), of(grown)];
    if (before === null || now === null || before < least) return [null];
    return [Math.log(now / before) / Math.log(work(grown) / work(earlier))];
  });
}

function megabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1e6;
}
