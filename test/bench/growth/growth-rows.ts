import { growthGoals, growthReason } from '../goals.ts';
import { decimal } from '../table.ts';
import type { Grown } from './measure-growth.ts';

/** What takes less is measured too coarsely for an exponent. */
const leastSeconds = 0.02;

interface Figure {
  readonly name: string;
  readonly of: (grown: Grown) => number | null;
  /** Of what the exponent is taken. */
  readonly work: (grown: Grown) => number;
  readonly decimals: number;
  /** `flat`: it is to stay what it is for the smallest size, whatever the work; no exponent says that. */
  readonly goal: 'exponent' | 'flat';
  /** Below this an exponent says nothing. */
  readonly least: number;
}

const ofItems = ({ items }: Grown): number => items;
const inSeconds = { work: ofItems, decimals: 3, goal: 'exponent', least: leastSeconds } as const;
const ofEntries = { ...inSeconds, work: ({ listing }: Grown): number => listing.entries };
const ofListed = { ...inSeconds, work: ({ quick }: Grown): number => quick.listed };
const inMemory = { work: ofItems, decimals: 0, goal: 'flat', least: 0 } as const;

const figures: readonly Figure[] = [
  { name: 'store in the catalog, CPU s', of: ({ library }) => library.seconds.store, ...inSeconds },
  { name: 'show again, unchanged, CPU s', of: ({ library }) => library.seconds.again, ...inSeconds },
  { name: 'lines of SHA256SUMS, CPU s', of: ({ library }) => library.seconds.sums, ...inSeconds },
  { name: 'numbers of the Overview, CPU s', of: ({ library }) => library.seconds.overview, ...inSeconds },
  { name: 'coverage map, CPU s', of: ({ library }) => library.seconds.coverage, ...inSeconds },
  { name: 'first page of Photos, CPU s', of: ({ library }) => library.seconds.photos, ...inSeconds },
  { name: 'last page of Photos, CPU s', of: ({ library }) => library.seconds.lastPage, ...inSeconds },
  { name: 'search, CPU s', of: ({ library }) => library.seconds.search, ...inSeconds },
  {
    name: 'catalog, MB',
    of: ({ library }) => library.catalogBytes / 1e6,
    ...{ work: ofItems, decimals: 1, goal: 'exponent', least: 1 },
  },
  { name: 'catalog: peak memory, MB', of: ({ library }) => megabytes(library.peakRssBytes), ...inMemory },
  { name: 'quick backup, nothing new, s', of: ({ quick }) => quick.seconds, ...ofListed },
  { name: 'quick backup, nothing new, CPU s', of: ({ quick }) => quick.cpuSeconds, ...ofListed },
  { name: 'quick backup: peak memory, MB', of: ({ quick }) => megabytes(quick.peakRssBytes), ...inMemory },
  { name: 'app: launch to the Overview, s', of: ({ app }) => app.painted, ...inSeconds },
  { name: 'app: launch to its numbers, s', of: ({ app }) => app.counted, ...inSeconds },
  { name: 'app: first paint of Photos, s', of: ({ app }) => app.photos, ...inSeconds },
  { name: 'app: search, s', of: ({ app }) => app.search, ...inSeconds },
  { name: 'app: launch, CPU s of main and engine', of: ({ app }) => app.cpuSeconds?.launch ?? null, ...inSeconds },
  { name: 'app: Photos, CPU s of main and engine', of: ({ app }) => app.cpuSeconds?.photos ?? null, ...inSeconds },
  { name: 'app: search, CPU s of main and engine', of: ({ app }) => app.cpuSeconds?.search ?? null, ...inSeconds },
  { name: 'app: peak memory of main and engine, MB', of: ({ app }) => megabytes(app.peakRssBytes), ...inMemory },
  { name: 'export: quick dry run, s', of: ({ listing }) => listing.seconds, ...ofEntries },
  { name: 'export: quick dry run, CPU s', of: ({ listing }) => listing.cpuSeconds, ...ofEntries },
  { name: 'export: peak memory, MB', of: ({ listing }) => megabytes(listing.peakRssBytes), ...inMemory },
];

/** The header for these sizes. */
export function growthHeader(all: readonly Grown[]): readonly string[] {
  return ['growth', ...all.map(({ items }) => items.toLocaleString('en')), 'exponents', 'goal'];
}

/**
 * A row for each figure: its value at each size, and to which power of the work it grows from one size to the next.
 * 1.00 is as fast as the work; what is too small to be measured, and memory, which is to stay flat, have none.
 */
export function growthRows(all: readonly Grown[]): string[][] {
  return figures.map((figure) => {
    const isMet = meets(figure, all);
    const mark = isMet === null ? '' : isMet ? '✓ ' : '✗ ';
    return [
      figure.name,
      ...all.map((grown) => decimal(figure.of(grown), figure.decimals)),
      exponents(figure, all)
        .map((one) => decimal(one, 2))
        .join(' ') || '–',
      `${mark}${growthGoals[figure.goal].text}`,
    ];
  });
}

/** A line for each figure that misses its goal, and why it does. */
export function missedGrowth(all: readonly Grown[]): readonly string[] {
  return figures
    .filter((figure) => meets(figure, all) === false)
    .map(({ name, goal }) => `Missed: ${name} (${growthGoals[goal].text})${growthReason(name)}`);
}

/** Null where nothing can be compared. */
function meets(figure: Figure, all: readonly Grown[]): boolean | null {
  if (figure.goal === 'exponent') {
    const known = exponents(figure, all).filter((one) => one !== null);
    return known.length === 0 ? null : known.every((one) => Number(one.toFixed(2)) <= growthGoals.exponent.most);
  }
  const values = all.map(figure.of).filter((value) => value !== null);
  const [smallest] = values;
  if (smallest === undefined || values.length < 2) return null;
  return Math.max(...values) <= smallest * growthGoals.flat.most;
}

function exponents({ of, work, least, goal }: Figure, all: readonly Grown[]): readonly (number | null)[] {
  if (goal === 'flat') return [];
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
