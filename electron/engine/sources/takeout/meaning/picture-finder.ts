import type { MatchReason } from '../../../../contract/takeout-models.ts';
import { filmExtensions } from '../../../media/film-extensions.ts';
import { type NameReading, readMediaName, spell, splitName } from './names.ts';
import { type DistinctNames, freeSidecarFinder, type OwnSidecars } from './own-sidecars.ts';

/** A picture that something is a companion of: in the folder, or known by its sidecar alone. */
export type Picture =
  | { readonly kind: 'media'; readonly media: number }
  | { readonly kind: 'sidecar'; readonly sidecar: number }
  | { readonly kind: 'doubt'; readonly reason: MatchReason; readonly candidates: readonly number[] };

/** Finds pictures by the names that their companions lead to. Media and sidecars go by their index. */
export interface PictureFinder {
  /** Media of these names; as they are spelled, else in the loosest spelling. */
  readonly named: (names: readonly string[]) => readonly number[];
  /** The one picture of a list; doubt when there are several, null when there is none. */
  readonly only: (media: readonly number[]) => Picture | null;
  /** A picture that is not there, by the sidecar that speaks of it and of no media. */
  readonly bySidecar: (readings: readonly NameReading[]) => Picture | null;
  /** A picture, or for the name of a film first a film, of the same name but for its extension. */
  readonly withOtherExtension: (name: string, except: number) => Picture | null;
  /** How many media have a name, without its number. */
  readonly countOf: (base: string) => number;
}

export function createPictureFinder(names: DistinctNames, own: OwnSidecars): PictureFinder {
  const nameOf = (index: number): string => names.media[index] ?? '';
  const exact = new Map(names.media.map((name, index) => [name, index]));
  const folded = groupedWhenAsked(names.media.length, (index) => spell.folded(nameOf(index)));
  const byStem = groupedWhenAsked(names.media.length, (index) => stemKey(nameOf(index)));
  const byBase = groupedWhenAsked(names.media.length, (index) => {
    const name = nameOf(index);
    return spell.folded(readMediaName(name).at(-1)?.base ?? name);
  });
  const findFree = freeSidecarFinder(names, own);

  function only([first, ...others]: readonly number[]): Picture | null {
    if (first === undefined) return null;
    if (others.length === 0) return { kind: 'media', media: first };
    const candidates = [first, ...others].flatMap((media) => own.found.get(media)?.sidecar ?? []);
    return { kind: 'doubt', reason: 'several-pictures', candidates: candidates.toSorted((a, b) => a - b) };
  }

  return {
    named: (wanted) => {
      const strict = wanted.flatMap((name) => exact.get(name) ?? []);
      if (strict.length > 0) return [...new Set(strict)];
      return [...new Set(wanted.flatMap((name) => folded(spell.folded(name))))];
    },
    only,
    bySidecar: (readings) => {
      const [sidecar, ...others] = findFree(readings);
      if (sidecar === undefined) return null;
      if (others.length === 0) return { kind: 'sidecar', sidecar };
      return { kind: 'doubt', reason: 'several-sidecars', candidates: [sidecar, ...others] };
    },
    withOtherExtension: (name, except) => {
      const isFilm = (one: string): boolean => filmExtensions.test(splitName(one).extension);
      const alike = byStem(stemKey(name)).filter((media) => media !== except);
      const films = isFilm(name) ? alike.filter((media) => isFilm(nameOf(media))) : [];
      return only(films.length > 0 ? films : alike.filter((media) => !isFilm(nameOf(media))));
    },
    countOf: (base) => byBase(spell.folded(base)).length,
  };
}

/** Most folders never ask. */
function groupedWhenAsked(count: number, keyOf: (index: number) => string): (key: string) => readonly number[] {
  let groups: ReadonlyMap<string, readonly number[]> | null = null;
  return (key) => {
    groups ??= Map.groupBy(Array(count).keys(), keyOf);
    return groups.get(key) ?? [];
  };
}

function stemKey(name: string): string {
  return spell.folded(splitName(name).stem);
}
