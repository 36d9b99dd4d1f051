import { createHash } from 'node:crypto';
import type { PartFormat } from '../../../../contract/takeout-models.ts';
import { partFileName } from './part-name.ts';

/** A part that was found by its name; whether it can be read to its end shows when it is. */
export interface FoundPart {
  /** File name of the archive; of an extracted part the folder that a person would name. */
  readonly name: string;
  /** Absolute: what `openPart` takes. */
  readonly path: string;
  readonly format: PartFormat;
  /** The number in the middle of newer names; null where there is none. */
  readonly runIndex: number | null;
  /** From 1; null for an archive or folder whose name tells none. */
  readonly number: number | null;
  /**
   * Of a bare file: how much speaks for it. `given` by its name, `near` parts with such numbers, or `far` from any. What is
   * not told is a part.
   */
  readonly bare?: 'given' | 'near' | 'far';
}

/** The parts of one export that were found. */
export interface FoundExport {
  /**
   * As in the names of its parts, such as `20260301T120000Z`. What bears no such name is shown by the folder that holds
   * it: `folder-` and 12 hex digits of the SHA-256 of that folder's path. Which of these are one export is found out only
   * when they are imported, by what they hold (identification.ts).
   */
  readonly stamp: string;
  /** By number, those without one last; a part that was downloaded twice is there twice. */
  readonly parts: readonly FoundPart[];
  /** Names of parts below the highest number that were not found. Google tells nobody how many parts there are. */
  readonly missing: readonly string[];
}

/** A part, and the export to which it belongs. */
export interface Sighting extends FoundPart {
  readonly stamp: string;
}

/** The stamp of parts whose names tell none, by the folder that holds them; see {@link FoundExport}. */
export function holderStamp(folder: string): string {
  return `folder-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
}

/** Exports by stamp. */
export function groupByExport(sightings: readonly Sighting[]): readonly FoundExport[] {
  const groups = Map.groupBy(sightings, ({ stamp }) => stamp);
  return [...groups]
    .map(([stamp, found]) => {
      const parts = found.map(({ stamp: _, ...part }) => part).toSorted(byNumber);
      return { stamp, parts, missing: missingNames(stamp, parts) };
    })
    .toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1));
}

function byNumber(one: FoundPart, other: FoundPart): number {
  return (
    rank(one.runIndex) - rank(other.runIndex) ||
    rank(one.number) - rank(other.number) ||
    (one.path < other.path ? -1 : 1)
  );
}

/** Finite, as two of them are subtracted. */
function rank(number: number | null): number {
  return number ?? Number.MAX_SAFE_INTEGER;
}

/** Each run index has its own numbers. */
function missingNames(stamp: string, parts: readonly FoundPart[]): readonly string[] {
  const missing: string[] = [];
  for (const [runIndex, series] of Map.groupBy(parts, (part) => part.runIndex)) {
    const numbers = new Set(series.map(({ number }) => number ?? 0));
    const format = series.find((part) => part.format === 'tgz')?.format ?? 'zip';
    for (let number = 1; number < Math.max(...numbers); number += 1) {
      if (!numbers.has(number)) missing.push(partFileName({ stamp, runIndex, number, format }));
    }
  }
  return missing;
}
