import type { MatchConfidence } from '../../../../contract/takeout-models.ts';
import type { MatchReason } from './match.ts';
import {
  basesOfCore,
  compareText,
  cutCore,
  cutMediaName,
  fileNamesOf,
  isCoreOf,
  mayBeCutCore,
  type NameReading,
  readMediaName,
  readSidecarName,
  type Spelling,
  spell,
  spellStart,
  splitName,
} from './names.ts';

export interface TitledSidecar {
  readonly name: string;
  readonly title: string;
}

/** Names and titles of one folder, each once; what is said about them goes by their index. */
export interface DistinctNames {
  readonly media: readonly string[];
  readonly sidecars: readonly TitledSidecar[];
}

/** What is decided about one distinct media name. */
export interface OwnSidecar {
  /** Null on doubt. */
  readonly sidecar: number | null;
  readonly confidence: MatchConfidence;
  readonly reason: MatchReason;
  readonly candidates: readonly number[];
}

export interface OwnSidecars {
  /** By index of the media name; media that are not in it have no sidecar of their own. */
  readonly found: ReadonlyMap<number, OwnSidecar>;
  /** Sidecars that nobody claims. */
  readonly free: ReadonlySet<number>;
}

/** One rule. Rules that are surer come first and leave less to the others. */
interface Round {
  readonly reason: MatchReason;
  readonly confidence: 'certain' | 'likely';
  readonly keysOfMedia: (reading: NameReading) => readonly string[];
  readonly keysOfSidecar: (sidecar: TitledSidecar) => readonly string[];
}

const rounds: readonly Round[] = [
  byTitle('exact', 'title', 'certain'),
  byTitle('loose', 'title-spelled-otherwise', 'certain'),
  byName('loose', 'name'),
  byTitle('folded', 'title-spelled-otherwise', 'likely'),
  byName('folded', 'name-spelled-otherwise'),
  byTitleWithoutExtension((extension) => !filmExtensions.test(extension)),
  byTitleWithoutExtension(() => true),
];

/** Extensions of films, of which a picture may have one beside it. */
export const filmExtensions = /^\.(mp4|mov|m4v|mp|mv)$/i;

/**
 * Gives media the sidecars that were made for them. A rule decides only where one media name and one sidecar fit each
 * other alone: where several do, all of them are doubtful and no later rule may have them.
 */
export function findOwnSidecars({ media, sidecars }: DistinctNames): OwnSidecars {
  const found = new Map<number, OwnSidecar>();
  const free = new Set(sidecars.keys());
  const open = new Set(media.keys());
  for (const round of rounds) {
    if (open.size === 0 || free.size === 0) break;
    runRound(round, { media, sidecars }, open, free, found);
  }
  return { found, free };
}

function runRound(
  round: Round,
  { media, sidecars }: DistinctNames,
  open: Set<number>,
  free: Set<number>,
  found: Map<number, OwnSidecar>,
): void {
  const { reason, confidence } = round;
  const find = sidecarFinder(round, sidecars, free);
  const wishes = new Map<number, readonly number[]>();
  const wanted = new Map<number, number>();
  for (const index of open) {
    const candidates = find(readMediaName(media[index] ?? ''));
    if (candidates.length === 0) continue;
    wishes.set(index, candidates);
    for (const sidecar of candidates) wanted.set(sidecar, (wanted.get(sidecar) ?? 0) + 1);
  }
  for (const [index, candidates] of wishes) {
    const [sidecar = 0] = candidates;
    open.delete(index);
    for (const candidate of candidates) free.delete(candidate);
    if (candidates.length > 1) {
      found.set(index, { sidecar: null, confidence: 'doubtful', reason: 'several-sidecars', candidates });
    } else if ((wanted.get(sidecar) ?? 0) > 1) {
      found.set(index, { sidecar: null, confidence: 'doubtful', reason: 'several-media', candidates });
    } else {
      found.set(index, { sidecar, confidence, reason, candidates: [] });
    }
  }
}

/** How many sidecars of one spelling are checked. */
const mostAlike = 8;

function inOrderOfName(a: TitledSidecar | undefined, b: TitledSidecar | undefined): number {
  return compareText(a?.name ?? '', b?.name ?? '') || compareText(a?.title ?? '', b?.title ?? '');
}

