import type { MatchConfidence, MatchReason } from '../../../../contract/takeout-models.ts';
import { readMediaName } from './names.ts';
import type { FindSidecars, Round } from './round.ts';
import { rounds } from './sidecar-rounds.ts';
import type { TitledSidecar } from './titled-sidecar.ts';

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
  const find = round.finder(sidecars, free);
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

/** Looks for sidecars as if media of a name were there: by the first rule that knows any. */
export function freeSidecarFinder({ sidecars }: DistinctNames, { free }: OwnSidecars): FindSidecars {
  const finders: FindSidecars[] = [];
  return (readings) => {
    for (const [index, round] of rounds.entries()) {
      // Two guesses on top of each other are no proof.
      if (round.isDaring) continue;
      // Most folders never ask.
      const find = finders[index] ?? round.finder(sidecars, free);
      finders[index] = find;
      const fitting = find(readings);
      if (fitting.length > 0) return fitting;
    }
    return [];
  };
}
