import { type Problem, ProblemError } from '../../contract/problem.ts';
import type { PathCandidate } from '../catalog/assets/asset-paths.ts';
import type { Relocation, RelocationPlan } from '../catalog/assets/relocations.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { type FileMoveOutcome, relocateFiles, removeOldNames } from '../destination/relocation-moves.ts';
import { WithheldLines } from './checksum-list.ts';
import { endsEverything } from './problem-scope.ts';

export interface RelocationDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  /** A file could not be moved, and the next run tries again; the others are moved all the same. */
  readonly onProblem: (problem: Problem) => void;
  /** Of the finalizing that this belongs to, and that removes the old names; absent: it is on its own. */
  readonly withheld?: WithheldLines;
}

/** A plan whose places can be proposed again from the first on: each place may turn out to hold an unknown file. */
export interface RelocationRequest extends Omit<RelocationPlan, 'candidates'> {
  /** Places for the file, the best first, without end; a move may also name the place where it is. */
  readonly candidates: () => Iterable<PathCandidate>;
}

/** How often a place may turn out to hold an unknown file before the relocation is given up until the next run. */
const mostAttempts = 100;
/** One round of plan, move and commit. */
const batchSize = 64;
/** Names that are removed for one sync of their folders. */
const namesAtOnce = 500;

/*
 * `SHA256SUMS` is true of the folder at every moment. Where the disk has hard links, a file gets its new name besides the
 * old; the list is written with the new names at the end of finalizing, and then the old names go (`removeUnlistedNames`), all of
 * them for one write of the list. Elsewhere (exFAT, FAT, some network drives, a part of the folder on a disk of its own) a
 * copy would write every byte again, so the lines of what may move are left out of the list before the first rename: it is
 * then short, and still true.
 */

/**
 * Brings stored files to other places: planned in the catalog, moved durably, committed. In finalizing, old names may stay
 * until {@link removeUnlistedNames}. Returns where each asset lies now; those that could not be moved are left out and lie
 * where they lay. Throws a ProblemError when the disk fails.
 */
export async function relocate(
  deps: RelocationDeps,
  plans: readonly RelocationRequest[],
): Promise<ReadonlyMap<number, string>> {
  const places = new Map<number, string>();
  for (let from = 0; from < plans.length; from += batchSize) {
    await relocateBatch(deps, plans.slice(from, from + batchSize), places);
  }
  if (deps.withheld === undefined) await removeLeftNames(deps);
  return places;
}

async function relocateBatch(
  deps: RelocationDeps,
  plans: readonly RelocationRequest[],
  places: Map<number, string>,
): Promise<void> {
  const occupied = new Map<number, Set<string>>();
  // A move that was begun and failed is made again by the next run, before it gets another way to go.
  let left = plans.filter(({ assetId }) => !deps.catalog.relocations.isOpen(assetId));
  for (let attempt = 0; left.length > 0 && attempt < mostAttempts; attempt += 1) {
    const planned = deps.catalog.relocations.plan(
      left.map((plan) => ({ ...plan, candidates: without(plan.candidates(), occupied.get(plan.assetId)) })),
    );
    const outcomes = await carryOut(deps, planned);
    // The old name of another file may be in the way: it goes, and the place is tried once more.
    const isFreed = outcomes.some(({ kind, to }) => kind === 'taken' && deps.catalog.relocations.isOldName(to));
    if (isFreed) await removeLeftNames(deps);
    for (const { assetId, to, kind } of outcomes) {
      if (kind === 'moved') places.set(assetId, to);
      if (kind === 'taken' && !(isFreed && attempt === 0)) {
        occupied.set(assetId, (occupied.get(assetId) ?? new Set()).add(to));
      }
    }
    left = left.filter(({ assetId }) =>
      outcomes.some((outcome) => outcome.assetId === assetId && outcome.kind === 'taken'),
    );
  }
}

/**
 * Ends relocations that a kill or a disk that failed left between plan and commit; what fails once more stays open. Before
 * anything else looks for files at their paths.
 */
export async function finalizeRelocations(deps: RelocationDeps): Promise<void> {
  const withheld = new WithheldLines(deps);
  const { relocations } = deps.catalog;
  for (let open = relocations.open(); open.length > 0; open = relocations.open(open.at(-1)?.assetId)) {
    await carryOut({ ...deps, withheld }, open);
  }
  await removeLeftNames(deps);
}

/**
 * Writes the checksum list and then removes the names that moved files had before. Nothing is removed while the list cannot
 * be written. Throws a ProblemError when the disk fails.
 */
async function removeLeftNames(deps: RelocationDeps): Promise<void> {
  if (deps.catalog.relocations.oldNames({ limit: 1, after: '' }).length === 0) return;
  const { withheld = new WithheldLines(deps) } = deps;
  const written = await withheld.write();
  if (written.ok) return removeUnlistedNames(deps);
  deps.onProblem(written.problem);
}

/**
 * Once the checksum list is written: removes the names that moved files had before; those that cannot be removed now are
 * left to the next run. Throws a ProblemError when the disk fails.
 */