/** Sidecars that fit any of these readings, ascending. */
export type FindSidecars = (readings: readonly NameReading[]) => readonly number[];

function sidecarFinder(
  { keysOfMedia, keysOfSidecar }: Round,
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

/** Looks for sidecars as if media of a name were there: by the first rule that knows any. */
export function freeSidecarFinder({ sidecars }: DistinctNames, { free }: OwnSidecars): FindSidecars {
  const finders: FindSidecars[] = [];
  return (readings) => {
    for (const [index, round] of rounds.entries()) {
      // Most folders never ask.
      const find = finders[index] ?? sidecarFinder(round, sidecars, free);
      finders[index] = find;
      const fitting = find(readings);
      if (fitting.length > 0) return fitting;
    }
    return [];
  };
}

/** The title says what the media file is called, and the sidecar's own name agrees with the title. */
function byTitle(spelling: Spelling, reason: MatchReason, confidence: Round['confidence']): Round {
  return {
    reason,
    confidence,
    keysOfMedia: (reading) => [keyOf(reading, spelling)],
    keysOfSidecar: (sidecar) =>
      titleReadings(sidecar, spelling).map(({ fileName, number }) =>
        keyOf({ base: cutMediaName(fileName), number }, spelling),
      ),
  };
}

/** The title is foreign to the sidecar's own name, which then decides alone. */
function byName(spelling: Spelling, reason: MatchReason): Round {
  return {
    reason,
    confidence: 'likely',
    keysOfMedia: ({ base, number }) => [
      keyOf({ base, number }, spelling),
      ...[base, base.normalize('NFC'), base.normalize('NFD')].map((form) => cutKeyOf(cutCore(form), number, spelling)),
    ],
    keysOfSidecar: (sidecar) => {
      if (titleReadings(sidecar, 'folded').length > 0) return [];
      return readSidecarName(sidecar.name).flatMap(({ base: core, number }) => [
        ...basesOfCore(core).map((base) => keyOf({ base, number }, spelling)),
        ...(mayBeCutCore(core) ? [cutKeyOf(core, number, spelling)] : []),
      ]);
    },
  };
}

/** A title without an extension, which the media file got from its content. */
function byTitleWithoutExtension(isMeant: (extension: string) => boolean): Round {
  const longestStems = [47, 46];
  return {
    reason: 'title-without-extension',
    confidence: 'likely',
    keysOfMedia: ({ base, number }) => {
      const { stem, extension } = splitName(base);
      return extension !== '' && isMeant(extension) ? [keyOf({ base: stem, number }, 'loose')] : [];
    },
    keysOfSidecar: (sidecar) =>
      titleReadings(sidecar, 'loose').flatMap(({ fileName, number }) => {
        if (splitName(fileName).extension !== '') return [];
        const stems = longestStems.map((length) => fileName.slice(0, length));
        return stems.map((base) => keyOf({ base, number }, 'loose'));
      }),
  };
}

/** The file names of which, by its title, this sidecar's name can have been made, with its number. */
function titleReadings(
  { name, title }: TitledSidecar,
  spelling: Spelling,
): readonly { readonly fileName: string; readonly number: number }[] {
  const readings = readSidecarName(name);
  return fileNamesOf(title, spelling).flatMap((fileName) =>
    readings
      .filter(({ base }) => isCoreOf(base, fileName, spellStart[spelling]))
      .map(({ number }) => ({ fileName, number })),
  );
}

/** Media names without their number that a sidecar's title speaks of; how it says so is left open. */
export function titledMediaNames(sidecar: TitledSidecar): readonly string[] {
  return titleReadings(sidecar, 'folded').map(({ fileName }) => spell.folded(cutMediaName(fileName)));
}

function keyOf({ base, number }: NameReading, spelling: Spelling): string {
  return `${spell[spelling](base)}\0${number}`;
}

/** Cut names are compared among themselves: a bare beginning of a name is never the name. */
function cutKeyOf(core: string, number: number, spelling: Spelling): string {
  return `\0${spellStart[spelling](core)}\0${number}`;
}
