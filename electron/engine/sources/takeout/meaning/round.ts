import type { MatchReason } from '../../../../contract/takeout-models.ts';
import { compareText, type NameReading } from './names.ts';
import type { TitledSidecar } from './titled-sidecar.ts';

/** Sidecars that fit any of these readings, ascending. */
export type FindSidecars = (readings: readonly NameReading[]) => readonly number[];

/** One rule by which a media name finds its own sidecar. */
export interface Round {
  readonly reason: MatchReason;
  readonly confidence: 'certain' | 'likely';
  /** It goes by names that no known way of making them explains: good for a file that is there, and for nothing else. */
  readonly isDaring?: boolean;
  /** Looks among those sidecars that nobody has yet. */
  readonly finder: (sidecars: readonly TitledSidecar[], free: ReadonlySet<number>) => FindSidecars;
}

/** How many sidecars of one spelling are checked. */
const mostAlike = 8;

function inOrderOfName(a: TitledSidecar | undefined, b: TitledSidecar | undefined): number {
  return compareText(a?.name ?? '', b?.name ?? '') || compareText(a?.title ?? '', b?.title ?? '');
}

/** Names fit where they have a key in common. */
interface Keys {
  readonly keysOfMedia: (reading: NameReading) => readonly string[];
  readonly keysOfSidecar: (sidecar: TitledSidecar) => readonly string[];
}

/** The part of a round that looks names up by their keys. */
export function byKeys({ keysOfMedia, keysOfSidecar }: Keys): Round['finder'] {
  return (sidecars, free) => findByKeys(keysOfMedia, keysOfSidecar, sidecars, free);
}

function findByKeys(
  keysOfMedia: Keys['keysOfMedia'],
  keysOfSidecar: Keys['keysOfSidecar'],
  sidecars: readonly TitledSidecar[],
  free: ReadonlySet<number>,
): FindSidecars {
  const byKey = new Map<string, number[]>();
  for (const index of free) {
    const sidecar = sidecars[index];
    for (const key of new Set(sidecar === undefined ? [] : keysOfSidecar(sidecar))) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [index]);
      else list.push(index);
    }
  }
  for (const [key, list] of byKey) {
    // More only ever prove the doubt, and would take a square of steps.
    if (list.length > mostAlike)
      byKey.set(key, list.toSorted((a, b) => inOrderOfName(sidecars[a], sidecars[b])).slice(0, mostAlike));
  }
  return (readings) => {
    const fitting = readings.flatMap(keysOfMedia).flatMap((key) => byKey.get(key) ?? []);
    return fitting.length < 2 ? fitting : [...new Set(fitting)].toSorted((a, b) => a - b);
  };
}
