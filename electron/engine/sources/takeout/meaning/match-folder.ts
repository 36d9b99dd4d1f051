import { matchNames, type NameMatch } from './companions.ts';
import type { FolderMatch, FolderMedia, FolderSidecar, MediaMatch } from './match.ts';
import { compareText, readMediaName, spell } from './names.ts';
import { type DistinctNames, findOwnSidecars } from './own-sidecars.ts';
import { titledMediaNames } from './titled-sidecar.ts';

/** Entries of equal names are one until their contents differ. */
interface Distinct<T> {
  readonly values: readonly T[];
  /** Indexes in the list that was given, ascending, by index in `values`. */
  readonly members: readonly (readonly number[])[];
  /** Different contents claim the name. */
  readonly contested: ReadonlySet<number>;
}

/**
 * Finds the sidecar of every media file of one folder, taken together across the parts of one export. A sidecar never
 * counts in another folder, never by the bare beginning of a name, and never for another number. On doubt a media file
 * gets none and is `doubtful`. The result does not depend on the order of the lists, and the time grows with their length.
 */
export function matchFolder(folder: {
  readonly media: readonly FolderMedia[];
  readonly sidecars: readonly FolderSidecar[];
}): FolderMatch {
  const media = distinct(folder.media, ({ name }) => name);
  const sidecars = distinct(folder.sidecars, ({ name, title }) => `${name}\0${title}`);
  const names: DistinctNames = { media: media.values.map(({ name }) => name), sidecars: sidecars.values };
  const own = findOwnSidecars(names);
  const kindOf = (index: number) => media.values[index]?.kind ?? null;
  const matched = matchNames(names, own, kindOf).map((match, index) => trusted(match, index, media, sidecars));
  const used = new Set(matched.flatMap(({ sidecar }) => sidecar ?? []));
  const unused = [...sidecars.values.keys()].filter((index) => !used.has(index));
  const told = withOtherNumbers(names, matched, unused);

  const matches: MediaMatch[] = [];
  for (const [index, members] of media.members.entries()) {
    const match = told[index];
    if (match === undefined) continue;
    for (const member of members) matches[member] = inGivenIndexes(match, member, media, sidecars);
  }
  return {
    matches,
    unusedSidecars: unused.flatMap((index) => sidecars.members[index] ?? []).toSorted((a, b) => a - b),
  };
}

function distinct<T extends { readonly content?: string | null | undefined }>(
  values: readonly T[],
  keyOf: (value: T) => string,
): Distinct<T> {
  const groups = [...Map.groupBy(values.entries(), ([, value]) => keyOf(value)).values()];
  const contested = new Set<number>();
  for (const [index, group] of groups.entries()) {
    const contents = new Set(group.flatMap(([, { content }]) => content ?? []));
    if (contents.size > 1) contested.add(index);
  }
  return {
    values: groups.flatMap(([first]) => (first === undefined ? [] : [first[1]])),
    members: groups.map((group) => group.map(([index]) => index)),
    contested,
  };
}

/** Where several files claim one name, nobody knows which of them a sidecar speaks of. */
function trusted(
  match: NameMatch,
  index: number,
  media: Distinct<FolderMedia>,
  sidecars: Distinct<FolderSidecar>,
): NameMatch {
  const { sidecar } = match;
  if (sidecar === null || (!media.contested.has(index) && !sidecars.contested.has(sidecar))) return match;
  return { ...match, sidecar: null, confidence: 'doubtful', reason: 'claimed-twice', candidates: [sidecar] };
}

/** So many sidecars are named as candidates; nobody looks through more. */
const mostCandidates = 5;

/** Names the sidecars that speak of the same title under another number: they are not taken, but worth a look. */
function withOtherNumbers(
  { media, sidecars }: DistinctNames,
  matches: readonly NameMatch[],
  unused: readonly number[],
): readonly NameMatch[] {
  const isBare = ({ confidence, relation }: NameMatch): boolean => confidence === 'none' && relation.kind === 'itself';
  if (!matches.some(isBare)) return matches;
  const byTitle = new Map<string, number[]>();
  for (const index of unused.toSorted((a, b) => compareText(sidecars[a]?.name ?? '', sidecars[b]?.name ?? ''))) {
    const sidecar = sidecars[index];
    for (const name of new Set(sidecar === undefined ? [] : titledMediaNames(sidecar))) {
      const alike = byTitle.get(name);
      if (alike === undefined) byTitle.set(name, [index]);
      else if (alike.length < mostCandidates) alike.push(index);
    }
  }
  return matches.map((match, index) => {
    if (!isBare(match)) return match;
    const alike = readMediaName(media[index] ?? '').flatMap(({ base }) => byTitle.get(spell.folded(base)) ?? []);
    if (alike.length === 0) return match;
    const candidates = [...new Set(alike)].toSorted((a, b) => a - b);
    return { ...match, confidence: 'doubtful', reason: 'another-number', candidates };
  });
}

function inGivenIndexes(
  { sidecar, confidence, reason, candidates, relation }: NameMatch,
  media: number,
  distinctMedia: Distinct<FolderMedia>,
  distinctSidecars: Distinct<FolderSidecar>,
): MediaMatch {
  const given = (index: number): number | null => distinctSidecars.members[index]?.[0] ?? null;
  const of = relation.picture === null ? null : (distinctMedia.members[relation.picture]?.[0] ?? null);
  return {
    media,
    sidecar: sidecar === null ? null : given(sidecar),
    confidence,
    reason,
    relation: relation.kind === 'itself' ? { kind: 'itself' } : { kind: relation.kind, of },
    candidates: candidates.flatMap((index) => distinctSidecars.members[index] ?? []).toSorted((a, b) => a - b),
  };
}