export async function removeUnlistedNames({ destination, catalog, onProblem }: RelocationDeps): Promise<void> {
  let stopping: Problem | null = null;
  const goesOn = (met: Problem): boolean => {
    if (stopsAllMoves(met)) stopping = met;
    else onProblem(met);
    return stopping === null;
  };
  for (let after = ''; ; ) {
    const names = catalog.relocations.oldNames({ limit: namesAtOnce, after });
    const removed = await removeOldNames(destination, names, goesOn);
    if (!removed.ok) throw new ProblemError(removed.problem);
    catalog.relocations.forgetOldNames(removed.value);
    if (stopping !== null) throw new ProblemError(stopping);
    const last = names.at(-1);
    if (last === undefined || names.length < namesAtOnce) return;
    after = last.path;
  }
}

interface CarriedOut {
  readonly assetId: number;
  readonly to: string;
  readonly kind: 'moved' | 'taken' | 'gone' | 'failed';
}

/** Moves what was planned; every plan is committed or dropped, except where the file may be in either place. */
async function carryOut(deps: RelocationDeps, planned: readonly Relocation[]): Promise<CarriedOut[]> {
  const { catalog, onProblem } = deps;
  const pairs = await move(deps, planned);
  catalog.relocations.commit(
    pairs.flatMap(({ relocation: { assetId }, outcome }) =>
      isThere(outcome) ? [{ assetId, mtime: outcome.mtime, keepsOldName: outcome.kind === 'linked' }] : [],
    ),
  );
  const met: Problem[] = [];
  const carriedOut = pairs.map(({ relocation: { assetId, to }, outcome }): CarriedOut => {
    if (outcome.kind === 'moved' || outcome.kind === 'linked') return { assetId, to, kind: 'moved' };
    if (outcome.kind !== 'failed' || !outcome.isBegun) catalog.relocations.drop(assetId);
    if (outcome.kind === 'failed') met.push(outcome.problem);
    return { assetId, to, kind: outcome.kind };
  });
  const stopping = met.find(stopsAllMoves);
  if (stopping !== undefined) throw new ProblemError(stopping);
  for (const one of met) onProblem(one);
  return carriedOut;
}

interface Moved<T extends FileMoveOutcome = FileMoveOutcome> {
  readonly relocation: Relocation;
  readonly outcome: T;
}

type FinalOutcome = Exclude<FileMoveOutcome, { readonly kind: 'unlinkable' }>;

/** By second names where the disk has them; the rest by renaming, once the list does not name it. */
async function move(deps: RelocationDeps, planned: readonly Relocation[]): Promise<readonly Moved<FinalOutcome>[]> {
  const linked = await outcomesOf(deps, planned, 'link');
  const unlinkable = linked.flatMap(({ relocation, outcome }) => (outcome.kind === 'unlinkable' ? [relocation] : []));
  const renamed = unlinkable.length === 0 ? [] : await renameUnlisted(deps, unlinkable);
  const known = new Map([...linked, ...renamed].map((pair) => [pair.relocation.assetId, pair]));
  return planned.map((relocation) => {
    const outcome = known.get(relocation.assetId)?.outcome;
    const isFinal = outcome !== undefined && outcome.kind !== 'unlinkable';
    if (!isFinal) throw new Error('Every move is answered');
    return { relocation, outcome };
  });
}

async function renameUnlisted(deps: RelocationDeps, planned: readonly Relocation[]): Promise<readonly Moved[]> {
  const { withheld = new WithheldLines(deps) } = deps;
  const unlisted = await withheld.withhold(planned.map(({ assetId }) => assetId));
  if (unlisted.ok) return outcomesOf(deps, planned, 'rename');
  const outcome = { kind: 'failed', problem: unlisted.problem, isBegun: false } as const;
  return planned.map((relocation) => ({ relocation, outcome }));
}

async function outcomesOf(
  { destination }: RelocationDeps,
  planned: readonly Relocation[],
  way: 'link' | 'rename',
): Promise<readonly Moved[]> {
  const moved = await relocateFiles(destination, planned, way);
  if (!moved.ok) throw new ProblemError(moved.problem);
  return planned.map((relocation, index) => {
    const outcome = moved.value[index];
    if (outcome === undefined) throw new Error('Every move is answered');
    return { relocation, outcome };
  });
}

function isThere(outcome: FileMoveOutcome): outcome is Extract<FileMoveOutcome, { readonly mtime: number }> {
  return outcome.kind === 'moved' || outcome.kind === 'linked';
}

/** A link, a file in the place of a folder, a name that the disk refuses: each keeps one file where it lies. */
function stopsAllMoves(met: Problem): boolean {
  return endsEverything(met) || met.code === 'internal';
}

function* without<T extends { readonly path: string }>(candidates: Iterable<T>, left: ReadonlySet<string> | undefined) {
  for (const candidate of candidates) if (left?.has(candidate.path) !== true) yield candidate;
}
